"""Statements about how work is done: "tests run with `make check`", "run `npm test`", "`tox -e docs`"."""

import re
from collections.abc import Iterator

from reverie.checks.binding.prose import PIECE
from reverie.checks.binding.scene import Scene
from reverie.checks.candidate import Candidate, Strength
from reverie.checks.check import SymbolIs, ValueIs
from reverie.code.values import Settings

_MAKE = re.compile(r"(?:^|[\s$`(;&|])(?:make|gmake)\s+(?:-C\s+\S+\s+)?(?P<target>[a-z][\w.-]*)(?!\w|\s*=)")
_NPM = re.compile(
    r"(?:^|[\s$`(;&|])(?:npm|pnpm|yarn|bun)\s+(?:run(?:-script)?\s+(?P<script>[\w:.-]+)|(?P<known>test|"
    r"start|build|lint)(?![\w:-]))"
)
_SCRIPT_NAMED = re.compile(rf"\b(?:npm|yarn|package\.json) script {PIECE}", re.IGNORECASE)
_TOX = re.compile(r"(?:^|[\s$`(;&|])tox\s+(?:run\s+)?-e\s*(?P<names>[\w.,{}-]+)")
_TOX_NAMED = re.compile(
    r"\b(?:tox)\b[^.;]{0,30}?\benv(?:ironment)?s?\b(?: called| named)? (?P<name>[\w-]+)|"
    r"\btox runs (?P<runs>[\w-]+)(?: and (?P<more>[\w-]+))?",
    re.IGNORECASE,
)
_NOX = re.compile(r"(?:^|[\s$`(;&|])nox\s+(?:-[es]|--sessions?)\s*(?P<name>[\w.-]+)")
_JUST = re.compile(r"(?:^|[$`(])\s*just\s+(?P<recipe>[a-z][\w-]*)")
_TOOL = re.compile(r"\b(?:make|gmake|npm|pnpm|yarn|bun|package\.json|tox|nox|just)\b")
_USERS_OWN = frozenset({"start", "dev", "build", "serve", "preview", "watch", "compile", "deploy"})
"""Scripts that tutorials let a user's own project have."""
_MAKEFILES = ("Makefile", "GNUmakefile", "makefile")
_JUSTFILES = ("justfile", "Justfile", ".justfile")
_ARTICLES = frozenset(
    {
        "a", "all", "an", "any", "as", "changes", "do", "for", "it", "more", "new", "no", "one", "our",
        "sense", "some", "sure", "that", "the", "their", "them", "this", "to", "two", "up", "us", "use",
        "you", "your"
    }
)  # fmt: skip
"""What follows the verb `make` in prose."""


def find_commands(scene: Scene) -> Iterator[Candidate]:
    for text, number, strength in _texts(scene):
        if not _TOOL.search(text):
            continue
        yield from _make(scene, text, number, strength)
        yield from _npm(scene, text, number, strength)
        yield from _tox(scene, text, number, strength)
        yield from _nox(scene, text, number, strength)
        yield from _just(scene, text, number, strength)


def _texts(scene: Scene) -> Iterator[tuple[str, int, Strength]]:
    """The commands in code spans and code blocks; then the plain text, in which `make` is mostly a verb."""
    if scene.sentence.role == "code":
        yield scene.plain.lstrip("$> "), -1, scene.claim
        return
    for number, piece in enumerate(scene.pieces):
        if piece.is_marked and piece.role in ("", "command", "kbd"):
            yield piece.text, number, scene.claim
    yield scene.plain.replace("`", " "), -1, "mention"


def _make(scene: Scene, text: str, number: int, strength: Strength) -> Iterator[Candidate]:
    path = next((path for path in _MAKEFILES if scene.names.has_file(path)), "")
    for found in _MAKE.finditer(text) if path else ():
        if found["target"] not in _ARTICLES:
            yield scene.candidate(ValueIs(found["target"].rstrip("."), path), number, strength)


