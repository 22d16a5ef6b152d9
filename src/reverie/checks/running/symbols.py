"""Deciding `symbol`: does a file define it, or offer it?"""

from reverie.checks.check import SymbolIs
from reverie.checks.comparing.names import dotted, nearest
from reverie.checks.verdict import Verdict
from reverie.code.codebase import Codebase
from reverie.code.values import Outline, Place, Unread

from .finding import elsewhere, find_anywhere, find_in
from .found import Found
from .locating import cleaned, locate
from .words import listed, moved, refuted, scattered, unverified, verified

_MOST_PARTS = 12
"""Dots in a name; more are no name but an ellipsis or a mishap."""


def decide_symbol(check: SymbolIs, codebase: Codebase) -> Verdict:
    name = dotted(check.name)
    if not name or name.count(".") > _MOST_PARTS:
        return unverified(f"`{check.name}` is no name of a symbol")
    found, path = find_symbol(name, check.path, codebase)
    match found.word:
        case "there":
            return verified(found.place) if not path else _there(check, found, path)
        case "unknown":
            return unverified(found.why, found.place)
        case "absent":
            return _absent(check, name, path, codebase)


def find_symbol(name: str, path: str, codebase: Codebase) -> tuple[Found, str]:
    """What looking for it gives, and the path where it was looked for (that of its file now)."""
    if not path:
        return find_anywhere(name, codebase), ""
    located = locate(path, codebase)
    if located.whereabouts in ("here", "moved"):
        return find_in(located.path, name, codebase), located.path
    if located.whereabouts == "unknown":
        return Found("unknown", why=located.why), cleaned(path)
    return Found("absent", Place(cleaned(path))), cleaned(path)


def _there(check: SymbolIs, found: Found, path: str) -> Verdict:
    """Where the file itself moved, so did the symbol."""
    if path == cleaned(check.path) or f"/{path}".endswith(f"/{cleaned(check.path)}"):
        return verified(found.place)
    return moved(found.place or Place(path), SymbolIs(check.name, path))


def _absent(check: SymbolIs, name: str, path: str, codebase: Codebase) -> Verdict:
    if path:
        others = elsewhere(name, path, codebase)
        if len(others) == 1:
            return moved(others[0].place, SymbolIs(check.name, others[0].path))
        if len(others) > 1 and "." in name:
            return scattered([other.place for other in others])
    return refuted(what_is_there(name, path, codebase), Place(path) if path else None)


def what_is_there(name: str, path: str, codebase: Codebase) -> str:
    """What a file has instead: the names that are most like it."""
    if not path:
        return f"no source file defines `{name}`"
    outline = codebase.outline(path)
    if isinstance(outline, Unread):
        return "no such file" if outline.is_absent else f"no `{name}`"
    near = _near(name, outline)
    return f"no `{name}`; there are {listed(near)}" if near else f"no `{name}`"


def _near(name: str, outline: Outline) -> list[str]:
    """Those of the same class or of the same last name first, because renaming mostly changes one part."""
    head, _, last = name.rpartition(".")
    names = [symbol.name for symbol in outline.symbols]
    same_last = [other for other in names if other.rpartition(".")[2] == last]
    same_head = [other for other in names if head and other.rpartition(".")[0] == head]
    return list(dict.fromkeys([*same_last, *nearest(name, same_head or names)]))[:3]
