"""The tool `list`: what lies in a folder, one level or a few."""

import os
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from reverie.conversation.access import ReadAccess
from reverie.conversation.messages import TextPart
from reverie.conversation.ports import Output, Plan, ToolResult, ToolSpec
from reverie.conversation.record import ListedFolder
from reverie.conversation.truncation import Limits, counted

from .failures import CallFailed, fails, refuses
from .file_set import SKIPPED_FOLDERS
from .specs import tool_spec
from .suggestions import missing_path
from .workspace import Workspace, escape

_MOST_ENTRIES = 500
_MOST_SCANNED = 50_000


class ListArguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    path: str = "."
    depth: Annotated[int, Meta(ge=1, le=5)] = 1


class _Listing:
    """Lines as they are found, and whether there were more than fit."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._characters = 0
        self.lines: list[str] = []
        self.is_full = False

    def add(self, line: str) -> None:
        self._characters += len(line) + 1
        self.is_full = len(self.lines) >= self._limits.lines or self._characters > self._limits.characters
        if not self.is_full:
            self.lines.append(line)


class ListTool:
    arguments = ListArguments

    def __init__(self, workspace: Workspace, limits: Limits) -> None:
        self._workspace = workspace
        self._limits = Limits(min(_MOST_ENTRIES, limits.lines), limits.characters)
        self.spec: ToolSpec = tool_spec("list", ListArguments)

    @refuses
    def plan(self, arguments: ListArguments) -> Plan:
        path = self._workspace.resolve(arguments.path)
        if self._workspace.holds(path):
            self._check(path)
        return Plan(f"list {self._workspace.show(path)}", ReadAccess(path))

    @fails
    async def run(self, arguments: ListArguments, output: Output) -> ToolResult:
        path = self._workspace.resolve(arguments.path)
        self._check(path)
        listing = _Listing(self._limits)
        _add_folder(listing, path, arguments.depth, "")
        parts = [TextPart("\n".join(listing.lines) + "\n", "repo")] if listing.lines else []
        if not listing.lines:
            parts.append(TextPart("[the folder is empty]", "tool"))
        elif listing.is_full:
            text = f"[only the first {len(listing.lines)} entries; list one of the folders, or search with a glob]"
            parts.append(TextPart(text, "tool"))
        effect = ListedFolder(self._workspace.show(path))
        return ToolResult(counted(len(listing.lines), "line"), tuple(parts), effect=effect)

    def _check(self, path: Path) -> None:
        if not path.exists():
            raise CallFailed(missing_path(self._workspace, path))
        if not path.is_dir():
            raise CallFailed(f"'{self._workspace.show(path)}' is a file, not a folder; use read.")


def _add_folder(listing: _Listing, folder: Path, depth: int, indent: str) -> None:
    with os.scandir(folder) as found:
        entries = sorted((entry for entry, _ in zip(found, range(_MOST_SCANNED), strict=False)), key=_name)
    for entry in entries:
        if listing.is_full:  # so that a tree of millions is not walked
            return
        if entry.name == ".git":
            continue
        listing.add(indent + _line(entry))
        if depth > 1 and entry.is_dir(follow_symlinks=False) and entry.name not in SKIPPED_FOLDERS:
            _add_readable_folder(listing, Path(entry.path), depth - 1, indent + "  ")


def _add_readable_folder(listing: _Listing, folder: Path, depth: int, indent: str) -> None:
    try:
        _add_folder(listing, folder, depth, indent)
    except OSError as error:
        listing.add(f"{indent}({error.strerror})")


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _line(entry: os.DirEntry[str]) -> str:
    name = escape(entry.name)
    try:
        if entry.is_symlink():
            return f"{name} -> {escape(os.readlink(entry.path))}"
        if entry.is_dir():
            return f"{name}/"
        return f"{name}  {_size(entry.stat().st_size)}"
    except OSError as error:
        return f"{name}  ({error.strerror})"


def _size(number: float) -> str:
    for unit in ("B", "KB", "MB", "GB"):
        if number < 1024:
            return f"{number:.0f} {unit}" if unit == "B" or number >= 10 else f"{number:.1f} {unit}"
        number /= 1024
    return f"{number:.1f} TB"
