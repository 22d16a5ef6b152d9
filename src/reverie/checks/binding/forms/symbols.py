"""Statements that a symbol is there, and where: "`X` is in `m.py`", `pkg.mod.Name`, RST roles, imports, bases."""

import re
from collections.abc import Iterator

from reverie.checks.binding.forms.exports import offered_pieces
from reverie.checks.binding.names import tier_of
from reverie.checks.binding.piece import Piece
from reverie.checks.binding.scene import Scene
from reverie.checks.binding.written import STABLE_FORM, base_line_of, opening_of
from reverie.checks.candidate import Candidate
from reverie.checks.check import SignatureIs, SymbolIs, TextIs, Wanted
from reverie.checks.comparing.lines import find_line
from reverie.code.values import Definition, Outline

_IMPORT = re.compile(r"from\s+(?P<module>[\w.]+)\s+import\s+\(?(?P<names>[\w, *]+)\)?")
_PUBLIC_ROLES = frozenset(
    {"func", "class", "meth", "attr", "exc", "mod", "data", "obj", "const", "any", "setting", "command"}
)
_FOLDER = re.compile(r"\s*(?:folder|directory|dir|Ordner|Verzeichnis)\b", re.IGNORECASE)
_SPOKEN_OF = re.compile(
    r"(?:^|\b(?:find|defines?|declares?|exports?|holds?|contains?|function|class|see|of) )([A-Za-z_]\w+)\b|"
    r"\b([A-Za-z_]\w+) (?:sits|lives|is|are|comes|stays)\b"
)
_MEMBER = re.compile(
    r"\b(?:method|attribute|property|field|member|hook)s? (?:called |named )?([a-z]\w+)|"
    r"\b([a-z]\w+) (?:method|attribute|property|field|member|hook)\b"
)
_WORD = re.compile(r"[A-Za-z][a-z]+|[a-z]+")


_OFFERED = re.compile(r"\b(?:import\w*|export\w*|re-export\w*|offer\w*|expos\w*|via|through|use[sd]?)\b", re.IGNORECASE)


def find_symbols(scene: Scene) -> Iterator[Candidate]:
    offered = offered_pieces(scene)
    for number, piece in enumerate(scene.pieces):
        if not piece.name or not scene.is_open(number) or number in scene.files or _is_parameter(scene, number, piece):
            continue
        if number in offered:
            continue
        found = scene.symbols.get(number, ())
        if found and _is_meant(piece, found):
            yield from _there(scene, number, piece, found)
        elif not found:
            yield from _sought(scene, number, piece)
    yield from _plain_in_file(scene)
    yield from _plain_members(scene)
    yield from find_imports(scene)
    yield from _inheriting(scene)


def _is_parameter(scene: Scene, number: int, piece: Piece) -> bool:
    """Whether it is a parameter of a callable of the sentence, which has checks of its own."""
    if "." in piece.name or piece.shape == "call" or piece.role in _PUBLIC_ROLES:
        return False
    found = scene.symbols.get(number, ())
    if found and found[0].symbol.kind not in ("attribute", "variable"):
        return False
    return any(
        each.name == piece.name
        for one in scene.subjects
        for each in scene.names.parameters(one) or ()
        if one not in found
    )


def _is_meant(piece: Piece, found: tuple[Definition, ...]) -> bool:
    """A single word of plain prose is no symbol, even where one is called like it."""
    if piece.shape == "assignment" and "." not in piece.name:
        return found[0].symbol.kind in ("constant", "variable", "attribute")
    is_name = piece.is_marked or piece.shape == "call" or not _WORD.fullmatch(piece.name)
    return is_name or (piece.name[0].isupper() and "." not in found[0].symbol.name)


def _there(scene: Scene, number: int, piece: Piece, found: tuple[Definition, ...]) -> Iterator[Candidate]:
    """What is defined somewhere: claimed for the place that the sentence names, else for where it is."""
    place = scene.place_said(number)
    said = scene.files.get(place, ())[:1] if place is not None else ()
    if said and found[0].path not in scene.files[place or 0] and not said[0].endswith("/") and scene.can_read(said[0]):
        is_sure = scene.is_sure_place(place) and (piece.is_marked or not _WORD.fullmatch(piece.name))
        check = SymbolIs(piece.name.rpartition(".")[2], said[0])
        yield scene.candidate(check, number, scene.claim if is_sure else "mention")
        return
    if place is not None and said and not _OFFERED.search(scene.skeleton):
        text = opening_of(found[0], scene.codebase)
        if STABLE_FORM.match(text):  # it stays when the name is still offered here, but defined elsewhere
            yield scene.candidate(TextIs(text, found[0].path), number, "mention")
    if owner := _taking(scene, piece, found[0]):
        yield scene.candidate(SignatureIs(owner.symbol.name, (Wanted(piece.name),), owner.path), number, "mention")
        return
    also = [SymbolIs(one.symbol.name, one.path) for one in found[1:4]]
    is_plain = not piece.is_marked and _WORD.fullmatch(piece.name) is not None
    check = SymbolIs(found[0].symbol.name, found[0].path)
    yield scene.candidate(check, number, "mention" if is_plain else scene.claim, *also)


def _taking(scene: Scene, piece: Piece, one: Definition) -> Definition | None:
    """The class that has an attribute because its constructor takes it: that is what a bare name means."""
    owner, _, last = one.symbol.name.rpartition(".")
    if one.symbol.kind != "attribute" or not owner or piece.is_member or "." in piece.name:
        return None
    takes = [each for each in scene.names.symbols(owner) if each.path == one.path and each.symbol.kind == "class"]
    return next((each for each in takes if any(has.name == last for has in each.symbol.parameters or ())), None)


