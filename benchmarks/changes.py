"""Comment lines, code lines, changed symbols and unrequested changes, against counts and labels made by hand.

    python -m benchmarks.changes [--misses] [--json FILE]

Reads `benchmarks/data/changes` (its README says what counts as what). Arms: `texts` has the file before and after,
`diff` only a unified diff with three lines around each change, `bare diff` only the changed lines, and `naive` counts
the lines of the diff that begin with `#`, `//` or `*`. A number (added or removed lines of code or comment, those
before) is right when it is exactly that of the hand count; lines that are wrong are summed apart. Symbols are matched
by name and by what became of them. Also: whether a requested or undecidable unit is called unrequested.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

import msgspec
from benchmarks.changes_data import COUNTS, Labelled, Request, Unit, labelled_changes, labelled_requests
from benchmarks.report import Report, Row

from reverie.quality.changes.change import change_of
from reverie.quality.changes.diff_change import change_of_diff
from reverie.quality.changes.requests import unrequested
from reverie.quality.changes.requests.wish import read_wish
from reverie.quality.changes.values import FileChange

BAR = 0.98
_WORD = re.compile(r"[^\W\d]\w*")
_NAIVE = re.compile(r"\s*(?:#|//|/?\*)")
_IN_DIFF = COUNTS[:4]


class Score(msgspec.Struct):
    """Of one arm, or of one language in it: numbers that are exact, lines that are wrong, symbols found."""

    cases: int = 0
    numbers: int = 0
    exact: int = 0
    lines: int = 0
    wrong_lines: int = 0
    symbols: int = 0
    found: int = 0
    invented: int = 0

    @property
    def symbol_rate(self) -> float:
        """Symbols that are right, of all that are labelled or said."""
        return self.found / max(1, self.symbols + self.invented)


Arm = Callable[[Labelled], FileChange]


def naive(case: Labelled) -> FileChange:
    """What a counter makes of a diff that knows no language."""
    counted: Counter[str] = Counter()
    for line in case.bare_diff.splitlines():
        if line[1:].strip():
            side = "added" if line.startswith("+") else "removed"
            counted[f"{side}_{'comment' if _NAIVE.match(line[1:]) else 'code'}"] += 1
    return FileChange(
        path=case.path,
        added_code=counted["added_code"],
        added_comment=counted["added_comment"],
        removed_code=counted["removed_code"],
        removed_comment=counted["removed_comment"],
    )


ARMS: dict[str, Arm] = {
    "texts": lambda case: change_of(case.path, case.before, case.after),
    "diff": lambda case: change_of_diff(case.path, case.diff),
    "bare diff": lambda case: change_of_diff(case.path, case.bare_diff),
    "naive": naive,
}


def scored(arm: str, cases: list[Labelled], misses: list[str]) -> dict[str, Score]:
    """The scores by language, with those of all under `all`; what is wrong is added to `misses`, a line each."""
    scores: dict[str, Score] = defaultdict(Score)
    for case in cases:
        change = ARMS[arm](case)
        misses += [f"{arm}: {case.name}: {wrong}" for wrong in _wrong(arm, case, change)]
        for score in (scores["all"], scores[case.language]):
            _add(score, arm, case, change)
    return dict(scores)


def _counts(arm: str) -> tuple[str, ...]:
    return COUNTS if arm == "texts" else _IN_DIFF


def _said(change: FileChange) -> set[tuple[str, str]]:
    return {(symbol.became, symbol.name) for symbol in change.symbols}


def _wrong(arm: str, case: Labelled, change: FileChange) -> Iterator[str]:
    for name in _counts(arm):
        if getattr(change, name) != case.counts[name]:
            yield f"{name} {getattr(change, name)}, by hand {case.counts[name]}"
    if arm == "naive":
        return
    if case.left_out not in change.left_out or bool(case.left_out) != bool(change.left_out):
        yield f"left out as {change.left_out!r}, by hand {case.left_out!r}"
    yield from (f"not found: {became} {name}" for became, name in sorted(case.symbols - _said(change)))
    yield from (f"not so: {became} {name}" for became, name in sorted(_said(change) - case.symbols))


def _add(score: Score, arm: str, case: Labelled, change: FileChange) -> None:
    score.cases += 1
    for name in _counts(arm):
        score.numbers += 1
        score.exact += getattr(change, name) == case.counts[name]
        score.lines += case.counts[name]
        score.wrong_lines += abs(getattr(change, name) - case.counts[name])
    score.symbols += len(case.symbols)
    score.found += len(case.symbols & _said(change))
    score.invented += len(_said(change) - case.symbols)


def unit_of(unit: Unit) -> unrequested.Unit:
    """A labelled unit as it is judged."""
    changed = [line[1:] for line in unit.lines if line[0] in "+-"]
    around = [line[1:] for line in unit.lines if line[0] == " "]
    words, other = (frozenset(_WORD.findall("\n".join(lines))) for lines in (changed, around))
    symbol = "" if unit.symbol == "*" else unit.symbol
    return unrequested.Unit(unit.path, symbol, unit.became, len(changed), words, other)


def judged(requests: list[Request], misses: list[str]) -> Counter[tuple[str, str]]:
    """How often each label got each verdict."""
    found: Counter[tuple[str, str]] = Counter()
    for request in requests:
        units = [unit_of(unit) for unit in request.units]
        wish = read_wish(request.request, request.plan, request.earlier)
        for labelled, (_, verdict) in zip(request.units, unrequested.verdicts(units, wish), strict=True):
            found[labelled.label, verdict] += 1
            if labelled.label != verdict:
                misses.append(f"{request.name}: {labelled.path} {labelled.symbol}: {verdict}, by hand {labelled.label}")
    return found


def rows_of(arm: str, scores: dict[str, Score]) -> Iterator[Row]:
    """The numbers of an arm: all languages, then one by one."""
    for language, score in sorted(scores.items(), key=lambda each: each[0] != "all"):
        what = "all languages" if language == "all" else language
        bar = BAR if arm == "texts" and language == "all" else None
        yield _missed(f"{what}: numbers that are not exact", 1 - score.exact / score.numbers, arm, score.cases, bar)
        if language == "all":
            wrong = score.wrong_lines / max(1, score.lines)
            yield _missed(f"{what}: lines counted wrongly", wrong, arm, score.lines, bar)
        if arm != "naive" and score.symbols:
            yield _missed(f"{what}: symbols missed or invented", 1 - score.symbol_rate, arm, score.symbols, bar)


def _missed(what: str, rate: float, arm: str, runs: int, bar: float | None = None) -> Row:
    budget = None if bar is None else round(100 * (1 - bar), 6)
    return Row(what=what, value=round(100 * rate, 3), unit="%", runs=runs, budget=budget, arm=arm)


def request_rows(found: Counter[tuple[str, str]]) -> Iterator[Row]:
    """Of what was called unrequested, how much was not; of what was unrequested, how much was not said."""
    accused = sum(count for (_, verdict), count in found.items() if verdict == "unrequested")
    wrong = accused - found["unrequested", "unrequested"]
    meant = sum(count for (label, _), count in found.items() if label == "unrequested")
    decidable = sum(count for (label, _), count in found.items() if label != "undecidable")
    decided = sum(count for (label, said), count in found.items() if "undecidable" not in (label, said))
    yield _missed("called unrequested, but not so", wrong / max(1, accused), "requests", accused)
    missed = meant - found["unrequested", "unrequested"]
    yield _missed("unrequested, but not said", missed / meant, "requests", meant)
    yield _missed("decidable, but not decided", 1 - decided / decidable, "requests", decidable)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list all that differs from the hand counts")
    parser.add_argument("--json", metavar="FILE", help="write JSON there (- for standard output)")
    given = parser.parse_args()
    misses: list[str] = []
    cases = labelled_changes()
    rows = [row for arm in ARMS for row in rows_of(arm, scored(arm, cases, misses))]
    rows += request_rows(judged(labelled_requests(), misses))
    languages = len({case.language for case in cases})
    notes = (
        f"{len(cases)} changes in {languages} groups of languages; {len(misses)} differences (--misses lists them)",
    )
    Report("changes", tuple(rows), notes + (tuple(misses) if given.misses else ())).show(given.json)


if __name__ == "__main__":
    main()
