"""Finding symbols by name in a whole tree, also by the names of the modules that hold or offer them."""

import re
from collections.abc import Callable, Iterator, Sequence

from .values import Definition, Imported, Offer, Outline, Unread
from .word_index import Words

_SEPARATOR = re.compile(r"::|[.#/]+")
_FACES = re.compile(r"(?:^|/)(?:__init__\.pyi?|index\.(?:[mc]?[jt]s|[jt]sx)|mod\.rs|lib\.rs)$")
_NAMELESS = frozenset({"__init__", "index", "mod", "lib"})

Parts = tuple[str, ...]


class SymbolIndex:
    """`words` over the source files `files`; `outline` and `raw` read one of them.

    `own_names` are those of the whole project, which may stand before a name (`maturin::BuildContext`).
    """

    def __init__(
        self,
        files: Sequence[str],
        words: Words,
        outline: Callable[[str], Outline | Unread],
        raw: Callable[[str], bytes | None],
        own_names: frozenset[str] = frozenset(),
    ) -> None:
        self._own_names = own_names
        self._faces = tuple(path for path in files if _FACES.search(path))
        self._words = words
        self._outline = outline
        self._raw = raw
        self._found: dict[Parts, tuple[Definition, ...]] = {}
        self._called: dict[str, tuple[Definition, ...]] = {}
        self._by_last_name: dict[str, dict[str, list[Definition]]] = {}

    def definitions(self, name: str) -> Sequence[Definition]:
        """Symbols whose name ends with these parts; when there are none, what a package offers under it."""
        wanted = parts_of_name(name)
        found = self._ending_with(wanted) or tuple(self._behind_offers(wanted))
        if found or len(wanted) < 2 or wanted[0] not in self._own_names:
            return found
        inner = self._ending_with(wanted[1:])
        return tuple(one for one in inner if len(wanted) > 2 or _is_whole(one, wanted[1:]))

    def offers(self, name: str) -> Sequence[Offer]:
        """The faces of packages that import it."""
        wanted = parts_of_name(name)
        if not wanted:
            return ()
        *modules, local = wanted
        return tuple(self._offers(tuple(modules), local))

    def _ending_with(self, wanted: Parts) -> tuple[Definition, ...]:
        if not wanted:
            return ()
        if wanted not in self._found:
            self._found[wanted] = tuple(
                one
                for one in self._all_called(wanted[-1])
                if _is_named(one.path, tuple(one.symbol.name.split(".")), wanted)
            )
        return self._found[wanted]

    def _all_called(self, last: str) -> tuple[Definition, ...]:
        """Every symbol of this last name, looked for once: many owners are asked for the same one."""
        if last not in self._called:
            paths = self._words.with_words(last)
            able = (path for path in paths if self._may_define(path, last))
            self._called[last] = tuple(found for path in able for found in self._in_file(path).get(last, ()))
        return self._called[last]

    def _in_file(self, path: str) -> dict[str, list[Definition]]:
        """The symbols of a file by their last names."""
        if path not in self._by_last_name:
            by_name = self._by_last_name[path] = {}
            outline = self._outline(path)
            for symbol in () if isinstance(outline, Unread) else outline.symbols:
                by_name.setdefault(symbol.last_name, []).append(Definition(path, symbol))
        return self._by_last_name[path]

    def _may_define(self, path: str, last: str) -> bool:
        """Whether it is worth parsing: in Python a name that is only called or looked into is not defined."""
        if path in self._by_last_name or not path.endswith(".py"):
            return True
        name = re.escape(last.encode(errors="replace"))
        defining = rb"\b(?:def|class)[\s\\]+%b\b|(?<![\w$])%b(?!\w)(?!\s*[(.])" % (name, name)
        raw = self._raw(path)
        return raw is not None and re.search(defining, raw) is not None

    def _offers(self, modules: Parts, local: str) -> Iterator[Offer]:
        for path in self._faces:
            if modules and not _is_module(path, modules):
                continue
            outline = self._outline(path)
            if not isinstance(outline, Unread):
                yield from (Offer(path, found) for found in self._imports_of(path, outline, local))

    def _imports_of(self, path: str, outline: Outline, local: str) -> Iterator[Imported]:
        """The imports that bring a name into a file; for `*`, as if it were written out."""
        for imported in outline.imports:
            if imported.local == local:
                yield imported
            elif imported.name == "*" and not local.startswith("_") and self._in_module(imported, (local,)):
                yield Imported(local, imported.module, local, imported.line)

    def _behind_offers(self, wanted: Parts) -> Iterator[Definition]:
        """`requests.Session.request`, where `requests/__init__.py` imports `Session` from elsewhere in the tree."""
        for place in range(1, len(wanted)):
            for offer in self._offers(wanted[:place], wanted[place]):
                name = offer.imported.name or offer.imported.local
                yield from self._from_module(offer.path, offer.imported, (name, *wanted[place + 1 :]))

    def _from_module(self, path: str, imported: Imported, wanted: Parts) -> list[Definition]:
        """What an import in a file means by these names: in the module that it names, else below the file's folder."""
        folder = path.rpartition("/")[0]
        exact = self._in_module(imported, wanted)
        found = self._ending_with(wanted)
        return exact or [one for one in found if one.path.startswith(f"{folder}/") and _is_whole(one, wanted)]

    def _in_module(self, imported: Imported, wanted: Parts) -> list[Definition]:
        module = parts_of_name(imported.module)
        found = self._ending_with(wanted)
        return [one for one in found if module and _is_module(one.path, module) and _is_whole(one, wanted)]


def parts_of_name(name: str) -> Parts:
    """The parts of a name however a language joins them (`a.b`, `a::b`, `A#b`), without a call's brackets."""
    bare = name.strip().split("(")[0]
    return tuple(part for part in _SEPARATOR.split(bare) if part and part not in ("crate", "self", "this", "super"))


def _is_named(path: str, symbol: Parts, wanted: Parts) -> bool:
    if len(wanted) <= len(symbol):
        return symbol[-len(wanted) :] == wanted
    return wanted[-len(symbol) :] == symbol and _is_module(path, wanted[: -len(symbol)])


def _is_whole(found: Definition, wanted: Parts) -> bool:
    return tuple(found.symbol.name.split(".")) == wanted


def _is_module(path: str, wanted: Parts) -> bool:
    """Whether a file is, or is a part of, the module whose name ends so."""
    *folders, name = path.split("/")
    stem = name.split(".")[0]
    modules = (*folders,) if stem in _NAMELESS else (*folders, stem)
    return modules[-len(wanted) :] == wanted or tuple(folders[-len(wanted) :]) == wanted
