"""How a call fails: an error inside this package becomes text for the model, with the next step."""

import errno
from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any, ParamSpec

from reverie.conversation.messages import TextPart
from reverie.conversation.ports import Plan, ToolRefusal, ToolResult
from reverie.conversation.record import AnyEffect

from .workspace import PathError, escape

_P = ParamSpec("_P")

_NEXT_STEPS = {
    errno.ENOSPC: "the disk is full and nothing was changed; free some space, then try again",
    errno.EDQUOT: "the disk quota is used up and nothing was changed; free some space, then try again",
    errno.EFBIG: "the file would be too big and nothing was changed; free some space or write less",
    errno.EACCES: "permission denied; pick another path or ask the person to change its permissions",
    errno.EPERM: "not permitted; pick another path or ask the person",
    errno.EROFS: "the file system is read-only; pick another path",
    errno.ENOENT: "no such file or folder; list the folder to find it",
    errno.ENOTDIR: "a part of the path is a file, not a folder; list its parent",
    errno.EISDIR: "it is a folder; use list",
    errno.ENAMETOOLONG: "the name is too long; pick a shorter one",
    errno.ELOOP: "a symbolic link points to itself; pick another path",
}


class CallFailed(Exception):
    """One text for the model: what was wrong, quoted, and the next step."""


def refuses(plan: Callable[_P, Plan]) -> Callable[_P, Plan | ToolRefusal]:
    """Make a `plan` that raises `CallFailed` or OSError into one that answers with a refusal."""

    @wraps(plan)
    def planned(*args: _P.args, **kwargs: _P.kwargs) -> Plan | ToolRefusal:
        try:
            return plan(*args, **kwargs)
        except (CallFailed, PathError, OSError) as error:
            return ToolRefusal(reason_of(error))

    return planned


def fails(run: Callable[_P, Awaitable[ToolResult]]) -> Callable[_P, Coroutine[Any, Any, ToolResult]]:
    """Make a `run` that raises `CallFailed` or OSError into one that answers with a failed result."""

    @wraps(run)
    async def ran(*args: _P.args, **kwargs: _P.kwargs) -> ToolResult:
        try:
            return await run(*args, **kwargs)
        except (CallFailed, PathError, OSError) as error:
            return failure(reason_of(error))

    return ran


def failure(text: str, effect: AnyEffect | None = None, note: str = "") -> ToolResult:
    """A failed result; its first line is its note for a person when there is no other."""
    return ToolResult(note or text.partition("\n")[0], (TextPart(text, "tool"),), failed=True, effect=effect)


def reason_of(error: CallFailed | PathError | OSError) -> str:
    """The error as one text for the model; an operating system's error with its path and the next step."""
    if not isinstance(error, OSError):
        return str(error)
    step = _NEXT_STEPS.get(error.errno or 0, f"{error.strerror or error}; check the path and try again")
    name = error.filename2 or error.filename
    return f"'{escape(str(name))}': {step}" if name and not isinstance(name, int) else step
