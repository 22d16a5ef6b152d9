"""Statements that give a callable's parameters: "`get(url, timeout=30)`", "`get` takes `timeout=None`"."""

import re
from collections.abc import Iterable, Iterator

from reverie.checks.binding.callables import fits, plain_name, sure
from reverie.checks.binding.piece import Piece
from reverie.checks.binding.prose import PIECE
from reverie.checks.binding.scene import Scene
from reverie.checks.candidate import Candidate
from reverie.checks.check import SignatureIs, Wanted
from reverie.checks.comparing.parameters import parse_parameters
from reverie.code.values import Definition, Parameter

_TAKES = re.compile(
    r"\b(?:(?P<verb>takes?|accepts?|has|nimmt|erwartet)|have|needs?|requires?|expects?|gets?|"
    r"with)\b(?P<list>[^;]*)",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b(?:only|nothing else|exactly|in this order|and no(?:thing| other)|(?:one|two|three|four|five|"
    r"\d) (?:positional )?(?:arguments?|parameters?))\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    rf"{PIECE}[^;.]*?\b(?:takes|accepts|has|needs) no (?:further |other )?(?:arguments?|parameters?)\b", re.IGNORECASE
)
_ITEM = re.compile(
    rf"^\W*(?:the |a |an |its |and |or |plus |as |only |exactly |parameters? |arguments? )*(?:{PIECE}|"
    rf"(?P<word>\*{{0,2}}[a-z_]\w*))\W*$"
)
_LITERAL = re.compile(r"[-+]?\d[\d_.]*|True|False|None|true|false|null|\"[^\"]*\"|'[^']*'")


def find_signatures(scene: Scene) -> Iterator[Candidate]:
    yield from _called(scene)
    yield from _listed(scene)


def _called(scene: Scene) -> Iterator[Candidate]:
    """`get(url, *, timeout=30)`: as a signature, if its parameters are so; else that it takes these keywords."""
    for number, piece in enumerate(scene.pieces):
        if piece.shape != "call":
            continue
        wanted = _parameters(piece)
        for one in scene.callables.get(number, ())[:2]:
            if wanted:
                yield from _as_signature(scene, number, one, wanted)
    for number, piece in enumerate(scene.pieces):
        if piece.shape in ("call", "assignment"):
            yield from _nested(scene, number, piece)


def _parameters(piece: Piece) -> tuple[Wanted, ...]:
    inner = piece.text[piece.text.find("(") + 1 : piece.text.rfind(")")]
    known = parse_parameters(inner.replace("[,", ",").replace(",]", ",").strip("[] ")) or ()
    return tuple(one for one in known if one.name not in ("self", "cls"))


def _nested(scene: Scene, number: int, piece: Piece) -> Iterator[Candidate]:
    """`timeout=Timeout(5.0, connect=60)`: the keywords of calls within."""
    for inner in re.finditer(r"(?<=[=(,\s])([A-Z]\w*)\(([^()]*)\)", piece.text):
        keywords = re.findall(r"(\w+)\s*=", inner[2])
        for one in scene.names.symbols(inner[1])[:1]:
            if keywords:
                yield scene.candidate(SignatureIs(one.symbol.name, tuple(map(Wanted, keywords)), one.path), number)


def _as_signature(scene: Scene, number: int, one: Definition, wanted: tuple[Wanted, ...]) -> Iterator[Candidate]:
    known = scene.names.parameters(one) or ()
    names = [plain_name(each.name) for each in known]
    asked = [plain_name(each.name) for each in wanted]
    is_listed = asked == names and all(fits(each, known) for each in wanted)
    if is_listed and (len(asked) > 1 or _ONLY.search(scene.skeleton)):
        yield scene.candidate(SignatureIs(one.symbol.name, wanted, one.path, is_whole=True), number, "mention")
        return
    if all(fits(each, known) for each in wanted):
        yield scene.candidate(SignatureIs(one.symbol.name, wanted, one.path), number)
        return
    if len(asked) == len(names) > 1 and any(one == other for one, other in zip(asked, names, strict=True)):
        whole = tuple(map(Wanted, names))  # other names for some, as documentation has them, but so many and no more
        yield scene.candidate(SignatureIs(one.symbol.name, whole, one.path, is_whole=True), number, "mention")
        return
    keywords = tuple(Wanted(each.name) for each in wanted if each.default is not None or plain_name(each.name) in names)
    if keywords:
        yield scene.candidate(SignatureIs(one.symbol.name, keywords, one.path), number, sure(scene, number))


def _listed(scene: Scene) -> Iterator[Candidate]:
    """`f` takes a, b and c; with `only`, `exactly`, `two arguments` these and no others."""
    for found in _NOTHING.finditer(scene.skeleton):
        number = int(found[1])
        for one in scene.callables.get(number, ())[:1]:
            yield scene.candidate(SignatureIs(one.symbol.name, (), one.path, is_whole=True), number)
    for found in _TAKES.finditer(scene.skeleton):
        number = _subject_before(scene, found.start())
        for one in scene.callables.get(number, ())[:1]:
            wanted = tuple(_items(scene, found["list"], scene.names.parameters(one) or ()))
            is_whole = bool(_ONLY.search(scene.skeleton)) and [plain_name(each.name) for each in wanted] == [
                plain_name(each.name) for each in scene.names.parameters(one) or ()
            ]
            if wanted:
                yield scene.candidate(SignatureIs(one.symbol.name, wanted, one.path, is_whole), number)
            for unfit in _unfit(scene, found["list"], scene.names.parameters(one) or ()) if found["verb"] else ():
                strength = sure(scene, number)
                yield scene.candidate(SignatureIs(one.symbol.name, (unfit,), one.path), number, strength)


def _subject_before(scene: Scene, end: int) -> int:
    """The number of the last callable before a place of the skeleton, in the same clause; -1: none."""
    clause = scene.skeleton[:end].rpartition(";")[2]
    return next((n for n in reversed(list(map(int, re.findall(PIECE, clause)))) if n in scene.callables), -1)


def _items(scene: Scene, text: str, known: Iterable[Parameter]) -> Iterator[Wanted]:
    """The parameters of a list in prose that are there: names and `name=default`."""
    for part in re.split(r",| and | or | & |\band\b|[(:–—]| - ", text):
        item = _ITEM.match(part)
        words = [item["word"]] if item and item["word"] else []
        words += [scene.pieces[int(number)].text for number in re.findall(PIECE, part)]
        for word in words:
            parsed = parse_parameters(word.strip("()")) or ()
            yield from (one for one in parsed if fits(one, known))


def _unfit(scene: Scene, text: str, known: Iterable[Parameter]) -> Iterator[Wanted]:
    """The marked ones right behind the verb that are not there, or have another default."""
    first = re.match(rf"\W*(?:the |a |an |its )?(?P<list>{PIECE}(?:(?:,| and|, and|/) {PIECE})*)", text)
    for number in re.findall(PIECE, first["list"]) if first else ():
        piece = scene.pieces[int(number)]
        if piece.is_marked and piece.shape == "assignment":
            parsed = parse_parameters(piece.text) or ()
            yield from (
                one for one in parsed if one.default and _LITERAL.fullmatch(one.default) and not fits(one, known)
            )
