"""Which command a typed text is. Nothing of a command is imported here but its name."""

import re

from .command import Command

_HERE = "reverie.plain.commands"


def _command(name: str, usage: str, summary: str, *, anytime: bool = False) -> Command:
    return Command(name, usage, summary, f"{_HERE}.{name}", anytime)


COMMANDS: tuple[Command, ...] = (
    _command("help", "[COMMAND]", "commands and keys", anytime=True),
    _command("model", "[PROVIDER/NAME]", "which model answers, or another one"),
    _command("cost", "", "tokens and money of this session", anytime=True),
    _command("context", "", "what fills the model's window", anytime=True),
    _command("compact", "[FOCUS]", "make the context smaller now"),
    _command("plan", "[TEXT|on|off]", "plan first, change nothing", anytime=True),
    _command("todo", "", "the agent's list of steps", anytime=True),
    _command("resume", "[ID|WORDS]", "go on with an earlier session"),
    _command("fork", "", "a new session that begins with this one"),
    _command("clear", "", "a new session that begins with nothing"),
    _command("rewind", "[N]", "back to an earlier turn"),
    _command("memory", "", "what is remembered; instruction files", anytime=True),
    _command("permissions", "[MODE|rm N]", "what runs unasked", anytime=True),
    _command("recap", "", "what was asked and done so far", anytime=True),
    _command("why", "[N|ID|counterweight]", "what allowed calls; where a fact comes from", anytime=True),
    _command("init", "", "propose an AGENTS.md for this project"),
    _command("expand", "", "the last outputs whole", anytime=True),
    _command("quit", "", "end reverie (also exit)", anytime=True),
)
"""In the order in which /help lists them."""

ALIASES = {"exit": "quit", "?": "help", "new": "clear"}
OWN_SHELL = Command("!", "COMMAND", "run a command yourself", "reverie.plain.own_shell")
UNKNOWN = Command("", "", "", f"{_HERE}.unknown", anytime=True)
"""What begins like a command and is none, or not so: it says so, and is never sent to a model."""

_BY_NAME = {command.name: command for command in COMMANDS}
_FORM = re.compile(r"/([\w-]+|\?|)(?:\s+(.*))?", re.DOTALL)
_MARKDOWN_PICTURE = re.compile(r"!\[[^\]\n]*\]\(")
_CLOSE = 0.75
_MANY_LINES = ("plan", "compact")
"""Those that take a text. To others a pasted text may begin like them by chance."""


def find(text: str) -> tuple[Command, str] | None:
    """The command that a typed text is, and what follows its name; None for a prompt.

    A misspelt name, any single word after a slash, and a known one with what it does not take, is `UNKNOWN` with the
    whole text. A path such as `/usr/bin` is no command, and a picture in Markdown no shell line.
    """
    text = text.strip()
    if text.startswith("!") and not _MARKDOWN_PICTURE.match(text):
        return OWN_SHELL, text[1:].strip()
    if text.casefold() in ("quit", "exit"):
        return _BY_NAME["quit"], ""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    name, argument = found[1].casefold(), (found[2] or "").strip()
    if command := named(name):
        return (command, argument) if takes(command, argument) else (UNKNOWN, text)
    return (UNKNOWN, text) if not argument or close_name(name) else None


def takes(command: Command, argument: str) -> bool:
    """Whether a command can be given this: one line, or more where it takes a text, or nothing."""
    if not command.usage:
        return not argument
    return "\n" not in argument or command.name in _MANY_LINES


def named(name: str) -> Command | None:
    """The command of that name, with or without the slash before it."""
    bare = name.removeprefix("/").casefold()
    return _BY_NAME.get(ALIASES.get(bare, bare))


def close_name(name: str) -> str:
    """The command that a misspelt name may have meant; empty when there is none."""
    import difflib

    close = difflib.get_close_matches(name.removeprefix("/").casefold(), (*_BY_NAME, *ALIASES), 1, _CLOSE)
    return ALIASES.get(close[0], close[0]) if close else ""
