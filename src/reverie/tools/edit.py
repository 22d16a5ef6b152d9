"""The tool `edit`: exact replacements in a file that the model has read."""

from pathlib import Path

import msgspec

from reverie.conversation.access import WriteAccess
from reverie.conversation.diff import hunks, lines_of, unified_diff
from reverie.conversation.messages import TextPart
from reverie.conversation.ports import Output, Plan, ToolResult, ToolSpec
from reverie.conversation.record import EditedFile
from reverie.conversation.truncation import Limits, keep_head, shorten_line

from .failures import CallFailed, fails, refuses
from .fingerprint import Fingerprint
from .means import KeepBytes
from .reading import read_known, refuse_stale
from .replacing import Replacement, replace_in_order
from .saving import encode_for, save_over
from .specs import tool_spec
from .suggestions import missing_path
from .text_file import TextFile
from .workspace import PathError, Workspace
from .write import HoldsMask, refuse_mask

_SHOWN = Limits(lines=40, characters=4000)
_LONGEST_SHOWN_LINE = 300


class EditArguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    path: str
    old: str = ""
    new: str = ""
    replace_all: bool = False
    edits: tuple[Replacement, ...] = ()

    def replacements(self) -> tuple[Replacement, ...]:
        """The replacements in their order. Raises `CallFailed` when both forms are used, or none."""
        if self.edits and (self.old or self.new):
            raise CallFailed("Both edits and old/new were given; give one replacement as old and new, or all in edits.")
        return self.edits or (Replacement(self.old, self.new, self.replace_all),)


class _Change(msgspec.Struct, frozen=True):
    path: Path
    known: Fingerprint
    before: str
    after: str
    content: bytes
    diff: str


class EditTool:
    arguments = EditArguments

    def __init__(self, workspace: Workspace, holds_mask: HoldsMask, keep: KeepBytes | None = None) -> None:
        self._workspace = workspace
        self._holds_mask = holds_mask
        self._keep = keep
        self.spec: ToolSpec = tool_spec("edit", EditArguments)

    @refuses
    def plan(self, arguments: EditArguments) -> Plan:
        path = self._target(arguments)
        summary = f"edit {self._workspace.show(path)}"
        try:
            return Plan(summary, WriteAccess(path), self._change(path, arguments).diff, "diff")
        except (CallFailed, PathError, OSError):
            if self._workspace.holds(path):
                raise
            return Plan(summary, WriteAccess(path), self._wanted(path, arguments), "diff")

    @fails
    async def run(self, arguments: EditArguments, output: Output) -> ToolResult:
        change = self._change(self._target(arguments), arguments)
        saved = save_over(self._workspace, change.path, change.content, change.known, self._keep)
        shown = self._workspace.show(change.path)
        note = _line_changes(change.diff)
        changed = _changed_lines(change.before, change.after)
        parts = (TextPart(f"Edited {shown} ({note}). Now:\n", "tool"), TextPart(changed, "repo"))
        effect = EditedFile(shown, change.diff, before=saved.before, after=saved.after)
        return ToolResult(note, parts, effect=effect)

    def _target(self, arguments: EditArguments) -> Path:
        """The path that is meant, after all that can be refused without a look at the file."""
        path = self._workspace.resolve(arguments.path)
        self._workspace.refuse_to_write(path)
        for replacement in arguments.replacements():
            refuse_mask(self._holds_mask, replacement.new)
        return path

    def _wanted(self, path: Path, arguments: EditArguments) -> str:
        """The replacements as diffs, for a person to judge where the file itself gives none."""
        shown = self._workspace.show(path)
        return "".join(unified_diff(shown, each.old, each.new) for each in arguments.replacements())

    def _change(self, path: Path, arguments: EditArguments) -> _Change:
        shown = self._workspace.show(path)
        known, file = self._known_text(path)
        self._refuse_masked_old(arguments, file.text)
        after = replace_in_order(file.text, arguments.replacements(), shown)
        if after == file.text:
            raise CallFailed(f"'{shown}' was not changed: the edits undo each other; leave them out.")
        diff = unified_diff(shown, file.text, after)
        return _Change(path, known, file.text, after, encode_for(file, after, shown), diff)

    def _refuse_masked_old(self, arguments: EditArguments, text: str) -> None:
        """What was read has a mask where the file has the secret, so it cannot be found; say that, not only this."""
        if any(each.old not in text and self._holds_mask(each.old) for each in arguments.replacements()):
            raise CallFailed(
                "old holds a mask that stands for a secret, and the file holds the secret itself; "
                "give lines around it, without the mask, as old."
            )

    def _known_text(self, path: Path) -> tuple[Fingerprint, TextFile]:
        shown = self._workspace.show(path)
        try:
            known = read_known(self._workspace, path)
        except FileNotFoundError:
            raise CallFailed(f"{missing_path(self._workspace, path)} A new file is made with write.") from None
        except IsADirectoryError:
            raise CallFailed(f"'{shown}' is a folder; give the path of a file in it.") from None
        if known.file is None:
            raise CallFailed(f"'{shown}' is {known.problem}; change it with shell.")
        refuse_stale(self._workspace, path, known)
        return known.fingerprint, known.file


def _line_changes(diff: str) -> str:
    lines = diff.split("\n")[2:]
    return f"+{sum(line.startswith('+') for line in lines)} -{sum(line.startswith('-') for line in lines)} lines"


def _changed_lines(before: str, after: str) -> str:
    """The changed places of the new text, as `read` shows lines, with a little around them."""
    old, new = lines_of(before), lines_of(after)
    places = []
    for hunk in hunks(old, new):
        start, end = hunk[0][3], hunk[-1][4]
        lines = [shorten_line(line.rstrip("\r\n"), _LONGEST_SHOWN_LINE) for line in new[start:end]]
        places.append("".join(f"{number}→{line}\n" for number, line in enumerate(lines, start + 1)))
    return keep_head("...\n".join(places), _SHOWN).render("read the file to see them")
