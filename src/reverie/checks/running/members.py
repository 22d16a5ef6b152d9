"""Looking for a symbol in a file: what it defines, what it offers from others, what its classes inherit."""

import re

from reverie.code.codebase import Codebase
from reverie.code.outlines.languages import language_of
from reverie.code.values import Definition, Imported, Outline, Place, Symbol, Unread

from .bodies import body_of
from .foreign import has_member
from .found import Found, absent, any_of, offered, there, unknown
from .modules import module_file

_EMPTY_BASES = frozenset({"object", "ABC", "Generic", "Protocol", "Object"})
_PLAIN_DECORATORS = frozenset(
    {"dataclass", "final", "total_ordering", "runtime_checkable", "unique", "define", "frozen", "deprecated"}
)
_DYNAMIC_CLASS = ("__getattr__", "__getattribute__", "method_missing", "const_missing")
_OPEN = ("def __getattr__", "globals()", "vars()", "sys.modules[", "exports[", "...require")
"""What makes names besides stars."""
_LONGEST_HOOK = 40
"""Lines of a function that answers for names."""
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
        submodule = self._submodule(name, f"{prefix}__init__.py")
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
        if (submodule := self._submodule(name, path)) is not None:
            ways.append(submodule)
        stars = [imported for imported in outline.imports if _is_star(imported)]
        if owner is None:
            ways += [self._through_star(name, path, star, outline, seen) for star in stars]
        if why := self._why_partial(path, outline, owner, bool(stars)):
            ways += self._by_text(name, path, outline, why)
        return ways

    def _imported(self, name: str, path: str, outline: Outline, seen: frozenset[tuple[str, str]]) -> list[Found]:
        found = []
        for imported in outline.imports:
            rest = _rest(name, imported.local)
            if rest is None or _is_star(imported):
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
        name = owner.symbol.name
        if owner.symbol.kind != "class":
            return unknown(f"`{name}` is not written as a class")
        if any(symbol.name in [f"{name}.{hook}" for hook in _DYNAMIC_CLASS] for symbol in outline.symbols):
            return unknown(f"`{name}` makes members as they are asked for")
        if _sets_members(self._text(owner.path), owner, self._codebase):
            return unknown(f"`{owner.path}` sets members of `{name}` as it runs")
        if strange := [one for one in owner.symbol.decorators if _head(one) not in _PLAIN_DECORATORS]:
            return unknown(f"`{name}` is decorated by `{strange[0]}`")
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

    def _submodule(self, name: str, path: str) -> Found | None:
        """`pkg.mod` of a package's `__init__.py`; None: there is no such module."""
        folder, _, last = path.rpartition("/")
        if not last.startswith("__init__."):
            return None
        first, _, rest = name.partition(".")
        for ending in (".py", "/__init__.py", ".pyi", ".so"):
            inner = f"{folder}/{first}{ending}"
            if self._codebase.kind_of(inner) == "file":
                return self.find(rest, inner) if rest else offered(Place(inner))
        return None

    def _through_star(
        self, name: str, path: str, star: Imported, outline: Outline, seen: frozenset[tuple[str, str]]
    ) -> Found:
        module = module_file(star.module, path, outline.language, self._codebase)
        if module is None:
            return unknown(f"`{path}` takes all names from `{star.module}`, which is not read")
        return self.find(name, module, seen)

    def _why_partial(self, path: str, outline: Outline, owner: Symbol | None, has_stars: bool) -> str:
        """Why a file may define more than its outline shows; empty: it does not. Stars are followed by themselves."""
        if outline.trouble:
            return f"`{path}` could not be read as a whole ({outline.trouble})"
        if not outline.is_partial or (owner is not None and outline.language == "python"):
            return ""
        text = self._text(path)
        if has_stars and not any(sign in text for sign in _OPEN):
            return ""
        return f"`{path}` makes names as it runs"

    def _by_text(self, name: str, path: str, outline: Outline, why: str) -> list[Found]:
        """A file that makes names in its own way still says them: as texts, in `__all__`, in a table, in a function
        that only knows the names that are written in it."""
        text = self._text(path)
        quoted = re.search(rf"[\"']{re.escape(name)}[\"']", text)
        if quoted:
            return [offered(Place(path, text.count("\n", 0, quoted.start()) + 1))]
        asked = [symbol for symbol in outline.symbols if symbol.name == "__getattr__"]
        if not outline.trouble and asked and "globals()" not in text and not _looks_up(text, asked[0].line):
            return []
        return [unknown(why)]

    def _text(self, path: str) -> str:
        text = self._codebase.read(path)
        return text if isinstance(text, str) else ""


def _looks_up(text: str, line: int) -> bool:
    """Whether a function finds names elsewhere than in its own lines."""
    lines = text.splitlines()[line : line + _LONGEST_HOOK]
    end = next((at for at, each in enumerate(lines) if each and not each[0].isspace()), len(lines))
    return any(sign in each for each in lines[:end] for sign in ("import_module", "getattr(", " in ", "["))


def _sets_members(text: str, owner: Definition, codebase: Codebase) -> bool:
    """Whether members of a class are made by code: its own, or in its file by its name."""
    if "setattr(" not in text and "Object." not in text and ".prototype[" not in text:
        return False
    name = owner.symbol.last_name
    if any(f"{call}{name}" in text for call in ("setattr(", "Object.assign(", "Object.defineProperty(")):
        return True
    if f"{name}.prototype[" in text:
        return True
    own = body_of(owner, codebase)
    return any(sign in own for sign in ("setattr(self", "setattr(cls", "Object.assign(this", "defineProperty(this"))


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


def _is_star(imported: Imported) -> bool:
    return imported.name == "*" and imported.local in ("", "*")


def _head(decorator: str) -> str:
    return re.split(r"[(\[]", decorator.lstrip("@"), maxsplit=1)[0].rpartition(".")[2]
