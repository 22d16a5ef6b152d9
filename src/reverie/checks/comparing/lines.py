"""Text in one line of a file, whatever the blanks; and the line that comes nearest to it."""

import re

_BLANKS = re.compile(r"(?<!\w)\s+|\s+(?!\w)")
_BLANK = re.compile(r"\s+")
_LONGEST_LINE = 2_000
_MOST_LINES = 20_000
_NEAR = 60.0
"""Per cent of likeness from which a line is worth showing."""


def find_line(text: str, content: str) -> int:
    """The number of the first line that holds `text`, from 1; 0: none. A word of it must be a whole word there, and a
    number at its end a whole number (`3.1` is not in `3.11`, nor in `3.1.2`)."""
    wanted = squeezed(text)
    if not wanted:
        return 0
    anchor = max(re.findall(r"\w+", wanted), key=len, default="")
    pattern = re.compile(_bounded(wanted))
    for number, line in enumerate(content.splitlines(), 1):
        if anchor in line and pattern.search(squeezed(line)):
            return number
    return 0


def _bounded(wanted: str) -> str:
    before = r"(?<!\w)" if _is_word(wanted[0]) else ""
    before += r"(?<!\d\.)" if wanted[0].isdigit() else ""
    after = r"(?!\w)" if _is_word(wanted[-1]) else ""
    after += r"(?!\.\d)" if wanted[-1].isdigit() else ""
    return before + re.escape(wanted) + after


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def squeezed(text: str) -> str:
    """Without the blanks that tell nothing: those beside punctuation, and all but one between words."""
    return _BLANK.sub(" ", _BLANKS.sub("", text.strip()))


def nearest_line(text: str, content: str) -> tuple[int, str]:
    """The number and the text of the line most like `text`; (0, ""): none is like it."""
    from rapidfuzz import fuzz, process, utils

    lines = [line.strip()[:_LONGEST_LINE] for line in content.splitlines()[:_MOST_LINES]]
    found = process.extractOne(text, lines, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_NEAR)
    return (found[2] + 1, found[0]) if found else (0, "")
