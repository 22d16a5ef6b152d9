"""Statements about what something is set to: "MAX_RETRIES is 3", "defaults to `False`", "line length is 120"."""

import re
from collections.abc import Iterator

from reverie.checks.binding.configuration import configuration_of, is_named, says_key
from reverie.checks.binding.prose import PIECE
from reverie.checks.binding.said import values_after
from reverie.checks.binding.scene import Scene
from reverie.checks.binding.values_said import readings_of
from reverie.checks.candidate import Candidate
from reverie.checks.check import TextIs, ValueIs
from reverie.checks.comparing.values import is_same_value
from reverie.code.values import Definition, Setting, Settings

_IS = re.compile(
    r"^\W{0,2}(?:(?:option|setting|constant|value|parameter|key)\W+)?(?:is|=|:|:=|defaults? to|is set to|"
    r"equals|stays|ist|are)\s*(?:now |currently |the |by default )?$",
    re.IGNORECASE,
)
_PLAIN_IS = re.compile(
    rf"\b([a-z]\w{{2,}})(?: (?:config|option|setting|value|header|parameter|default))* (?:is|=|"
    rf"defaults? to|of) (?:set to )?"
    rf"(?:the )?{PIECE}",
    re.IGNORECASE,
)
_LITERAL = re.compile(r"[-+]?\d[\d_.]*|True|False|None|true|false|null|\"[^\"]*\"|'[^']*'|\[.*\]")
_VALUED = ("constant", "variable", "attribute")
_LIST = re.compile(r"[:,]")
_MOST_PLACES = 4


def find_values(scene: Scene) -> Iterator[Candidate]:
    yield from _of_symbols(scene)
    yield from _of_members(scene)
    yield from _of_plain_words(scene)
    yield from _of_settings(scene)
    yield from _of_version(scene)


def _of_symbols(scene: Scene) -> Iterator[Candidate]:
    """A constant or attribute of the sentence with the value that is said of it."""
    for number, found in scene.symbols.items():
        valued = [one for one in found if one.symbol.kind in _VALUED and one.symbol.value]
        said = list(values_after(scene, number))
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
    return scene.pieces[number].shape == "assignment" or bool(_IS.match(scene.sentence.between(number, number + 1)))


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
    """ "the timeout config value is `0`": a word of prose, when exactly one thing of that name has the value."""
    for found in _PLAIN_IS.finditer(scene.skeleton):
        piece = scene.pieces[int(found[2])]
        if piece.shape not in ("number", "literal", "words"):
            continue
        valued = [one for one in scene.names.symbols(found[1]) if one.symbol.kind in _VALUED and one.symbol.value]
        for said in readings_of(piece):
            same = [one for one in valued if is_same_value(said, one.symbol.value)]
            if len(same) == 1:
                yield scene.candidate(ValueIs(same[0].symbol.name, same[0].path, said), int(found[2]), "mention")
                break


def _of_settings(scene: Scene) -> Iterator[Candidate]:
    """A key of a configuration file, by its name or its words, with its value; in the files that the sentence names,
    else in those of the root."""
    for path in configuration_of(scene) if scene.pieces or _LIST.search(scene.skeleton) else ():
        settings = scene.codebase.settings(path)
        if not isinstance(settings, Settings):
            continue
        for setting in settings.settings:
            if number := says_key(scene, setting, path):
                yield from _of_setting(scene, path, setting, number - 1)


def _of_setting(scene: Scene, path: str, setting: Setting, number: int) -> Iterator[Candidate]:
    said = list(values_after(scene, number)) if number < len(scene.pieces) else _all_values(scene)
    if setting.value == "{}":
        if is_named(scene, setting, path):
            yield scene.candidate(ValueIs(setting.key, path), number)
        return
    held = next((value for value in [*said, *_all_values(scene)] if is_same_value(value, setting.value)), None)
    if held is not None:
        yield scene.candidate(ValueIs(setting.key, path, held), number)
    elif setting.value.startswith("[") and (names := _listed(scene, setting.value)):
        yield scene.candidate(ValueIs(setting.key, path, names), number)
    elif is_named(scene, setting, path):
        yield scene.candidate(ValueIs(setting.key, path), number)


def _all_values(scene: Scene) -> list[str]:
    return [
        value
        for number, piece in enumerate(scene.pieces)
        if piece.shape != "url"
        for value in (*values_after(scene, number - 1),)
        if number
    ] + [piece.text for piece in scene.pieces]


def _listed(scene: Scene, value: str) -> str:
    """The whole list, when the sentence has all of its parts."""
    parts = re.findall(r"[\"']([^\"']+)[\"']", value)
    words = set(re.findall(r"[\w./@+-]*[\w/]", scene.plain.replace(",", " ")))
    return value if len(parts) > 1 and words.issuperset(part.strip() for part in parts) else ""


def _of_version(scene: Scene) -> Iterator[Candidate]:
    """ "version 2.31.0 of this package", "the `v4` release": the project's own version."""
    found = re.search(
        rf"\b(?:{'|'.join(map(re.escape, scene.names.titles)) or 'package'})\W+v?(?P<one>\d+(?:\.\d+)*)"
        rf"(?![\w.+]*\d)\W+(?:release|version|branch|line|series)|\b(?:this package|the package|"
        rf"package version|our version|current version|version of (?:this|the) (?:package|"
        rf"project))\b\D{{0,20}}(?P<two>\d+(?:\.\d+)+)|\bversion (?P<three>\d+(?:\.\d+)+) of (?:this|the)\b",
        scene.plain.replace("`", " "),
        re.IGNORECASE,
    )
    if found is None:
        return
    version = found["one"] or found["two"] or found["three"]
    for path, key in (
        ("package.json", "version"),
        ("pyproject.toml", "project.version"),
        ("Cargo.toml", "package.version"),
    ):
        settings = scene.codebase.settings(path)
        for setting in settings.settings if isinstance(settings, Settings) else ():
            if setting.key == key and setting.value == version:
                yield scene.candidate(ValueIs(key, path, version), -1)
            elif setting.key == key and setting.value.startswith(f"{version}."):
                quoted = f'"version": "{version}.' if path.endswith("json") else f'version = "{version}.'
                yield scene.candidate(TextIs(quoted, path), -1)
    for one in scene.names.symbols("__version__")[:1]:
        if one.symbol.value.strip("\"'") == version:
            yield scene.candidate(ValueIs(one.symbol.name, one.path, version), -1)
