"""Which changed lines nobody asked for.

A line is judged with its symbol, or with its file where it is in none. Precision comes first, because the number
accuses a model: what may follow from the request is never counted against it, and what cannot be told is not counted.

1. What was excluded in words (`don't touch X`, `leave X as it is`, `no tests`) is unrequested; when no change was
   wanted, so is all of it. With `only X` or `nothing else` so is everything but X and the users of what X renames.
2. What the request, the plan or an earlier message names is requested: a file whole, unless one of its symbols is named
   too; a class with its members; a folder with its files. Of what a question names, or a wish for tests alone, it
   cannot be told.
3. What follows is requested: users and tests of what was added, removed or renamed, documents of it, what the changed
   lines of a requested symbol call, imports for it, code that was moved, the changelog.
4. What has anything in common with the request is undecidable: it mentions a requested symbol or is mentioned in its
   body, over as many steps as there are, it shares a word with the request, it is a test, a document, a manifest, or it
   is in the file of a requested symbol but in no symbol itself.
5. The rest is unrequested, but only when the request is about something definite that was found among the changes and
   does not speak of `everywhere`, `all the files`, `whatever is needed`. A report of the work that nobody wanted
   (`FIX_SUMMARY.md`) is so too.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from reverie.quality.changes.values import Became, FileChange

from .files import kind_of_file, tells_of_the_work
from .names import significant
from .wish import Wish, read_wish

Verdict = Literal["requested", "unrequested", "undecidable"]


class Unit(NamedTuple):
    """Lines that are judged together. `symbol` is empty for those outside of all symbols of the file."""

    path: str
    symbol: str
    became: Became
    lines: int
    words: frozenset[str]
    around: frozenset[str] = frozenset()

    @property
    def last_name(self) -> str:
        return self.symbol.rpartition(".")[2]

    def __str__(self) -> str:
        return f"{self.path}: {self.symbol}" if self.symbol else self.path


class Unrequested(NamedTuple):
    """Of the lines of which it can be told, those that nobody asked for, and what they are in."""

    decidable_lines: int
    unrequested_lines: int
    names: tuple[str, ...]


def unrequested(changes: Sequence[FileChange], request: str, plan: str = "", earlier: str = "") -> Unrequested:
    """What a turn changed beside its `request`, the accepted `plan` and all `earlier` messages of the person (the
    nearest ones at the end), by the rules of this module. Never raises."""
    judged = verdicts(units_of(changes), read_wish(request, plan, earlier))
    accused = [unit for unit, verdict in judged if verdict == "unrequested"]
    decidable = sum(unit.lines for unit, verdict in judged if verdict != "undecidable")
    return Unrequested(decidable, sum(unit.lines for unit in accused), tuple(map(str, accused)))


def units_of(changes: Sequence[FileChange]) -> list[Unit]:
    """What is judged, file by file."""
    units = []
    for change in changes:
        path = change.path.replace("\\", "/")
        units += [
            Unit(path, each.name, each.became, each.lines, each.words, each.around)
            for each in change.symbols
            if each.lines
        ]
        if change.outside_lines:
            units.append(Unit(path, "", change.became, change.outside_lines, change.outside_words))
    return units


def verdicts(units: Sequence[Unit], wish: Wish) -> list[tuple[Unit, Verdict]]:
    """Each unit with what can be said of it."""
    return _Judge(units, wish).all()


class _Judge:
    def __init__(self, units: Sequence[Unit], wish: Wish) -> None:
        self._units = units
        self._wish = wish
        self._excluded = {unit for unit in units if self._is_excluded(unit)}
        self._files_with_named = {unit.path for unit in units if self._names_symbol(unit)}
        self._named = {unit for unit in units if unit not in self._excluded and self._is_named(unit)}
        self._is_definite = any(self._is_named_definitely(unit) for unit in self._named)
        self._connected = self._all_connected()
        self._core = {unit.last_name for unit in self._named if len(unit.last_name) > 2}
        self._renamed = {unit.last_name for unit in self._named if unit.symbol and unit.became != "changed"}
        self._called = frozenset[str]().union(*(unit.words for unit in self._named))

    def _all_connected(self) -> set[Unit]:
        """What is requested, and all that mentions it or is mentioned by it, step by step."""
        connected, fresh = set(self._named), set(self._named)
        while fresh:
            said = frozenset[str]().union(*(unit.words | unit.around for unit in fresh))
            names = {unit.last_name for unit in fresh if len(unit.last_name) > 2}
            left = [unit for unit in self._units if unit not in connected]
            fresh = {unit for unit in left if unit.last_name in said or unit.words & names}
            connected |= fresh
        return connected

    def all(self) -> list[tuple[Unit, Verdict]]:
        return [(unit, self._verdict(unit)) for unit in self._units]

    def _verdict(self, unit: Unit) -> Verdict:
        wish = self._wish
        if unit in self._excluded:
            return "unrequested"
        if unit in self._named:
            is_subject = wish.is_question or (wish.only_tests and kind_of_file(unit.path) != "tests")
            return "undecidable" if is_subject else "requested"
        if wish.is_strict and self._named:
            return self._beside_strict_wish(unit)
        if self._follows(unit):
            return "requested"
        if tells_of_the_work(unit.path) and unit.became == "added" and "docs" not in wish.kinds and self._is_definite:
            return "unrequested"
        if not self._is_definite or wish.is_wide or wish.is_question or self._may_belong(unit):
            return "undecidable"
        return "unrequested"

    def _beside_strict_wish(self, unit: Unit) -> Verdict:
        if unit.words & self._renamed and unit.became == "changed":
            return "requested"
        is_in_named_file = not unit.symbol and unit.path in {each.path for each in self._named}
        return "undecidable" if is_in_named_file or self._wish.is_wide else "unrequested"

    def _is_excluded(self, unit: Unit) -> bool:
        wish = self._wish
        if wish.forbids_all or kind_of_file(unit.path) in wish.excluded_kinds:
            return True
        return _is_in(unit.path, wish.excluded_paths) or bool(
            unit.symbol and _is_called(unit.symbol, wish.excluded_symbols)
        )

    def _names_symbol(self, unit: Unit) -> bool:
        return bool(unit.symbol) and _is_called(unit.symbol, self._wish.symbols)

    def _is_named(self, unit: Unit) -> bool:
        if self._names_symbol(unit) or kind_of_file(unit.path) in self._wish.kinds:
            return True
        return _is_in(unit.path, self._wish.paths) and unit.path not in self._files_with_named

    def _is_named_definitely(self, unit: Unit) -> bool:
        """Whether the request is about it; a test that it names may be one that fails for whatever reason."""
        wish = self._wish
        if kind_of_file(unit.path) == "tests" and "tests" not in wish.kinds:
            return False
        return _is_in(unit.path, wish.definite_paths) or bool(
            unit.symbol and _is_called(unit.symbol, wish.definite_symbols)
        )

    def _follows(self, unit: Unit) -> bool:
        kind = kind_of_file(unit.path)
        if not self._named:
            return False
        if kind == "changelog":
            return self._is_definite
        if unit.words & self._renamed or (unit.symbol and unit.last_name in self._called):
            return True
        if any(unit.symbol == each.symbol and unit.symbol for each in self._named):
            return True  # moved
        if unit.became == "added" and unit.last_name.lower() in self._wish.words:
            return True
        if not unit.symbol and unit.path in {each.path for each in self._named}:
            return bool(significant(unit.words) & significant(self._called_in(unit.path)))
        is_about = unit.words & self._core or (kind == "docs" and significant(unit.words) & significant(self._called))
        return bool(kind in ("tests", "docs") and (is_about or self._is_test_of_named(unit)))

    def _called_in(self, path: str) -> frozenset[str]:
        """What is mentioned in the changed lines of requested symbols, and of those of the file that they call."""
        helpers = (each.words for each in self._units if each.path == path and each.last_name in self._called)
        return self._called.union(*helpers)

    def _is_test_of_named(self, unit: Unit) -> bool:
        stem = _stem(unit.path).lower()
        return kind_of_file(unit.path) == "tests" and any(
            len(_stem(each.path)) > 2 and _stem(each.path).lower() in stem for each in self._named
        )

    def _may_belong(self, unit: Unit) -> bool:
        if kind_of_file(unit.path) or unit in self._connected:
            return True
        if not unit.symbol and unit.path in {each.path for each in self._named}:
            return True
        about = significant([*unit.words, *unit.symbol.split("."), _stem(unit.path)])
        # The file of a requested symbol is named for that alone.
        own = significant([_stem(unit.path)]) if unit.path in {each.path for each in self._named} else frozenset()
        said = self._wish.words - own
        is_like = any(word in unit.symbol.lower() for word in said if len(word) > 3)
        return is_like or bool(about & said)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def _is_in(path: str, named: frozenset[str]) -> bool:
    """Whether one of the names is this file, or a folder that it is in."""
    path = path.lower()
    for each in named:
        each = each.lower().removeprefix("~/").lstrip("/")
        if each.endswith("/"):
            if f"/{path}".find(f"/{each}") >= 0:
                return True
        elif path == each or path.endswith(f"/{each}") or each.endswith(f"/{path}") or path.startswith(f"{each}/"):
            return True
    return False


def _is_called(symbol: str, named: frozenset[str]) -> bool:
    """Whether one of the names is this symbol's, or that of a class it is in."""
    parts = symbol.split(".")
    endings = {".".join(parts[start:stop]) for start in range(len(parts)) for stop in range(start + 1, len(parts) + 1)}
    return bool(endings & named)
