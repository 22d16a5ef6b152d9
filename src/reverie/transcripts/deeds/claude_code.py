"""Deeds out of transcripts of Claude Code: from the names and arguments of its tools, and from how their results read.

Its Bash gives a result that is an error for each status but 0, except where it takes 1 for an answer (grep, diff). So a
result that is none, of a command that was neither cut short nor left to the background, had 0.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from reverie.conversation.deeds import AnyDeed, Command, Edit, Read, Search, TaskResult, Web, Write
from reverie.transcripts.entries import AnyEntry, Call, Said
from reverie.transcripts.json_line import list_in, text_in

from .diff_lines import added, of_hunks, removed, replaced
from .pairing import NO_RESULT, OpenCalls, arguments_of, json_in, line_of, name_of, text_of

_DENIED = re.compile(
    r"(?:Error: )?(?:The user doesn't want to (?:proceed|take this action)|\[Request interrupted by user for tool use\]"
    r"|User rejected tool use|Claude requested permissions? |Permission to use .{1,2000}? has been denied"
    r"|This command requires approval|.{0,80}?hook (?:blocking )?error|.{0,80}?operation blocked by hook)",
    re.DOTALL,
)
_NOT_RUN = "<tool_use_error>"
_BACKGROUND = re.compile(
    r"Command (?:running in background with ID: |did not complete.{0,80}?moved to the background \(ID: )(\w+)"
)
_TIMED_OUT = re.compile(r"(?:Error: )?Command timed out|(?:Error: )?Request timed out|\[Request interrupted by user")
_STATUS = re.compile(r"<status>(\w+)</status>")
_EXIT = re.compile(r"<exit_code>(\d{1,3})</exit_code>|\(exit code (\d{1,3})\)")
_TASK = re.compile(r"<task-notification>.{0,4000}?<task-id>(\w+)</task-id>", re.DOTALL)
_TYPED = re.compile(r"<bash-(input|stdout|stderr)>(.*?)</bash-\1>", re.DOTALL)
_SILENT = frozenset(
    {
        *("TodoWrite", "TodoRead", "TaskCreate", "TaskUpdate", "TaskList", "TaskGet", "TaskStop", "KillShell"),
        *("KillBash", "EnterPlanMode", "ExitPlanMode", "exit_plan_mode", "AskUserQuestion", "Skill", "SlashCommand"),
        *("ToolSearch", "ListMcpResourcesTool", "ReadMcpResourceTool", "StructuredOutput", "Sleep"),
    }
)
"""Tools that change and run nothing that a claim could be about."""


class _Hunk(msgspec.Struct):
    lines: list[str] = []


class _Details(msgspec.Struct):
    """What is used of `toolUseResult`; its copies of whole files are passed over."""

    interrupted: bool = False
    backgroundTaskId: str = ""
    returnCodeInterpretation: str = ""
    structuredPatch: list[_Hunk] = []
    exitCode: int | None = None


_details = msgspec.json.Decoder(_Details)


class ClaudeCodeDeeds:
    """Takes the entries of one transcript."""

    def __init__(self) -> None:
        self.unknown = 0
        self._open = OpenCalls()
        self._background: dict[str, str] = {}
        self._typed = ""
        self._of_tool: dict[str, Callable[[Call], Iterator[AnyDeed]]] = {
            **dict.fromkeys(("Bash", "PowerShell"), self._bash),
            **dict.fromkeys(("BashOutput", "TaskOutput", "AgentOutputTool"), self._background_output),
            **dict.fromkeys(("Edit", "MultiEdit", "NotebookEdit"), _edited),
            "Write": _written,
            **dict.fromkeys(("Read", "NotebookRead"), _read),
            **dict.fromkeys(("Grep", "Glob", "LS", "LSP"), _searched),
            **dict.fromkeys(("WebFetch", "WebSearch"), _fetched),
            **dict.fromkeys(("Task", "Agent"), _task),
        }

    def take(self, entry: AnyEntry) -> Iterator[AnyDeed]:
        if isinstance(entry, Said):
            if entry.role == "user" and entry.origin == "tool":
                yield from self._added(entry)
        elif call := self._open.take(entry):
            yield from self._of_call(call)

    def finish(self) -> Iterator[AnyDeed]:
        for call in self._open.drain():
            yield from self._of_call(call)

    def _of_call(self, call: Call) -> Iterator[AnyDeed]:
        name = name_of(call)
        if make := self._of_tool.get(name):
            yield from make(call)
        elif name not in _SILENT:
            self.unknown += 1

    def _bash(self, call: Call) -> Iterator[Command]:
        arguments, text, details = arguments_of(call), text_of(call), _details_of(call)
        denied = _is_denied(call, text)
        background = _BACKGROUND.match(text)
        if background or details.backgroundTaskId:
            identifier = details.backgroundTaskId or (background[1] if background else "")
            self._background[identifier] = text_in(arguments, "command")
        yield Command(
            line=line_of(call),
            command=text_in(arguments, "command"),
            exit=None if denied or background else _exit(call, text, details),
            output=text,
            denied=denied,
            background=bool(background or details.backgroundTaskId),
        )

    def _background_output(self, call: Call) -> Iterator[AnyDeed]:
        """What a command in the background gave since it was last looked at, or what a sub-agent reports."""
        arguments, text = arguments_of(call), text_of(call)
        identifier = next((text_in(arguments, key) for key in ("bash_id", "task_id") if text_in(arguments, key)), "")
        command = self._background.get(identifier)
        if command is not None:
            yield _looked_at(line_of(call), command, text, _details_of(call).exitCode)
        elif text and not identifier.startswith("bash_"):
            yield TaskResult(line=line_of(call), result=text)

    def _added(self, entry: Said) -> Iterator[Command]:
        """What the program put in: the end of a command in the background, and what the person ran themselves."""
        if task := _TASK.match(entry.text):
            if command := self._background.get(task[1]):
                yield _looked_at(entry.line, command, entry.text, None)
            return
        for tag, text in _TYPED.findall(entry.text):
            if tag == "input":
                self._typed = text
            elif tag == "stdout" and self._typed:
                yield Command(line=entry.line, command=self._typed, output=text)
                self._typed = ""


def _looked_at(line: int, command: str, text: str, exit_status: int | None) -> Command:
    """A command in the background, with its exit status when it has ended."""
    status, code = _STATUS.search(text), _EXIT.search(text)
    if code:
        exit_status = int(code[1] or code[2])
    running = exit_status is None and (status is None or status[1] == "running")
    return Command(line=line, command=command, exit=exit_status, output=text, background=running)


def _exit(call: Call, text: str, details: _Details) -> int | None:
    if call.returned is None:
        return None
    if call.returned.exit_status is not None:
        return call.returned.exit_status
    if call.returned.failed or details.interrupted or details.backgroundTaskId or _TIMED_OUT.match(text):
        return None
    return 1 if details.returnCodeInterpretation else 0


def _edited(call: Call) -> Iterator[Edit | Write]:
    arguments, text = arguments_of(call), text_of(call)
    path = text_in(arguments, "file_path") or text_in(arguments, "notebook_path")
    ok, denied = _is_ok(call, text), _is_denied(call, text)
    if not ok:
        yield Edit(line=line_of(call), path=path, ok=False, error=text or NO_RESULT, denied=denied)
    elif "old_string" in arguments and not text_in(arguments, "old_string"):
        yield Write(line=line_of(call), path=path, content=text_in(arguments, "new_string"))
    else:
        yield Edit(line=line_of(call), path=path, diff=_diff_of(call) or _diff_in(arguments))


def _written(call: Call) -> Iterator[Edit | Write]:
    """A file that was there is edited: the diff says what became of it."""
    arguments, text = arguments_of(call), text_of(call)
    path, line = text_in(arguments, "file_path"), line_of(call)
    if not _is_ok(call, text):
        yield Write(line=line, path=path, ok=False, error=text or NO_RESULT, denied=_is_denied(call, text))
    elif diff := _diff_of(call):
        yield Edit(line=line, path=path, diff=diff)
    else:
        yield Write(line=line, path=path, content=text_in(arguments, "content"))


def _read(call: Call) -> Iterator[Read]:
    arguments = arguments_of(call)
    path = text_in(arguments, "file_path") or text_in(arguments, "notebook_path")
    yield Read(line=line_of(call), path=path, ok=_is_ok(call, text_of(call)))


def _searched(call: Call) -> Iterator[Search]:
    arguments, text = arguments_of(call), text_of(call)
    words = [text_in(arguments, key) for key in ("pattern", "path", "glob", "filePath")]
    query = " ".join(word for word in words if word)
    yield Search(line=line_of(call), query=query, ok=_is_ok(call, text), output=text)


def _fetched(call: Call) -> Iterator[Web]:
    arguments, text = arguments_of(call), text_of(call)
    url = text_in(arguments, "url") or text_in(arguments, "query")
    yield Web(line=line_of(call), url=url, ok=_is_ok(call, text), output=text)


def _task(call: Call) -> Iterator[TaskResult]:
    if text := text_of(call):
        yield TaskResult(line=line_of(call), result=text)


def _is_ok(call: Call, text: str) -> bool:
    return bool(call.returned) and not (call.returned and call.returned.failed) and not text.startswith(_NOT_RUN)


def _is_denied(call: Call, text: str) -> bool:
    """Only a result that is an error can be: a file may begin with the same words."""
    return bool(call.returned and call.returned.failed is not False and _DENIED.match(text))


def _details_of(call: Call) -> _Details:
    raw = call.returned.details if call.returned else ""
    try:
        return _details.decode(raw) if raw.startswith("{") else _Details()
    except (msgspec.DecodeError, RecursionError):
        return _loose_details(raw)


def _loose_details(raw: str) -> _Details:
    """Another version gave a field another type: what still has its own counts."""
    found = json_in(raw)
    table: dict[str, Any] = found if isinstance(found, dict) else {}
    return _Details(
        interrupted=table.get("interrupted") is True,
        backgroundTaskId=text_in(table, "backgroundTaskId"),
        returnCodeInterpretation=text_in(table, "returnCodeInterpretation"),
    )


def _diff_of(call: Call) -> str:
    return of_hunks(hunk.lines for hunk in _details_of(call).structuredPatch)


def _diff_in(arguments: dict[str, Any]) -> str:
    """Out of the strings that were given; of a notebook's cell only what it became is known."""
    if "new_source" in arguments:
        return added(text_in(arguments, "new_source")) if arguments.get("edit_mode") != "delete" else removed("cell")
    edits = [one for one in list_in(arguments, "edits") if isinstance(one, dict)] or [arguments]
    return "".join(replaced(text_in(one, "old_string"), text_in(one, "new_string")) for one in edits)