def _sought(scene: Scene, number: int, piece: Piece) -> Iterator[Candidate]:
    """A name that nothing defines: sought where it is said to be, in its owner, or as a word."""
    place = scene.place_said(number)
    path = scene.files[place][0] if place is not None and place in scene.files else ""
    if path and not path.endswith("/") and (piece.is_marked or not _WORD.fullmatch(piece.name)):
        if _occurs(scene, piece.name, path):
            yield scene.candidate(TextIs(piece.name, path), number, "mention")
        if scene.can_read(path) and not _FOLDER.match(scene.sentence.between(number, number + 1)):
            strength = scene.claim if scene.is_sure_place(place) else "mention"
            yield scene.candidate(SymbolIs(piece.name, path), number, strength)
        return
    owner, last = scene.names.owner(piece.name), piece.name.rpartition(".")[2]
    if owner:
        named = piece.name.replace("::", ".").split(".")[-2]
        is_said = owner[0].symbol.last_name == named and piece.is_marked and tier_of(owner[0].path) == 0
        check = SymbolIs(f"{owner[0].symbol.name}.{last}", owner[0].path)
        yield scene.candidate(check, number, scene.claim if is_said else "mention")
        return
    yield from _in_modules(scene, number, piece)


def _in_modules(scene: Scene, number: int, piece: Piece) -> Iterator[Candidate]:
    """A name below one of the project's modules. A plain word below a package may be anything: a key, a logger."""
    head, _, last = piece.name.rpartition(".")
    modules = scene.names.module(head) if head else ()
    is_a_name = piece.role in _PUBLIC_ROLES or piece.shape == "call" or not re.fullmatch(r"[a-z]+", last)
    if modules:
        strength = scene.claim if is_a_name and piece.is_marked and tier_of(modules[0]) == 0 else "mention"
        yield scene.candidate(SymbolIs(last, modules[0]), number, strength)
    elif head.partition(".")[0].lower() in scene.names.package and not _is_documented(scene, last):
        is_sure = piece.role in _PUBLIC_ROLES and is_a_name
        yield scene.candidate(SymbolIs(piece.name), number, scene.claim if is_sure else "mention")


def _is_documented(scene: Scene, last: str) -> bool:
    """Whether a page documents the name itself: it is one of an interface that only the documentation has."""
    for path in scene.codebase.with_word(last):
        if path.endswith((".rst", ".md", ".txt")):
            content = scene.codebase.read(path)
            if isinstance(content, str) and re.search(rf"\.\. [\w:]+:: .*\b{re.escape(last)}\b", content):
                return True
    return False


def _occurs(scene: Scene, text: str, path: str) -> bool:
    content = scene.codebase.read(path)
    return isinstance(content, str) and find_line(text, content) > 0


def _plain_in_file(scene: Scene) -> Iterator[Candidate]:
    """`mappings sits in lib/levels.js`: a plain word where a symbol of the sentence's one file is spoken of."""
    outline = scene.codebase.outline(scene.only_file) if scene.only_file and scene.can_read(scene.only_file) else None
    names = {symbol.name for symbol in outline.symbols} if isinstance(outline, Outline) else set()
    for found in _SPOKEN_OF.finditer(scene.skeleton) if names else ():
        word = found[1] or found[2]
        if word in names and len(word) > 3:
            yield scene.candidate(SymbolIs(word, scene.only_file), -1, "mention")


def _plain_members(scene: Scene) -> Iterator[Candidate]:
    """Members of a class of the sentence in plain words: of an enumeration (`PEM`), or said to be methods."""
    words = set(re.findall(r"(?<![\w.-])[A-Z][A-Za-z0-9_]{2,}(?![\w.-])", scene.skeleton))
    words |= {word for found in _MEMBER.finditer(scene.skeleton) for word in found.groups() if word}
    for found in scene.symbols.values() if words else ():
        one = found[0]
        outline = scene.codebase.outline(one.path)
        if not isinstance(outline, Outline):
            continue
        for symbol in outline.symbols:
            if symbol.name.startswith(f"{one.symbol.name}.") and symbol.last_name in words:
                yield scene.candidate(SymbolIs(symbol.name, one.path), -1, "mention")


def find_imports(scene: Scene) -> Iterator[Candidate]:
    """`from pkg.mod import A, b`: each name is offered by the module."""
    for number, piece in enumerate(scene.pieces):
        found = _IMPORT.search(piece.text) if piece.shape == "words" and piece.is_marked else None
        if found is None:
            continue
        modules = scene.names.module(found["module"])
        for name in re.findall(r"\w+", re.sub(r"\bas \w+", "", found["names"])):
            if modules:
                yield scene.candidate(SymbolIs(name, modules[0]), number)


def _inheriting(scene: Scene) -> Iterator[Candidate]:
    """Bases are not a kind of check of their own: the line that opens the class, up to the base, is its text."""
    names = {piece.name.rpartition(".")[2] for piece in scene.pieces} | set(re.findall(r"\w+", scene.skeleton))
    for number, piece in enumerate(scene.pieces):
        names |= set(re.findall(r"\w+", piece.text.partition("(")[2])) if piece.shape == "call" else set()
        for one in scene.symbols.get(number, ())[:1] if number not in scene.gone else ():
            for base in one.symbol.bases:
                last = re.split(r"[\[(]", base)[0].rpartition(".")[2]
                if last in names and last != one.symbol.last_name and (line := base_line_of(one, base, scene.codebase)):
                    yield scene.candidate(TextIs(line, one.path), number, "mention")
