"""A MEMORY.md that is too full: less used topics move down into areas, whose pointers stay.

Mostly a few topics go into the areas whose words they have. When a quarter as many have moved, or were described
anew, since the areas were arranged, all are arranged anew: its cost is shared by the many writes before it.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import msgspec

from reverie.memory.draft import Draft
from reverie.memory.layout import INDEX, slug_of_name
from reverie.storage.errors import UnusableFile

from .areas import arrange_areas
from .limits import most_in_area, root_room
from .page import Page
from .pages import Pages
from .pointer import MOST_CHARACTERS, Pointer

Uses = Callable[[str], float]
"""How much a topic, by its slug, is used; more is more."""

_ARRANGED = re.compile(r"(\d+) topics arranged, (\d+) since")
_FEWEST_TOPICS = 5
"""How many lines of a small root are left for topics."""
_PARENTS = 2
"""Into how many areas a topic moves that moves down alone."""


class Arranged(msgspec.Struct, frozen=True):
    """How many topics there were when the areas were arranged, and how many moved down or changed there since."""

    topics: int = 0
    since: int = 0

    @property
    def is_stale(self) -> bool:
        return self.since * 4 > self.topics

    def and_more(self, changes: int) -> "Arranged":
        return msgspec.structs.replace(self, since=self.since + changes)

    def __str__(self) -> str:
        return f"{self.topics} topics arranged, {self.since} since"


class Slots(msgspec.Struct, frozen=True):
    """How many pointers the root may have: to `areas`, and to `topics` right after some moved down."""

    areas: int
    topics: int


def settle(draft: Draft, pages: Pages, today: date, fresh: frozenset[str], uses: Uses | None) -> None:
    """Make the root fit into its room. `fresh` are the slugs of topics that stay in any case if they can."""
    room = pointers_room(pages.root, root_room(draft.layout))
    arranged = arranged_of(pages.root)
    is_full = pages.root.characters_of_pointers > room
    if not is_full and not arranged.is_stale:
        return
    ranked = _ranked(pages.root, fresh, uses or recency(draft, today))
    has_areas = any(pointer.is_area for pointer in pages.root.pointers.values())
    if has_areas and not arranged.is_stale and _move_down(pages, ranked, room, arranged):
        return
    _arrange(draft, pages, ranked, room)


def pointers_room(page: Page, room: int) -> int:
    """Characters for pointers beside a person's lines; a third of all even when those alone are too many."""
    return max(room // 3, room - page.characters_of_people)


def slots_of(room: int, topics: int) -> Slots:
    """How to share the root's room: as long as there are few topics, most have their pointer in the root."""
    lines = max(4, room // (MOST_CHARACTERS + 1))
    areas = min(lines * 5 // 6, max(2, lines - _FEWEST_TOPICS), max(2, (topics - lines * 2 // 3) // 2))
    return Slots(areas, max(1, lines - areas - max(1, lines // 12)))


def arranged_of(page: Page) -> Arranged:
    found = _ARRANGED.fullmatch(page.note)
    return Arranged(int(found[1]), int(found[2])) if found else Arranged()


def recency(draft: Draft, today: date) -> Uses:
    """How lately a topic was changed, as the number of the day; a date to come counts as today."""

    def days(slug: str) -> float:
        try:
            topic = draft.topic(slug)
            return min(today, date.fromisoformat(topic.head.get("updated"))).toordinal() if topic else 0
        except (UnusableFile, ValueError):
            return 0

    return days


def _ranked(root: Page, fresh: frozenset[str], uses: Uses) -> list[Pointer]:
    """The root's topics, the least used first; of equals, the upper, older line."""
    topics = [pointer for pointer in root.pointers.values() if not pointer.is_area]
    slugs = {pointer.target: slug_of_name(pointer.target) for pointer in topics}
    return sorted(topics, key=lambda one: (slugs[one.target] in fresh, uses(slugs[one.target])))


def _move_down(pages: Pages, ranked: Sequence[Pointer], room: int, arranged: Arranged) -> bool:
    """Move topics into areas there are; False, with nothing changed, when there is no room in those."""
    areas = {target: one for target, one in pages.root.pointers.items() if one.is_area}
    slots = slots_of(room, arranged.topics + len(ranked))
    leaving = ranked[: max(1, len(ranked) - slots.topics)]
    moves: dict[str, list[Pointer]] = {}
    for pointer in leaving:
        homes = _homes(pages, pointer, areas, moves)
        if not homes:
            return False
        for name in homes:
            moves.setdefault(name, []).append(pointer)
    for name, pointers in moves.items():
        page = pages.page(name)
        assert page is not None
        pages.put(name, page.holding({**page.pointers, **{one.target: one for one in pointers}}))
    pages.root = pages.root.removing(one.target for one in leaving).noting(str(arranged.and_more(len(leaving))))
    return pages.root.characters_of_pointers <= room


def _homes(
    pages: Pages, pointer: Pointer, areas: Mapping[str, Pointer], moves: Mapping[str, Sequence[Pointer]]
) -> list[str]:
    """The areas that name most of a topic's words and have room for it, at most `_PARENTS`."""
    words = set(pointer.words)
    shared = Counter({name: len(words.intersection(area.words)) for name, area in areas.items()})
    homes = []
    for name, _ in sorted(shared.items(), key=lambda one: (-one[1], one[0])):
        page = pages.page(name)
        if page is not None and len(page.pointers) + len(moves.get(name, ())) < most_in_area():
            homes.append(name)
        if len(homes) == _PARENTS:
            break
    return homes


def _arrange(draft: Draft, pages: Pages, ranked: Sequence[Pointer], room: int) -> None:
    there = set(draft.topic_slugs())
    topics = {target: one for target, one in pages.pointers_to_topics().items() if slug_of_name(target) in there}
    slots = slots_of(room, len(topics))
    stay = {one.target: one for one in ranked[len(ranked) - min(slots.topics, len(ranked)) :]}
    below = {target: one for target, one in topics.items() if target not in stay}
    areas = arrange_areas(pages, below, slots.areas)
    order = {target: one for target, one in pages.root.pointers.items() if target in stay}
    page = pages.page(INDEX) or pages.root
    pages.root = page.holding({**areas, **order}).noting(str(Arranged(len(topics), 0)))
