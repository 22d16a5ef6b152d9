"""The counts as a table, and below it the false claims, each with its place."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import msgspec

from reverie.conversation.claims import ClaimVerdict, said
from reverie.conversation.visible import visible_line

from .tally import FalseClaim, ModelTally, Tally

MOST_SHOWN = 20
WORDS: dict[ClaimVerdict, str] = {
    "supported": "supported",
    "unsupported": "not shown by the record",
    "contradicted": "contradicted",
}
_HEAD = ("model", "turns", "claims", "false", "rate, 95 % interval")

Redact = Callable[[str], str]


def lines(tally: Tally, redact: Redact, *, show_all: bool) -> Iterator[str]:
    """What a person reads; `redact` masks secrets in what the agents wrote."""
    if tally.models:
        yield from _table(tally.models)
    found = tally.false_claims
    shown = found if show_all else found[:MOST_SHOWN]
    for (file, line), claims in groupby(shown, key=lambda one: (one.file.path, one.line)):
        yield from _of_answer(file, line, list(claims), redact)
    if rest := len(found) - len(shown):
        yield from ("", f"… {rest:,} more: --all")
    if tally.models:
        yield ""
    yield _summary(tally)


def place(path: Path) -> str:
    """A path as a shell takes it, short below the home directory."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def _table(models: Sequence[ModelTally]) -> Iterator[str]:
    rows = [_HEAD, *map(_row, models)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    for row in rows:
        numbers = "  ".join(row[column].rjust(widths[column]) for column in (1, 2, 3))
        yield f"{row[0]:{widths[0]}}  {numbers}  {row[4]}".rstrip()


def _row(one: ModelTally) -> tuple[str, ...]:
    return visible_line(one.model), f"{one.turns:,}", f"{one.claims:,}", f"{one.false:,}", _rate(one)


def _rate(one: ModelTally) -> str:
    rate = one.rate
    if rate.too_few:
        return "too few to tell"
    return f"{100 * rate.value:.1f} %  ({100 * rate.low:.1f}–{100 * rate.high:.1f} %)"


def _of_answer(file: Path, line: int, claims: Sequence[FalseClaim], redact: Redact) -> Iterator[str]:
    """The false claims of one answer, below its place."""
    yield ""
    where = visible_line(f"{place(file)}:{line}")
    yield f"{where}  {visible_line(claims[0].model)}  {visible_line(claims[0].at[:10])}".rstrip()
    for found in claims:
        claim = msgspec.structs.replace(found.claim, quote=redact(found.claim.quote), why=redact(found.claim.why))
        yield f"    {WORDS[claim.verdict]}  {visible_line(said(claim))}"


def _summary(tally: Tally) -> str:
    turns = sum(one.turns for one in tally.models)
    parts = [_counted(tally.transcripts, "transcript"), _counted(turns, "turn")]
    claims, false = sum(one.claims for one in tally.models), sum(one.false for one in tally.models)
    parts += [_counted(claims, "claim"), f"{false:,} false"]
    if left_open := sum(one.left_open for one in tally.models):
        parts.append(f"{left_open:,} left open: tools that the record does not show were used")
    if tally.damaged:
        parts.append(f"{_counted(tally.damaged, 'line')} could not be read")
    return " · ".join(parts)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
