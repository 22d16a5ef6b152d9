"""Secrets: how many of the labelled ones survive redaction, whole and in pieces, and how many clean lines it touches.

    python -m benchmarks.secrets [--cases FILE] [--gitleaks FILE] [--misses N] [--seed N] [--json FILE]

A row of the cases is a JSON object: `id`, `family`, `form` (where it stands: env, log, json, ...), `text`, `secrets`
(the exact parts of the text that must not survive; none for a clean row). `{{join:a|b}}` in a text or a secret means
a and b put together, so that no whole token stands in the file. A row counts as found when no secret of it survives
the redaction of the text, nor of the text as a stream at three seeded splits (the other arms get the text whole: none
of them is made for streams). A clean line is touched when its redaction differs. The speed is that of text without
secrets: lines of a log, drawn with the seed, and the clean rows, which are full of what looks like a secret's name.
"""

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec
from benchmarks.measuring import arguments
from benchmarks.report import Report, Row, median_row
from benchmarks.secret_arms import Arm, entropy_only, gitleaks, nothing, reverie

_CASES = Path(__file__).with_name("secret_cases.jsonl")
_JOIN = re.compile(r"\{\{join:([^{}]*)\}\}")
_SPLITS = 3
_MOST_MISSED, _MOST_TOUCHED = 1.0, 0.1
_CLEAN_MS, _SHORT_US = 20.0, 20.0
_MEGABYTE = 1_000_000
_LOGGED = (
    "worker",
    "served",
    "item",
    "page",
    "index",
    "cache",
    "started",
    "in",
    "ms",
    "from",
    "agent",
    "ok",
    "not found",
)


class Case(msgspec.Struct, frozen=True):
    """One labelled text."""

    id: str
    family: str
    form: str
    text: str
    secrets: tuple[str, ...] = ()

    def whole(self) -> "Case":
        """With what its joins stand for."""
        return msgspec.structs.replace(self, text=_joined(self.text), secrets=tuple(map(_joined, self.secrets)))


class Judged(msgspec.Struct, frozen=True):
    """What an arm did to the cases. `missed` are the rows with a secret that survived."""

    arm: Arm
    missed: tuple[Case, ...]
    touched: int
    touched_in: tuple[str, ...]


def read_cases(file: Path) -> list[Case]:
    """Raises OSError, msgspec.DecodeError, and ValueError for a secret that does not stand in its text."""
    decoder = msgspec.json.Decoder(Case)
    cases = [decoder.decode(line).whole() for line in file.read_bytes().splitlines() if line.strip()]
    for case in cases:
        if absent := [secret for secret in case.secrets if secret not in case.text]:
            raise ValueError(
                f"case '{case.id}': {len(absent)} of its secrets do not stand in its text; correct the row"
            )
    return cases


def judge(arm: Arm, cases: Sequence[Case], seed: int) -> Judged:
    chance = random.Random(seed)
    missed = tuple(case for case in cases if case.secrets and not _is_found(arm, case, chance))
    touched = {case.id: _touched(arm, case.text) for case in cases if not case.secrets}
    return Judged(arm, missed, sum(touched.values()), tuple(name for name, lines in touched.items() if lines))


def _is_found(arm: Arm, case: Case, chance: random.Random) -> bool:
    """As a whole, and as a stream at every one of the splits."""
    outcomes = [arm.redact(case.text), *(arm.stream(_pieces(case.text, chance)) for _ in range(_SPLITS))]
    return not any(secret in outcome for secret in case.secrets for outcome in outcomes)


