"""Statements about other packages and languages: "depends on urllib3>=1.21.1", "Python 3.11 is the minimum"."""

import re
from collections.abc import Iterator

from reverie.checks.binding.piece import VERSION, Piece
from reverie.checks.binding.prose import OPEN, PIECE, SHUT
from reverie.checks.binding.scene import Scene
from reverie.checks.candidate import Candidate, Strength
from reverie.checks.check import AbsentIs, DependencyIs, TextIs, ValueIs
from reverie.code.values import Dependency, Settings

_LANGUAGE = re.compile(
    r"(?P<min>\b(?:minimum|at least|oldest|lowest|mindestens|require[sd]?|needs?|supports?|support for|"
    r"MSRV|works with|runs on)\b"
    r"[^.;]{0,40}?)?\b(?P<language>C?Python|Node(?:\.?js)?|Rust|rustc|Go|Ruby)\b(?:\s+(?:version|is|"
    r"must be|at least|at|>)s?)*\s*"
    r"(?P<sign>>=|≥|>|==|\^)?\s*v?(?P<version>\d+(?:\.\d+)*)"
    r"(?P<more>\+| ?\(?(?:and|or|und|oder) (?:newer|later|above|higher|up|greater|more recent|neuer|höher)|"
    r",? is (?:now |still )?the (?:minimum|lowest|oldest)| or any newer)?",
    re.IGNORECASE,
)
_MSRV = re.compile(
    r"\b(?:minimum (?:supported )?(?P<language>Rust|Python|Node(?:\.js)?|Go) version|"
    r"MSRV)\b\D{0,40}?(?:is|to|now|:)\s*v?(?P<version>\d+(?:\.\d+)+)",
    re.IGNORECASE,
)
_DROPPED = re.compile(
    r"\b(?:drop(?:s|ped)?|remov(?:e|ed|es)|end(?:ed|s)?)\b[^.;,]{0,25}\bPython (?P<one>\d\.\d+)|"
    r"\bPython (?P<two>\d\.\d+)\b[^.;,]{0,20}\b(?:dropped|removed|no longer|not supported)",
    re.IGNORECASE,
)
_CLASSIFIED = re.compile(
    r"(?:\bofficial(?:ly)?|\badd(?:s|ed)?|\bsupports?|"
    r"\bsupport for)\b[^.;,]{0,25}\bPython (?P<version>3\.\d+)\b(?!\+|[. ](?:and|or) )",
    re.IGNORECASE,
)
_TWO_AND_THREE = re.compile(r"\bPython 2(?:\.7)? and (?:Python )?3\b", re.IGNORECASE)
_SPOKEN = re.compile(
    r"\b(?:depend(?:s|ency|encies)?|requires?|requirements?|required|pinn?(?:ed|s)?|install(?:ed|s)?|"
    r"extras?|bump(?:ed|s)?|upgrad(?:e|ed|es)|needs?|declar(?:es|ed)|polyfill|pulls? in|crate|package|uses?|abhängig|"
    r"version|is used|optional|logger|library|formatting|running|theme)\b",
    re.IGNORECASE,
)
_NEXT_VERSION = re.compile(
    rf"(?:^|[^\w.])(?:(?P<sign>===?|>=|<=|~=|!=|<|>|\^|~)\s*)?(?P<version>{VERSION})(?![\w.]*\w)"
)
_ARROW = re.compile(r"^[\w`*_:\[\]() ]*?:?\s*v?[\d.]+\s*(?:→|->|=>|to)\s*v?(?P<version>\d[\d.]*\d)")
_VERSION_NEXT = re.compile(rf"[\w`*_:\[\]() ]{{0,25}}?(?:(?:==|>=|<=|~=|\^|~|v|→|:)\s*){{0,3}}{VERSION}(?![\w.]*\w)")
_BY = re.compile(r"\b(?:with|by|via|using|through|on top of)(?: the)?\s*$", re.IGNORECASE)
_EXTRA = re.compile(r"(?P<name>[\w.-]*)\[(?P<extra>[a-z][\w-]*)\]")
_GROUP = re.compile(r"\b(dev|peer|optional|runtime|run-time)[ -]?dependenc", re.IGNORECASE)
_GROUPS = {
    "dev": "devDependencies", "peer": "peerDependencies", "optional": "optionalDependencies",
    "runtime": "dependencies", "run-time": "dependencies",
}  # fmt: skip
_CLASSIFIER_FILES = ("pyproject.toml", "setup.cfg", "setup.py")
_NONE = re.compile(
    r"\b(?:(?:has|have|with|needs?|requires?|there are) (?:no|zero)|do(?:es)?(?: not|n't) (?:have|need|"
    r"require)(?: any)?) "
    r"(?:direct |runtime |run-time |external |hard |required |third-party )*dependenc(?:y|ies)\b",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"\b(?:other than|except|besides|beyond|apart from|but|only|few|one|two|three|these|following)\b", re.IGNORECASE
)
_LISTS = {
    "setup.py": "install_requires",
    "setup.cfg": "options.install_requires",
    "pyproject.toml": "project.dependencies",
    "package.json": "dependencies",
    "Cargo.toml": "dependencies",
}
_SHORT = 7
"""Words of a sentence that says no more than which version is needed."""
_TOOLCHAINS = frozenset({"python", "node", "rust", "go", "npm"})
_LANGUAGES = {
    "cpython": "python", "nodejs": "node", "node.js": "node", "rustc": "rust",
    "python_requires": "python", "requires-python": "python", "requires_python": "python",
}  # fmt: skip


