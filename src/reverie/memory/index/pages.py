"""The pages of a memory's index on a draft: MEMORY.md and the areas."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from reverie.memory.draft import Draft
from reverie.memory.layout import AREAS, INDEX

from .page import Page, new_page
from .pointer import Pointer, link_of

FactsWith = Callable[[Collection[str]], Mapping[str, int]]
"""How many facts have each of some words, as far as it matters; for a word that is missing: few."""


class Pages:
    """Reads and changes pages of a draft. What cannot be read raises UnusableFile and stays as it is."""

    def __init__(self, draft: Draft, facts_with: FactsWith | None = None) -> None:
        self._draft = draft
        self.facts_with = facts_with or self._pointers_with
        self._parsed: dict[str, tuple[str, Page]] = {}

    def _pointers_with(self, words: Collection[str]) -> dict[str, int]:
        """Where nobody knows how many facts have a word, the root's pointers give an idea."""
        return {word: self._common_words[word] for word in words}

    @cached_property
    def _common_words(self) -> Counter[str]:
        return Counter(word for pointer in self.root.pointers.values() for word in set(pointer.words))

    @property
    def root(self) -> Page:
        return self.page(INDEX) or new_page("Memory")

    @root.setter
    def root(self, page: Page) -> None:
        if page.pointers or self._draft.text(INDEX) is not None:
            self.put(INDEX, page)

    def page(self, name: str) -> Page | None:
        """None when there is no such file."""
        text = self._draft.text(name)
        if text is None:
            return None
        known = self._parsed.get(name)
        if known is None or known[0] != text:
            known = self._parsed[name] = (text, Page.parse(text, self._path(name)))
        return known[1]

    def put(self, name: str, page: Page | None) -> None:
        """None removes it."""
        text = None if page is None else page.render()
        self._draft.put(name, text)
        if text is not None and page is not None:
            self._parsed[name] = (text, page)

    def area_names(self) -> list[str]:
        """All areas as they would be, sorted."""
        changed = {name: text for name, text in self._draft.texts.items() if name.startswith(f"{AREAS}/")}
        there = {*self._draft.layout.names(AREAS), *changed}
        return sorted(name for name in there if changed.get(name, "") is not None)

    def areas_with(self, target: str) -> Iterator[tuple[str, Page]]:
        """The areas that point to a file; only those are parsed."""
        link = link_of(target)
        for name in self.area_names():
            if link in (self._draft.text(name) or "") and (page := self.page(name)) and target in page.pointers:
                yield name, page

    def is_there(self, target: str) -> bool:
        """Whether the file that a pointer names would be there; a link is none of ours."""
        texts = self._draft.texts
        if target in texts:
            return texts[target] is not None
        path = self._path(target)
        return path.is_file() and not path.is_symlink()

    def pointers_to_topics(self) -> dict[str, Pointer]:
        """All pointers to topics, by target; the root's first."""
        found: dict[str, Pointer] = {}
        for page in (self.root, *map(self.page, self.area_names())):
            for target, pointer in page.pointers.items() if page else ():
                if not pointer.is_area:
                    found.setdefault(target, pointer)
        return found

    def _path(self, name: str) -> Path:
        return self._draft.layout.folder / name
