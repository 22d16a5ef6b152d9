"""The tool `search`: lines that match a regular expression, or files whose names match a glob."""

import os
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from reverie.conversation.access import ReadAccess
from reverie.conversation.messages import TextPart
from reverie.conversation.ports import Output, Plan, ToolResult, ToolSpec
from reverie.conversation.record import Searched
from reverie.conversation.truncation import Limits, counted, keep_head, shorten_line

from .failures import CallFailed, fails, refuses
from .file_set import FileSet, files_below
from .glob_pattern import glob_filter
from .line_hits import Found, LineFinder, Query
from .rg_records import LineHit
from .specs import tool_spec
from .suggestions import missing_path
from .unread import unread_note, unread_text
from .workspace import Workspace, escape, is_encodable, regular_status

_MOST_HITS = 200
_MOST_FILES = 500
_MOST_COUNTED = 100_000
_LONGEST_LINE = 300
_TIMEOUT = 30.0


class SearchArguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pattern: str = ""
    path: str = "."
    glob: str = ""
    ignore_case: bool = False
    context: Annotated[int, Meta(ge=0, le=20)] = 0
    mode: Literal["content", "files", "count"] = "content"


class SearchTool:
    arguments = SearchArguments

    def __init__(
        self,
        workspace: Workspace,
        limits: Limits,
        *,
        environment: Mapping[str, str] = os.environ,
        timeout: float = _TIMEOUT,
    ) -> None:
        self._workspace = workspace
        self._limits = limits
        self._environment = dict(environment)
        self._timeout = timeout
        self.spec: ToolSpec = tool_spec("search", SearchArguments)

    @refuses
    def plan(self, arguments: SearchArguments) -> Plan:
        path = self._start(arguments)
        if self._workspace.holds(path):
            self._check(path)
        place = "" if path == self._workspace.root else f" in {self._workspace.show(path)}"
        return Plan(f"search {_query_text(arguments)}{place}", ReadAccess(path))

    @fails
    async def run(self, arguments: SearchArguments, output: Output) -> ToolResult:
        path = self._start(arguments)
        self._check(path)
        folder, name = _folder_and_name(path)
        files = FileSet([name]) if name else await self._files_below(folder, arguments.glob)
        found = await self._look_into(files, folder, arguments)
        result = self._result(arguments, folder, files.names, found)
        remark = unread_text(self._workspace, folder, found.unread)
        if not remark:
            return result
        content = (*result.content, TextPart(f"\n{remark}", "tool"))
        return msgspec.structs.replace(result, note=result.note + unread_note(found.unread), content=content)

    async def _look_into(self, files: FileSet, folder: Path, arguments: SearchArguments) -> Found:
        """The hits; none when only names are asked for."""
        if not arguments.pattern:
            return Found((), complete=True, unread=tuple(files.unread))
        query = self._query(arguments)
        found = await LineFinder(folder, self._environment, self._timeout).find(query, files.names)
        return msgspec.structs.replace(found, unread=(*files.unread, *found.unread))

    def _result(self, arguments: SearchArguments, folder: Path, files: list[str], found: Found) -> ToolResult:
        if not arguments.pattern:
            return self._names(arguments, folder, files, counted(len(files), "file"), found)
        if not found.hits:
            return self._nothing(arguments, found, files)
        if arguments.mode == "content":
            return self._lines(arguments, folder, found)
        if arguments.mode == "files":
            names = [name for name, _ in groupby(found.hits, _path_of)]
            return self._names(arguments, folder, names, counted(len(names), "file"), found)
        return self._counts(arguments, folder, found)

    def _start(self, arguments: SearchArguments) -> Path:
        if not arguments.pattern and not arguments.glob:
            raise CallFailed("Give a pattern (regular expression over lines), a glob (over file names), or both.")
        query = arguments.pattern + arguments.glob
        if "\0" in query or not is_encodable(query):
            raise CallFailed("The pattern or glob holds a NUL byte or half a character; leave it out.")
        if "\n" in arguments.pattern or "\\n" in arguments.pattern.replace("\\\\", ""):
            raise CallFailed("A pattern matches within one line; search for one of its lines, with context for more.")
        return self._workspace.resolve(arguments.path)

    def _check(self, path: Path) -> None:
        if not path.exists():
            raise CallFailed(missing_path(self._workspace, path))
        if not path.is_dir():
            regular_status(path, self._workspace.show(path))

    async def _files_below(self, folder: Path, glob: str) -> FileSet:
        files = await files_below(folder, self._environment)
        if not glob:
            return files
        matches = glob_filter(glob)
        return FileSet([name for name in files.names if matches(name)], files.unread)

    def _query(self, arguments: SearchArguments) -> Query:
        hits = min(_MOST_HITS, self._limits.lines)
        most, in_file = {
            "content": (hits, hits + 1),
            "files": (_MOST_FILES, 1),
            "count": (_MOST_COUNTED, _MOST_COUNTED),
        }[arguments.mode]
        context = arguments.context if arguments.mode == "content" else 0
        return Query(arguments.pattern, arguments.ignore_case, context, most, in_file)

    def _lines(self, arguments: SearchArguments, folder: Path, found: Found) -> ToolResult:
        pieces = []
        for name, hits in groupby(found.hits, _path_of):
            pieces.append(f"{self._workspace.show(folder / name)}\n")
            pieces += _rendered(list(hits))
        matches = sum(hit.start is not None for hit in found.hits)
        files = len({hit.path for hit in found.hits})
        return self._answer(arguments, "".join(pieces), f"{counted(matches, 'hit')} in {counted(files, 'file')}", found)

    def _counts(self, arguments: SearchArguments, folder: Path, found: Found) -> ToolResult:
        counts = [(name, sum(1 for _ in hits)) for name, hits in groupby(found.hits, _path_of)]
        text = "".join(f"{count} {self._workspace.show(folder / name)}\n" for name, count in counts)
        return self._answer(
            arguments, text, f"{counted(len(found.hits), 'hit')} in {counted(len(counts), 'file')}", found
        )

    def _names(self, arguments: SearchArguments, folder: Path, names: list[str], note: str, found: Found) -> ToolResult:
        if not names:
            return self._nothing(arguments, found, names)
        text = "".join(f"{self._workspace.show(folder / name)}\n" for name in names[:_MOST_FILES])
        complete = len(names) <= _MOST_FILES and found.complete
        return self._answer(arguments, text, note, Found((), complete, found.timed_out))

    def _answer(self, arguments: SearchArguments, text: str, note: str, found: Found) -> ToolResult:
        cut = keep_head(text, self._limits)
        parts = [TextPart(cut.head, "repo")]
        if found.timed_out:
            parts.append(TextPart(f"[stopped after {self._timeout:g} s; narrow path or glob to see the rest]", "tool"))
        elif cut.characters or not found.complete:
            parts.append(TextPart("[there are more; narrow pattern, path or glob to see them]", "tool"))
        return ToolResult(note, tuple(parts), effect=Searched(_query_text(arguments)))

    def _nothing(self, arguments: SearchArguments, found: Found, files: list[str]) -> ToolResult:
        if found.timed_out:
            raise CallFailed(
                f"Stopped after {self._timeout:g} s without a hit for '{arguments.pattern}'; "
                "give a simpler pattern, or narrow path or glob."
            )
        searched = counted(len(set(files) - set(found.unread)), "file")
        text = f"Nothing found for {_query_text(arguments)} in {searched}."
        if not files:
            text = f"No file matches {_query_text(arguments)}; try another glob or path."
        return ToolResult("nothing found", (TextPart(text, "tool"),), effect=Searched(_query_text(arguments)))


def _query_text(arguments: SearchArguments) -> str:
    parts = [f"'{escape(arguments.pattern)}'"] if arguments.pattern else []
    return " ".join([*parts, f"files {escape(arguments.glob)}"] if arguments.glob else parts)


def _folder_and_name(path: Path) -> tuple[Path, str]:
    """The folder to search in, and the one file in it that is meant, if one is."""
    return (path, "") if path.is_dir() else (path.parent, path.name)


def _path_of(hit: LineHit) -> str:
    return hit.path


def _rendered(hits: list[LineHit]) -> list[str]:
    """One file's lines as rg prints them below a heading: `12:match`, `13-context`, `--` between separate places."""
    has_context = any(hit.start is None for hit in hits)
    pieces, last = [], hits[0].number - 1
    for hit in hits:
        if has_context and hit.number > last + 1:
            pieces.append("--\n")
        line = shorten_line(hit.line, _LONGEST_LINE, hit.start or 0)
        pieces.append(f"{hit.number}{'-' if hit.start is None else ':'}{line}\n")
        last = hit.number
    return pieces
