"""Statements that something is not there: "there is no X any more", "removed `x` from `f`", "does not accept `x`"."""

import re
from collections.abc import Iterator

from reverie.checks.binding.absences import ABSENCES, WAY_OF_USE
from reverie.checks.binding.moods import is_placeholder
from reverie.checks.binding.piece import Piece
from reverie.checks.binding.prose import PIECE
from reverie.checks.binding.scene import Scene
from reverie.checks.candidate import Candidate
from reverie.checks.check import AbsentIs, PathIs, SignatureIs, SymbolIs, TextIs, ValueIs, Wanted
from reverie.checks.comparing.lines import find_line
from reverie.checks.comparing.parameters import parse_parameters
from reverie.code.values import Settings

_PARAMETER = re.compile(r"\b(?:parameter|argument|arg|option|keyword)", re.IGNORECASE)


def find_absent(scene: Scene) -> Iterator[Candidate]:
    yield from _in_plain_words(scene)
    if WAY_OF_USE.match(scene.skeleton):
        return
    for _, form in ABSENCES:
        for found in form.finditer(scene.skeleton):
            owner = found.groupdict().get("owner") or ""
            owner_number = int(re.findall(PIECE, owner)[0]) if owner else -1
            kind = found.groupdict().get("kind") or ""
            plain = found.groupdict().get("plain") or ""
            for number in map(int, re.findall(PIECE, found["what"] or "")):
                if not is_placeholder(scene.pieces[number].text.replace("...", "")):
                    yield from _absent(scene, number, owner_number, kind, plain)


def _absent(scene: Scene, number: int, owner: int, kind: str, plain: str) -> Iterator[Candidate]:
    piece = scene.pieces[number]
    if owner >= 0 and owner in scene.files:
        yield from _not_in_file(scene, number, piece, scene.files[owner][0])
        return
    owners = scene.names.symbols(scene.pieces[owner].name) if owner >= 0 and scene.pieces[owner].name else ()
    if not owners and plain:
        owners = scene.names.symbols(plain)
    if not _bare(piece) or not re.fullmatch(r"[\w$]+", _bare(piece)):
        return
    for one in owners[:1]:
        for silent in _not_a_word_of_it(scene, one.path, _bare(piece)):
            yield scene.candidate(silent, number, "mention")
        is_function = one.symbol.kind in ("function", "method")
        if is_function or (_PARAMETER.search(kind) and scene.names.parameters(one) is not None):
            yield scene.candidate(AbsentIs(SignatureIs(one.symbol.name, (Wanted(_bare(piece)),), one.path)), number)
        else:
            yield scene.candidate(
                AbsentIs(SymbolIs(f"{one.symbol.name}.{_bare(piece)}", one.path)), number, scene.denial
            )
            if one.symbol.kind not in ("class", "type"):
                text = TextIs(f"{one.symbol.last_name}.{_bare(piece)}", one.path)
                yield scene.candidate(AbsentIs(text), number, "mention")
    if not owners:
        yield from _nowhere(scene, number, piece, kind)


def _not_in_file(scene: Scene, number: int, piece: Piece, path: str) -> Iterator[Candidate]:
    if path.endswith("/"):
        yield scene.candidate(AbsentIs(PathIs(path + piece.text)), number, scene.denial)
    elif isinstance(scene.codebase.settings(path), Settings):
        yield scene.candidate(AbsentIs(ValueIs(piece.text.strip("[]"), path)), number, scene.denial)
    elif scene.can_read(path) and piece.name:
        yield scene.candidate(AbsentIs(SymbolIs(piece.name, path)), number, scene.denial)
        yield scene.candidate(AbsentIs(TextIs(piece.name, path)), number, "mention")
    else:
        yield scene.candidate(AbsentIs(TextIs(piece.text, path)), number, scene.denial)


def _nowhere(scene: Scene, number: int, piece: Piece, kind: str) -> Iterator[Candidate]:
    """Absent from the whole tree; a keyword of a call (`Client(uds=…)`) from that call."""
    if piece.shape == "path":
        yield scene.candidate(AbsentIs(PathIs(piece.text)), number, scene.denial)
        return
    if piece.shape == "call" and "=" in piece.text:
        inner = parse_parameters(piece.text[piece.text.find("(") + 1 : piece.text.rfind(")")]) or ()
        for one in scene.names.symbols(piece.name)[:1]:
            for wanted in inner:
                yield scene.candidate(
                    AbsentIs(SignatureIs(one.symbol.name, (Wanted(wanted.name),), one.path)), number, scene.denial
                )
        return
    if not piece.name or (_PARAMETER.search(kind) and "." not in piece.name):
        return
    if owners := scene.names.owner(piece.name):
        last = piece.name.rpartition(".")[2]
        yield scene.candidate(
            AbsentIs(SymbolIs(f"{owners[0].symbol.name}.{last}", owners[0].path)), number, scene.denial
        )
        return
    modules = scene.names.module(piece.name.rpartition(".")[0]) if "." in piece.name else ()
    if "module" in kind:
        yield scene.candidate(AbsentIs(PathIs(piece.name.replace(".", "/") + ".py")), number, scene.denial)
    elif modules:
        yield scene.candidate(AbsentIs(SymbolIs(piece.name.rpartition(".")[2], modules[0])), number, scene.denial)
    elif _is_distinct(piece):
        yield scene.candidate(AbsentIs(SymbolIs(piece.name)), number, "mention")


def _is_distinct(piece: Piece) -> bool:
    return "_" in piece.name or "." in piece.name or bool(re.search(r"[a-z][A-Z]", piece.name)) or len(piece.name) > 8


def _bare(piece: Piece) -> str:
    return piece.name.rpartition(".")[2] or piece.text.strip("`=*.() ")


def _not_a_word_of_it(scene: Scene, path: str, word: str) -> Iterator[AbsentIs]:
    """That a file does not even say the word: it can fall where parameters and members cannot be told."""
    content = scene.codebase.read(path)
    if len(word) > 3 and isinstance(content, str) and not find_line(word, content):
        yield AbsentIs(TextIs(word, path))


def _in_plain_words(scene: Scene) -> Iterator[Candidate]:
    """`setup.py` declares no install_requires; it defines no extras (`extras_require`); no experimental subpackage."""
    found = re.search(
        rf"{PIECE} (?:\w+ )?(?:declares?|defines?|has|contains?|lists?|sets?) no (?P<word>[\w-]+)(?: \({PIECE}\))?",
        scene.skeleton,
        re.IGNORECASE,
    )
    if found and int(found[1]) in scene.files and not scene.files[int(found[1])][0].endswith("/"):
        word = scene.pieces[int(found[3])].text if found[3] else found["word"]
        if "_" in word or found[3]:
            yield scene.candidate(AbsentIs(TextIs(word, scene.files[int(found[1])][0])), int(found[1]), "mention")
    marker = re.search(rf"\b(?:ships?|has|contains?|there is) no {PIECE}", scene.skeleton, re.IGNORECASE)
    if marker and scene.pieces[int(marker[1])].shape == "path" and scene.names.face:
        beside = scene.names.face.rpartition("/")[0]
        yield scene.candidate(
            AbsentIs(PathIs(f"{beside}/{scene.pieces[int(marker[1])].text}".lstrip("/"))), -1, "mention"
        )
    folder = re.search(r"\bno (?P<name>\w+) (?:sub-?package|folder|directory|module)\b", scene.skeleton, re.IGNORECASE)
    if folder:
        for paths in scene.files.values():
            if paths[0].endswith("/"):
                yield scene.candidate(AbsentIs(PathIs(f"{paths[0]}{folder['name']}/")), -1, "mention")
