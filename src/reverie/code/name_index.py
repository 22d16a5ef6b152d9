"""Finding files and folders by the last parts of their paths."""

import itertools
from collections.abc import Iterable


class NameIndex:
    """The files of a tree, and the folders that hold any of them; a folder's path ends with `/`."""

    def __init__(self, files: Iterable[str]) -> None:
        self._files = frozenset(files)
        self._folders = frozenset(itertools.chain.from_iterable(map(_folders_of, self._files)))
        self._by_name: dict[str, list[str]] = {}
        for path in sorted(itertools.chain(self._files, self._folders)):
            self._by_name.setdefault(_last(path), []).append(path)

    def holds(self, path: str) -> bool:
        """Whether it is one of the files, or a folder that holds one."""
        bare = path.strip("/")
        return (bare in self._files and not path.endswith("/")) or f"{bare}/" in self._folders

    def named(self, name: str) -> tuple[str, ...]:
        """The paths that end with these parts, sorted; with a `/` behind the name, folders only."""
        bare = name.removeprefix("./").strip("/")
        found = self._by_name.get(_last(bare), []) if bare else []
        ends = (path for path in found if f"/{path.rstrip('/')}".endswith(f"/{bare}"))
        return tuple(path for path in ends if path.endswith("/") or not name.endswith("/"))


def _last(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def _folders_of(path: str) -> Iterable[str]:
    return itertools.accumulate(f"{part}/" for part in path.split("/")[:-1])
