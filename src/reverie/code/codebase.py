"""The port through which checks see a project: one folder, read on demand, each file once."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

from .values import Definition, Dependency, Offer, Outline, Settings, Unread

EntryKind = Literal["file", "folder", "link"]


class Codebase(Protocol):
    """A project's files as they are now. Must not raise for anything in them; OSError of the root folder only.

    Nothing outside the root is opened: a path with `..`, an absolute one and a symbolic link that leads out are
    `Unread`. What is read is kept while the object lives, so that one view is consistent enough to judge by.
    Belongs to one thread.
    """

    @property
    def root(self) -> Path:
        """Its real path."""

    @property
    def files(self) -> Sequence[str]:
        """All source files that git tracks or would track, sorted; without git all but caches and dependencies.

        Links are not among them (what they lead to is), nor are names that are no UTF-8.
        """

    @property
    def unlisted(self) -> Sequence[Unread]:
        """Folders that could not be looked into, and that there are too many files: what `files` lacks may be there."""

    def kind_of(self, path: str) -> EntryKind | None:
        """What is there, also of ignored paths; None: nothing. `link` is one that leads out of the root or nowhere."""

    def is_ignored(self, path: str) -> bool:
        """Whether git ignores it, or it lies in a folder of caches, builds or dependencies, there or not."""

    def named(self, name: str) -> Sequence[str]:
        """The files and folders whose last parts are these (`core.py`, `util/retry.py`), source files only.

        A folder's path ends with `/`; a name that does finds folders only.
        """

    def read(self, path: str) -> str | Unread:
        """A file's text, decoded as UTF-8 (with replacement); binary and very large ones are `Unread`."""

    def digest(self, path: str) -> str:
        """A hash of what is there now: of a file's bytes, of a folder's names; of nothing, the empty text."""

    def outline(self, path: str) -> Outline | Unread:
        """What a source file defines; `Unread` for languages that are not read."""

    def definitions(self, name: str) -> Sequence[Definition]:
        """Every symbol of the source files whose qualified name ends with these parts (`request`, `Session.request`).

        The parts may begin with those of its module (`requests.sessions.Session`) or the project's name in its
        manifest. When nothing is defined under such a name, it is what the package offers under it: `requests.Session`
        is the `Session` of `requests/sessions.py`.
        Found by the words of the files first, so that only those that can define it are parsed.
        """

    def offers(self, name: str) -> Sequence[Offer]:
        """The faces of packages that import a name (`Session`, `requests.Session`), wherever it comes from.

        Only files like `__init__.py`, `index.js` and `lib.rs`; what another file imports is in its outline.
        """

    def with_word(self, word: str) -> Sequence[str]:
        """The source files in which an identifier occurs as a whole word, in any role."""

    def settings(self, path: str) -> Settings | Unread:
        """The keys of a TOML, JSON, YAML, INI, .env, Makefile or justfile; `Unread` for any other file."""

    def dependencies(self) -> Sequence[Dependency]:
        """What the manifests and lock files of the project declare, those of its root first."""

    def unread_manifests(self) -> Sequence[Unread]:
        """The manifests that could not be read as a whole: what `dependencies` lacks may be declared there."""
