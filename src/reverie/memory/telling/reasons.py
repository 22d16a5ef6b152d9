"""Why a fact is in the memory, as lines: who said it, what it rests on, what happened to it."""

from collections.abc import Iterator

from reverie.memory.doubt.standing import Standing
from reverie.memory.fact import Fact
from reverie.memory.known import FactEntry
from reverie.memory.reading import Cited, ShownFact, Why

from .facts import by_whom, place_line

_TEXT_FROM = {
    "transcript": "",
    "kept quote": " (kept when it was written; the transcript is gone)",
    "gone": "the transcript is gone, and no quote of it was kept",
    "elsewhere": "",
}


def why_lines(why: Why, judged: Standing | None = None) -> Iterator[str]:
    """A fact that is gone has its changes alone; of an id that was given twice all are told.

    `judged` is where the one fact of an id stands, when its checks were run just now.
    """
    if not why.facts:
        yield f"^{why.id}  is no longer in the memory"
    for one in why.facts:
        yield from _standing(one, judged if len(why.facts) == 1 else None)
    if why.cited:
        yield "it rests on:"
    for cited in why.cited:
        yield from _evidence(cited)
    yield from _others("it took the place of:", why.superseded)
    yield from _others("its place was taken by:", why.by)
    yield from _changes(why)


def _standing(one: ShownFact, judged: Standing | None) -> Iterator[str]:
    yield f"^{one.fact.id}  {one.fact.title}"
    yield f"  {place_line(one, judged)}"
    yield f"  {_said(one.fact)}"


def _said(fact: Fact) -> str:
    commit = f" at commit {fact.commit}" if fact.commit else ""
    return f"{fact.kind}, said by {by_whom(fact.origin)}, seen {fact.seen}{commit}"


def _evidence(cited: Cited) -> Iterator[str]:
    yield f"  {cited.place}" + (" (where it was said)" if cited.is_source else "")
    if cited.text:
        lines = [line for line in cited.text.split("\n") if line.strip()]
        yield from (f"    > {line}" for line in lines)
    if told := _TEXT_FROM[cited.text_from]:
        yield f"    {told.strip()}"


def _others(heading: str, others: tuple[FactEntry, ...]) -> Iterator[str]:
    if others:
        yield heading
    for one in others:
        yield f"  ^{one.id}  {one.title}"


def _changes(why: Why) -> Iterator[str]:
    if not why.changes:
        yield "what happened to it: nothing that was written by reverie; a person put it into the file"
        return
    yield "what happened to it:"
    for one in why.changes:
        yield f"  {one.local}  {one.line}, by {by_whom(one.origin, one.session)} ({one.tx})"
