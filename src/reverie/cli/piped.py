"""What a person piped in: `git diff | reverie -p "review this"`."""

import os
import select
import stat
import sys

_PATIENCE = 3.0
_MOST_BYTES = 10_000_000


class TooMuchInput(Exception):
    """More was piped in than any model could read."""


def read_piped(has_prompt: bool) -> str:
    """The text on standard input, "" when there is none. Raises TooMuchInput.

    With a prompt, a pipe that stays silent for three seconds is taken for one that nobody writes to (a job runner's),
    because waiting for its end would hang for ever. Bytes that are not UTF-8 are replaced.
    """
    if sys.stdin is None or sys.stdin.closed or sys.stdin.isatty():
        return ""
    descriptor = sys.stdin.fileno()
    if has_prompt and not _something_comes(descriptor):
        return ""
    content = sys.stdin.buffer.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        most = _MOST_BYTES // 1_000_000
        raise TooMuchInput(f"more than {most} MB on standard input; save it as a file and name that")
    return content.decode(errors="replace")


def _something_comes(descriptor: int) -> bool:
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return True
    return bool(select.select([descriptor], [], [], _PATIENCE)[0])
