"""Which face a conversation has on this terminal."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from reverie.assemble.redactor import redactor_in_use
from reverie.config.places import Places
from reverie.config.settings import Settings
from reverie.plain.face import Face

_DUMB = ("", "dumb", "unknown")
_HISTORY = "input_history.jsonl"


def open_face(
    settings: Settings, places: Places, root: Path, environ: Mapping[str, str]
) -> AbstractAsyncContextManager[Face]:
    """The full one where the terminal can draw it; lines for a dumb terminal, and for a screen reader."""
    if settings.screen_reader or environ.get("TERM", "") in _DUMB:
        from reverie.plain.lines.face import LineFace

        return LineFace()
    from reverie.plain.commands.registry import COMMANDS
    from reverie.plain.terminal.face import TerminalFace

    return TerminalFace(
        places.state / _HISTORY,
        colour=not environ.get("NO_COLOR"),
        vi=settings.editor_mode == "vi",
        commands=[(command.name, command.summary) for command in COMMANDS],
        root=root,
        redactor=redactor_in_use(),
    )
