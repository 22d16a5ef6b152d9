"""One recall: a question or a topic to evidence that was checked just now, inside a budget of tokens.

Facts come first, the person's own words of earlier sessions below them. A fact whose check says no is withheld, one
that moved is given with its new place; of several that fill one slot only the newest is given as what is so. What held
earlier is given to a question about the past alone, and with its dates.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from reverie.conversation.remembering import Recalled, RecalledFact
from reverie.memory.doubt.standing import Doubter, Standing
from reverie.memory.errors import NoSuchFact
from reverie.memory.fact import Fact
from reverie.memory.layout import AREAS, is_name
from reverie.memory.publish import NotOurs, read_text
from reverie.memory.reading.showing import ShownFacts, ShownTopic, show, shown_facts
from reverie.memory.slots.asking import asked_day
from reverie.memory.slots.current import current_of, overtaken_by
from reverie.memory.store import Memory
from reverie.memory.topic import parse_topic

from .block import BLOCK_TOKENS, Line, block_of
from .earlier import earlier
from .quoting import Quoting
from .ranking import FactRanking, Ranked

_MOST_FACTS = 12
"""Looked at for one question; what is relevant is seldom more, and each costs checks."""
_MOST_OF_TOPIC = 200


class Quote(msgspec.Struct, frozen=True):
    """A person's words of an earlier session, with the day."""

    session: str
    line: int
    text: str
    day: str = ""


class Shelf(Protocol):
    """A memory, who looks at the code for it, and who finds its facts."""

    @property
    def memory(self) -> Memory: ...

    @property
    def doubter(self) -> Doubter: ...

    @property
    def ranking(self) -> FactRanking: ...


class Judged(msgspec.Struct, frozen=True):
    """A fact, where it stands, and in which memory."""

    fact: Fact
    standing: Standing
    memory: Memory


def recall(
    question: str,
    topic: str,
    shelves: Iterable[Shelf],
    quotes: Sequence[Quote] = (),
    *,
    tokens: int = BLOCK_TOKENS,
) -> tuple[Recalled, list[Judged]]:
    """What is known, and every fact that was judged for it. Raises MemoryTrouble, UnusableFile, OSError."""
    shelves = list(shelves)
    if area := _area(shelves, topic):
        return Recalled(area), []
    judged: list[Judged] = []
    past_titles: list[str] = []
    for shelf in shelves:
        ranked = () if topic else shelf.ranking.rank(question, _MOST_FACTS)
        current = current_of(ranked)
        past_titles += [one.entry.title for one in ranked if one not in current]
        found = _of_topic(shelf.memory, topic) if topic else _standing_at(shelf.memory, current)
        judged += [Judged(fact, shelf.doubter.standing(fact), shelf.memory) for fact in found]
    leaving = [one for one in judged if one.standing.may_leave]
    past = [] if topic else [line for shelf in shelves for line in earlier(shelf.ranking, question)]
    past_titles += [one.fact.title for one in judged if not one.standing.may_leave]
    quoting = Quoting([one.fact for one in leaving], past_titles, of_now=asked_day(question) is None)
    said = [_quote(one, text) for one in quotes if (text := quoting.quotable(one.text, one.day))]
    block = block_of(list(map(_line, leaving)), said, tokens, earlier=past)
    withheld = tuple(_told(one) for one in judged if not one.standing.may_leave)
    given = tuple(
        RecalledFact(one.fact.id, one.fact.title, one.standing.said, one.standing.files)
        for one in leaving[: block.facts]
    )
    return Recalled(block.text, given, block.quotes, withheld), judged


def _standing_at(memory: Memory, ranked: Iterable[Ranked]) -> Iterator[Fact]:
    for one in ranked:
        shown = next((shown for shown in shown_facts(memory, one.id) if shown.is_current), None)
        if shown is not None:
            yield shown.fact


def _of_topic(memory: Memory, topic: str) -> Iterator[Fact]:
    """Those of a topic, or the one of an id, that no newer fact of the same slot has overtaken, wherever it stands."""
    return (fact for fact in _standing_in(memory, topic) if overtaken_by(fact, memory.known) is None)


def _standing_in(memory: Memory, topic: str) -> Iterator[Fact]:
    try:
        shown = show(memory, topic)
    except NoSuchFact:
        return
    if isinstance(shown, ShownFacts):
        yield from (one.fact for one in shown.facts if one.is_current)
    elif isinstance(shown, ShownTopic):
        for name, text in shown.files:
            if name.startswith("topics/"):
                facts = parse_topic(text.encode(), memory.layout.path(name)).facts
                yield from (fact for fact in facts if fact.ended is None)


def _area(shelves: Iterable[Shelf], topic: str) -> str:
    """The pointers of an area, whose name begins with its folder's; empty for what is none."""
    name = f"{topic.strip().removesuffix('.md')}.md"
    if not (name.startswith(f"{AREAS}/") and is_name(name)):
        return ""
    for shelf in shelves:
        try:
            text = read_text(shelf.memory.layout, name)
        except (OSError, UnicodeDecodeError, NotOurs):  # the overview tells of it
            continue
        if text:
            lines = [Line(line.removeprefix("- "), ()) for line in text.split("\n") if line.startswith("- ")]
            return block_of(lines, ()).text
    return ""


def _told(one: Judged) -> str:
    return f"'{one.fact.title}' ^{one.fact.id}: {one.standing.said}"


def _line(one: Judged) -> Line:
    fact = one.fact
    return Line(fact.statement, (f"^{fact.id}", one.standing.said, f"seen {fact.seen}"))


def _quote(quote: Quote, text: str) -> Line:
    return Line(f'"{text}"', (f"{quote.session}#{quote.line}", quote.day))