def _pieces(text: str, chance: random.Random) -> list[str]:
    cuts = sorted(chance.randrange(len(text) + 1) for _ in range(1 + len(text) // 40))
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _touched(arm: Arm, text: str) -> int:
    """Lines of a clean text that the arm changes. A mask holds no newline, so lines keep their places."""
    redacted = arm.redact(text)
    if redacted == text:
        return 0
    before, after = text.split("\n"), redacted.split("\n")
    differing = sum(one != other for one, other in zip(before, after, strict=False))
    return max(1, differing + abs(len(before) - len(after)))


def rows_of(judged: Judged, cases: Sequence[Case]) -> list[Row]:
    """Shares in percent; only our own arm has budgets."""
    own = judged.arm.name == "reverie"
    secret = [case for case in cases if case.secrets]
    lines = sum(case.text.count("\n") + 1 for case in cases if not case.secrets)
    rows = [
        _share(
            "rows with a secret that survives", judged, len(judged.missed), len(secret), _MOST_MISSED if own else None
        ),
        _share("clean lines touched", judged, judged.touched, lines, _MOST_TOUCHED if own else None),
    ]
    missed = Counter(case.form for case in judged.missed)
    for form, count in sorted(Counter(case.form for case in secret).items()):
        rows.append(_share(f"of it {form}", judged, missed[form], count, None))
    return rows


def _share(what: str, judged: Judged, count: int, of: int, budget: float | None) -> Row:
    value = 100 * count / of if of else 0.0
    return Row(what, value, f"% of {of:,}", max(1, of), budget=budget, arm=judged.arm.name)


def speed(cases: Sequence[Case], runs: int, seed: int) -> list[Row]:
    """Our own, in processor time, on text without secrets."""
    redact = reverie().redact
    log = _log(random.Random(seed))
    clean = "\n".join(case.text for case in cases if not case.secrets) or log
    clean = (clean * (1 + _MEGABYTE // len(clean)))[:_MEGABYTE]
    short = log[:200]
    shorts = [_cpu_ms(lambda: [redact(short) for _ in range(500)]) * 2 for _ in range(runs)]
    return [
        median_row(
            "a megabyte of a log",
            [_cpu_ms(lambda: redact(log)) for _ in range(runs)],
            "ms",
            budget=_CLEAN_MS,
            arm="reverie",
        ),
        median_row(
            "a megabyte of the clean rows", [_cpu_ms(lambda: redact(clean)) for _ in range(runs)], "ms", arm="reverie"
        ),
        median_row("200 characters", shorts, "µs", budget=_SHORT_US, arm="reverie"),
    ]


def _log(chance: random.Random) -> str:
    lines = [_log_line(chance) for _ in range(_MEGABYTE // len(_log_line(chance)) + 100)]
    return "".join(lines)[:_MEGABYTE]


def _log_line(chance: random.Random) -> str:
    address = f"10.0.{chance.randrange(256)}.{chance.randrange(256)}"
    said = " ".join(chance.choices(_LOGGED, k=12))
    return f"2026-10-01T12:{chance.randrange(60):02}:{chance.randrange(60):02}Z INFO [{address}] GET /api/v1/{said}\n"


def _cpu_ms(action: object) -> float:
    start = time.process_time_ns()
    action()  # type: ignore[operator]
    return (time.process_time_ns() - start) / 1e6


def measure(file: Path, rule_list: Path | None, runs: int, seed: int, misses: int) -> Report:
    cases = read_cases(file)
    arms = [reverie(), nothing(), entropy_only(), *([gitleaks(rule_list)] if rule_list else [])]
    judged = [judge(arm, cases, seed) for arm in arms]
    rows = [row for one in judged for row in rows_of(one, cases)]
    own = judged[0]
    families = len({case.family for case in cases if case.secrets})
    notes = [
        f"{len(cases):,} rows, {families} families, seed {seed}.",
        *(note for arm in arms for note in arm.notes),
        *_named("survived", [f"{case.id} ({case.family}, {case.form})" for case in own.missed], misses),
        *_named("touched", list(own.touched_in), misses),
    ]
    return Report("Secrets", (*rows, *speed(cases, runs, seed)), tuple(notes))


def _named(what: str, names: Sequence[str], most: int) -> list[str]:
    if not names or not most:
        return []
    more = f", and {len(names) - most} more" if len(names) > most else ""
    return [f"{what}: {', '.join(names[:most])}{more}."]


def _joined(text: str) -> str:
    return _JOIN.sub(lambda found: found[1].replace("|", ""), text)


def main() -> None:
    parser = arguments(__doc__, runs=5)
    parser.add_argument("--cases", type=Path, default=_CASES, help="labelled rows, JSON lines")
    parser.add_argument("--gitleaks", type=Path, help="a rule list in gitleaks' TOML, to compare with")
    parser.add_argument("--misses", type=int, default=20, help="how many rows that went wrong are named")
    parser.add_argument("--seed", type=int, default=0, help="of the splits of streams")
    given = parser.parse_args()
    try:
        report = measure(given.cases, given.gitleaks, given.runs, given.seed, given.misses)
    except (OSError, ValueError) as error:
        sys.exit(f"benchmarks.secrets: {error}")
    report.show(given.json)


if __name__ == "__main__":
    main()
