"""The fixed prompt's KV state on disk, so that a second server does not compute it again.

llama.cpp saves and restores a slot's state as a file (28 KB a token with the 1.5B). A file counts only with its own
sha256 beside it, because a broken one would not fail but make the model talk nonsense. When the exact prompt is not
there, the newest state of the same model is restored: the server keeps what both have in common.
"""

import hashlib
from pathlib import Path

import msgspec

from reverie.storage.atomic import private_folder, replace_file

_KEPT = 6
_STATE = ".kv"
_SUM = ".sha256"


class PrefixStore:
    """The folder of saved states. Names are `<model and runtime>-<prompt>.kv`; only the newest few are kept."""

    def __init__(self, folder: Path, kept: int = _KEPT) -> None:
        self.folder = folder
        self._kept = kept

    def name(self, model_sha256: str, runtime: str, prompt: str) -> str:
        """The file name of a prompt's state."""
        return f"{_short(f'{model_sha256} {runtime}')}-{_short(prompt)}{_STATE}"

    def best(self, name: str) -> str | None:
        """The sound file to restore: the one of that name, else the newest of the same model and runtime."""
        kind = name.partition("-")[0]
        others = sorted(self.folder.glob(f"{kind}-*{_STATE}"), key=_age)
        candidates = [name, *(path.name for path in others if path.name != name)]
        return next((candidate for candidate in candidates if self._is_sound(candidate)), None)

    def seal(self, name: str) -> None:
        """Make a file that the server just wrote count, and remove the oldest beyond the number kept."""
        replace_file(self._sum(name), _hash(self.folder / name).encode())
        for path in sorted(self.folder.glob(f"*{_STATE}"), key=_age)[self._kept :]:
            self.drop(path.name)

    def drop(self, name: str) -> None:
        self._sum(name).unlink(missing_ok=True)
        (self.folder / name).unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove all states: they are only kept to save time."""
        for path in self.folder.glob(f"*{_STATE}"):
            self.drop(path.name)

    def note_use(self, name: str) -> None:
        """Make it the newest."""
        (self.folder / name).touch()

    def ready(self) -> Path:
        return private_folder(self.folder)

    def _is_sound(self, name: str) -> bool:
        try:
            return self._sum(name).read_text("ascii", "replace") == _hash(self.folder / name)
        except OSError:
            return False

    def _sum(self, name: str) -> Path:
        return self.folder / f"{name}{_SUM}"


class LoadedPrefixes:
    """Which prompts the running server was given; a starting server empties the file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def holds(self, name: str) -> bool:
        return name in self._names()

    def add(self, name: str) -> None:
        replace_file(self._path, msgspec.json.encode([*self._names(), name]))

    def _names(self) -> list[str]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=list[str])
        except (OSError, msgspec.DecodeError):
            return []


def _age(path: Path) -> float:
    """Sorts the newest first; a file that went away counts as old."""
    try:
        return -path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _short(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:16]


def common_start(first: str, second: str) -> str:
    """What both texts begin with."""
    pairs = enumerate(zip(first, second, strict=False))
    return first[: next((place for place, (one, other) in pairs if one != other), min(len(first), len(second)))]
