"""What git would ignore, by our own reading of .gitignore files, and the folders that are nobody's source."""

import itertools
import re
from collections.abc import Callable, Iterable

from .ignore_pattern import IgnorePattern, parse_pattern

CACHES_AND_DEPENDENCIES = frozenset(
    {
        *(".git", ".hg", ".svn", ".jj", ".bzr", "CVS"),
        *("node_modules", "bower_components", "jspm_packages", ".yarn", ".pnpm-store", ".npm"),
        *(
            ".venv",
            "venv",
            "site-packages",
            "__pycache__",
            "__pypackages__",
            ".eggs",
            ".tox",
            ".nox",
            ".ipynb_checkpoints",
        ),
        *(".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".pytype", ".pyre", ".cache", "htmlcov"),
        *(".next", ".nuxt", ".svelte-kit", ".turbo", ".parcel-cache", ".nyc_output", ".angular", ".docusaurus"),
        *(".gradle", ".terraform", ".bundle", "Pods", "DerivedData", ".dart_tool", ".direnv", "_build", "bazel-out"),
    }
)
"""Never source code, except where git tracks it."""

BUILDS = frozenset({"build", "dist", "target", "out"})
"""What is made of source code, by their names; also the names of packages, so other signs are looked for too."""

_GENERATED_ENDINGS = (".egg-info", ".dist-info")
_MOST_CHARACTERS = 200_000


def is_cache_or_dependency(name: str) -> bool:
    """By the name of a folder."""
    return name in CACHES_AND_DEPENDENCIES or name.endswith(_GENERATED_ENDINGS)


class IgnoreFile:
    """The rules of one .gitignore; the last one that matches decides."""

    def __init__(self, text: str) -> None:
        lines = as_bytes_text(text[:_MOST_CHARACTERS].removeprefix("\ufeff")).split("\n")
        patterns = [pattern for line in lines if (pattern := parse_pattern(line.removesuffix("\r")))]
        groups = [(keeps, list(group)) for keeps, group in itertools.groupby(patterns, lambda pattern: pattern.keeps)]
        self._groups = [(keeps, _compiled(group)) for keeps, group in reversed(groups)]

    def ignores(self, path: str) -> bool | None:
        """None when no rule speaks of it. The path is relative to the file's folder; a folder's ends with `/`."""
        for keeps, expression in self._groups:
            if expression.fullmatch(path):
                return not keeps
        return None


class IgnoreRules:
    """All .gitignore files of a tree, each read once, when a path below it is asked for.

    `read` gives the text of `<folder>.gitignore` for a folder (empty, or ending with `/`), None when there is none.
    `outermost` is a file whose rules come last (`.git/info/exclude`).
    """

    def __init__(self, read: Callable[[str], str | None], outermost: str = "") -> None:
        self._read = read
        self._files: dict[str, IgnoreFile | None] = {}
        self._outermost = IgnoreFile(outermost)

    def ignores_itself(self, path: str) -> bool:
        """Whether a rule hits the path itself, not regarding folders above it; a folder's ends with `/`."""
        path = as_bytes_text(path)
        folder = path.rstrip("/").rpartition("/")[0]
        while True:
            prefix = f"{folder}/" if folder else ""
            file = self._file(prefix)
            if file is not None and (answer := file.ignores(path[len(prefix) :])) is not None:
                return answer
            if not folder:
                return self._outermost.ignores(path) or False
            folder = folder.rpartition("/")[0]

    def ignores(self, path: str) -> bool:
        """Whether the path or a folder above it is ignored; a folder's ends with `/`."""
        parts = path.rstrip("/").split("/")
        above = itertools.accumulate(f"{part}/" for part in parts[:-1])
        return any(map(self.ignores_itself, above)) or self.ignores_itself(path)

    def _file(self, folder: str) -> IgnoreFile | None:
        if folder not in self._files:
            text = self._read(folder.encode("latin-1").decode(errors="surrogateescape"))
            self._files[folder] = None if text is None else IgnoreFile(text)
        return self._files[folder]


def as_bytes_text(text: str) -> str:
    """A text with a sign for each byte of its UTF-8, because git matches bytes: `?` is half of an `é`."""
    return text if text.isascii() else text.encode(errors="surrogateescape").decode("latin-1")


def _compiled(patterns: Iterable[IgnorePattern]) -> re.Pattern[str]:
    anchored: list[str] = []
    floating: list[str] = []
    for pattern in patterns:
        (anchored if pattern.is_anchored else floating).append(pattern.expression)
    choices = list(anchored)
    if floating:
        choices.append(f"(?:.*/)?(?:{'|'.join(floating)})")
    return re.compile("|".join(choices), re.DOTALL)
