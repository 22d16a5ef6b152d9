"""What `/init` proposes: a new `AGENTS.md`, or the commands that the existing one does not name."""

import os
import re
import stat
from pathlib import Path

import msgspec

from reverie.storage.errors import UnusableFile

from .commands import bare, find_commands
from .page import command_line, page
from .tree import Tree
from .values import Command

HEADING = "## Commands found in the project"
_MOST_BYTES = 1024 * 1024
# the end of a command that means the whole project
_EVERYTHING = re.compile(r"(?: (?:\.|'\.\[[\w,]*\]'|\./\.\.\.|//\.\.\.|--workspace|--all-files|--group \w+))+$")


class Proposal(msgspec.Struct, frozen=True):
    """The file to write, its text now (empty: there is none) and its text as proposed; equal when nothing is missing.

    Both keep line endings and a byte order mark: write `after.encode()` as bytes.
    """

    path: Path
    before: str
    after: str


def propose(root: Path) -> Proposal:
    """For `AGENTS.md`, or `CLAUDE.md` where only that is there. Writes nothing; call it in a thread.

    Raises `UnusableFile` when the file that is there cannot be extended: no regular file, no UTF-8, over 1 MB, outside
    the project, unreadable.
    """
    tree = Tree(str(root))
    path = next((root / name for name in ("AGENTS.md", "CLAUDE.md") if os.path.lexists(root / name)), None)
    if path is None:
        return Proposal(root / "AGENTS.md", "", page(tree))
    path, before = _read(path, tree.root)
    if not before.strip():
        return Proposal(path, before, page(tree))
    said = before + tree.text("CLAUDE.md")
    missing = [command for command in find_commands(tree) if not _is_named(command, said)]
    return Proposal(path, before, _extended(before, [command_line(command) for command in missing]))


def _read(path: Path, root: str) -> tuple[Path, str]:
    """The file itself, behind a link inside the project, and its text."""
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(root):
        raise UnusableFile(f"'{path}' is a symbolic link that leaves the project; replace it by a file, then try again")
    try:
        descriptor = os.open(real, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError as error:
        raise UnusableFile(f"'{path}' cannot be read ({error.strerror}); repair or remove it, then try again") from None
    try:
        status = os.fstat(descriptor)
        content = os.read(descriptor, _MOST_BYTES) if stat.S_ISREG(status.st_mode) else None
    finally:
        os.close(descriptor)
    if content is None:
        raise UnusableFile(f"'{path}' is not a regular file; move it away, then try again")
    if status.st_size > len(content):
        raise UnusableFile(f"'{path}' is {status.st_size:,} bytes long, too large to extend; shorten it first")
    try:
        return real, content.decode()
    except UnicodeDecodeError:
        raise UnusableFile(f"'{path}' is not text in UTF-8; convert it, then try again") from None


def _is_named(command: Command, text: str) -> bool:
    """Whether a text names a command, or what it stands for, anywhere: also for another folder or in a longer line."""
    for line in filter(None, (command.line, command.runs)):
        words = [re.escape(word) for word in _EVERYTHING.sub("", bare(line)).replace(" run ", " ").split()]
        pattern = r"\s+(?:run\s+)?".join(words)
        if words and re.search(rf"(?<![\w-]){pattern}(?![\w:-]|\.\w)", text):
            return True
    return False


def _extended(before: str, lines: list[str]) -> str:
    """The text with the lines under our heading, which is put at the end when it is not there yet."""
    if not lines:
        return before
    newline = "\r\n" if "\r\n" in before else "\n"
    added = newline.join(lines) + newline
    place = _end_of_list(before)
    if place:
        start = before[:place]
        return start + ("" if start.endswith("\n") else newline) + added + before[place:]
    gap = newline if before.endswith("\n") else newline * 2
    return f"{before}{gap}{HEADING}{newline}{newline}{added}"


def _end_of_list(text: str) -> int:
    """Where the list below our heading ends; 0 when the heading is not there."""
    place = end = 0
    for line in text.splitlines(keepends=True):
        place += len(line)
        if line.rstrip() == HEADING or (end and line.startswith("- ")):
            end = place
        elif end and line.strip():
            break
    return end
