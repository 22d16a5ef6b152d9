"""A codebase that remembers what was asked of it, so that a verdict can say what it rests on."""

from collections.abc import Sequence
from pathlib import Path

from reverie.code.codebase import Codebase, EntryKind
from reverie.code.values import Definition, Dependency, Offer, Outline, Settings, Unread


class Reading:
    """Fulfils `Codebase` by another one. `paths` are what was looked at, there or not; `is_tree_wide` once more than
    single paths was asked for. Lives for one check."""

    def __init__(self, codebase: Codebase) -> None:
        self._codebase = codebase
        self.paths: dict[str, None] = {}
        self.is_tree_wide = False

    @property
    def root(self) -> Path:
        return self._codebase.root

    @property
    def files(self) -> Sequence[str]:
        self.is_tree_wide = True
        return self._codebase.files

    @property
    def unlisted(self) -> Sequence[Unread]:
        return self._codebase.unlisted

    def kind_of(self, path: str) -> EntryKind | None:
        self.paths[path] = None
        return self._codebase.kind_of(path)

    def is_ignored(self, path: str) -> bool:
        self.paths[path] = None
        return self._codebase.is_ignored(path)

    def named(self, name: str) -> Sequence[str]:
        self.is_tree_wide = True
        return self._codebase.named(name)

    def read(self, path: str) -> str | Unread:
        self.paths[path] = None
        return self._codebase.read(path)

    def digest(self, path: str) -> str:
        return self._codebase.digest(path)

    def outline(self, path: str) -> Outline | Unread:
        self.paths[path] = None
        return self._codebase.outline(path)

    def definitions(self, name: str) -> Sequence[Definition]:
        self.is_tree_wide = True
        return self._codebase.definitions(name)

    def offers(self, name: str) -> Sequence[Offer]:
        self.is_tree_wide = True
        return self._codebase.offers(name)

    def with_word(self, word: str) -> Sequence[str]:
        self.is_tree_wide = True
        return self._codebase.with_word(word)

    def settings(self, path: str) -> Settings | Unread:
        self.paths[path] = None
        return self._codebase.settings(path)

    def dependencies(self) -> Sequence[Dependency]:
        self.is_tree_wide = True
        return self._codebase.dependencies()

    def unread_manifests(self) -> Sequence[Unread]:
        self.is_tree_wide = True
        return self._codebase.unread_manifests()