def find_dependencies(scene: Scene) -> Iterator[Candidate]:
    yield from _languages(scene)
    yield from _required(scene)
    yield from _declared(scene)
    yield from _none(scene)
    yield from _extras(scene)


def _extras(scene: Scene) -> Iterator[Candidate]:
    """`package[extra]`, `.[dev]`: an extra of the project itself."""
    titles = {"", ".", *(title.lower() for title in scene.names.titles)}
    for found in _EXTRA.finditer(scene.plain):
        if found["name"].lower() not in titles:
            continue
        extra = found["extra"]
        for path, key in (
            ("pyproject.toml", f"project.optional-dependencies.{extra}"),
            ("setup.cfg", f"options.extras_require.{extra}"),
        ):
            settings = scene.codebase.settings(path) if scene.names.has_file(path) else None
            if isinstance(settings, Settings) and any(one.key == key for one in settings.settings):
                yield scene.candidate(ValueIs(key, path), -1, "mention")


def _languages(scene: Scene) -> Iterator[Candidate]:
    text = scene.plain
    dropped = {found["one"] or found["two"] for found in _DROPPED.finditer(text)}
    for version in dropped:
        yield scene.candidate(AbsentIs(DependencyIs("python", f">={version}")), -1, "mention")
    for found in (*_LANGUAGE.finditer(text), *_MSRV.finditer(text)):
        language = (found["language"] or "rust").lower()
        language = _LANGUAGES.get(language, language)
        if found["version"] in dropped:
            continue
        parts = found.groupdict()
        if parts.get("more") or parts.get("sign") or parts.get("min") or found.re is _MSRV:
            is_told = bool(parts.get("min")) or found.re is _MSRV or len(text.split()) < _SHORT or "minimum" in text
            is_sure = (
                is_told
                and "only" not in scene.plain_words
                and bool(parts.get("more") or parts.get("sign") in (">=", "≥") or found.re is _MSRV)
            )
            lowest = DependencyIs(language, f">={found['version']}")
            yield scene.candidate(lowest, -1, scene.claim if is_sure else "mention")
        else:
            yield scene.candidate(DependencyIs(language, found["version"]), -1, "mention")
    for found in _CLASSIFIED.finditer(text):
        yield from _classifier(scene, found["version"])
    if _TWO_AND_THREE.search(text):
        yield scene.candidate(DependencyIs("python", ">=2.7"), -1, "mention")


def _classifier(scene: Scene, version: str) -> Iterator[Candidate]:
    for path in _CLASSIFIER_FILES:
        content = scene.codebase.read(path)
        line = f"Programming Language :: Python :: {version}"
        if isinstance(content, str) and line in content:
            yield scene.candidate(TextIs(line, path), -1, "mention")


def _required(scene: Scene) -> Iterator[Candidate]:
    """`urllib3>=1.21.1,<3`, marked or plain."""
    for number, piece in enumerate(scene.pieces):
        if piece.shape != "requirement" and not (
            piece.shape == "assignment" and re.fullmatch(r"[\w-]+\s*=\s*[\"'][\d^~<>=. ,]+[\"']", piece.text)
        ):
            continue
        found = re.fullmatch(r"(?P<name>@?[A-Za-z][\w./-]*)(?:\[[^\]]*\])?\s*(?P<wanted>.*)", piece.text)
        if found is None or found["name"].lower() == "version":
            continue
        wanted = re.sub(r"\s+", "", found["wanted"]).lstrip("=") if piece.shape == "assignment" else found["wanted"]
        wanted = wanted.strip("\"' ").replace("≥", ">=")
        name = _LANGUAGES.get(found["name"].lower(), found["name"])
        known = [one for one in _all(scene) if _plain(one.name) == _plain(name)]
        strength: Strength = scene.claim if known and piece.text[-1] != "_" else "mention"
        yield scene.candidate(DependencyIs(name, wanted, _manifest(scene, known)), number, strength)


