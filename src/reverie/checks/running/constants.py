"""What the name of a constant stands for, as far as its file and those it imports from say so."""

from reverie.checks.comparing.literals import meaning_of
from reverie.checks.comparing.values import is_same_value
from reverie.code.codebase import Codebase

from .members import Members

_DEEPEST = 4
"""Names that stand for names that stand for names."""


def is_same(wanted: str, actual: str, path: str, codebase: Codebase) -> bool | None:
    """Whether two values are the same in a file, names looked up there; None: it cannot be told."""
    same = is_same_value(wanted, actual)
    if same is not None:
        return same
    known = resolved(actual, path, codebase), resolved(wanted, path, codebase)
    return None if known == (actual, wanted) else is_same_value(known[1], known[0])


def resolved(source: str, path: str, codebase: Codebase) -> str:
    """The source of what a name is set to; itself when it is no name, or that is not known."""
    for _ in range(_DEEPEST):
        meaning = meaning_of(source)
        if meaning.sort != "name":
            return source
        definitions = Members(codebase).find(str(meaning.value), path).definitions
        values = {one.symbol.value for one in definitions if one.symbol.value}
        if len(values) != 1:
            return source
        source, path = values.pop(), definitions[0].path
    return source
