"""Which keys of configuration files a sentence speaks of."""

import re
from functools import cache

import msgspec

from reverie.code.values import Setting, Settings

from .scene import Scene

_COMMON = frozenset(
    {
        "build", "deps", "description", "dev", "docs", "env", "exclude", "extend", "files", "include",
        "keywords", "license", "main", "name", "on", "options", "package", "path", "project", "python",
        "readme", "run", "scripts", "source", "test", "tests", "text", "tool", "type", "url", "version",
    }
)  # fmt: skip
"""Words that are keys everywhere: they are one only where they are marked as such, or beside their value."""
_SHORTEST = 3


class KeySaid(msgspec.Struct, frozen=True):
    """Where a key stands in the plain text of a sentence. `number` is that of its piece, -1 when plain words are it;
    `is_distinct`: it is marked, or has several words, so that nothing else is meant; `is_whole`: with its sections."""

    number: int
    start: int
    end: int
    is_distinct: bool
    is_whole: bool = False


def configuration_of(scene: Scene) -> list[str]:
    """The configuration files that a sentence is about; those of the root when it names none."""
    named = [
        path
        for paths in scene.files.values()
        for path in paths[:3]
        if not path.endswith("/") and isinstance(scene.codebase.settings(path), Settings)
    ]
    return list(dict.fromkeys(named)) if named else list(scene.names.configuration)


def key_said(scene: Scene, setting: Setting) -> KeySaid | None:
    """Where the sentence speaks of a key, by its name or by its words; None: nowhere."""
    words, phrase = _phrase(setting.key)
    if not words or not scene.plain_words.issuperset(words):
        return None
    found = phrase.search(scene.plain)
    if found is None:
        return None
    number = _piece_of(scene, setting.key)
    is_distinct = number >= 0 or len(words) > 1
    is_whole = "." in setting.key and setting.key.lower() in scene.plain.lower()
    return KeySaid(number, found.start(), found.end(), is_distinct, is_whole)


@cache
def _phrase(key: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """The words of a key's last part, and how they stand in a text."""
    last = re.split(r"\.(?=\.?/|@)", key, maxsplit=1)[-1] if "/" in key else key.rpartition(".")[2]
    if last.isdigit() or len(last) < _SHORTEST:
        return frozenset(), re.compile("")
    words = [word for word in re.split(r"[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])", last) if word]
    joined = r"[^A-Za-z0-9]*".join(map(re.escape, words))
    return frozenset(word.lower() for word in words), re.compile(rf"(?<![\w-]){joined}(?![\w-])", re.IGNORECASE)


def _piece_of(scene: Scene, key: str) -> int:
    """The number of the piece that is the key; -1: none is."""
    last, whole = _plain(key.rpartition(".")[2]), _plain(key)
    for number, piece in enumerate(scene.pieces):
        said = _plain(piece.text.strip("[]") if piece.shape == "section" else piece.name or piece.text)
        if said == whole or ("." in said and whole.endswith(f".{said}")):
            return number
        if said == last and piece.shape != "section" and (piece.is_marked or piece.is_quoted or "_" in piece.text):
            return number
    return -1


def is_named(scene: Scene, setting: Setting, path: str, said: KeySaid) -> bool:
    """Whether the sentence names the key itself, marked or with its file, so that it says that it is there."""
    if said.number < 0:
        return False
    piece = scene.pieces[said.number]
    if said.number in scene.gone or said.number in scene.symbols:
        return False
    if piece.shape == "section":
        return True
    is_whole = _plain(piece.text) == _plain(setting.key) and "." in setting.key
    is_script = setting.key.startswith("scripts.") and "script" in scene.plain_words
    is_placed = path in [paths[0] for paths in scene.files.values()]
    is_common = _plain(setting.key.rpartition(".")[2]) in _COMMON
    return is_whole or is_script or (is_placed and not is_common)


def _plain(key: str) -> str:
    return re.sub(r"[:\s\[\]]+", ".", key.strip("\"' ")).replace("-", "_").strip(".").lower()