def _npm(scene: Scene, text: str, number: int, strength: Strength) -> Iterator[Candidate]:
    names = [found["script"] or found["known"] for found in _NPM.finditer(text)]
    if number < 0:
        names += [scene.pieces[int(found[1])].text for found in _SCRIPT_NAMED.finditer(scene.skeleton)]
    settings = scene.codebase.settings("package.json")
    if not isinstance(settings, Settings):
        return
    for name in names:
        key = f"scripts.{name.rstrip('.')}"
        said = next((one.value for one in settings.settings if one.key == key), "")
        yield from _runs(scene, key, said, number)
        is_ours = bool(said) or name not in _USERS_OWN
        yield scene.candidate(ValueIs(key, "package.json"), number, strength if is_ours else "mention")


def _runs(scene: Scene, key: str, command: str, number: int) -> Iterator[Candidate]:
    """What the script is said to run, as far as it runs it."""
    for piece in scene.pieces:
        if piece.text and f" {piece.text} " in f" {command} ":
            yield scene.candidate(ValueIs(key, "package.json", piece.text), number, "mention")
    words = set(re.findall(r"[\w@./:-]+", scene.plain))
    parts = [part for part in command.split() if part.rpartition(":")[2] in words and part not in ("npm", "run")]
    for part in dict.fromkeys(parts):
        yield scene.candidate(ValueIs(key, "package.json", part), number, "mention")


def _tox(scene: Scene, text: str, number: int, strength: Strength) -> Iterator[Candidate]:
    settings = scene.codebase.settings("tox.ini")
    if not isinstance(settings, Settings):
        return
    names = [name for found in _TOX.finditer(text) for name in found["names"].split(",")]
    names += [name for found in _TOX_NAMED.finditer(text) for name in found.groups() if name]
    if re.search(r"\btox\b[^.;]*\b(?:runs?|tests?|covers?)\b", text):
        names += [f"py{found[1]}{found[2]}" for found in re.finditer(r"(?<![\w.])([23])\.(\d{1,2})(?![\w.]*\d)", text)]
    for name in names:
        if any(one.key == f"testenv:{name}" for one in settings.settings) or not _is_factor(name, settings):
            yield scene.candidate(ValueIs(f"testenv:{name}", "tox.ini"), number, strength)
        for one in settings.settings if "env" in text.partition("-e")[0] or "runs" in text else ():
            if one.key.rpartition(".")[2] in ("envlist", "env_list") and name in _expanded(one.value):
                yield scene.candidate(ValueIs(one.key, "tox.ini", one.value), number, "mention")


def _is_factor(name: str, settings: Settings) -> bool:
    """Whether some environment with parts in its name (`py311-{dev,min}`) may be meant."""
    if re.fullmatch(r"py[\w.]*|pypy\w*", name):
        return True
    parts = set(name.split("-"))
    return any(
        parts & set(re.findall(r"\w+", one.key + " " + (one.value if "env" in one.key else "")))
        for one in settings.settings
    )


def _expanded(value: str) -> set[str]:
    """The names in an `envlist`, braces written out."""
    found: set[str] = set()
    for part in re.split(r"[\s,]+(?![^{]*\})", value):
        braces = re.fullmatch(r"([^{}]*)\{([^{}]*)\}([^{}]*)", part)
        found |= {f"{braces[1]}{one}{braces[3]}" for one in braces[2].split(",")} if braces else {part}
    return found


def _nox(scene: Scene, text: str, number: int, strength: Strength) -> Iterator[Candidate]:
    for found in _NOX.finditer(text):
        if scene.names.has_file("noxfile.py"):
            yield scene.candidate(SymbolIs(found["name"].rstrip(".").replace("-", "_"), "noxfile.py"), number, strength)


def _just(scene: Scene, text: str, number: int, strength: Strength) -> Iterator[Candidate]:
    path = next((path for path in _JUSTFILES if scene.names.has_file(path)), "")
    for found in _JUST.finditer(text) if path else ():
        yield scene.candidate(ValueIs(found["recipe"], path), number, strength)
