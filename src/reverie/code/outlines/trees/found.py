"""What has been found in a tree so far."""

import msgspec

from reverie.code.outlines.overloads import merged
from reverie.code.outlines.wording import digest
from reverie.code.values import Imported, Language, Outline, Parameter, Symbol


class Found:
    """Symbols and imports in the order of their finding. `is_open`: names may come into being in unseen ways."""

    def __init__(self) -> None:
        self.imports: list[Imported] = []
        self.is_open = False
        self._symbols: list[Symbol] = []
        self._overloads: dict[str, list[Symbol]] = {}
        self._names: set[str] = set()
        self._others: list[tuple[str, str, int]] = []

    def __contains__(self, name: str) -> bool:
        return name in self._names

    @property
    def count(self) -> int:
        """How many symbols were added, a mark for `members_hash`."""
        return len(self._symbols)

    def add(self, symbol: Symbol) -> None:
        """Keeps a symbol, though there be one of the same name."""
        self._symbols.append(symbol)
        self._names.add(symbol.name)

    def add_new(self, symbol: Symbol) -> None:
        """Keeps a symbol unless there is one of its name."""
        if symbol.name not in self._names:
            self.add(symbol)

    def add_overload(self, symbol: Symbol) -> None:
        """Keeps one of several signatures: they count together, and only when nothing else of the name is defined."""
        self._overloads.setdefault(symbol.name, []).append(symbol)

    def overloaded(self, name: str, count: int) -> Symbol | None:
        """The signature of this name and number of parameters that was kept before; None without one."""
        kept = self._overloads.get(name, ())
        return next((symbol for symbol in kept if len(symbol.parameters or ()) == count), None)

    def add_import(self, local: str, module: str, name: str, line: int, is_offered: bool = True) -> None:
        """Keeps an imported name. All names of a module leave the outline open, where they are offered to others."""
        self.imports.append(Imported(local, module, name, line))
        self.is_open |= is_offered and local == "*"

    def add_other_name(self, other: str, name: str, line: int) -> None:
        """Something that is offered under another name as well; resolved when all has been found."""
        if other != name:
            self._others.append((other, name, line))

    def parameters_of(self, name: str, since: int) -> tuple[Parameter, ...] | None:
        """The parameters of a symbol that was added since a mark; None when there is none."""
        return next((symbol.parameters for symbol in self._symbols[since:] if symbol.name == name), None)

    def members_hash(self, since: int, prefix: str) -> str:
        """The hash of a class by the members found since a mark; empty when they are too few."""
        members = [symbol for symbol in self._symbols[since:] if symbol.name.startswith(prefix)]
        if len(members) < 3:
            return ""
        return digest("\n".join(f"{each.name[len(prefix) :]} {each.value} {each.body}" for each in members))

    def outline(self, language: Language, trouble: str = "") -> Outline:
        """All of it as a value, by line."""
        for name, overloads in self._overloads.items():
            if name not in self._names:
                parameters = merged(symbol.parameters for symbol in overloads)
                self.add(msgspec.structs.replace(overloads[0], parameters=parameters))
        self._resolve_other_names()
        symbols = sorted(self._symbols, key=lambda symbol: symbol.line)
        return Outline(language, tuple(symbols), tuple(self.imports), trouble, bool(trouble) or self.is_open)

    def _resolve_other_names(self) -> None:
        imports = {imported.local: imported for imported in self.imports}
        wanted: dict[str, list[tuple[str, int]]] = {}
        for other, name, line in self._others:
            wanted.setdefault(name, []).append((other, line))
        for symbol in list(self._symbols):
            first, dot, rest = symbol.name.partition(".")
            for other, _ in wanted.get(first, ()):
                if other + dot + rest not in self._names:
                    self._symbols.append(msgspec.structs.replace(symbol, name=other + dot + rest))
        for other, name, line in self._others:
            if name in imports:
                self.imports.append(msgspec.structs.replace(imports[name], local=other, line=line))
            elif name not in self._names and other not in self._names:
                self.add(Symbol(other, "variable", line, value=name))
