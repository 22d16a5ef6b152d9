"""Display columns: how wide a text stands in a terminal, counted by characters as a person sees them.

Measured by `wcwidth`: a Chinese letter or an emoji takes two columns, an accent none, a family of joined emoji two.
"""

from collections.abc import Iterator

ELLIPSIS = "…"


def columns_of(text: str) -> int:
    """The columns that one line of text takes. It holds no control characters (see `conversation.visible`)."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    columns = wcswidth(text)
    return columns if columns >= 0 else sum(columns_of_character(each) for each in characters_of(text))


def columns_of_character(character: str) -> int:
    """The columns of one character as a person sees it; a control character takes none."""
    from wcwidth import wcswidth

    return max(0, wcswidth(character))


def characters_of(text: str) -> Iterator[str]:
    """The characters as a person sees them: a letter with its accents, an emoji with all that is joined to it."""
    if text.isascii():
        return iter(text)
    from wcwidth import iter_graphemes

    return iter_graphemes(text)


def fit(text: str, columns: int) -> str:
    """One line cut to at most `columns`; a cut one ends in an ellipsis."""
    if len(text) <= columns and columns_of(text) <= columns:
        return text
    return start_of(text, columns - 1) + ELLIPSIS if columns > 0 else ""


def start_of(text: str, columns: int) -> str:
    """As much of a line as stands in `columns`."""
    if text.isascii():
        return text[: max(0, columns)]
    kept, taken = [], 0
    for character in characters_of(text):
        taken += columns_of_character(character)
        if taken > columns:
            break
        kept.append(character)
    return "".join(kept)


def rows_of(text: str, columns: int) -> list[str]:
    """One line cut into pieces of at most `columns` (at least 1), between characters; an empty line is one piece."""
    columns = max(1, columns)
    if text.isascii():
        return [text[start : start + columns] for start in range(0, len(text), columns)] or [""]
    rows: list[str] = []
    kept: list[str] = []
    taken = 0
    for character in characters_of(text):
        width = columns_of_character(character)
        if kept and taken + width > columns:
            rows.append("".join(kept))
            kept, taken = [], 0
        kept.append(character)
        taken += width
    return [*rows, "".join(kept)]
