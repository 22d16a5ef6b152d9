"""Whether the code says a word."""

from reverie.code.codebase import Codebase
from reverie.code.outlines.languages import language_of

_SETTINGS = (".toml", ".cfg", ".ini", ".yml", ".yaml", ".json", "Makefile", ".proto", ".sql", ".sh", ".html", ".vue")


def is_said(word: str, codebase: Codebase) -> bool:
    """Whether a source or settings file holds it, in any role: then it may be there in a way that is not seen."""
    return any(language_of(path) or path.endswith(_SETTINGS) for path in codebase.with_word(word))
