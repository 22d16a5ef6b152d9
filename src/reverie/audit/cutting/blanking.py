"""Taking out of a text what is no prose, each character by a blank, so that all others keep their places."""

import re

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NOT_BLANK = re.compile(r"[^\n]")
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_LONGEST_FRONT = 20_000


def blanked(text: str, start: int, end: int) -> str:
    return text[:start] + _NOT_BLANK.sub(" ", text[start:end]) + text[end:]


def without_comments(text: str) -> str:
    """HTML comments and a front matter as blanks."""
    front = _FRONT.match(text, 0, _LONGEST_FRONT)
    if front:
        text = blanked(text, 0, front.end())
    return _COMMENT.sub(lambda found: _NOT_BLANK.sub(" ", found[0]), text) if "<!--" in text else text
