"""A memory at a glance: what is in it, how far it can be relied on, what happened last, what is wrong."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from reverie.checks.verdict import Word
from reverie.conversation.messages import tokens_of
from reverie.memory.doubt.last import last_words
from reverie.memory.doubt.words import OWN_KINDS
from reverie.memory.index.block import index_block
from reverie.memory.known import Tally
from reverie.memory.layout import AREAS
from reverie.memory.obstacles import page_problems
from reverie.memory.store import Memory

from .log import LogEntry, log

_LAST = 5


class Standing(msgspec.Struct, frozen=True):
    """Current facts by where they stood when they were last checked; `not_checked` are those that never were, or could
    not be. `yours` are a person's own wishes and decisions."""

    yours: int
    still_true: int
    moved: int
    no_longer_true: int
    not_checked: int


class Overview(msgspec.Struct, frozen=True):
    """`facts` are current, `archived` were superseded or retired. `index_tokens` are those of the block that a model
    always has, for this memory alone. `last` are the newest changes; `notices` what stood in the way at opening."""

    folder: str
    facts: int
    archived: int
    topics: int
    areas: int
    index_tokens: int
    kinds: dict[str, int]
    origins: dict[str, int]
    standing: Standing
    last: tuple[LogEntry, ...]
    problems: tuple[str, ...]
    notices: tuple[str, ...]
    read_only: str


def overview(memory: Memory) -> Overview:
    """Never raises for what is wrong with the memory's files: that stands in it."""
    problems = (*_index_trouble(memory), *page_problems(memory.layout), *memory.known.problems())
    tallies = memory.known.tallies()
    current = [one for one in tallies if one.is_current]
    facts = _total(current)
    return Overview(
        folder=str(memory.layout.folder),
        facts=facts,
        archived=_total(tallies) - facts,
        topics=sum(1 for one in memory.known.topics() if not one.is_archived),
        areas=_areas(memory),
        index_tokens=tokens_of(index_block({"": memory.layout.folder})),
        kinds=_by((one.kind, one.facts) for one in current),
        origins=_by((one.origin, one.facts) for one in current),
        standing=_standing(current, last_words(memory)),
        last=_last(memory),
        problems=problems,
        notices=memory.notices,
        read_only=memory.read_only,
    )


def _standing(current: list[Tally], last: dict[Word, int]) -> Standing:
    """As they stood when somebody last looked, which the cache knows: nothing is checked for an overview."""
    yours = _total(one for one in current if one.origin == "human" and one.kind in OWN_KINDS)
    true, moved, untrue = (last.get(word, 0) for word in ("verified", "moved", "refuted"))
    return Standing(yours, true, moved, untrue, max(0, _total(current) - yours - true - moved - untrue))


def _by(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Summed up by name, the largest first."""
    sums: Counter[str] = Counter()
    for name, facts in counts:
        sums[name] += facts
    return dict(sums.most_common())


def _areas(memory: Memory) -> int:
    try:
        return len(memory.layout.names(AREAS))
    except OSError:
        return 0


def _last(memory: Memory) -> tuple[LogEntry, ...]:
    try:
        return log(memory, _LAST)
    except OSError:  # told among the notices
        return ()


def _total(tallies: Iterable[Tally]) -> int:
    return sum(one.facts for one in tallies)


def _index_trouble(memory: Memory) -> tuple[str, ...]:
    return (f"{memory.index_trouble}; the next write puts it right",) if memory.index_trouble else ()
