"""Source of any of our languages, split where it is not inside of brackets or quotes."""

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_QUOTES = "\"'`"


def split_top(text: str, at: str) -> list[str] | None:
    """The parts between the `at` characters that stand outside of brackets and quotes; None when one is not closed."""
    parts, start, closers, position = [], 0, [], 0
    while position < len(text):
        char = text[position]
        if char in _QUOTES:
            position = _end_of_quote(text, position)
            if position < 0:
                return None
        elif char in _CLOSING:
            closers.append(_CLOSING[char])
        elif char in ")]}":
            if not closers or closers.pop() != char:
                return None
        elif char == at and not closers:
            parts.append(text[start:position])
            start = position + 1
        position += 1
    return None if closers else [*parts, text[start:]]


def _end_of_quote(text: str, start: int) -> int:
    """Where the closing quote stands; -1 when there is none."""
    position = start + 1
    while position < len(text):
        if text[position] == "\\":
            position += 1
        elif text[position] == text[start]:
            return position
        position += 1
    return -1
