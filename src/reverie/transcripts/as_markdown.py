"""A transcript as Markdown, for a person."""

from collections.abc import Iterator
from pathlib import Path

from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    ImagePart,
    Message,
    ReasoningPart,
    ResultPart,
    TextPart,
    ToolMessage,
    UserMessage,
)

from .records import MessageRecord, SessionHeader, TurnRecord, read_records

_SHORT_LINES = 6
_SHORT_CHARACTERS = 600


def markdown_lines(path: Path, *, shorten: bool = False) -> Iterator[str]:
    """The session as Markdown blocks; `shorten` keeps the beginning of each result only.

    Raises UnreadableTranscript, OSError.
    """
    for record in read_records(path):
        if isinstance(record, SessionHeader):
            task = f" · task '{record.task}' of session {record.parent}" if record.task else ""
            yield f"# Session {record.id}\n\n{record.created} · {record.model} · {record.root}{task}\n"
        elif isinstance(record, MessageRecord):
            yield from _message(record.message, shorten)
        elif isinstance(record, TurnRecord) and record.end.reason:
            yield f"*Turn ended: {record.end.outcome}: {record.end.reason}*\n"


def _message(message: Message, shorten: bool) -> Iterator[str]:
    if isinstance(message, ToolMessage):
        for result in message.results:
            yield _result(result, shorten)
    elif isinstance(message, AssistantMessage):
        yield f"## {message.model}\n"
        yield from (_reply_part(part) for part in message.parts)
    else:
        yield f"## {_speaker(message)}\n"
        yield from (_content(part) + "\n" for part in message.parts)


def _speaker(message: UserMessage) -> str:
    """A sub-session's task was written by the session that started it."""
    return "The task" if any(part.origin == "peer" for part in message.parts) else "You"


def _reply_part(part: TextPart | ReasoningPart | CallPart) -> str:
    if isinstance(part, CallPart):
        return f"- `{part.name}` {part.arguments}\n"
    if isinstance(part, ReasoningPart):
        return f"> {part.text.strip()}\n".replace("\n", "\n> ", part.text.strip().count("\n"))
    return part.text + "\n"


def _result(result: ResultPart, shorten: bool) -> str:
    text = "\n".join(map(_content, result.content))
    if shorten:
        text = _shortened(text)
    fence = "`" * max(3, _longest_fence(text) + 1)
    return f"{fence}{'text failed' if result.failed else 'text'}\n{text}\n{fence}\n"


def _content(part: TextPart | ImagePart) -> str:
    return part.text if isinstance(part, TextPart) else f"[picture, {part.media_type}, {len(part.content):,} bytes]"


def _shortened(text: str) -> str:
    lines = text[:_SHORT_CHARACTERS].splitlines()[:_SHORT_LINES]
    short = "\n".join(lines)
    return short if len(short) >= len(text.rstrip()) else short + "\n…"


def _longest_fence(text: str) -> int:
    return max((len(line) - len(line.lstrip("`")) for line in text.splitlines()), default=0)
