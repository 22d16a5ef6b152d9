"""Deeds out of transcripts of Codex: shells under several names, patches as a tool or within a shell, web, pictures."""

import re
from collections.abc import Iterator
from typing import Any

from reverie.conversation.deeds import AnyDeed, Command, Read, Search, Web
from reverie.transcripts.entries import AnyEntry, Call, Called
from reverie.transcripts.foreign.codex_output import SHELLS, is_running, without_account
from reverie.transcripts.json_line import list_in, table_in, text_in

from .codex_command import command_line
from .pairing import NO_RESULT, OpenCalls, arguments_of, json_in, line_of, name_of, text_of
from .patch_envelope import changes_in, failed, patches_in, without_patches

_DENIED = re.compile(
    r"(?:(?:exec |shell )?command |exec |patch )?rejected(?: by user|: )|(?:exec )?(?:command )?aborted by user"
    r"|user (?:rejected|denied)|approval policy is .{0,80}reject|.{0,80}?(?:sandbox denied|Sandbox\(Denied)",
    re.DOTALL,
)
_FAILED = re.compile(r"(?:apply_patch verification )?fail|error|invalid|aborted|execution error", re.IGNORECASE)
_SESSION = re.compile(r"Process running with session ID (\d+)")
_APPLY = re.compile(
    r"\s*(?:cd\s+\S+\s*&&\s*)?(?:apply_patch|applypatch)?\s*(?:<<-?\s*['\"]?(\w+)['\"]?\s*)?(?:\1)?['\"\s]*"
)
_SILENT = frozenset({"update_plan", "request_user_input", "tool_search_call", "list_mcp_resources", "wait", "sleep"})


class CodexDeeds:
    """Takes the entries of one transcript."""

    def __init__(self) -> None:
        self.unknown = 0
        self._open = OpenCalls()
        self._sessions: dict[str, str] = {}

    def take(self, entry: AnyEntry) -> Iterator[AnyDeed]:
        if isinstance(entry, Called) and entry.name == "web_search_call":  # it has no result
            yield from _searched_the_web(Call(entry.call_id, entry))
        elif call := self._open.take(entry):
            yield from self._of_call(call)

    def finish(self) -> Iterator[AnyDeed]:
        for call in self._open.drain():
            yield from self._of_call(call)

    def _of_call(self, call: Call) -> Iterator[AnyDeed]:
        name = name_of(call).rpartition(".")[2]
        arguments = arguments_of(call)
        line = line_of(call)
        if name == "write_stdin":
            yield from self._typed(call, arguments)
        elif name in SHELLS:
            yield from self._ran(call, arguments)
        elif name == "apply_patch":
            yield from _patched(call, _patch_text(call, arguments))
        elif name == "view_image":
            yield Read(line=line, path=text_in(arguments, "path"), ok=_is_ok(call))
        elif name == "read_file":
            yield Read(line=line, path=text_in(arguments, "file_path"), ok=_is_ok(call))
        elif name in ("grep_files", "list_dir"):
            query = text_in(arguments, "pattern") or text_in(arguments, "dir_path")
            yield Search(line=line, query=query, ok=_is_ok(call), output=text_of(call))
        elif name not in _SILENT:
            self.unknown += 1

    def _ran(self, call: Call, arguments: dict[str, Any]) -> Iterator[AnyDeed]:
        command = command_line(arguments)
        if not command:  # a program of its own, of which it is not known what it runs
            self.unknown += 1
            return
        if patches_in(command):
            yield from _patched(call, command)
            if not _APPLY.fullmatch(without_patches(command)):
                yield _command(call, command, arguments)
            return
        deed = _command(call, command, arguments)
        if deed.background and (session := _SESSION.search(text_of(call))):
            self._sessions[session[1]] = command
        yield deed

    def _typed(self, call: Call, arguments: dict[str, Any]) -> Iterator[Command]:
        """More of a command that had not ended, with what was typed into it."""
        session = arguments.get("session_id")
        if command := self._sessions.get(str(session)):
            yield _command(call, command, arguments)


def _command(call: Call, command: str, arguments: dict[str, Any]) -> Command:
    text = text_of(call)
    return Command(
        line=line_of(call),
        command=command,
        exit=call.exit_status,
        output=without_account(text),
        denied=_is_denied(call),
        background=call.exit_status is None and is_running(text),
        directory=text_in(arguments, "workdir") or text_in(arguments, "working_directory"),
    )


def _patched(call: Call, text: str) -> Iterator[AnyDeed]:
    ok, said = _is_applied(call)
    for patch in patches_in(text):
        for change in changes_in(patch, line_of(call)):
            yield change if ok else failed(change, said or NO_RESULT, denied=_is_denied(call))


def _patch_text(call: Call, arguments: dict[str, Any]) -> str:
    """Given alone, or under a name in an object."""
    found = json_in(call.called.arguments) if call.called else None
    return found if isinstance(found, str) else text_in(arguments, "input") or text_in(arguments, "patch")


def _is_applied(call: Call) -> tuple[bool, str]:
    """Whether, and what was said of it. One tool tells it by an exit status within its text, another in words."""
    text = text_of(call)
    inner = json_in(text) if text.startswith("{") else None
    status = call.exit_status
    if isinstance(inner, dict):
        text = text_in(inner, "output") or text
        found = table_in(inner, "metadata").get("exit_code")
        status = found if isinstance(found, int) else status
    text = without_account(text)
    if call.returned is None:
        return False, text
    if status is not None:
        return status == 0, text
    if call.returned.failed is not None:
        return not call.returned.failed, text
    return not (_FAILED.match(text) or _is_denied(call)), text


def _is_denied(call: Call) -> bool:
    """Only what has no exit status can be: a command may print the same words."""
    return call.exit_status is None and bool(_DENIED.match(text_of(call)))


def _is_ok(call: Call) -> bool:
    return bool(call.returned) and not (call.returned and call.returned.failed)


def _searched_the_web(call: Call) -> Iterator[Web]:
    arguments = arguments_of(call)
    queries = [one for one in list_in(arguments, "queries") if isinstance(one, str)]
    url = text_in(arguments, "url") or text_in(arguments, "query") or ", ".join(queries)
    yield Web(line=line_of(call), url=url)
