"""Areas as files: an arrangement of topics written into the areas there are, new ones, and areas within areas."""

import re
from collections.abc import Mapping, Sequence

from reverie.memory.layout import AREAS, slug_for, slug_of_name

from .arranging import Area, arrange
from .describing import mark_of
from .limits import most_in_area
from .page import Page, new_page
from .pages import Pages
from .pointer import Pointer

_WORDS_ROOM = 128
"""Characters for words in a pointer to an area, beside its link."""

_TITLE_WORDS = 2
_SHORT = 12
_MARK = re.compile(r"mark ([0-9a-f]{8})")


def arrange_areas(pages: Pages, topics: Mapping[str, Pointer], areas: int) -> dict[str, Pointer]:
    """Put the topics into areas, and give the pointers to those of the first level, by name.

    Areas that are left over are removed, unless a person wrote something in them.
    """
    arranger = _Arranger(pages)
    top = arranger.spread(topics, areas)
    return {**top, **arranger.finish()}


class _Arranger:
    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._free = {name: page for name in pages.area_names() if (page := pages.page(name)) is not None}
        self._taken = {slug_of_name(name).casefold() for name in self._free}
        self._said = self._pointers_to_areas()

    def spread(self, topics: Mapping[str, Pointer], areas: int) -> dict[str, Pointer]:
        words = {target: pointer.words for target, pointer in topics.items()}
        groups = arrange(words, areas=areas, most=most_in_area() - 4, room=_WORDS_ROOM)
        pointers = [self._written(area, topics) for area in groups]
        return {pointer.target: pointer for pointer in pointers}

    def finish(self) -> dict[str, Pointer]:
        """Do away with the areas that were not used; give pointers to those that have to stay."""
        kept = {}
        for name, page in self._free.items():
            if page.has_people_text:
                self._pages.put(name, page.holding({}))
                kept[name] = self._said.get(name) or Pointer(slug_of_name(name), name)
            else:
                self._pages.put(name, None)
        return kept

    def _written(self, area: Area, topics: Mapping[str, Pointer]) -> Pointer:
        members = {target: topics[target] for target in area.topics}
        name, page = self._file_for(area)
        if len(members) > most_in_area():
            members = self.spread(members, _areas_within(len(members)))
        ours = Pointer(" ".join(area.words[:_TITLE_WORDS]), name, " ".join(area.words[_TITLE_WORDS:]))
        persons = self._changed_by_person(name, page)
        page = page.holding(members)
        self._pages.put(name, page if persons else page.noting(f"mark {mark_of(ours.shown)}"))
        return persons or ours

    def _file_for(self, area: Area) -> tuple[str, Page]:
        """The free area that has most in common with this one, else a new one."""
        wanted = set(area.topics)
        overlap = {name: len(wanted & page.pointers.keys()) for name, page in self._free.items()}
        name = max(sorted(overlap), key=lambda one: overlap[one], default="")
        if name and overlap[name] * 2 >= len(wanted):
            return name, self._free.pop(name)
        slug = slug_for(_short(area.words), lambda one: one.casefold() in self._taken)
        self._taken.add(slug.casefold())
        return f"{AREAS}/{slug}.md", new_page(" ".join(area.words[:_TITLE_WORDS]) or slug)

    def _changed_by_person(self, name: str, page: Page) -> Pointer | None:
        """The pointer to an area when a person changed what it says; it stays so."""
        said = self._said.get(name)
        mark = _MARK.fullmatch(page.note)
        return said if said is not None and mark and mark_of(said.description) != mark[1] else None

    def _pointers_to_areas(self) -> dict[str, Pointer]:
        found: dict[str, Pointer] = {}
        for page in (self._pages.root, *self._free.values()):
            for target, pointer in page.pointers.items():
                if pointer.is_area:
                    found.setdefault(target, pointer)
        return found


def _areas_within(members: int) -> int:
    return min(most_in_area(), max(2, -(-members * 3 // most_in_area())))


def _short(words: Sequence[str]) -> str:
    """The first word that makes a short name."""
    return next((word for word in words if len(word) <= _SHORT), words[0] if words else "area")
