"""A file of any language but Python to its outline."""

from reverie.code.values import Language, Outline

from .found import Found


def read_tree(language: Language, path: str, text: str) -> Outline | None:
    """The outline of a file. Does not raise: a text that is nested too deeply is read as far as it goes."""
    found = Found()
    try:
        return _read(language, path, text, found)
    except RecursionError:
        return found.outline(language, "nested too deeply")


def _read(language: Language, path: str, text: str, found: Found) -> Outline | None:
    if language in ("javascript", "typescript"):
        from reverie.code.outlines.javascript.module import read_javascript

        return read_javascript(language, path, text, found)
    return None
