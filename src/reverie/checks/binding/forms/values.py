"""Statements about what something is set to: "MAX_RETRIES is 3", "defaults to `False`", "line length is 120"."""

import re
from collections.abc import Iterator

from reverie.checks.binding.moods import SUPPOSED
from reverie.checks.binding.prose import PIECE
from reverie.checks.binding.said import values_after, values_in
from reverie.checks.binding.scene import Scene
from reverie.checks.binding.values_said import readings_of, word_readings
from reverie.checks.candidate import Candidate
from reverie.checks.check import ValueIs
from reverie.checks.comparing.values import is_same_value
from reverie.code.values import Definition

_IS = re.compile(
    r"^\W{0,2}(?:(?:option|setting|constant|value|parameter|key)\W+)?(?:is|=|:|:=|defaults? to|is set to|"
    r"equals|stays|ist|are)\s*(?:now |currently |the |by default )?$",
    re.IGNORECASE,
)
_PLAIN_IS = re.compile(
    rf"\b(?P<name>[a-zA-Z]\w{{2,}})(?: (?:config|option|setting|value|header|parameter|default|level))* "
    rf"(?:is|=|defaults? to|of|default(?: value)?:?(?: is)?)(?: set to| the)? (?:{PIECE}|(?P<word>\w+))",
    re.IGNORECASE,
)
_LITERAL = re.compile(r"[-+]?\d[\d_.]*|True|False|None|true|false|null|\"[^\"]*\"|'[^']*'|\[.*\]")
_VALUED = ("constant", "variable", "attribute")
_MOST_PLACES = 12


def find_values(scene: Scene) -> Iterator[Candidate]:
    yield from _of_symbols(scene)
    yield from _of_members(scene)
    yield from _of_plain_words(scene)


def _of_symbols(scene: Scene) -> Iterator[Candidate]:
    """A constant or attribute of the sentence with the value that is said of it."""
    for number, found in scene.symbols.items():
        valued = [one for one in found if one.symbol.kind in _VALUED and one.symbol.value]
        said = list(values_after(scene, number)) if valued else []
        said += values_in(scene) if valued and "value" in scene.plain_words else []
        for one in valued[:_MOST_PLACES]:
            held = next((value for value in said if is_same_value(value, one.symbol.value)), None)
            if held is not None:
                yield scene.candidate(ValueIs(one.symbol.name, one.path, held), number)
                break
        else:
            if len(valued) == 1 and said and _is_said(scene, number) and _LITERAL.fullmatch(said[0]):
                yield scene.candidate(ValueIs(valued[0].symbol.name, valued[0].path, said[0]), number)


def _is_said(scene: Scene, number: int) -> bool:
    """Whether the very next thing is its value: `X is 3`, `X = 3`."""
    piece = scene.pieces[number]
    if piece.shape == "assignment":  # mostly what a user shall set, unless it is all that is said
        return not re.search(r"[A-Za-z]", scene.sentence.between(-1, number)) and " = " in piece.text
    is_supposed = SUPPOSED.search(scene.sentence.between(number - 1, number))
    return not is_supposed and bool(_IS.match(scene.sentence.between(number, number + 1)))


def _of_members(scene: Scene) -> Iterator[Candidate]:
    """A member, given by its last name or in plain words, of a table or class that the sentence names as well."""
    for number, found in scene.symbols.items():
        for one in found[:2]:
            if one.symbol.kind not in ("class", "constant", "variable", "type"):
                continue
            for member in _members(scene, one):
                if _is_quoted_value(scene, number, member):
                    yield scene.candidate(
                        ValueIs(member.symbol.name, member.path, member.symbol.value), number, "mention"
                    )
                    continue
                last = member.symbol.last_name
                for said in _said_of(scene, last):
                    if member.symbol.value and is_same_value(said, member.symbol.value):
                        yield scene.candidate(ValueIs(member.symbol.name, member.path, said), number, "mention")
                        break


def _is_quoted_value(scene: Scene, number: int, member: Definition) -> bool:
    """Whether the sentence says of the owner what the member alone says: a text that is no common word."""
    inner = member.symbol.value.strip("\"'")
    return len(inner) > 7 and inner != member.symbol.value and inner in list(values_after(scene, number))


def _members(scene: Scene, owner: Definition) -> Iterator[Definition]:
    outline = scene.codebase.outline(owner.path)
    prefix = f"{owner.symbol.name}."
    for symbol in getattr(outline, "symbols", ()):
        if symbol.name.startswith(prefix) and symbol.kind in _VALUED:
            yield Definition(owner.path, symbol)


def _said_of(scene: Scene, last: str) -> Iterator[str]:
    for number, piece in enumerate(scene.pieces):
        if piece.name.rpartition(".")[2] == last:
            yield from values_after(scene, number)
    if found := re.search(rf"(?<![\w-]){re.escape(last)}(?![\w-])", scene.skeleton, re.IGNORECASE):
        yield from values_after(scene, -1, scene.skeleton[found.end() :])


def _of_plain_words(scene: Scene) -> Iterator[Candidate]:
    """The timeout config value is `0`: a word of prose, when exactly one thing of that name has the value."""
    for found in _PLAIN_IS.finditer(scene.skeleton):
        number = int(found[2]) if found[2] else -1
        if number >= 0 and scene.pieces[number].shape not in ("number", "literal", "words", "name"):
            continue
        said = readings_of(scene.pieces[number]) if number >= 0 else word_readings(found["word"])
        valued = [one for one in scene.names.symbols(found["name"]) if one.symbol.kind in _VALUED and one.symbol.value]
        for value in said:
            same = [one for one in valued if is_same_value(value, one.symbol.value)]
            if len(same) == 1:
                yield scene.candidate(ValueIs(same[0].symbol.name, same[0].path, value), number, "mention")
                break
