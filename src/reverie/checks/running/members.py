"""Looking for a symbol in a file: what it defines, what it offers from others, what its classes inherit."""

import re

from reverie.code.codebase import Codebase
from reverie.code.outlines.languages import language_of
from reverie.code.values import Definition, Imported, Outline, Place, Symbol, Unread

from .foreign import has_member
from .found import Found, absent, any_of, offered, there, unknown
from .modules import module_file
from .openness import is_star, said_in_text, why_class_is_open, why_partial

_EMPTY_BASES = frozenset({"object", "ABC", "Generic", "Protocol", "Object", "enum", "struct", "union", "interface"})
_DEEPEST = 12
"""Imports and bases followed one after the other; more is a circle or a maze."""
_MOST_FILES = 200
"""Files of one folder that are looked through for a name."""


class Members:
    """Looks through one codebase; each look is a question of its own, so that circles end."""

    def __init__(self, codebase: Codebase) -> None:
        self._codebase = codebase

    def find(self, name: str, path: str, seen: frozenset[tuple[str, str]] = frozenset()) -> Found:
        """`name` (parts joined by `.`) in a file or folder that is there."""
        if (path, name) in seen or len(seen) > _DEEPEST:
            return absent(Place(path)) if (path, name) in seen else unknown("imports go too deep")
        seen |= {(path, name)}
        if path.endswith("/") or self._codebase.kind_of(path) == "folder":
            return self._in_folder(name, path.rstrip("/"), seen)
        outline = self._codebase.outline(path)
        if isinstance(outline, Unread):
            return unknown(f"`{path}`: {outline.why}")
        if defined := _defined(name, path, outline, is_first=len(seen) == 1):
            return defined
        return any_of(self._ways(name, path, outline, seen)) or absent(Place(path))

    def inherited(self, owner: str, member: str, path: str) -> Found:
        """A member that a class of a file has from its bases, whatever the class itself defines."""
        outline = self._codebase.outline(path)
        if isinstance(outline, Unread):
            return unknown(f"`{path}`: {outline.why}")
        classes = [symbol for symbol in outline.symbols if symbol.name == owner]
        if not classes:
            return absent(Place(path))
        return self._inherited(member, Definition(path, classes[0]), outline, frozenset({(path, f"{owner}.{member}")}))

    def _in_folder(self, name: str, folder: str, seen: frozenset[tuple[str, str]]) -> Found:
        prefix = "" if folder == "." else f"{folder}/"
        inside = [path for path in self._codebase.files if path.startswith(prefix) and language_of(path)]
        direct = [path for path in inside if "/" not in path[len(prefix) :]]
        if len(direct) > _MOST_FILES:
            return unknown(f"`{folder}` holds too many files")
        submodule = self._submodule(name, f"{prefix}__init__.py", seen)
        return (
            submodule
            or any_of(self.find(name, path, seen) for path in direct)
            or unknown(f"no source file in `{folder}`")
        )

    def _ways(self, name: str, path: str, outline: Outline, seen: frozenset[tuple[str, str]]) -> list[Found]:
        """All the ways in which a file may offer a name that it does not define, in the order of their likelihood."""
        ways = self._imported(name, path, outline, seen)
        owner = _owner(name, outline)
        if owner is not None:
            ways.append(self._inherited(name.removeprefix(f"{owner.name}."), Definition(path, owner), outline, seen))
        if (submodule := self._submodule(name, path, seen)) is not None:
            ways.append(submodule)
        stars = [imported for imported in outline.imports if is_star(imported)]
        if owner is None:
            ways += [self._through_star(name, path, star, outline, seen) for star in stars]
        if why := why_partial(path, outline, self._text(path), is_member=owner is not None):
            ways += said_in_text(name, path, outline, self._text(path), why)
        return ways

    def _imported(self, name: str, path: str, outline: Outline, seen: frozenset[tuple[str, str]]) -> list[Found]:
        found = []
        for imported in outline.imports:
            rest = _rest(name, imported.local)
            if rest is None or is_star(imported):
                continue
            target = self._target(imported, rest, path, outline, seen)
            if target is not None and target.word == "there":
                found.append(target)
            elif not rest:
                found.append(offered(Place(path, imported.line)))
            else:
                found.append(target or unknown(f"`{imported.local}` comes from `{imported.module}`, which is not read"))
        return found

    def _target(
        self, imported: Imported, rest: str, path: str, outline: Outline, seen: frozenset[tuple[str, str]]
    ) -> Found | None:
        """What the other file says of the imported name; None: it is not of this tree."""
        is_module = imported.name in ("", "*")
        wanted = rest if is_module else ".".join(filter(None, (imported.name, rest)))
        module = module_file(imported.module, path, outline.language, self._codebase)
        if module is not None and wanted:
            found = self.find(wanted, module, seen)
            if found.word != "absent" or imported.name != "default":
                return found
        if imported.name and not is_module:  # the name may be a module itself: `from . import sessions`
            joined = (
                f"{imported.module.rstrip('.')}.{imported.name}"
                if imported.module.strip(".")
                else imported.module + imported.name
            )
            inner = module_file(joined, path, outline.language, self._codebase)
            return self.find(rest, inner, seen) if inner and rest else None
        return None

    def _inherited(self, member: str, owner: Definition, outline: Outline, seen: frozenset[tuple[str, str]]) -> Found:
        """A member of a class that the class does not define itself."""
        if why := why_class_is_open(owner, outline, self._text(owner.path), self._codebase):
            return unknown(why)
        ways = [self._of_base(base, member, owner.path, seen) for base in owner.symbol.bases]
        return any_of(ways) or absent(owner.place)

    def _of_base(self, base: str, member: str, path: str, seen: frozenset[tuple[str, str]]) -> Found:
        plain = re.split(r"[\[<(]", base.strip(), maxsplit=1)[0].strip().replace("::", ".")
        if plain.rpartition(".")[2] in _EMPTY_BASES:
            return absent(Place(path))
        if "(" in base or not plain:
            return unknown(f"its base `{base}` is made by a call")
        known = self.find(plain, path, seen)
        classes = [definition for definition in known.definitions if definition.symbol.kind == "class"]
        if not classes:
            return self._of_foreign(plain, member, path)
        return any_of(self.find(f"{one.symbol.name}.{member}", one.path, seen) for one in classes) or absent(
            Place(path)
        )

    def _of_foreign(self, base: str, member: str, path: str) -> Found:
        """A base that the tree does not define: one of Python's own, or of a package whose classes are known."""
        outline = self._codebase.outline(path)
        head = base.partition(".")[0]
        modules = [] if isinstance(outline, Unread) else [one.module for one in outline.imports if one.local == head]
        has = has_member(base.rpartition(".")[2], modules[0] if modules else "", member)
        if has is None:
            return unknown(f"its base `{base}` is not of this project")
        return offered(Place(path)) if has else absent(Place(path))

    def _submodule(self, name: str, path: str, seen: frozenset[tuple[str, str]]) -> Found | None:
        """`pkg.mod` of a package's `__init__.py`; None: there is no such module."""
        folder, _, last = path.rpartition("/")
        if not last.startswith("__init__."):
            return None
        first, _, rest = name.partition(".")
        for ending in (".py", "/__init__.py", ".pyi", ".so"):
            inner = f"{folder}/{first}{ending}"
            if self._codebase.kind_of(inner) == "file":
                return self.find(rest, inner, seen) if rest else offered(Place(inner))
        return None

    def _through_star(
        self, name: str, path: str, star: Imported, outline: Outline, seen: frozenset[tuple[str, str]]
    ) -> Found:
        module = module_file(star.module, path, outline.language, self._codebase)
        if module is None:
            return unknown(f"`{path}` takes all names from `{star.module}`, which is not read")
        return self.find(name, module, seen)

    def _text(self, path: str) -> str:
        text = self._codebase.read(path)
        return text if isinstance(text, str) else ""


def _defined(name: str, path: str, outline: Outline, *, is_first: bool) -> Found | None:
    """By its whole name; where it was asked for first also by its end (`request` of `Session.request`)."""
    exact = [symbol for symbol in outline.symbols if symbol.name == name]
    if exact:
        return there(Definition(path, symbol) for symbol in exact)
    ends = [symbol for symbol in outline.symbols if is_first and symbol.name.endswith(f".{name}")]
    return there(Definition(path, symbol) for symbol in ends) if ends else None


def _owner(name: str, outline: Outline) -> Symbol | None:
    """The innermost symbol of the file that the name is below: `Session` for `Session.request`."""
    by_name = {symbol.name: symbol for symbol in outline.symbols}
    head = name.rpartition(".")[0]
    while head:
        if head in by_name:
            return by_name[head]
        head = head.rpartition(".")[0]
    return None


def _rest(name: str, local: str) -> str | None:
    """What of the name lies below an imported one; None: it is not of it."""
    if name == local:
        return ""
    return name[len(local) + 1 :] if local and name.startswith(f"{local}.") else None
