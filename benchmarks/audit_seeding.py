"""Seeded changes of a tree that make a statement of its notes untrue.

What a statement speaks of is found here in a plain way, with regular expressions and Python's `ast`, and not with the
code that is measured. Only what is certain is taken: a path that is there, a name that is defined once, a default that
is written as the note writes it, a version that the manifest has, a target that the Makefile has.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
from benchmarks.audit_defaults import changed_default

Kind = Literal["rename", "rename, bare name", "move", "default", "version", "target"]

_SOURCES = (".py", ".js", ".mjs", ".cjs", ".ts", ".rs")
_MOVABLE = (*_SOURCES, ".toml", ".md", ".rst", ".yml", ".json", ".cfg")
_CODE = re.compile(r"(?<!`)(`{1,2})(?!`)([^`\n]+?)\1(?!`)")
_DOTTED = re.compile(r"[~.]?([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)(?:\(\))?")
_BARE = re.compile(r"([a-z]\w*_\w+|[A-Z][a-z]+[A-Z]\w+|[A-Za-z]\w+(?=\(\)))(?:\(\))?")
_CALL = re.compile(r"([A-Za-z_][\w.]*)\((.*)\)")
_DEFAULTED = re.compile(r"([a-z_]\w*) ?= ?([\w.\"'-]+)")
_DEFINED = re.compile(
    r"^[ \t]*(?:export )?(?:async )?(?:def|class|function\*?|fn|pub fn|pub struct) +([A-Za-z_]\w*)", re.MULTILINE
)
_PYTHON = re.compile(r"\bPython (?:versions? )?(?:>= ?)?(3\.\d+)\b|\bPython (3\.\d+)\+")
_NODE = re.compile(r"\bNode(?:\.js)? (?:version )?(?:>= ?|v)?(\d\d)\b", re.I)
_LEAST = re.compile(r"\+|>=|newer|later|higher|above|least|minimum|require|support")
_RUN = re.compile(r"\b(make|npm run|npm run-script) ([\w:-]+)")
_HISTORY = re.compile(r"change|history|news|release|upgrad|migrat|whats?new", re.I)
_PASSED = re.compile(
    r"\b(?:was|were|removed|renamed|deprecated|no longer|not|never|instead|will|would|could|added in|changed in|since|"
    r"version(?:added|changed)|example|e\.g\.|used to|your|if)\b|^\s*[#>$.]|^\s{4}",
    re.I,
)
"""Lines of which a person would not say for sure that the change makes them untrue."""
_NO_CODE = re.compile(r"(?:^|/)(?:tests?|docs?|examples?|include|vendor\w*|node_modules|bench\w*)/")


class Edit(msgspec.Struct, frozen=True):
    """In a file (`*`: all source files, those of tests too) what matches `old` becomes `new`; without `old` the file
    moves to `new`."""

    path: str
    old: str
    new: str


class Change(msgspec.Struct, frozen=True):
    """A change and the line that it makes untrue. `word` stands in that line."""

    kind: Kind
    note: str
    line: int
    word: str
    edits: tuple[Edit, ...]


class Tree:
    """The source files of an unpacked package as texts. `notes` are paths from its root."""

    def __init__(self, root: Path, notes: list[str]) -> None:
        self.root = root
        self.notes = [note for note in notes if not _HISTORY.search(note)]
        found = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
        self.paths = {path.relative_to(root).as_posix() for path in found}
        code = [name for name in sorted(self.paths) if name.endswith(_SOURCES) and not _NO_CODE.search(name)]
        self.sources = {name: text_of(root / name) for name in code}
        self.programs = [name for name in sorted(self.paths) if name.endswith((*_SOURCES, ".pyi"))]
        self.defined: dict[str, list[str]] = {}
        for name, text in self.sources.items():
            for symbol in _DEFINED.findall(text):
                self.defined.setdefault(symbol, []).append(name)

    def lines(self) -> Iterator[tuple[str, int, str]]:
        """The lines of its notes that say something that holds now, as far as their words tell."""
        for note in self.notes:
            is_fenced = False
            for number, line in enumerate(text_of(self.root / note).split("\n"), 1):
                is_fenced ^= line.lstrip().startswith(("```", "~~~"))
                if not is_fenced and not _PASSED.search(line):
                    yield note, number, line


def changes(tree: Tree, seed: int, most: int) -> list[Change]:
    """Up to `most` of a tree, the kinds in turn, at most three of one thing."""
    rng = random.Random(seed)
    found: dict[str, list[Change]] = {}
    for one in _all(tree, rng):
        found.setdefault(one.kind, []).append(one)
    for group in found.values():
        rng.shuffle(group)
    chosen: list[Change] = []
    seen: dict[str, int] = {}
    while any(found.values()) and len(chosen) < most:
        for group in found.values():
            change = group.pop() if group else None
            if change is not None and seen.get(change.word, 0) < 3 and len(chosen) < most:
                seen[change.word] = seen.get(change.word, 0) + 1
                chosen.append(change)
    return chosen


def _all(tree: Tree, rng: random.Random) -> Iterator[Change]:
    for note, number, line in tree.lines():
        for _, span in _CODE.findall(line):
            code = span.strip()
            for kind, edits in _of_code(tree, code, rng):
                yield Change(kind, note, number, code, edits)
        for kind, word, edits in _of_line(tree, line):
            yield Change(kind, note, number, word, edits)


def _of_code(tree: Tree, code: str, rng: random.Random) -> Iterator[tuple[Kind, tuple[Edit, ...]]]:
    path = code.removeprefix("./")
    if path in tree.paths and "/" in path and path.endswith(_MOVABLE):
        folder, _, name = path.rpartition("/")
        yield "move", (Edit(path, "", f"{folder}/inner/{name}"),)
    elif (dotted := _DOTTED.fullmatch(code)) and _is_own(tree, dotted[1].split(".")):
        yield "rename", _renaming(dotted[1].rpartition(".")[2], rng)
    elif (bare := _BARE.fullmatch(code)) and len(tree.defined.get(bare[1], ())) == 1 and len(bare[1]) > 3:
        yield "rename, bare name", _renaming(bare[1], rng)
    elif call := _CALL.fullmatch(code):
        name = call[1].rpartition(".")[2]
        files = tree.defined.get(name, [])
        for parameter, value in _DEFAULTED.findall(call[2]) if len(files) == 1 else ():
            edit = changed_default(tree.sources[files[0]], name, parameter, value)
            if edit:
                yield "default", (Edit(files[0], re.escape(edit[0]), edit[1]),)
                return


def _is_own(tree: Tree, parts: list[str]) -> bool:
    """Whether the last part is defined once, and the one before it is a class or a module of the tree."""
    owner, last = parts[-2:]
    if len(tree.defined.get(last, ())) != 1 or len(last) < 4:
        return False
    return owner in tree.defined or any(re.search(rf"(?:^|/){owner}(?:\.|/)", path) for path in tree.sources)


def _renaming(name: str, rng: random.Random) -> tuple[Edit, ...]:
    """Everywhere in the sources: half of the new names hold the old one, half have nothing of it but its form."""
    other = f"{rng.choice(('apply', 'plain', 'inner', 'single'))}_{rng.choice(('ledger', 'quota', 'marker', 'beacon'))}"
    new = rng.choice((f"{name}_v2", f"new_{name}", other, other))
    if name[0].isupper():
        new = new.title().replace("_", "") if new == other else f"{name}V2"
    return (Edit("*", rf"\b{name}\b", new),)


def _of_line(tree: Tree, line: str) -> Iterator[tuple[Kind, str, tuple[Edit, ...]]]:
    if (found := _PYTHON.search(line)) and _LEAST.search(line):
        said = found[1] or found[2]
        old = rf"(requires-python\s*=\s*[\"']>=\s*){re.escape(said)}"
        minor = int(said.partition(".")[2]) + 2
        if _has(tree, "pyproject.toml", old):
            info = Edit("PKG-INFO", r"(Requires-Python: >=\s*)3\.\d+", rf"\g<1>3.{minor}")
            yield "version", found[0], (Edit("pyproject.toml", old, rf"\g<1>3.{minor}"), info)
    if found := _NODE.search(line):
        old = rf"(\"node\"\s*:\s*\">=\s*v?){found[1]}\b"
        if _has(tree, "package.json", old):
            yield "version", found[0], (Edit("package.json", old, rf"\g<1>{int(found[1]) + 4}"),)
    for run in _RUN.finditer(line):
        target = re.escape(run[2])
        path = "Makefile" if run[1] == "make" else "package.json"
        old = rf"(?m)^{target}:.*\n(?:\t.*\n?)*" if run[1] == "make" else rf"\"{target}\"(?=\s*:\s*\")"
        if _has(tree, path, old):
            yield "target", run[0], (Edit(path, old, "" if run[1] == "make" else '"gone"'),)


def _has(tree: Tree, path: str, pattern: str) -> bool:
    return path in tree.paths and bool(re.search(pattern, text_of(tree.root / path)))


def text_of(path: Path) -> str:
    return path.read_bytes().decode(errors="replace")


def apply(change: Change, root: Path, sources: list[str]) -> None:
    """Carry it out in a copy of the tree. `sources` are the paths that `*` means."""
    for edit in change.edits:
        for name in sources if edit.path == "*" else [edit.path]:
            path = root / name
            if not path.is_file():
                continue
            if not edit.old:
                (root / edit.new).parent.mkdir(parents=True, exist_ok=True)
                path.rename(root / edit.new)
                continue
            text = text_of(path)
            new = re.sub(edit.old, edit.new, text)
            if new != text:
                path.write_text(new)
