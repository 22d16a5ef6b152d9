"""What a small model has looked at since the person spoke.

It seldom stops by itself, so this says when it is enough, when a call would tell nothing new, and what was seen.
"""

import re
from pathlib import PurePosixPath

import msgspec

from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    Message,
    ResultPart,
    TextPart,
    ToolMessage,
    UserMessage,
)

MOST_CALLS = 6
MOST_CHARACTERS = 3_400
"""Of results: about 25 seconds of reading on two cores."""

_CHANGING = frozenset({"edit", "write"})
_SHOWING = frozenset({"search", "read"})
_NEWS = 15
"""Lines beyond what was shown that make a further read of the same file worth its time."""
_SHOWN_LINE = re.compile(r"^(\d+)→", re.MULTILINE)


class Look(msgspec.Struct, frozen=True):
    """A call and the text that came of it."""

    tool: str
    arguments: str
    text: str


def looks_in(messages: tuple[Message, ...]) -> list[Look]:
    """The calls since the person last spoke, in order."""
    start = max((place for place, message in enumerate(messages) if isinstance(message, UserMessage)), default=0)
    calls: dict[str, CallPart] = {}
    looks: list[Look] = []
    for message in messages[start:]:
        if isinstance(message, AssistantMessage):
            calls |= {call.id: call for call in message.calls}
        elif isinstance(message, ToolMessage):
            known = ((calls[result.call_id], result) for result in message.results if result.call_id in calls)
            looks += [Look(call.name, call.arguments, _text(result)) for call, result in known]
    return looks


def is_enough(looks: list[Look]) -> bool:
    """Whether only an answer should be offered now."""
    return len(looks) >= MOST_CALLS or sum(len(look.text) for look in looks) >= MOST_CHARACTERS


def is_known(call: CallPart, looks: list[Look]) -> bool:
    """Whether the call would show again what it showed before, with no change made since."""
    changed = max((place for place, look in enumerate(looks) if look.tool in _CHANGING), default=-1)
    return any(_shows(look, call) for look in looks[changed + 1 :])


def saw_files(looks: list[Look]) -> bool:
    """Whether there is a place that an answer could name."""
    return any(look.tool in _SHOWING for look in looks)


def was_seen(place: str, looks: list[Look]) -> bool:
    """Whether the file of `path:line` stands in what was seen: a small model also makes up names."""
    path = place.rpartition(":")[0]
    return bool(path) and any(path in look.text or path in look.arguments for look in looks)


def is_guess(call: CallPart, messages: tuple[Message, ...]) -> bool:
    """Whether the call reads a file that neither the person nor a result has named; `readme` names README.md."""
    path = _values(call.arguments).get("path")
    if call.name != "read" or not isinstance(path, str):
        return False
    file = PurePosixPath(path)
    names = {file.name.lower()} | ({file.stem.lower()} if file.stem.isupper() else set())
    said = "\n".join(_said(message) for message in messages).lower()
    return not any(name in said for name in names)


def _said(message: Message) -> str:
    if isinstance(message, UserMessage):
        return "\n".join(part.text for part in message.parts if isinstance(part, TextPart))
    return "\n".join(map(_text, message.results)) if isinstance(message, ToolMessage) else ""


def _shows(look: Look, call: CallPart) -> bool:
    if (look.tool, look.arguments) == (call.name, call.arguments):
        return True
    before, now = _values(look.arguments), _values(call.arguments)
    same_file = look.tool == call.name == "read" and bool(now) and before.get("path") == now.get("path")
    offset = now.get("offset", 1)
    if not same_file or not isinstance(offset, int):
        return False
    shown = {int(number) for number in _SHOWN_LINE.findall(look.text)}
    return offset in shown and (offset + _NEWS in shown or "go on with offset" not in look.text)


def _values(arguments: str) -> dict[str, object]:
    try:
        return msgspec.json.decode(arguments, type=dict[str, object])
    except msgspec.DecodeError:
        return {}


def _text(result: ResultPart) -> str:
    return "\n".join(part.text for part in result.content if isinstance(part, TextPart))
