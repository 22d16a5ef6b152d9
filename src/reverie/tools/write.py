"""The tool `write`: a file with its whole content."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from reverie.conversation.access import WriteAccess
from reverie.conversation.diff import unified_diff
from reverie.conversation.messages import TextPart
from reverie.conversation.ports import Output, Plan, ToolResult, ToolSpec
from reverie.conversation.record import EditedFile

from .failures import CallFailed, fails, refuses
from .means import KeepBytes
from .reading import Known, read_known, refuse_stale
from .saving import encode_for, save_new, save_over
from .specs import tool_spec
from .text_file import TextFile, with_line_endings_of
from .workspace import PathError, Workspace

HoldsMask = Callable[[str], bool]


class WriteArguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    path: str
    content: str


class _Change(msgspec.Struct, frozen=True):
    """What a call would do: `known` is None for a file that is not there yet."""

    path: Path
    content: bytes
    diff: str
    known: Known | None


class WriteTool:
    arguments = WriteArguments

    def __init__(self, workspace: Workspace, holds_mask: HoldsMask, keep: KeepBytes | None = None) -> None:
        self._workspace = workspace
        self._holds_mask = holds_mask
        self._keep = keep
        self.spec: ToolSpec = tool_spec("write", WriteArguments)

    @refuses
    def plan(self, arguments: WriteArguments) -> Plan:
        path = self._target(arguments)
        shown = self._workspace.show(path)
        try:
            change = self._change(path, arguments)
        except (CallFailed, PathError, OSError):
            if self._workspace.holds(path):
                raise
            return Plan(f"write {shown}", WriteAccess(path), unified_diff(shown, "", arguments.content), "diff")
        verb = "create" if change.known is None else "overwrite"
        return Plan(f"{verb} {shown}", WriteAccess(path), change.diff, "diff")

    @fails
    async def run(self, arguments: WriteArguments, output: Output) -> ToolResult:
        change = self._change(self._target(arguments), arguments)
        if change.known is None:
            saved = save_new(self._workspace, change.path, change.content)
        else:
            saved = save_over(self._workspace, change.path, change.content, change.known.fingerprint, self._keep)
        shown = self._workspace.show(change.path)
        verb = "Created" if change.known is None else "Wrote"
        note = f"{len(change.content):,} bytes"
        effect = EditedFile(shown, change.diff, change.known is None, saved.before, saved.after)
        return ToolResult(note, (TextPart(f"{verb} {shown} ({note}).", "tool"),), effect=effect)

    def _target(self, arguments: WriteArguments) -> Path:
        """The path that is meant, after all that can be refused without a look at the file."""
        path = self._workspace.resolve(arguments.path)
        self._workspace.refuse_to_write(path)
        refuse_mask(self._holds_mask, arguments.content)
        return path

    def _change(self, path: Path, arguments: WriteArguments) -> _Change:
        shown = self._workspace.show(path)
        try:
            known = read_known(self._workspace, path)
        except FileNotFoundError:
            content = encode_for(TextFile(""), arguments.content, shown)
            return _Change(path, content, unified_diff(shown, "", arguments.content), None)
        except IsADirectoryError:
            raise CallFailed(f"'{shown}' is a folder; give the path of a file in it.") from None
        return self._overwrite(path, known, arguments.content)

    def _overwrite(self, path: Path, known: Known, text: str) -> _Change:
        shown = self._workspace.show(path)
        if known.problem and self._workspace.seen(path) is None:
            raise CallFailed(f"'{shown}' is there and {known.problem}; remove it with shell if it is to be replaced.")
        refuse_stale(self._workspace, path, known)
        before = known.file or TextFile("")
        text = with_line_endings_of(text, before.text)
        return _Change(path, encode_for(before, text, shown), unified_diff(shown, before.text, text), known)


def refuse_mask(holds_mask: HoldsMask, text: str) -> None:
    """Raise `CallFailed` for a text with a redaction mask: writing it would destroy the secret that is in the file."""
    if holds_mask(text):
        raise CallFailed(
            "The text holds a mask that stands for a secret; writing it would destroy the secret. "
            "Change only the lines around it with edit, or ask the person to do it."
        )
