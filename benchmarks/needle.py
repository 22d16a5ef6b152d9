"""Search of transcripts for exact identifiers, cold and warm, beside bare ripgrep.

    python -m benchmarks.needle [--runs N] [--megabytes N] [--seed N] [--data FOLDER] [--json FILE]

Makes transcripts in the forms of Reverie, Claude Code and Codex with identifiers at known places, and looks for these
by bare rg (`rg --no-config -uu -F -w -n` over the folder), by `find_needle` with rg, and by `find_needle` without it,
in turns, in one process. Cold: the page cache is emptied before each search, of everything as root on Linux, else of
these files by posix_fadvise; the data must lie on a disk for that (`--data`).

Hits are compared with where the identifiers were put, and with rg's where rg can see them: it looks at bytes, so it
finds neither what JSON spells otherwise nor, with -w, what stands behind a newline, which is an `n` for it.
"""

import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.measuring import alternating, arguments
from benchmarks.needle_data import Corpus, Place, make_corpus
from benchmarks.report import Report, Row, median_row

from reverie.transcripts.search import find_needle
from reverie.transcripts.sources import find_transcripts

_OVER_RG_MS = 10.0
_WARM, _COLD = 4.0, 2.0
_COLD_NEEDLES = 3
_ALL = 1_000_000
_DROP = Path("/proc/sys/vm/drop_caches")


class Arm:
    """One way to search; `warm` and `cold` hold milliseconds by identifier."""

    def __init__(self, name: str, search: Callable[[str], object]) -> None:
        self.name = name
        self.search = search
        self.warm: dict[str, list[float]] = {}
        self.cold: dict[str, list[float]] = {}

    def run(self, needle: str, times: dict[str, list[float]]) -> None:
        started = time.perf_counter()
        self.search(needle)
        times.setdefault(needle, []).append((time.perf_counter() - started) * 1000)


