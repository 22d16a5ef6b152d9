"""The tool `read`: a page of a text file, or a picture."""

import asyncio
import os
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from reverie.conversation.access import ReadAccess
from reverie.conversation.messages import ImagePart, TextPart
from reverie.conversation.ports import Output, Plan, ToolResult, ToolSpec
from reverie.conversation.record import ReadFile
from reverie.conversation.truncation import Limits, counted

from .failures import CallFailed, fails, refuses
from .fingerprint import WHOLE_BYTES, of_content, of_status
from .paging import Page, page_of_file, page_of_text
from .specs import tool_spec
from .suggestions import missing_path
from .text_file import NotText, binary_kind, decode, picture_type
from .workspace import Workspace, regular_status

MOST_PICTURE_BYTES = 5 << 20
_SAMPLE_BYTES = 8192


class ReadArguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    path: str
    offset: Annotated[int, Meta(ge=1, description="first line, 1-based")] = 1
    limit: Annotated[int, Meta(ge=1, description="lines")] | None = None


class ReadTool:
    arguments = ReadArguments

    def __init__(self, workspace: Workspace, limits: Limits) -> None:
        self._workspace = workspace
        self._limits = limits
        self.spec: ToolSpec = tool_spec("read", ReadArguments)

    @refuses
    def plan(self, arguments: ReadArguments) -> Plan:
        path = self._workspace.resolve(arguments.path)
        self._refuse_transcript(path)
        if self._workspace.holds(path):
            self._status(path)
        return Plan(f"read {self._workspace.show(path)}", ReadAccess(path))

    @fails
    async def run(self, arguments: ReadArguments, output: Output) -> ToolResult:
        path = self._workspace.resolve(arguments.path)
        self._refuse_transcript(path)
        status = self._status(path)
        if status.st_size > WHOLE_BYTES:
            return await asyncio.to_thread(self._read_large, path, status, arguments)
        return self._read_small(path, arguments)

    def _refuse_transcript(self, path: Path) -> None:
        if self._workspace.is_transcript(path):
            shown = self._workspace.show(path)
            raise CallFailed(f"'{shown}' is a session's transcript; search it for an identifier, it is never read.")

    def _status(self, path: Path) -> os.stat_result:
        shown = self._workspace.show(path)
        try:
            return regular_status(path, shown)
        except FileNotFoundError:
            raise CallFailed(missing_path(self._workspace, path)) from None
        except IsADirectoryError:
            raise CallFailed(f"'{shown}' is a folder; use list.") from None

    def _read_small(self, path: Path, arguments: ReadArguments) -> ToolResult:
        content = path.read_bytes()
        if media_type := picture_type(content[:16]):
            return self._picture(path, media_type, content)
        try:
            file = decode(content)
        except NotText as kind:
            raise self._binary(path, str(kind), len(content)) from None
        self._workspace.remember(path, of_content(content))
        page = page_of_text(file.text, arguments.offset, self._page_limits(arguments))
        return self._answer(path, page, file.peculiarity)

    def _read_large(self, path: Path, status: os.stat_result, arguments: ReadArguments) -> ToolResult:
        with path.open("rb") as opened:
            sample = opened.read(_SAMPLE_BYTES)
        if media_type := picture_type(sample):
            raise self._too_large_picture(path, media_type, status.st_size)
        if (kind := binary_kind(sample)) is not None:
            raise self._binary(path, kind, status.st_size)
        page = page_of_file(path, arguments.offset, self._page_limits(arguments))
        self._workspace.remember(path, of_status(status))
        return self._answer(path, page, "latin-1" if page.latin else "")

    def _page_limits(self, arguments: ReadArguments) -> Limits:
        if arguments.limit is None:
            return self._limits
        return Limits(arguments.limit, self._limits.characters)

    def _answer(self, path: Path, page: Page, peculiarity: str) -> ToolResult:
        shown = self._workspace.show(path)
        position = _position(page)
        head = ", ".join(part for part in (position, peculiarity) if part)
        text = "".join(f"{number}→{line}\n" for number, line in enumerate(page.lines, page.first))
        parts = (TextPart(text, "repo"),) if text else ()
        remark = (TextPart(f"[{head}]", "tool"),) if head else ()
        return ToolResult(counted(len(page.lines), "line"), parts + remark, effect=ReadFile(shown))

    def _picture(self, path: Path, media_type: str, content: bytes) -> ToolResult:
        if len(content) > MOST_PICTURE_BYTES:
            raise self._too_large_picture(path, media_type, len(content))
        self._workspace.remember(path, of_content(content))
        shown = self._workspace.show(path)
        part = ImagePart(media_type, content, "repo")
        return ToolResult(f"{media_type}, {len(content):,} bytes", (part,), effect=ReadFile(shown))

    def _too_large_picture(self, path: Path, media_type: str, size: int) -> CallFailed:
        return CallFailed(
            f"'{self._workspace.show(path)}' is a picture ({media_type}) of {size:,} bytes, more than the "
            f"{MOST_PICTURE_BYTES:,} that can be shown; make a smaller copy with shell and read that."
        )

    def _binary(self, path: Path, kind: str, size: int) -> CallFailed:
        return CallFailed(
            f"'{self._workspace.show(path)}' is not text ({kind}, {size:,} bytes); "
            "look into it with shell, for example with file, strings or xxd."
        )


def _position(page: Page) -> str:
    """What part of the file the page is; empty when it is all of it."""
    if not page.total:
        return "the file is empty"
    if not page.lines:
        return f"the file has {counted(page.total, 'line')}; use an offset of at most {page.total}"
    if page.first == 1 and page.last == page.total:
        return ""
    position = f"lines {page.first:,}-{page.last:,} of {page.total:,}"
    return position if page.last == page.total else f"{position}; go on with offset {page.last + 1}"
