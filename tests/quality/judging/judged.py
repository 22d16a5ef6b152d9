"""A claim in an answer, judged by deeds that are written in one line each."""

from reverie.conversation.claims import Claim, ClaimKind, ClaimVerdict, FoundClaim
from reverie.conversation.deeds import (
    AnyDeed,
    Command,
    Delete,
    Edit,
    Memory,
    Read,
    Search,
    TaskResult,
    Write,
)
from reverie.quality.judge import judge_found


def ran(
    command: str, exit: int | None = 0, output: str = "", *, denied: bool = False, background: bool = False
) -> AnyDeed:
    return Command(command=command, exit=exit, output=output, denied=denied, background=background)


def edited(path: str, diff: str = "-old\n+new\n", *, ok: bool = True, error: str = "", denied: bool = False) -> AnyDeed:
    return Edit(path=path, diff=diff if ok else "", ok=ok, error=error, denied=denied)


def wrote(path: str, *, ok: bool = True, error: str = "") -> AnyDeed:
    return Write(path=path, content="text\n", ok=ok, error=error)


def deleted(path: str, *, ok: bool = True, denied: bool = False) -> AnyDeed:
    return Delete(path=path, ok=ok, denied=denied)


def read(path: str, *, ok: bool = True) -> AnyDeed:
    return Read(path=path, ok=ok)


def searched(query: str, output: str = "") -> AnyDeed:
    return Search(query=query, output=output)


def remembered(*, ok: bool = True, reason: str = "") -> AnyDeed:
    return Memory(ok=ok, receipt="kept" if ok else "", reason=reason)


def reported(result: str) -> AnyDeed:
    return TaskResult(result=result)


def claim(answer: str, kind: ClaimKind, *deeds: AnyDeed, request: str = "go on") -> Claim:
    """The claim that stands in [brackets] in `answer`."""
    start, end = answer.index("["), answer.index("]") - 1
    bare = answer.replace("[", "", 1).replace("]", "", 1)
    return judge_found(request, deeds, bare, [FoundClaim(start, end, kind)])[0]


def verdict(answer: str, kind: ClaimKind, *deeds: AnyDeed, request: str = "go on") -> ClaimVerdict:
    return claim(answer, kind, *deeds, request=request).verdict
