"""Statements about one parameter: "the `timeout` parameter of `get` defaults to 5", "its first argument is `url`"."""

import re
from collections.abc import Iterator

from reverie.checks.binding.callables import is_default, is_one, plain_name, sure
from reverie.checks.binding.names import words_of
from reverie.checks.binding.piece import Piece
from reverie.checks.binding.prose import PIECE
from reverie.checks.binding.said import values_after, values_in
from reverie.checks.binding.scene import Scene
from reverie.checks.candidate import Candidate
from reverie.checks.check import SignatureIs, Wanted
from reverie.code.values import Definition

_PARAMETER = re.compile(
    r"\b(?:parameters?|arguments?|args?|kwargs?|keywords?|options?|flags?|callback|default|defaults|"
    r"accepts?|takes?|pass(?:ed|ing)?|attributes?|settings?|by position)\b",
    re.IGNORECASE,
)
_DEFAULT = re.compile(r"\b(?:defaults?|is|are|falls? back|unless|without|otherwise|uses|standard)\b|=", re.IGNORECASE)
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
_CALLED_PARAMETER = re.compile(r"\b([a-z]\w*) (?:argument|parameter|option|keyword|kwarg|flag)s?\b", re.IGNORECASE)
_MOST_TAKERS = 12


def find_parameters(scene: Scene) -> Iterator[Candidate]:
    yield from _named(scene)
    yield from _plain_named(scene)
    yield from _said_to_be_of(scene)
    yield from _in_order(scene)
    yield from _of_anyone(scene)


def _named(scene: Scene) -> Iterator[Candidate]:
    """A parameter of one of the sentence's callables that it names, with the default that it says of it."""
    for number, piece in enumerate(scene.pieces):
        name = _parameter_name(piece)
        if not name:
            continue
        for one in _callables_for(scene, number):
            known = next((each for each in scene.names.parameters(one) or () if plain_name(each.name) == name), None)
            if known is not None:
                spoken = [*values_after(scene, number), *(values_in(scene) if "default" in scene.plain_words else ())]
                default = next((said for said in spoken if is_default(said, known)), None)
                default = default or _said_default(scene, number)
                owner = next((other for other, found in scene.callables.items() if one in found), -1)
                strength = sure(scene, owner) if owner >= 0 else "mention"
                yield scene.candidate(
                    SignatureIs(one.symbol.name, (Wanted(name, default),), one.path), number, strength
                )
                break


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
    called = {found[1] for found in _CALLED_PARAMETER.finditer(scene.skeleton)}
    for one in scene.subjects[:4] if called else ():
        for name in called & {each.name for each in scene.names.parameters(one) or ()}:
            yield scene.candidate(SignatureIs(one.symbol.name, (Wanted(name),), one.path), -1, "mention")
    for one in scene.subjects[:4] if said else ():
        for known in scene.names.parameters(one) or ():
            value = next((value for value in said if is_default(value, known)), None)
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
                strength = "claim" if scene.mood == "news" and is_one(scene, owner) else sure(scene, owner)
                yield scene.candidate(SignatureIs(one.symbol.name, (Wanted(name),), one.path), number, strength)


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
        if any(name == plain_name(each.name) for one in scene.subjects for each in scene.names.parameters(one) or ()):
            continue
        takers = scene.names.takers(name)
        if 0 < len(takers) <= _MOST_TAKERS:
            about = scene.sentence.words | scene.topic
            said = list(values_after(scene, number))
            best = max(
                takers,
                key=lambda one: (
                    any(
                        each.name == name and is_default(value, each)
                        for value in said
                        for each in one.symbol.parameters or ()
                    ),
                    len(words_of(f"{one.symbol.name} {one.path}") & about),
                    -takers.index(one),
                ),
            )
            known = next(each for each in scene.names.parameters(best) or () if each.name == name)
            default = next((said for said in values_after(scene, number) if is_default(said, known)), None)
            yield scene.candidate(SignatureIs(best.symbol.name, (Wanted(name, default),), best.path), number, "mention")


def _is_spoken_of(scene: Scene, number: int, piece: Piece) -> bool:
    around = scene.sentence.between(number - 1, number) + scene.sentence.between(number, number + 1)
    return piece.shape == "assignment" or "_" in piece.name or bool(_PARAMETER.search(around))
