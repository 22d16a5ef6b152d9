"""Looking for the symbol of a check: in its file, by a name that may begin with modules, or anywhere."""

import posixpath
import re
from collections.abc import Iterator, Sequence

from reverie.checks.comparing.names import readings
from reverie.code.codebase import Codebase
from reverie.code.outlines.languages import language_of
from reverie.code.values import Definition, Place, Unread

from .found import Found, absent, any_of, offered, there, unknown
from .members import Members

_TESTS = re.compile(
    r"(?:^|/)(?:tests?|testing|spec|__tests__|examples?|docs?|benchmarks?|vendor|third_party)/|(?:^|/)test_|_test\.|\.(?:test|spec)\."
)
_UNSAID = re.compile(
    r"(?s)\"\"\".*?\"\"\"|'''.*?'''|/\*.*?\*/|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|//[^\n]*|(?<![\w$])#[^\n]*"
)
_MOST_FILES = 100


def find_in(path: str, name: str, codebase: Codebase) -> Found:
    """`name` in a file or folder that is there; heads of it that are the file's own modules are passed over."""
    members = Members(codebase)
    module = "." + posixpath.splitext(path.rstrip("/"))[0].replace("/", ".") + "."
    found = [members.find(name, path)]
    for rest in readings(name)[1:]:
        if f".{name[: -len(rest)]}" not in module:
            break
        found.append(members.find(rest, path))
    return any_of(found) or absent(Place(path))


def find_anywhere(name: str, codebase: Codebase) -> Found:
    """`name` in the whole tree."""
    defined = codebase.definitions(name)
    if defined:
        return there(_of_code_first(defined))
    if (module := _module(name, codebase)) is not None:
        return offered(Place(module))
    ways = [*_below_modules(name, codebase), *_below_classes(name, codebase)]
    return any_of(ways) or _by_word(name, codebase)


def elsewhere(name: str, path: str, codebase: Codebase) -> Sequence[Definition]:
    """The definitions of just this name in other files, those in tests only when the file was one of them."""
    whole = [one for one in codebase.definitions(name) if one.symbol.name == name and one.path != path]
    unique = {one.path: one for one in reversed(whole)}
    code = [one for one in unique.values() if bool(_TESTS.search(one.path)) <= bool(_TESTS.search(path))]
    return sorted(code, key=lambda one: one.path)


def _of_code_first(definitions: Sequence[Definition]) -> list[Definition]:
    return sorted(definitions, key=lambda one: bool(_TESTS.search(one.path)))


def _module(name: str, codebase: Codebase) -> str | None:
    """The file or package that a dotted name is: `requests.sessions`."""
    stem = name.replace(".", "/")
    names = [f"{stem}.py", f"{stem}/__init__.py", f"{stem}.pyi", f"{stem}.rs", f"{stem}/mod.rs", f"{stem}.rb"]
    return next((path for each in names for path in codebase.named(each)), None)


def _package(name: str, codebase: Codebase) -> str | None:
    """The module that a name's head is, or the one folder of that name (a Go package, a Java one)."""
    if module := _module(name, codebase):
        return module
    folders = [path for path in codebase.named(name.replace(".", "/")) if path.endswith("/")]
    return folders[0] if len(folders) == 1 else None


def _below_modules(name: str, codebase: Codebase) -> Iterator[Found]:
    for rest in readings(name)[1:]:
        package = _package(name[: -len(rest) - 1], codebase)
        if package is not None:
            yield Members(codebase).find(rest, package)


def _below_classes(name: str, codebase: Codebase) -> Iterator[Found]:
    """A member that no class of the tree defines itself: of the one class that its name begins with."""
    for reading in readings(name):
        head, _, last = reading.rpartition(".")
        classes = [one for one in codebase.definitions(head) if one.symbol.kind == "class"] if head else []
        if len({one.path for one in classes}) == 1:
            yield Members(codebase).find(f"{classes[0].symbol.name}.{last}", classes[0].path)
            return


def _by_word(name: str, codebase: Codebase) -> Found:
    """A name that nothing defines: absent when no source file says its last word outside of comments and texts."""
    last = name.rpartition(".")[2]
    sources = [path for path in codebase.with_word(last) if language_of(path)]
    if len(sources) > _MOST_FILES:
        return unknown(f"`{last}` is used in {len(sources)} files")
    for path in sources:
        text = codebase.read(path)
        if isinstance(text, Unread) or re.search(rf"(?<![\w$]){re.escape(last)}(?![\w$])", _UNSAID.sub(" ", text)):
            return unknown(f"`{last}` is used in `{path}`, but not defined where that can be seen")
    if codebase.unlisted:
        return unknown(f"not all files could be listed (`{codebase.unlisted[0].path}`: {codebase.unlisted[0].why})")
    if not any(map(language_of, codebase.files)):
        return unknown("the project has no source file whose symbols can be read")
    head = name.partition(".")[0]
    if "." in name and not codebase.with_word(head):
        return unknown(f"`{head}` is not of this project")
    return absent(Place("."))
