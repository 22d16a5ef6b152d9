"""What the names of a statement may mean in a codebase: files, symbols, callables; those of its own code first."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from reverie.code.codebase import Codebase
from reverie.code.values import Definition, Outline, Parameter, Settings, Symbol

_ASIDE = re.compile(
    r"(?:^|/)(?:tests?|testing|spec|specs|__tests__|fixtures?|examples?|samples?|demos?|docs?|doc|"
    r"benchmarks?|bench|vendor|vendored|third_party|"
    r"node_modules|dist|build|_build|integration|e2e|sandbox|templates?|types|artwork|typings|"
    r"migrations)/|(?:^|/)(?:test_|conftest)|_test\.\w+$|\.(?:test|spec|min|bundle)\.\w+$|\.d\.[mc]?ts$|"
    r"\.pyi$"
)
_PROSE = re.compile(
    r"\.(?:md|mdx|rst|txt|adoc|html|svg|lock)$|(?:^|/)(?:CHANGE|NEWS|HISTORY|README|AUTHORS|LICENSE|"
    r"PKG-INFO|CONTRIBUTING)[\w.-]*$|egg-info/|(?:^|/)package-lock\.json$",
    re.IGNORECASE,
)
_CONFIGURATION = (
    "pyproject.toml", "setup.cfg", "tox.ini", "package.json", "Cargo.toml", "pytest.ini", "mypy.ini", ".flake8",
    "ruff.toml", "tsconfig.json", ".pre-commit-config.yaml", ".editorconfig", ".coveragerc",
)  # fmt: skip
_MANIFESTS = ("Cargo.toml", "pyproject.toml", "package.json")
_MOST_INNER = 6
"""Manifests below the root that are still looked at: with more of them, none is meant without being named."""
_ENGLISH = frozenset(
    {
        "The",
        "This",
        "That",
        "These",
        "It",
        "If",
        "In",
        "For",
        "When",
        "See",
        "Use",
        "Add",
        "Note",
        "All",
        "Any",
        "By",
        "And",
    }
    | {
        "Or",
        "But",
        "Not",
        "No",
        "Yes",
        "Set",
        "Run",
        "To",
        "From",
        "With",
        "On",
        "Off",
        "New",
        "Old",
        "You",
        "We",
        "He",
    }
)
_NAME_KEYS = (
    ("package.json", "name"),
    ("pyproject.toml", "project.name"),
    ("Cargo.toml", "package.name"),
    ("setup.cfg", "metadata.name"),
)
_MOST_OWNERS = 60
_DEEPEST_BASES = 4


def tier_of(path: str) -> int:
    """0: code of the project itself; 1: tests, examples, stubs and what is built; 2: prose."""
    if _PROSE.search(path):
        return 2
    return 1 if _ASIDE.search(path) else 0


def class_name(variable: str) -> str:
    """The class that a variable is mostly named after: `test_client` is a `TestClient`."""
    return "".join(part[:1].upper() + part[1:] for part in variable.split("_"))


def words_of(name: str) -> frozenset[str]:
    """The words of an identifier or path, in lower case, without a plural's s."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return frozenset(word.removesuffix("s") for word in re.findall(r"[a-z]{2,}", spaced.lower()))


