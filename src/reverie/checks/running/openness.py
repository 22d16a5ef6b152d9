"""Whether more may be defined than an outline shows: what keeps a name that is not found from being called gone."""

import re

from reverie.code.codebase import Codebase
from reverie.code.values import Definition, Imported, Outline, Place, Symbol

from .bodies import body_of
from .found import Found, offered, unknown

_ADDING = {"java": ("Data", "Value", "Getter", "Setter", "Builder", "With", "AutoValue"), "rust": ("derive",)}
"""By language, the annotations that give a class members."""
_HOOKS = ("__getattr__", "__getattribute__", "method_missing", "const_missing")
"""Methods that answer for members that are not there."""
_PLAIN_DECORATORS = frozenset(
    {"dataclass", "final", "total_ordering", "runtime_checkable", "unique", "define", "frozen", "deprecated"}
)
_OPEN = ("def __getattr__", "globals()", "vars()", "sys.modules[", "exports[", "...require")
"""What makes names besides stars."""
_LONGEST_HOOK = 40
"""Lines of a function that answers for names."""


def why_partial(path: str, outline: Outline, text: str, *, is_member: bool) -> str:
    """Why a file may define more than its outline shows; empty: it does not. Stars are followed by themselves.

    `is_member`: a member of one of its classes is looked for, which code for the module's own names does not make.
    """
    if outline.trouble:
        return f"`{path}` could not be read as a whole ({outline.trouble})"
    if not outline.is_partial or (is_member and outline.language == "python"):
        return ""
    if any(map(is_star, outline.imports)) and not any(sign in text for sign in _OPEN):
        return ""
    return f"`{path}` makes names as it runs"


def why_class_is_open(owner: Definition, outline: Outline, text: str, codebase: Codebase) -> str:
    """Why a class of a file may have members besides its own and its bases'; empty: it has not."""
    name = owner.symbol.name
    if owner.symbol.kind not in ("class", "module") and not _is_structure(owner.symbol, outline):
        return f"`{name}` is not written as a class"
    if any(symbol.name in [f"{name}.{hook}" for hook in _HOOKS] for symbol in outline.symbols):
        return f"`{name}` makes members as they are asked for"
    if _sets_members(text, owner, codebase):
        return f"`{owner.path}` sets members of `{name}` as it runs"
    strange = [one for one in owner.symbol.decorators if _may_add(one, outline.language)]
    return f"`{name}` is decorated by `{strange[0]}`" if strange else ""


def said_in_text(name: str, path: str, outline: Outline, text: str, why: str) -> list[Found]:
    """A file that makes names in its own way still says them: as texts, in `__all__`, in a table, in a function that
    only knows the names that are written in it. Else it stays unknown."""
    if outline.trouble:
        return [unknown(why)]
    quoted = re.search(rf"[\"']{re.escape(name)}[\"']", text)
    if quoted:
        return [offered(Place(path, text.count("\n", 0, quoted.start()) + 1))]
    asked = [symbol for symbol in outline.symbols if symbol.name == "__getattr__"]
    if asked and "globals()" not in text and not _looks_up(text, asked[0].line):
        return []
    return [unknown(why)]


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


def is_star(imported: Imported) -> bool:
    return imported.name == "*" and imported.local in ("", "*")


def _may_add(decorator: str, language: str) -> bool:
    """Whether a decorator or annotation may give a class members that are not written in it."""
    head = re.split(r"[(\[]", decorator.lstrip("@"), maxsplit=1)[0]
    if language != "python":
        return head.rpartition(".")[2] in _ADDING.get(language, ())
    return head.rpartition(".")[2] not in _PLAIN_DECORATORS and not head.startswith("pytest.mark.")


def _is_structure(symbol: Symbol, outline: Outline) -> bool:
    """An interface: a type with members of its own that is no alias of others."""
    inside = f"{symbol.name}."
    is_written_out = not symbol.value or re.fullmatch(r"\{[^{}]*\}", symbol.value) is not None
    return symbol.kind == "type" and is_written_out and any(one.name.startswith(inside) for one in outline.symbols)
