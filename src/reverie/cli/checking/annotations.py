"""Findings as annotations of a GitHub workflow
(https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands)."""

from collections.abc import Iterator, Sequence

from reverie.audit.values import Audited, Judged, Note, is_untrue
from reverie.conversation.visible import visible_line

from .words import WORDS

_LEVELS = {"refuted": "error", "moved": "warning"}


def annotations(audited: Sequence[Audited]) -> Iterator[str]:
    for one in audited:
        for judged in filter(is_untrue, one.judged):
            yield _annotation(one.note, judged)


def _annotation(note: Note, judged: Judged) -> str:
    """The message must be one line without a sign that could begin another command."""
    message = f"“{judged.text}” {judged.now}" + (f" ({judged.place})" if judged.place else "")
    place = f"file={_property(note.place or note.shown)},line={judged.line}," if judged.line else ""
    properties = f"{place}title={_property(WORDS[judged.word])}"
    return f"::{_LEVELS[judged.word]} {properties}::{_escaped(visible_line(message))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(visible_line(text)).replace(":", "%3A").replace(",", "%2C")
