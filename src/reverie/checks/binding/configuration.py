"""Which keys of configuration files a sentence speaks of."""

import re

from reverie.code.values import Setting, Settings

from .scene import Scene

_COMMON = frozenset(
    {
        "name",
        "version",
        "description",
        "type",
        "files",
        "scripts",
        "test",
        "build",
        "python",
        "readme",
        "license",
        "extend",
        "project",
        "package",
        "tool",
        "main",
        "deps",
        "source",
        "dev",
        "docs",
        "tests",
        "url",
        "text",
        "run",
        "path",
        "env",
        "on",
        "keywords",
        "include",
        "exclude",
        "options",
    }
)
"""Words that are keys everywhere: they are one only where they are marked as such, or beside their value."""


def configuration_of(scene: Scene) -> list[str]:
    """The configuration files that a sentence is about; those of the root when it names none."""
    named = [
        path
        for paths in scene.files.values()
        for path in paths[:3]
        if not path.endswith("/") and isinstance(scene.codebase.settings(path), Settings)
    ]
    if named:
        return list(dict.fromkeys(named))
    return list(scene.names.configuration)


def says_key(scene: Scene, setting: Setting, path: str) -> int:
    """The number of the piece that is the key, plus one; one more than all pieces: plain words are it. 0: it is not
    spoken of."""
    if any(part.isdigit() for part in setting.key.split(".")[-1:]):
        return 0
    last = _plain(setting.key.rpartition(".")[2])
    whole = _plain(setting.key)
    for number, piece in enumerate(scene.pieces):
        said = _plain(piece.name or piece.text)
        if piece.shape == "section":
            said = _plain(piece.text.strip("[]"))
            if whole == said:
                return number + 1
            continue
        is_key = said == whole or (said == last and piece.is_marked) or ("." in said and whole.endswith(f".{said}"))
        if is_key and (piece.shape in ("name", "assignment", "words", "path") or piece.is_quoted):
            return number + 1
    words = [word for word in re.split(r"[-_.\s]+|(?<=[a-z])(?=[A-Z])", setting.key.rpartition(".")[2]) if word]
    phrase = r"[\s_-]+".join(map(re.escape, words))
    is_distinct = len(words) > 1 or last not in _COMMON
    if is_distinct and len(last) > 3 and re.search(rf"(?<![\w-]){phrase}(?![\w-])", scene.skeleton, re.IGNORECASE):
        return len(scene.pieces) + 1
    return 0


def is_named(scene: Scene, setting: Setting, path: str) -> bool:
    """Whether the sentence names the key itself, marked or with its file, so that it says that it is there."""
    last, whole = _plain(setting.key.rpartition(".")[2]), _plain(setting.key)
    for piece in scene.pieces:
        said = _plain(piece.text.strip("[]"))
        if piece.shape == "section" and said == whole:
            return True
        if (
            said in (last, whole)
            and (said == whole or last not in _COMMON)
            and path in [paths[0] for paths in scene.files.values()]
        ):
            return piece.is_marked or "_" in piece.text or "-" in piece.text
    return False


def _plain(key: str) -> str:
    return re.sub(r"[:\s\[\]]+", ".", key.strip("\"' ")).replace("-", "_").strip(".").lower()
