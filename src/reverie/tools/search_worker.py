"""A stand-in for `rg --json` where rg is missing: a program of its own, so that a bad pattern can be killed.

    python search_worker.py --regexp=PATTERN [--ignore-case] [--context=N] [--max-count=N] -- FILE...

Uses the standard library alone, and prints what rg prints: one JSON object a line (`match` and `context`), exit status
0 with and 1 without a match, 2 and one line on stderr when the pattern is wrong; one line on stderr for each file that
cannot be read. Other options are passed over.
"""

import base64
import json
import os
import re
import sys
from collections import deque
from collections.abc import Iterator
from typing import Any, BinaryIO

_SAMPLE = 8192
_WHOLE = 8 << 20
_LONGEST_PIECE = 1 << 20
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def main(arguments: list[str]) -> int:
    split = arguments.index("--")
    options = dict(argument[2:].partition("=")[::2] for argument in arguments[:split])
    try:
        pattern = re.compile(options["regexp"], re.IGNORECASE if "ignore-case" in options else 0)
    except (re.error, OverflowError, RecursionError) as error:
        sys.stderr.write(f"regex parse error: {error}\n")
        return 2
    context, most = int(options.get("context") or 0), int(options.get("max-count") or sys.maxsize)
    found = False
    for path in arguments[split + 1 :]:
        try:
            found = _search(path, pattern, context, most) or found
        except OSError as error:  # said as rg says it
            sys.stderr.buffer.write(os.fsencode(f"{path}: {error.strerror}\n"))
    return 0 if found else 1


def _search(path: str, pattern: re.Pattern[str], context: int, most: int) -> bool:
    before: deque[tuple[int, str]] = deque(maxlen=context)
    matches = after = 0
    for number, line in _lines(path, pattern):
        hit = pattern.search(line) if matches < most else None
        if hit:
            for earlier_number, earlier in before:
                _print("context", path, earlier_number, earlier)
            before.clear()
            _print("match", path, number, line, hit.span())
            matches, after = matches + 1, context
        elif after:
            _print("context", path, number, line)
            after -= 1
        elif matches >= most:
            break
        else:
            before.append((number, line))
    return matches > 0


def _lines(path: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Numbered lines without their ends; nothing for a binary file, or one where nothing can match."""
    with open(path, "rb") as file:
        sample = file.read(_SAMPLE)
        is_utf16 = sample[:2] in _UTF16_MARKS
        if b"\0" in sample and not is_utf16:
            return
        if not is_utf16 and os.fstat(file.fileno()).st_size > _WHOLE:
            file.seek(0)
            yield from _lines_of_large(file)
            return
        content = sample + file.read()
    text = content.decode("utf-16", "replace") if is_utf16 else _decoded(content.removeprefix(b"\xef\xbb\xbf"))
    if not _may_match(pattern, text):
        return
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    for number, line in enumerate(lines, 1):
        yield number, line.removesuffix("\r")


def _lines_of_large(file: BinaryIO) -> Iterator[tuple[int, str]]:
    number = 1
    while piece := file.readline(_LONGEST_PIECE):  # a very long line comes in pieces
        yield number, _decoded(piece).rstrip("\r\n")
        number += piece.endswith(b"\n")


def _may_match(pattern: re.Pattern[str], text: str) -> bool:
    r"""Quick look at all lines at once; not for `(?...)`, `\A` and `\Z`, which look beyond one line."""
    if "(?" in pattern.pattern or "\\A" in pattern.pattern or "\\Z" in pattern.pattern:
        return True
    lines = re.compile(pattern.pattern, pattern.flags | re.MULTILINE)
    return lines.search(text) is not None or ("\r" in text and "$" in pattern.pattern)


def _decoded(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")


def _print(kind: str, path: str, number: int, line: str, span: tuple[int, int] | None = None) -> None:
    starts = [] if span is None else [{"start": len(_encoded(line[: span[0]])), "end": len(_encoded(line[: span[1]]))}]
    found = {
        "path": _json_text(os.fsencode(path)),
        "lines": _json_text(_encoded(line)),
        "line_number": number,
        "submatches": starts,
    }
    sys.stdout.write(json.dumps({"type": kind, "data": found}) + "\n")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _json_text(raw: bytes) -> dict[str, Any]:
    try:
        return {"text": raw.decode("utf-8")}
    except UnicodeDecodeError:
        return {"bytes": base64.b64encode(raw).decode()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