def measure(corpus: Corpus, runs: int, rg: str | None) -> Report:
    with_rg = [Arm("with rg", lambda needle: find_needle(needle, corpus.files))] if rg else []
    arms = [*with_rg, Arm("without rg", lambda needle: find_needle(needle, corpus.files, use_rg=False))]
    bare = [Arm("bare rg", lambda needle: _rg_places(rg, needle, corpus.folder))] if rg else []
    needles = corpus.identifiers
    for arm in (*bare, *arms):
        arm.run(needles[0], {})
    for needle in needles:
        for arm in alternating([*bare, *arms], runs):
            arm.run(needle, arm.warm)
    emptying = _way_to_empty(corpus)
    if emptying is not None:
        for needle in needles[:: len(needles) // _COLD_NEEDLES]:
            for arm in alternating([*bare, *arms], min(runs, 3)):
                emptying()
                arm.run(needle, arm.cold)
    rows = [*_hit_rows(corpus, rg)]
    for kind, factor in (("warm", _WARM), ("cold", _COLD)):
        rows += _time_rows(kind, factor, bare, arms)
    return Report("Needle", tuple(rows), tuple(_notes(corpus, emptying, rg)))


def _time_rows(kind: str, factor: float, bare: Sequence[Arm], arms: Sequence[Arm]) -> list[Row]:
    times = {arm.name: getattr(arm, kind) for arm in (*bare, *arms)}
    if not all(times.values()):
        return []
    floor = {needle: statistics.median(found) for needle, found in times["bare rg"].items()} if bare else {}
    rows = [median_row(f"{kind}: bare rg", _flat(times["bare rg"]), "ms")] if bare else []
    for arm in arms:
        own = {needle: statistics.median(found) for needle, found in times[arm.name].items()}
        ratios = [own[needle] / floor[needle] for needle in floor]
        is_judged = bool(floor) and arm.name == "without rg"
        rows.append(
            median_row(
                f"{kind}: {arm.name}",
                _flat(times[arm.name]),
                "ms",
                ratio=statistics.median(ratios) if ratios else None,
                of="bare rg" if ratios else "",
                budget=factor if is_judged else None,
                budget_of="ratio",
            )
        )
        if is_judged:
            slowest = max(floor, key=lambda needle: own[needle] / floor[needle])
            rows.append(
                Row(
                    f"{kind}: {arm.name}, the identifier with the largest ratio",
                    own[slowest],
                    "ms",
                    len(times[arm.name][slowest]),
                    ratio=own[slowest] / floor[slowest],
                    of="bare rg",
                    budget=factor,
                    budget_of="ratio",
                )
            )
        elif floor:
            over = [own[needle] - floor[needle] for needle in floor]
            rows.append(median_row(f"{kind}: {arm.name}, over bare rg", over, "ms", budget=_OVER_RG_MS))
            lowest = [min(times[arm.name][needle]) - min(times["bare rg"][needle]) for needle in floor]
            what = f"{kind}: {arm.name}, largest over bare rg, lowest of each"
            rows.append(Row(what, max(lowest), "ms", len(lowest), budget=_OVER_RG_MS))
    return rows


def _flat(times: dict[str, list[float]]) -> list[float]:
    return [each for found in times.values() for each in found]


def _hit_rows(corpus: Corpus, rg: str | None) -> list[Row]:
    """How many lines are missing or too many: against the places of the identifiers, and against rg."""
    rows = []
    for name in ("with rg", "without rg") if rg else ("without rg",):
        wrong = looked_at = 0
        from_rg = compared = 0
        for one in corpus.planted:
            found = _own_places(corpus, one.text, use_rg=name == "with rg")
            wrong += len(found ^ one.places)
            looked_at += len(one.places)
            if rg and one.comparable:
                from_rg += len(found ^ _rg_places(rg, one.text, corpus.folder))
                compared += len(one.places)
        wrong += sum(len(_own_places(corpus, text, use_rg=name == "with rg")) for text in corpus.absent)
        rows.append(Row(f"{name}: lines missing or too many", wrong, f"of {looked_at}", 1, budget=0.0))
        if rg:
            rows.append(Row(f"{name}: lines that differ from rg's", from_rg, f"of {compared}", 1, budget=0.0))
    return rows


def _own_places(corpus: Corpus, needle: str, *, use_rg: bool) -> set[Place]:
    found = find_needle(needle, corpus.files, most=_ALL, context=0, use_rg=use_rg)
    return {(hit.file.path.name, hit.line) for hit in found.hits}


def _rg_places(rg: str | None, needle: str, folder: Path) -> set[Place]:
    """What bare rg finds. The clock of its arm stops when its output was read and split."""
    assert rg is not None
    flags = ["--no-config", "-uu", "-F", "-w", "-n", "-H", "--null", "--no-heading", "-e", needle]
    done = subprocess.run([rg, *flags, "--", str(folder)], stdout=subprocess.PIPE, check=False)
    rows = (row.split(b"\0", 1) for row in done.stdout.split(b"\n") if b"\0" in row)
    return {(os.path.basename(os.fsdecode(path)), int(rest.split(b":", 1)[0])) for path, rest in rows}


def _way_to_empty(corpus: Corpus) -> Callable[[], None] | None:
    """How the page cache is emptied here; None where nobody can."""
    os.sync()
    if os.access(_DROP, os.W_OK):
        return _drop_all
    if not hasattr(os, "posix_fadvise"):
        return None

    def advise() -> None:
        for file in corpus.files:
            with file.path.open("rb") as content:
                os.posix_fadvise(content.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

    return advise


def _drop_all() -> None:
    _DROP.write_text("1\n")


def _notes(corpus: Corpus, emptying: Callable[[], None] | None, rg: str | None) -> list[str]:
    sessions = corpus.folder / "sessions"
    started = time.perf_counter()
    count = len(find_transcripts(sessions, {"HOME": str(corpus.folder)}))
    listing = (time.perf_counter() - started) * 1000
    notes = [
        f"{len(corpus.files)} transcripts, {corpus.bytes / 2**20:.0f} MB; {len(corpus.identifiers)} identifiers "
        f"against the clock, {len(corpus.planted)} compared.",
        f"Finding these {count} files, which the searches are given: {listing:.1f} ms.",
    ]
    if rg is None:
        notes.append("No rg on PATH: nothing to compare with.")
    if emptying is None:
        notes.append("Cold: skipped, because nobody here can empty the page cache.")
    elif not os.access(_DROP, os.W_OK):
        notes.append("Cold: by posix_fadvise (not root), which a kernel may pass over.")
    return notes


def main() -> None:
    parser = arguments(__doc__, runs=5)
    parser.add_argument("--megabytes", type=int, default=200, help="how much to search (default 200)")
    parser.add_argument("--seed", type=int, default=0, help="of the text and the identifiers (default 0)")
    parser.add_argument("--data", type=Path, help="a folder on a disk to make the transcripts below; they are removed")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.data, prefix="needle-") as folder:
        corpus = make_corpus(Path(folder), given.megabytes, given.seed)
        measure(corpus, given.runs, shutil.which("rg")).show(given.json)


if __name__ == "__main__":
    main()
