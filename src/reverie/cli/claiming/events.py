"""Events of a situation as deeds. What is missing or of another type counts as not told; a strange kind is no deed."""

from collections.abc import Callable, Iterator
from typing import Any

from reverie.conversation.deeds import (
    AnyDeed,
    Command,
    Delete,
    Edit,
    Memory,
    Read,
    Revert,
    Search,
    TaskResult,
    Web,
    Write,
)
from reverie.transcripts.json_line import text_in

Event = dict[str, Any]


def deeds_in(events: object) -> Iterator[AnyDeed]:
    """`line` is the event's number, counted from 1."""
    for number, event in enumerate(events if isinstance(events, list) else (), 1):
        if isinstance(event, dict) and (make := _KINDS.get(text_in(event, "kind"))):
            yield make(event, number)


def _command(event: Event, line: int) -> Command:
    status = event.get("exit")
    return Command(
        line=line,
        command=text_in(event, "command"),
        exit=status if isinstance(status, int) and not isinstance(status, bool) else None,
        output=text_in(event, "output"),
        denied=_is(event, "denied"),
        background=_is(event, "background"),
        directory=text_in(event, "directory"),
    )


def _edit(event: Event, line: int) -> Edit:
    return Edit(
        line=line,
        path=text_in(event, "path"),
        ok=_ok(event),
        diff=text_in(event, "diff"),
        error=text_in(event, "error"),
        denied=_is(event, "denied"),
    )


def _write(event: Event, line: int) -> Write:
    return Write(
        line=line,
        path=text_in(event, "path"),
        ok=_ok(event),
        content=text_in(event, "content"),
        error=text_in(event, "error"),
        denied=_is(event, "denied"),
    )


def _delete(event: Event, line: int) -> Delete:
    return Delete(
        line=line,
        path=text_in(event, "path"),
        ok=_ok(event),
        error=text_in(event, "error"),
        denied=_is(event, "denied"),
    )


def _memory(event: Event, line: int) -> Memory:
    receipt = text_in(event, "receipt")
    ok = event.get("ok")
    return Memory(
        line=line,
        ok=ok if isinstance(ok, bool) else bool(receipt),
        receipt=receipt,
        reason=text_in(event, "reason"),
    )


def _task(event: Event, line: int) -> TaskResult:
    return TaskResult(line=line, result=text_in(event, "result"))


_KINDS: dict[str, Callable[[Event, int], AnyDeed]] = {
    "command": _command,
    "edit": _edit,
    "write": _write,
    "delete": _delete,
    "revert": lambda event, line: Revert(line=line, path=text_in(event, "path")),
    "read": lambda event, line: Read(line=line, path=text_in(event, "path"), ok=_ok(event)),
    "search": lambda event, line: Search(
        line=line, query=text_in(event, "query"), ok=_ok(event), output=text_in(event, "output")
    ),
    "web": lambda event, line: Web(
        line=line, url=text_in(event, "url"), ok=_ok(event), output=text_in(event, "output")
    ),
    "memory": _memory,
    "task": _task,
    "subagent": _task,
}


def _ok(event: Event) -> bool:
    return event.get("ok") is not False and not _is(event, "denied")


def _is(event: Event, key: str) -> bool:
    return event.get(key) is True
