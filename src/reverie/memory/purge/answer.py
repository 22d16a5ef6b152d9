"""What a purge answers: what was removed where, and what was not, with the next step."""

import msgspec

from reverie.storage.errors import UnusableFile


class Removed(msgspec.Struct, frozen=True):
    """`where` in words: `topics/deploy.md`, `the journal`, `session 01JD…`; in so many places of it."""

    where: str
    places: int = 1


class Left(msgspec.Struct, frozen=True):
    """What still may hold the text: why, and what the person can do. `waits`: the purge goes on with it later."""

    where: str
    why: str
    hint: str
    waits: bool = True


class Purged(msgspec.Struct, frozen=True):
    """`ids` are the facts that were removed, `id` is the purge's own. `notes` are single lines to be told."""

    id: str
    ids: tuple[str, ...]
    removed: tuple[Removed, ...] = ()
    left: tuple[Left, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_finished(self) -> bool:
        return not any(one.waits for one in self.left)


class Found:
    """Collects what the steps of a purge did."""

    def __init__(self) -> None:
        self.removed: list[Removed] = []
        self.left: list[Left] = []
        self.notes: list[str] = []

    def removal(self, where: str, places: int = 1) -> None:
        if places:
            self.removed.append(Removed(where, places))

    def add(self, other: "Found") -> None:
        self.removed += other.removed
        self.left += other.left
        self.notes += other.notes

    def refusal(self, where: str, error: Exception) -> None:
        """What the system refused; the purge waits for a better time."""
        why = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        hint = "repair it or move it away" if isinstance(error, UnusableFile) else AGAIN
        self.left.append(Left(where, why, hint))


AGAIN = "finish it later with: reverie memory forget --purge"


def purge_lines(purged: Purged) -> list[str]:
    """The answer in lines for a person."""
    lines = [
        f"removed from {one.where}" + (f" ({one.places} places)" if one.places > 1 else "") for one in purged.removed
    ]
    lines += [f"NOT removed from {one.where}: {one.why}; {one.hint}" for one in purged.left]
    lines += purged.notes
    return lines or ["nothing of it was found"]
