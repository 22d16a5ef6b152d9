"""Left out: the short text that stands for something, saying how much it was and where it lies."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from reverie.conversation.messages import CallPart, ImagePart, ResultPart, TextPart, most_tokens_of
from reverie.conversation.truncation import Limits, counted, keep_head_and_tail

from .done_calls import DoneCall, one_line
from .rules import LONG_MESSAGE

SUPERSEDED = "[superseded: left out]"
"""Stands in the arguments of an edit for text that is in the file no more."""
_OLD = ("old",)
_WRITTEN = ("old", "new", "content", "text", "todos")
_SHOWN_OF_FAILED = 600
_SHORT = 160


def place(line: int, session: str = "") -> str:
    """Where something lies, in words."""
    return f"line {line} of session {session}" if session else f"line {line}"


def superseded_result(call: DoneCall) -> ResultPart:
    """A result that shows what is no longer so."""
    text = f"[left out, because it was read or changed again later; as it was: {place(call.line)}]"
    return ResultPart(call.call.id, (TextPart(text, "tool"),), call.result.failed)


def big_result(call: DoneCall, characters: int) -> ResultPart:
    """A result that had so many characters, without them; of a failed one the end stays, which mostly says why."""
    text = f"[left out: {counted(characters, 'character')}; {place(call.line)}]"
    end = call.text[-_SHOWN_OF_FAILED:].partition("\n")[2] if call.result.failed else ""
    parts = (TextPart(text, "tool"), TextPart(end, "tool")) if end.strip() else (TextPart(text, "tool"),)
    return ResultPart(call.call.id, parts, call.result.failed)


def failed_result(call: DoneCall, characters: int) -> ResultPart:
    """A failed attempt of a turn that is over, with its reason on one line."""
    if characters <= _SHORT and "\n" not in call.text.strip():
        return call.result
    note = call.end.note if call.end else "failed"
    where = f"{counted(characters, 'character')}; {place(call.line)}"
    text = f"{call.reason or '(no output)'}\n[{one_line(note, _SHORT)}; {where}]"
    return ResultPart(call.call.id, (TextPart(text, "tool"),), call.result.failed)


def cut_result(call: DoneCall, tokens: int) -> ResultPart:
    """A result with head and tail of its text; a picture becomes words."""
    size = max(1, most_tokens_of(call.text))
    parts: list[TextPart] = []
    for part in call.result.content:
        if isinstance(part, ImagePart):
            parts.append(TextPart(picture(part, call.line), "tool"))
        elif part.origin == "human" and most_tokens_of(part.text) <= LONG_MESSAGE:
            parts.append(part)
        else:
            most = max(200, len(part.text) * tokens // size)
            parts.append(TextPart(cut(part.text, most, call.line), part.origin))
    return ResultPart(call.call.id, tuple(parts), call.result.failed)


def cut(text: str, characters: int, line: int) -> str:
    """Head and tail of a text, with a note of where all of it lies."""
    return keep_head_and_tail(text, Limits(characters, characters)).render(f"all of it: {place(line)}")


def picture(part: ImagePart, line: int) -> str:
    return f"[left out: a picture, {part.media_type}, {len(part.content):,} bytes; {place(line)}]"


def without_superseded_text(call: CallPart, *, all_of_it: bool) -> CallPart:
    """A call without the text that it replaced, and with `all_of_it` without what it wrote, planned or listed."""
    try:
        arguments = msgspec.json.decode(call.arguments, type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError):
        return call
    names = _WRITTEN if all_of_it else _OLD
    slim = _without(arguments, names)
    if isinstance(slim.get("edits"), list):
        slim["edits"] = [_without(each, names) if isinstance(each, dict) else each for each in slim["edits"]]
    return call if slim == arguments else CallPart(call.id, call.name, msgspec.json.encode(slim).decode())


def _without(arguments: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: SUPERSEDED if name in names and value else value for name, value in arguments.items()}


def kept_file(text: str, outputs: Path) -> str:
    """The file in which the loop kept all of a result that it had cut; empty when it did not.

    A tool could write such a note too, so only a path in the session's own folder counts.
    """
    import re

    paths = re.findall(r"\[\.\.\. [\d,]+ \w+ cut; all of it: (\S+) \.\.\.\]", text)
    return next((path for path in reversed(paths) if Path(path).is_relative_to(outputs) and ".." not in path), "")
