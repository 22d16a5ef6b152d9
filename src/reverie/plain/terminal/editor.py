"""The person's own editor for the input line."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path


class NoEditor(Exception):
    """The editor could not be used; the text is one line."""


def edited(text: str, environ: Mapping[str, str]) -> str:
    """The text as the person left it in `$VISUAL` or `$EDITOR` (else vi), without the newline at its end.

    Waits until the editor ends. Raises NoEditor when it cannot be started, or fails: the text is as it was then.
    """
    command = environ.get("VISUAL") or environ.get("EDITOR") or "vi"
    descriptor, name = tempfile.mkstemp(prefix="reverie-", suffix=".md")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
        _run(command, name)
        return Path(name).read_text(encoding="utf-8", errors="replace").removesuffix("\n")
    except OSError as error:
        raise NoEditor(f"the text for '{command}' could not be kept: {error.strerror or error}") from error
    finally:
        Path(name).unlink(missing_ok=True)


def _run(command: str, name: str) -> None:
    try:
        argv = [*shlex.split(command), name]
        done = subprocess.run(argv, check=False)
    except (OSError, ValueError) as error:
        raise NoEditor(f"'{command}' cannot be started ({error}); set EDITOR to your editor") from error
    if done.returncode:
        raise NoEditor(f"'{command}' ended with status {done.returncode}; the text is as it was")
