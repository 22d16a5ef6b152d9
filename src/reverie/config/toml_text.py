"""TOML text to values; what is wrong is one line with the number of the line. `tomllib` is loaded only then."""

import re
from typing import Any

_MOST_DOTS = 200
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class BrokenText(Exception):
    """What is wrong with the text, and in which line: the end of a sentence that names the file."""


def decode(content: bytes) -> str:
    """The text, without a byte order mark. Raises `BrokenText`."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BrokenText(f"is not UTF-8 text (line {line}); save it as UTF-8") from None


def parse(text: str) -> dict[str, Any]:
    """The values of a TOML text. Raises `BrokenText`.

    Nesting has a limit, because the parser's time grows with its square.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > _MOST_DOTS:
            raise BrokenText(f"is not valid TOML: line {number} has more than {_MOST_DOTS} dots; shorten it")
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError:
        raise BrokenText("is not valid TOML: it is nested too deeply; make it flat") from None
    except ValueError as error:  # TOMLDecodeError, or a number of more digits than Python reads
        raise BrokenText(f"is not valid TOML: {_told(str(error), text)}") from None


def _told(problem: str, text: str) -> str:
    place = _PLACE.search(problem)
    if place is None:
        return f"{problem}; mend it by hand"
    number = int(place[1]) if place[1] else len(text.rstrip().split("\n"))
    return f"line {number}: {problem[: place.start()]}; mend that line"
