"""Statements about parameters: "`get` takes `timeout=None`", "the `timeout` parameter of `get` defaults to 5"."""

import re
from collections.abc import Iterable, Iterator

from reverie.checks.binding.names import tier_of, words_of
from reverie.checks.binding.piece import Piece
from reverie.checks.binding.prose import PIECE
from reverie.checks.binding.said import values_after, values_in
from reverie.checks.binding.scene import Scene
from reverie.checks.candidate import Candidate, Strength
from reverie.checks.check import SignatureIs, Wanted
from reverie.checks.comparing.parameters import parse_parameters
from reverie.checks.comparing.values import is_same_value
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
_PARAMETER = re.compile(
    r"\b(?:parameters?|arguments?|args?|kwargs?|keywords?|options?|flags?|callback|default|defaults|"
    r"accepts?|takes?|pass(?:ed|ing)?|attributes?|settings?|by position)\b",
    re.IGNORECASE,
)
_DEFAULT = re.compile(r"\b(?:defaults?|is|are|falls? back|unless|otherwise|uses|standard)\b|=", re.IGNORECASE)
_ITEM = re.compile(
    rf"^\W*(?:the |a |an |its |and |or |plus |as |only |exactly |parameters? |arguments? )*(?:{PIECE}|"
    rf"(?P<word>\*{{0,2}}[a-z_]\w*))\W*$"
)
_LITERAL = re.compile(r"[-+]?\d[\d_.]*|True|False|None|true|false|null|\"[^\"]*\"|'[^']*'")
_DEFAULTS_TO = re.compile(
    r"\W*(?:(?:parameter|argument|option|keyword|flag)\W+)?(?:which )?defaults? (?:to|is) (?:the )?", re.IGNORECASE
)
_OF = re.compile(r"\W*(?:(?:parameter|argument|option|keyword|flag)\W+)?(?:of|in|to|on|for) (?:the )?", re.IGNORECASE)
_X = PIECE.replace("(", "(?P<{}>")
_PARAMETER_OF = re.compile(
    rf"{_X.format('parameter')} (?:keyword[- ]|keyword-only |optional |new |positional )*(?:parameter|argument|kwarg) "
    rf"(?:of|to|on|in|for) (?:the )?{_X.format('owner')}|(?:keyword-only |keyword |new )?(?:parameter|argument) "
    rf"{_X.format('p2')} (?:of|to|on|in|for) (?:the )?{_X.format('o2')}",
    re.IGNORECASE,
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_ORDINAL = re.compile(
    r"\b(first|second|third|fourth|fifth|last)(?: positional)? (?:parameter|argument)\b", re.IGNORECASE
)
_MOST_TAKERS = 12


def find_signatures(scene: Scene) -> Iterator[Candidate]:
    yield from _called(scene)
    yield from _listed(scene)
    yield from _named(scene)
    yield from _said_to_be_of(scene)
    yield from _in_order(scene)
    yield from _of_anyone(scene)


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


def _sure(scene: Scene, number: int) -> Strength:
    """A claim only of the one callable of that name, and of the project's own code."""
    found = scene.callables.get(number, ())
    is_one = len({one.path for one in found}) == 1 and len({one.symbol.name for one in found}) == 1
    return scene.claim if is_one and tier_of(found[0].path) == 0 else "mention"


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
    names = [_plain(each.name) for each in known]
    asked = [_plain(each.name) for each in wanted]
    is_listed = asked == names and all(_fits(each, known) for each in wanted)
    if is_listed and (len(asked) > 1 or _ONLY.search(scene.skeleton)):
        yield scene.candidate(SignatureIs(one.symbol.name, wanted, one.path, is_whole=True), number, "mention")
        return
    if all(_fits(each, known) for each in wanted):
        yield scene.candidate(SignatureIs(one.symbol.name, wanted, one.path), number)
        return
    if len(asked) == len(names) > 1 and any(one == other for one, other in zip(asked, names, strict=True)):
        whole = tuple(map(Wanted, names))  # other names for some, as documentation has them, but so many and no more
        yield scene.candidate(SignatureIs(one.symbol.name, whole, one.path, is_whole=True), number, "mention")
        return
    keywords = tuple(Wanted(each.name) for each in wanted if each.default is not None or _plain(each.name) in names)
    if keywords:
        yield scene.candidate(SignatureIs(one.symbol.name, keywords, one.path), number, _sure(scene, number))


def _fits(wanted: Wanted, known: Iterable[Parameter]) -> bool:
    parameter = next((each for each in known if _plain(each.name) == _plain(wanted.name)), None)
    if parameter is None:
        return False
    return wanted.default is None or _is_default(wanted.default, parameter)


def _is_default(said: str, parameter: Parameter) -> bool:
    return parameter.default is not None and is_same_value(said, parameter.default) is True


def _plain(name: str) -> str:
    return name.lstrip("*&.").rstrip("?")


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
            is_whole = bool(_ONLY.search(scene.skeleton)) and [_plain(each.name) for each in wanted] == [
                _plain(each.name) for each in scene.names.parameters(one) or ()
            ]
            if wanted:
                yield scene.candidate(SignatureIs(one.symbol.name, wanted, one.path, is_whole), number)
            for unfit in _unfit(scene, found["list"], scene.names.parameters(one) or ()) if found["verb"] else ():
                strength = _sure(scene, number)
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
            yield from (one for one in parsed if _fits(one, known))


def _unfit(scene: Scene, text: str, known: Iterable[Parameter]) -> Iterator[Wanted]:
    """The marked ones right behind the verb that are not there, or have another default."""
    first = re.match(rf"\W*(?:the |a |an |its )?(?P<list>{PIECE}(?:(?:,| and|, and|/) {PIECE})*)", text)
    for number in re.findall(PIECE, first["list"]) if first else ():
        piece = scene.pieces[int(number)]
        if piece.is_marked and piece.shape == "assignment":
            parsed = parse_parameters(piece.text) or ()
            yield from (
                one for one in parsed if one.default and _LITERAL.fullmatch(one.default) and not _fits(one, known)
            )


def _named(scene: Scene) -> Iterator[Candidate]:
    """A parameter of one of the sentence's callables that it names, with the default that it says of it."""
    for number, piece in enumerate(scene.pieces):
        name = _parameter_name(piece)
        if not name:
            continue
        for one in _callables_for(scene, number):
            known = next((each for each in scene.names.parameters(one) or () if _plain(each.name) == name), None)
            if known is not None:
                spoken = [*values_after(scene, number), *(values_in(scene) if "default" in scene.plain_words else ())]
                default = next((said for said in spoken if _is_default(said, known)), None)
                default = default or _said_default(scene, number)
                owner = next((other for other, found in scene.callables.items() if one in found), -1)
                strength = _sure(scene, owner) if owner >= 0 else "mention"
                yield scene.candidate(
                    SignatureIs(one.symbol.name, (Wanted(name, default),), one.path), number, strength
                )
                break
    yield from _plain_named(scene)


def _said_default(scene: Scene, number: int) -> str | None:
    """The value that a parameter is said to default to, in so many words, whether it does or not."""
    for last in (number, number + 1):
        if last + 1 < len(scene.pieces) and _DEFAULTS_TO.fullmatch(scene.sentence.between(last, last + 1)):
            if last > number and not _OF.fullmatch(scene.sentence.between(number, last)):
                return None
            said = next(iter(values_after(scene, last)), "")
            return said if _LITERAL.fullmatch(said) else None
    return None


def _plain_named(scene: Scene) -> Iterator[Candidate]:
    """`color` without markup: a parameter when the sentence speaks of defaults and says its one."""
    words = set(re.findall(r"(?<![\w.])[a-z]\w+(?![\w.])", scene.skeleton))
    said = values_in(scene) if _DEFAULT.search(scene.skeleton) else []
    stems = words_of(scene.skeleton)
    for one in scene.subjects[:4] if said else ():
        for known in scene.names.parameters(one) or ():
            value = next((value for value in said if _is_default(value, known)), None)
            is_meant = known.name in words or (
                value is not None and len(value) > 1 and value.isdigit() and bool(words_of(known.name) & stems)
            )
            if is_meant and value is not None:
                wanted = (Wanted(known.name, value),)
                yield scene.candidate(SignatureIs(one.symbol.name, wanted, one.path), -1, "mention")


def _callables_for(scene: Scene, number: int) -> tuple[Definition, ...]:
    """The callables whose parameter a piece may be, those nearest to it first."""
    near = sorted(scene.callables, key=lambda other: (abs(other - number), other > number))
    found = [one for other in near if other != number for one in scene.callables[other][:3]]
    return tuple(found) if found else scene.subjects


def _parameter_name(piece: Piece) -> str:
    if piece.role in ("link", "class", "func", "meth", "mod", "exc"):
        return ""
    name = piece.name
    return name if name and "." not in name and not piece.is_member else ""


def _said_to_be_of(scene: Scene) -> Iterator[Candidate]:
    """ "the `x` parameter of `f`": said outright, whether `f` has it or not."""
    for found in _PARAMETER_OF.finditer(scene.skeleton):
        number, owner = int(found["parameter"] or found["p2"]), int(found["owner"] or found["o2"])
        name = _parameter_name(scene.pieces[number])
        if name and number not in scene.gone:
            for one in scene.callables.get(owner, ())[:1]:
                strength = "claim" if scene.mood == "news" and _sure_news(scene, owner) else _sure(scene, owner)
                yield scene.candidate(SignatureIs(one.symbol.name, (Wanted(name),), one.path), number, strength)


def _sure_news(scene: Scene, number: int) -> bool:
    found = scene.callables.get(number, ())
    return len({(one.path, one.symbol.name) for one in found}) == 1 and tier_of(found[0].path) == 0


def _in_order(scene: Scene) -> Iterator[Candidate]:
    """ "its first argument is `key`": a place in the order, which only the whole of the parameters tells."""
    ordinal = _ORDINAL.search(scene.skeleton)
    for one in scene.subjects[:1] if ordinal else ():
        names = [each.name for each in scene.names.parameters(one) or ()]
        at = (
            len(names) - 1
            if ordinal and ordinal[1].lower() == "last"
            else _ORDINALS.index(ordinal[1].lower())
            if ordinal
            else 0
        )
        said = {_parameter_name(piece) for piece in scene.pieces}
        if at < len(names) and names[at] in said:
            whole = SignatureIs(one.symbol.name, tuple(map(Wanted, names)), one.path, is_whole=True)
            yield scene.candidate(whole, -1, "mention")


def _of_anyone(scene: Scene) -> Iterator[Candidate]:
    """A parameter whose callable is not named: the one that takes it, or that the sentence's words fit best."""
    for number, piece in enumerate(scene.pieces):
        name = _parameter_name(piece)
        if not name or piece.shape == "call" or number in scene.gone or not _is_spoken_of(scene, number, piece):
            continue
        if number in scene.symbols and scene.symbols[number][0].symbol.kind not in ("attribute", "variable"):
            continue
        if any(name == _plain(each.name) for one in scene.subjects for each in scene.names.parameters(one) or ()):
            continue
        takers = scene.names.takers(name)
        if 0 < len(takers) <= _MOST_TAKERS:
            about = scene.sentence.words | scene.topic
            said = list(values_after(scene, number))
            best = max(
                takers,
                key=lambda one: (
                    any(
                        each.name == name and _is_default(value, each)
                        for value in said
                        for each in one.symbol.parameters or ()
                    ),
                    len(words_of(f"{one.symbol.name} {one.path}") & about),
                    -takers.index(one),
                ),
            )
            known = next(each for each in scene.names.parameters(best) or () if each.name == name)
            default = next((said for said in values_after(scene, number) if _is_default(said, known)), None)
            yield scene.candidate(SignatureIs(best.symbol.name, (Wanted(name, default),), best.path), number, "mention")


def _is_spoken_of(scene: Scene, number: int, piece: Piece) -> bool:
    around = scene.sentence.between(number - 1, number) + scene.sentence.between(number, number + 1)
    return piece.shape == "assignment" or "_" in piece.name or bool(_PARAMETER.search(around))
