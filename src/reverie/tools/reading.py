"""Reading a file whole, once, together with the fingerprint of exactly what was read."""

from pathlib import Path

import msgspec

from .failures import CallFailed
from .fingerprint import WHOLE_BYTES, Fingerprint, of_content, of_status
from .text_file import NotText, TextFile, decode
from .workspace import Workspace, regular_status


class Known(msgspec.Struct, frozen=True):
    """A file as it is on disk now. `file` is None when it is too large, or no text, and `problem` then says which."""

    fingerprint: Fingerprint
    mode: int
    file: TextFile | None = None
    problem: str = ""


def read_known(workspace: Workspace, path: Path) -> Known:
    """The file as it is now. Raises OSError when it is missing, `PathError` when it is not a regular file."""
    status = regular_status(path, workspace.show(path))
    mode = status.st_mode & 0o7777
    if status.st_size > WHOLE_BYTES:
        return Known(of_status(status), mode, problem=f"too large to edit ({status.st_size:,} bytes)")
    content = path.read_bytes()
    try:
        return Known(of_content(content), mode, decode(content))
    except NotText as kind:
        return Known(of_content(content), mode, problem=f"not text ({kind})")


def refuse_stale(workspace: Workspace, path: Path, known: Known) -> None:
    """Raise `CallFailed` unless the model knows the file as it is now, so that no one's change is overwritten."""
    seen = workspace.seen(path)
    if seen is None:
        raise CallFailed(f"'{workspace.show(path)}' was not read in this session; read it first, then change it.")
    if seen != known.fingerprint:
        raise CallFailed(f"'{workspace.show(path)}' has changed since it was read; read it again, then change it.")
