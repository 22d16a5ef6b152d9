"""What the model is told of a rewind: which files are not as its history says."""

from collections.abc import Sequence

from reverie.conversation.messages import UserMessage, user_text
from reverie.conversation.record import EditedFile

from .values import Point

_MOST_NAMED = 50


def files_note(point: Point, restored: Sequence[EditedFile]) -> UserMessage:
    """The history stays and the files went back."""
    where = f"before turn {point.turn}" if point.kind == "turn" else "before an earlier rewind"
    return user_text(
        f"[The person put files back to what they were {where}: {_named(map(_with_fate, restored))}. What you knew of "
        "them is out of date: read them again before you rely on them or change them.]",
        "tool",
    )


def conversation_note(stayed: Sequence[str], commands: int) -> tuple[UserMessage, ...]:
    """The history went back and these files did not; nothing when there is nothing to tell."""
    lines = []
    if stayed:
        lines.append(
            f"Files changed after this point are still as they were left: {_named(stayed)}. Read them before you rely "
            "on them or change them."
        )
    if commands:
        lines.append("Commands that ran after this point are not undone.")
    if not lines:
        return ()
    return (user_text(f"[The person took the conversation back to here. {' '.join(lines)}]", "tool"),)


def cut_off_note(restored: Sequence[EditedFile]) -> UserMessage:
    """A crash ended a rewind between the files and its record."""
    return user_text(
        f"[A rewind of the person's was cut off; it had put back {_named(map(_with_fate, restored))}. Read these files "
        "again before you rely on them or change them.]",
        "tool",
    )


def _with_fate(edit: EditedFile) -> str:
    if edit.created:
        return f"{edit.path} (there again)"
    return edit.path if edit.after else f"{edit.path} (deleted)"


def _named(paths: "Sequence[str] | map[str]") -> str:
    names = list(paths)
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