def _declared(scene: Scene) -> Iterator[Candidate]:
    """The project's dependencies that the sentence names, with the version that it says of them."""
    own = {name.lower() for name in scene.names.titles}
    names: dict[str, list[Dependency]] = {}
    for one in _all(scene):
        if one.name not in _TOOLCHAINS and one.name.lower() not in own:
            names.setdefault(_plain(one.name), []).append(one)
    if not names:
        return
    is_spoken = bool(_SPOKEN.search(scene.skeleton))
    for number, piece in enumerate(scene.pieces):
        if (
            piece.shape not in ("requirement", "flag", "literal", "call")
            and _plain(_package(piece)) in names
            and (number not in scene.symbols or is_spoken)
        ):
            known = names[_plain(_package(piece))]
            is_module = bool(scene.names.files(piece.text)) and piece.shape == "path"
            if (piece.is_marked or is_spoken) and not is_module:
                yield from _with_version(scene, number, known, _rest(scene, number))
    for found in re.finditer(r"(?<![\w/.-])@?[A-Za-z][\w.-]*[\w](?![\w/-])", scene.skeleton):
        known = names.get(_plain(found[0].rstrip("_")), []) or names.get(_plain(found[0]), [])
        rest = scene.skeleton[found.end() :]
        if (
            known
            and (is_spoken or _VERSION_NEXT.match(_filled(scene, rest)) or _BY.search(scene.skeleton[: found.start()]))
            and len(found[0]) > 2
        ):
            yield from _with_version(scene, -1, known, rest)


def _none(scene: Scene) -> Iterator[Candidate]:
    """It has no dependencies: contradicted by the first that is declared; held by a manifest that lists none."""
    if not _NONE.search(scene.plain) or _BUT.search(scene.plain):
        return
    needed = [one for one in _all(scene) if not one.group and not one.is_locked and _is_needed(one)]
    if needed:
        yield scene.candidate(AbsentIs(DependencyIs(needed[0].name, "", needed[0].place.path)), -1)
    for path, key in _LISTS.items() if not needed else ():
        if scene.names.has_file(path):
            is_script = path == "setup.py"
            yield scene.candidate(AbsentIs(TextIs(key, path) if is_script else ValueIs(key, path)), -1, "mention")


def _is_needed(one: Dependency) -> bool:
    return one.name not in _TOOLCHAINS and one.place.path in _LISTS


def _package(piece: Piece) -> str:
    return piece.text.strip("_").partition("[")[0]


def _rest(scene: Scene, number: int) -> str:
    return scene.skeleton.partition(f"{OPEN}{number}{SHUT}")[2]


def _filled(scene: Scene, text: str) -> str:
    return re.sub(PIECE, lambda found: scene.pieces[int(found[1])].text, text)


def _with_version(scene: Scene, number: int, known: list[Dependency], rest: str) -> Iterator[Candidate]:
    name, path = known[0].name, _manifest(scene, known)
    text = _filled(scene, rest)[:80]
    arrow = _ARROW.match(text)
    version = (
        [arrow["version"]]
        if arrow
        else [f"{found['sign'] or ''}{found['version']}" for found in _NEXT_VERSION.finditer(text.split(" and ")[0])]
    )
    for one in version[:2]:
        yield scene.candidate(DependencyIs(name, one, path), number, "mention")
    if group := _GROUP.search(scene.skeleton):
        key = f"{_GROUPS[group[1].lower()]}.{name}"
        yield scene.candidate(ValueIs(key, "package.json"), number, "mention")
    yield scene.candidate(DependencyIs(name, "", path), number, "mention")


def _manifest(scene: Scene, known: list[Dependency]) -> str:
    """The manifest that the sentence names, if it declares the dependency; else empty: any."""
    said = {path for paths in scene.files.values() for path in paths[:2]}
    return next((one.place.path for one in known if one.place.path in said), "")


def _all(scene: Scene) -> list[Dependency]:
    return list(scene.codebase.dependencies())


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
