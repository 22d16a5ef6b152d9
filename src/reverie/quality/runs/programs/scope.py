"""Scope: what the arguments of a tool limit it to, and whether they make it a dry run."""

from collections.abc import Sequence

from reverie.quality.runs.programs.values import Known, Tool

_DRY = frozenset(
    {"--dry-run", "--dryrun", "--dry_run", "--what-if", "--whatif", "-WhatIf", "--just-print", "--simulate", "--noop"}
)
_HELP = frozenset({"--help", "--version"})
_WHOLE = frozenset({".", "./", "./...", "...", "--workspace", "--all"})
_SHOW_ONLY = {"node": "-v", "python": "-V", "java": "-version", "ruby": "-v", "php": "-v", "tsc": "-v", "make": "-v"}


def known_as(tool: Tool, arguments: Sequence[str]) -> Known:
    """What `tool` with `arguments` is."""
    chosen, rest = verb_of(tool, arguments)
    purpose = chosen.purpose
    for argument in rest:
        purpose = chosen.changes.get(argument, chosen.changes.get(argument.split("=", 1)[0], purpose))
    if any(argument in chosen.whole or argument in _HELP for argument in rest):
        purpose = "state"
    return Known(
        chosen.name,
        purpose,
        scope_of(chosen, rest),
        dry_run=is_dry(arguments, chosen),
        opaque=chosen.opaque,
    )


def verb_of(tool: Tool, arguments: Sequence[str]) -> tuple[Tool, list[str]]:
    """The verb that `arguments` name, with what is left of them; options before the verb stay."""
    rest = list(arguments)
    while tool.verbs:
        at = _first_operand(rest, tool.takes | tool.limits)
        if at is None or rest[at] not in tool.verbs:
            break
        tool = tool.verbs[rest[at]]
        del rest[at]
    return tool, rest


def _first_operand(arguments: Sequence[str], takes: frozenset[str]) -> int | None:
    at = 0
    while at < len(arguments):
        if not arguments[at].startswith("-"):
            return at
        at += 2 if arguments[at] in takes else 1
    return None


def scope_of(tool: Tool, arguments: Sequence[str]) -> tuple[str, ...]:
    """The paths, names and packages in `arguments`, in order; nothing for the whole project."""
    found: list[str] = []
    at, only_operands = 0, False
    while at < len(arguments):
        argument = arguments[at]
        at += 1
        option, _, value = argument.partition("=")
        if argument == "--":
            only_operands = True
        elif only_operands or not argument.startswith("-") or argument == "-":
            found += [argument] if tool.operands and argument != "-" else []
        elif option in tool.limits:
            if not value and at < len(arguments) and not arguments[at].startswith("-"):
                value, at = arguments[at], at + 1
            found.append(value or option)
        elif argument in tool.takes or _clustered(argument, tool.takes):
            at += 1
        elif argument.partition(":")[0] in tool.limits:
            found.append(argument.partition(":")[2])
        elif argument[:2] in tool.limits and len(argument) > 2 and argument[1] != "-":
            found.append(argument[2:])
    return tuple(dict.fromkeys(part for part in found if part not in _WHOLE))


def _clustered(argument: str, takes: frozenset[str]) -> bool:
    """Whether the last of several short options in one word takes a value: `-am MESSAGE`."""
    return 2 < len(argument) < 6 and argument[1] != "-" and argument[1:].isalpha() and f"-{argument[-1]}" in takes


def is_dry(arguments: Sequence[str], tool: Tool | None = None) -> bool:
    """Whether `arguments` only try: by options that mean it everywhere, or for `tool`."""
    if any(argument.partition("=")[0] in _DRY and not argument.endswith(("=false", "=none")) for argument in arguments):
        return True
    return tool is not None and (bool(tool.dry & set(arguments)) or any(word in tool.name.split() for word in tool.dry))


def only_shows(name: str, arguments: Sequence[str]) -> bool:
    """Whether it only prints its version or its help."""
    return bool(arguments) and (arguments[0] in _HELP or (len(arguments) == 1 and arguments[0] == _SHOW_ONLY.get(name)))
