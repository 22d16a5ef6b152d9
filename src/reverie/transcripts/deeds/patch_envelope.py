"""The patches of Codex: files in one envelope, between `*** Begin Patch` and `*** End Patch`
(codex-rs/apply-patch, its grammar stands in the tool's own description)."""

import re
from collections.abc import Iterator

from reverie.conversation.deeds import Delete, Edit, Write

_ENVELOPE = re.compile(r"\*\*\* Begin Patch\n(.*?)\n?\*\*\* End Patch", re.DOTALL)
_FILE = re.compile(r"^\*\*\* (Add|Update|Delete) File: (.+?)\s*$", re.MULTILINE)
_MOVE = re.compile(r"^\*\*\* Move to: (.+?)\s*$", re.MULTILINE)

Change = Edit | Write | Delete


def patches_in(text: str) -> list[str]:
    """The insides of the envelopes that a text holds, a tool's argument or a shell's here-document."""
    return _ENVELOPE.findall(text) if "*** Begin Patch" in text else []


def without_patches(text: str) -> str:
    return _ENVELOPE.sub("", text)


def changes_in(patch: str, line: int) -> Iterator[Change]:
    """What a patch does when it is applied. A file that moves is deleted in one place and edited in the other."""
    pieces = _FILE.split(patch.replace("\r\n", "\n"))
    for action, path, body in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        lines = [one for one in body.split("\n") if one[:1] in ("+", "-", " ")]
        move = _MOVE.search(body)
        if action == "Add":
            yield Write(line=line, path=path, content="".join(f"{one[1:]}\n" for one in lines))
        if action == "Delete" or move:
            yield Delete(line=line, path=path)
        if action == "Update":
            yield Edit(line=line, path=move[1] if move else path, diff="".join(f"{one}\n" for one in lines))


def failed(change: Change, error: str, *, denied: bool) -> Change:
    """The same change, which was not made."""
    path, line = change.path, change.line
    if isinstance(change, Write):
        return Write(line=line, path=path, ok=False, error=error, denied=denied)
    kind = Delete if isinstance(change, Delete) else Edit
    return kind(line=line, path=path, ok=False, error=error, denied=denied)
