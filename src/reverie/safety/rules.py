"""Rules: one grant of a person, as values. `parse_rules` reads them as they are written on a command line.

shell               any command             shell(pytest -q)    that line exactly
shell(pytest *)     one simple command that begins with these words (also without more words)
write(docs/**)      files below a folder    edit(*.py)          a name at any depth
web_fetch(https://docs.python.org/*)        read(/usr/include/**)
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from reverie.conversation.access import Access, CommandAccess, NoAccess, ReadAccess, WebAccess, WriteAccess

from .simple_command import simple_argv
from .url_pattern import covers_url, valid_url_pattern

_NEED_NO_GRANT = ("plan", "todo", "ask_user", "task", "recall", "remember", "forget", "search_transcripts")
"""They touch nothing outside the session and the memory; what a task does is judged call by call. A list of tools may
name them."""
TOOLS = ("read", "write", "edit", "search", "list", "shell", "web_fetch", *_NEED_NO_GRANT)
_READING = ("read", "search", "list")
_ALIASES = {
    "bash": "shell",
    "grep": "search",
    "glob": "search",
    "ls": "list",
    "multiedit": "edit",
    "webfetch": "web_fetch",
    "todowrite": "todo",
}


class RuleError(Exception):
    """A grant that cannot be read: one line that quotes it and says how it is written."""


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person granted. `covers` says by which kind `text` is matched: it is empty for `any`."""

    tool: str
    covers: Literal["any", "exact", "prefix", "glob"] = "any"
    text: str = ""

    def __str__(self) -> str:
        """As a person writes it after `--allowed-tools`."""
        if self.covers == "any":
            return self.tool
        return f"{self.tool}({self.text}{' *' if self.covers == 'prefix' else ''})"


def exact_command(line: str) -> Rule:
    return Rule("shell", "exact", line.strip(" "))


def command_prefix(line: str) -> Rule:
    """Commands that begin with the words of `line`, itself one simple command."""
    if simple_argv(line) is None:
        raise RuleError(f"'shell({line} *)': before ` *` stand the first words of one simple command")
    return Rule("shell", "prefix", line.strip(" "))


def matches(rule: Rule, tool: str, access: Access, root: Path | None) -> bool:
    """Whether a rule covers what a call would touch. Relative path patterns hold below `root`."""
    if rule.tool != tool and not (rule.tool == "read" and tool in _READING):
        return False
    if rule.covers == "any":
        return True
    match access:
        case CommandAccess(command=command):
            return _covers_command(rule, command)
        case ReadAccess(path=path) | WriteAccess(path=path):
            if rule.covers == "exact":
                return str(path) == rule.text
            return rule.covers == "glob" and _covers_path(rule.text, path, root)
        case WebAccess(url=url):
            return rule.covers == "glob" and covers_url(rule.text, url)
        case NoAccess():
            return False


def _covers_command(rule: Rule, command: str) -> bool:
    if rule.covers == "exact":
        return command.strip(" ") == rule.text
    wanted, argv = simple_argv(rule.text), simple_argv(command)
    return rule.covers == "prefix" and wanted is not None and argv is not None and argv[: len(wanted)] == wanted


def _covers_path(pattern: str, path: Path, root: Path | None) -> bool:
    if pattern.startswith("/"):
        return _path_expression(pattern).fullmatch(str(path)) is not None
    if root is None or not path.is_relative_to(root):
        return False
    anywhere = pattern if "/" in pattern else f"**/{pattern}"
    return _path_expression(anywhere).fullmatch(str(path.relative_to(root))) is not None


@lru_cache(maxsize=256)
def _path_expression(pattern: str) -> re.Pattern[str]:
    """`*` and `?` stay within a name, `**` spans folders."""
    parts = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.removeprefix("./"))
    return re.compile("".join(parts.get(piece) or re.escape(piece) for piece in pieces), re.DOTALL)


# --- reading --------------------------------------------------------------------------------------------------------


def parse_rules(text: str) -> tuple[Rule, ...]:
    """Rules separated by commas or spaces. Raises `RuleError`."""
    return tuple(_rule(name, pattern) for name, pattern in _items(text))


def _items(text: str) -> list[tuple[str, str | None]]:
    """Names with the text of their parentheses. Parentheses nest; those within quotes do not count."""
    items: list[tuple[str, str | None]] = []
    position = 0
    while found := re.compile(r"[\s,]*([^\s,()]+)(\()?").match(text, position):
        position = found.end()
        pattern = None
        if found[2]:
            end = _closing(text, position)
            pattern, position = text[position:end], end + 1
        items.append((found[1], pattern))
    if text[position:].strip(" \t\r\n,"):
        raise RuleError(f"'{text}': cannot read '{text[position:].strip()}'; write tools like shell(pytest *), write")
    return items


def _closing(text: str, start: int) -> int:
    depth, quote = 1, ""
    for position in range(start, len(text)):
        character = text[position]
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character in "()":
            depth += 1 if character == "(" else -1
            if depth == 0:
                return position
    raise RuleError(f"'{text}': a parenthesis or quote is not closed")


def _rule(name: str, pattern: str | None) -> Rule:
    folded = name.lower()
    tool = _ALIASES.get(folded, folded)
    if tool not in TOOLS:
        raise RuleError(_unknown(name))
    if pattern is None:
        return Rule(tool)
    if not pattern.strip():
        raise RuleError(f"'{name}()': nothing stands between the parentheses; write '{tool}' for any use")
    if tool == "shell":
        return _shell_rule(pattern)
    if tool == "web_fetch":
        return Rule(tool, "glob", _url_pattern(pattern.strip()))
    return Rule(tool, "glob", pattern.strip())


def _url_pattern(pattern: str) -> str:
    """The pattern, with `domain:example.org` spelled out. Raises `RuleError`."""
    if pattern.startswith("domain:"):
        pattern = f"https://{pattern.removeprefix('domain:')}/*"
    if not valid_url_pattern(pattern):
        raise RuleError(f"'web_fetch({pattern})': write it like web_fetch(https://docs.python.org/*)")
    return pattern


def _shell_rule(pattern: str) -> Rule:
    line = pattern.strip(" ")
    if line in ("*", ":*"):
        raise RuleError("'shell(*)' is no command; write 'shell' for any command")
    for ending in (" *", ":*"):
        if line.endswith(ending):
            return command_prefix(line.removesuffix(ending))
    if "*" in re.sub(r"'[^']*'|\"[^\"]*\"", "", line):
        raise RuleError(f"'shell({line})': `*` may only stand at the end, after a space, like shell(pytest *)")
    return exact_command(line)


def _unknown(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name.lower(), (*TOOLS, *_ALIASES), 1)
    hint = f"did you mean '{_ALIASES.get(near[0], near[0])}'?" if near else f"tools are {', '.join(TOOLS)}"
    return f"unknown tool '{name}'; {hint}"