class Names:
    """Resolves names in one codebase; what was found is kept."""

    def __init__(self, codebase: Codebase) -> None:
        self.codebase = codebase
        self._symbols: dict[str, tuple[Definition, ...]] = {}
        self._files: dict[str, tuple[str, ...]] = {}
        self._there: dict[str, bool] = {}

    def has_file(self, path: str) -> bool:
        """Whether there is such a file, asked once."""
        if path not in self._there:
            self._there[path] = self.codebase.kind_of(path) == "file"
        return self._there[path]

    def files(self, text: str) -> tuple[str, ...]:
        """The files and folders that a path means, the likeliest first; a folder ends with `/`."""
        if text not in self._files:
            self._files[text] = tuple(self._find_files(text))
        return self._files[text]

    def _find_files(self, text: str) -> list[str]:
        bare = re.sub(r":\d+$|::.*$|^(?:\.\.?/)+", "", text.strip()).rstrip("/")  # from which folder is not known
        if bare.startswith("/") and self.has_file(bare[1:]):
            bare = bare[1:]  # the root of a site of documents
        if not bare or bare.startswith("/") or ".." in bare.split("/"):
            return []
        kind = self.codebase.kind_of(bare)
        if kind == "folder":
            return [f"{bare}/"]
        if kind == "file":
            return [bare] if not text.endswith("/") else []
        found = list(self.codebase.named(f"{bare}/" if text.endswith("/") else bare))
        return sorted(found, key=lambda path: (tier_of(path), path.count("/"), path))

    def module(self, name: str) -> tuple[str, ...]:
        """The file or package that a dotted name is."""
        stem = re.sub(r"::|\.|#", "/", name)
        if "/" not in stem and not self.codebase.named(f"{stem}/__init__.py"):
            return ()
        endings = (".py", "/__init__.py", ".rs", "/mod.rs", ".pyi")
        found = [path for ending in endings for path in self.codebase.named(stem + ending)]
        return tuple(sorted(found, key=lambda path: (tier_of(path), path.count("/"))))

    def symbols(self, name: str) -> tuple[Definition, ...]:
        """The definitions of a name: those of the project's own code, if there are any, else all others."""
        if name not in self._symbols:
            found = list(self.codebase.definitions(name)) or self._of_instance(name)
            self._symbols[name] = tuple(ranked(found))
        return self._symbols[name]

    def is_plain_name(self, word: str) -> bool:
        """Whether a word of plain prose is surely a name: a class, constant or function of the project's own code, not
        what it calls itself, and no word that begins a sentence of English."""
        if word.lower() in {title.lower() for title in self.titles} or word in _ENGLISH:
            return False
        kinds = {one.symbol.kind for one in self.symbols(word) if tier_of(one.path) == 0 and "." not in one.symbol.name}
        return bool(kinds & {"class", "type", "constant"}) if word[0].isupper() else kinds == {"function"}

    def _of_instance(self, name: str) -> list[Definition]:
        """`response.next()` means a member of `Response`, when there is such a class."""
        head, _, rest = name.partition(".")
        if not rest or not head[:1].islower():
            return []
        return list(self.codebase.definitions(f"{class_name(head)}.{rest}"))

    def owner(self, name: str) -> tuple[Definition, ...]:
        """The class that all but the last part of a name means."""
        head = name.rpartition(".")[0]
        if not head:
            return ()
        found = self.symbols(head)
        if head[:1].islower() and "." not in head:
            found = (*self.symbols(class_name(head)), *found)
        return tuple(one for one in found if one.symbol.kind in ("class", "type"))

    def defined_in(self, path: str, name: str) -> Definition | None:
        """The symbol of a file whose name ends like this."""
        outline = self.codebase.outline(path)
        if not isinstance(outline, Outline):
            return None
        bare = name.replace("::", ".").split(".")
        for size in range(len(bare), 0, -1):
            wanted = ".".join(bare[-size:])
            for symbol in outline.symbols:
                if symbol.name == wanted or symbol.name.endswith(f".{wanted}"):
                    return Definition(path, symbol)
            if size > 1 and not set(bare[:-size]) <= words_of_path(path):
                continue
        return None

    def parameters(self, one: Definition, deepest: int = _DEEPEST_BASES) -> tuple[Parameter, ...] | None:
        """Those of a callable, also of a class whose constructor is inherited; None: it has none that are known."""
        if one.symbol.parameters is not None:
            return one.symbol.parameters
        if one.symbol.kind != "class":
            return None
        for base in one.symbol.bases if deepest else ():
            for found in self.symbols(base.partition("[")[0].rpartition(".")[2]):
                if found.symbol.kind == "class" and (known := self.parameters(found, deepest - 1)) is not None:
                    return known
        return None

    def takers(self, name: str) -> tuple[Definition, ...]:
        """The callables of the project's own code that have a parameter of this name."""
        paths = [path for path in self.codebase.with_word(name) if tier_of(path) == 0]
        found = []
        for path in paths[:_MOST_OWNERS]:
            outline = self.codebase.outline(path)
            if isinstance(outline, Outline):
                found += [Definition(path, symbol) for symbol in outline.symbols if _takes(symbol, name)]
        return tuple(found)

    def sources_with(self, word: str) -> list[str]:
        """The files of the project's own code and configuration in which an identifier occurs; where there are none,
        those of its tests, examples and stubs."""
        tiers = [(tier_of(path), path) for path in self.codebase.with_word(word)]
        own = [path for tier, path in tiers if tier == 0]
        return own or [path for tier, path in tiers if tier == 1]

    @cached_property
    def configuration(self) -> tuple[str, ...]:
        """The configuration files of the root, and the manifests below it when there are few."""
        root = [path for path in _CONFIGURATION if self.has_file(path)]
        inner = [path for name in _MANIFESTS for path in self.codebase.named(name) if path not in root]
        return (*root, *inner) if len(inner) <= _MOST_INNER else tuple(root)

    @cached_property
    def declared(self) -> frozenset[str]:
        """The names of the project as its manifests have them."""
        found = set()
        for path, key in _NAME_KEYS:
            settings = self.codebase.settings(path) if self.has_file(path) else None
            if isinstance(settings, Settings):
                found |= {one.value for one in settings.settings if one.key == key and one.value}
        script = self.codebase.read("setup.py") if self.has_file("setup.py") else ""
        if isinstance(script, str) and (name := re.search(r"\bname\s*=\s*[\"']([\w.-]+)[\"']", script)):
            found.add(name[1])
        return frozenset(found)

    @property
    def titles(self) -> frozenset[str]:
        """The names by which the project is called, those of its packages included."""
        return self.declared | self.package

    @cached_property
    def face(self) -> str:
        """The file whose names the project offers to others: its package's `__init__.py`, the main file of a
        package.json, a crate's `lib.rs`; empty when it is not clear which."""
        faces = [
            path
            for path in self.codebase.named("__init__.py")
            if path.split("/")[-2].lower() in self._own and path.count("/") < 3
        ]
        if len(faces) == 1:
            return faces[0]
        settings = self.codebase.settings("package.json") if self.has_file("package.json") else None
        for setting in settings.settings if isinstance(settings, Settings) else ():
            if setting.key == "main":
                return next((path for path in self.files(setting.value) if not path.endswith("/")), "")
        return next((path for path in ("index.js", "src/lib.rs", "lib.rs") if self.has_file(path)), "")

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(title.lower().replace("-", "_") for title in self.declared or self.package)

    @cached_property
    def package(self) -> frozenset[str]:
        """The names by which the project calls itself: its packages, and the folder it lies in."""
        faces = self.codebase.named("__init__.py")
        tops = {path.split("/")[-2] for path in faces if path.count("/") in (1, 2) and tier_of(path) == 0}
        return frozenset(top.lower() for top in tops)


def _takes(symbol: Symbol, name: str) -> bool:
    return any(one.name == name for one in symbol.parameters or ())


def words_of_path(path: str) -> frozenset[str]:
    """The folders of a path and its file's stem."""
    *folders, name = path.split("/")
    return frozenset((*folders, name.split(".")[0]))


def ranked(found: Iterable[Definition]) -> Sequence[Definition]:
    """Own code first, then public names, then shallow ones; when there is own code, nothing else."""
    every = sorted(found, key=_rank)
    own = [one for one in every if tier_of(one.path) == 0]
    return own or every


def _rank(one: Definition) -> tuple[int, bool, int, int, str]:
    parts = one.symbol.name.split(".")
    is_private = any(part.startswith("_") and not part.startswith("__") for part in (*parts, *one.path.split("/")[:-1]))
    return tier_of(one.path), is_private, len(parts), one.path.count("/"), one.path
