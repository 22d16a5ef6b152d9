"""Git: what its commands are beyond the table: reverts by path, branches made and deleted, hooks left out."""

import re

from reverie.quality.runs.programs.scope import known_as
from reverie.quality.runs.programs.values import Known, Tool

_PATH = re.compile(r"(?:^|/)[\w.*-]*\.\w{1,6}$|/$|[*]")
_NO_HOOKS = frozenset({"--no-verify"})


def git_known(tool: Tool, arguments: tuple[str, ...]) -> Known:
    verb, rest = _verb(arguments)
    special = _SPECIAL.get(verb)
    found = special(rest) if special is not None else None
    if found is not None:
        return found
    known = known_as(tool, arguments)
    skips = bool(_NO_HOOKS & set(rest)) or (verb == "commit" and _has_short(rest, "n"))
    skips = skips or any(argument.lower().startswith("core.hookspath=") for argument in arguments)
    if not skips:
        return known
    return Known(known.program, known.purpose, known.scope, known.dry_run, skips_hooks=True)


def _verb(arguments: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    at = 0
    while at < len(arguments) and arguments[at].startswith("-"):
        at += 2 if arguments[at] in ("-C", "-c", "--git-dir", "--work-tree") else 1
    return (arguments[at], arguments[at + 1 :]) if at < len(arguments) else ("", ())


def _has_short(arguments: tuple[str, ...], letter: str) -> bool:
    """Whether a cluster such as `-nm` has `letter` before one that takes a value."""
    for argument in arguments:
        if len(argument) > 1 and argument[0] == "-" and argument[1] != "-":
            flags = re.split(r"[mFCct]", argument[1:], maxsplit=1)[0]
            if letter in flags:
                return True
    return False


def _operands(arguments: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(argument for argument in arguments if not argument.startswith("-"))


def _checkout(rest: tuple[str, ...]) -> Known:
    name = "git checkout"
    if "--" in rest:
        return Known(name, "revert", _no_dot(rest[rest.index("--") + 1 :]))
    operands = _operands(rest)
    if any(option in rest for option in ("-b", "-B", "--orphan")):
        return Known(name, "create", operands[:1])
    if len(operands) > 1:
        return Known(name, "revert", _no_dot(operands[1:] if not _PATH.search(operands[0]) else operands))
    if (
        operands
        and (operands[0] == "." or _PATH.search(operands[0]))
        and not re.fullmatch(r"v?\d+(\.\d+)*", operands[0])
    ):
        return Known(name, "revert", _no_dot(operands))
    return Known(name, "other", operands)


def _no_dot(paths: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(path for path in paths if path not in (".", "./", ":/"))


def _branch(rest: tuple[str, ...]) -> Known | None:
    operands = _operands(rest)
    if {"-d", "-D", "--delete"} & set(rest):
        return Known("git branch", "delete", operands)
    if {"-m", "-M", "--move"} & set(rest):
        return Known("git branch", "move", operands)
    if operands and not any(argument.startswith("-") for argument in rest):
        return Known("git branch", "create", operands[:1])
    return None


def _switch(rest: tuple[str, ...]) -> Known | None:
    creates = {"-c", "-C", "--create", "--orphan"} & set(rest)
    return Known("git switch", "create", _operands(rest)[:1]) if creates else None


def _tag(rest: tuple[str, ...]) -> Known | None:
    if {"-d", "--delete"} & set(rest):
        return Known("git tag", "delete", _operands(rest))
    return None if _operands(rest) else Known("git tag", "state")


def _reset(rest: tuple[str, ...]) -> Known | None:
    return Known("git reset", "revert") if "--hard" in rest else None


def _stash(rest: tuple[str, ...]) -> Known | None:
    if rest[:1] in (("push",), ("save",)):
        paths = rest[rest.index("--") + 1 :] if "--" in rest else ()
        return Known("git stash", "revert", paths)
    return None


def _restore(rest: tuple[str, ...]) -> Known | None:
    staged = {"--staged", "-S"} & set(rest) and not {"--worktree", "-W"} & set(rest)
    if staged:
        return None
    paths = [
        part
        for at, part in enumerate(rest)
        if not part.startswith("-") and rest[at - 1 : at] not in (("-s",), ("--source",))
    ]
    return Known("git restore", "revert", _no_dot(tuple(paths)))


_SPECIAL = {
    "checkout": _checkout,
    "branch": _branch,
    "switch": _switch,
    "tag": _tag,
    "reset": _reset,
    "stash": _stash,
    "restore": _restore,
}
