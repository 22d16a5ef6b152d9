"""What is left: distinctive literals of a sentence that stand, to the letter, in the code that it speaks of.

Only mentions, and only in the project's own code and configuration: a text may be worded anew while what it says stays
true, so nobody is accused by one.
"""

import re
from collections.abc import Iterator

from reverie.checks.binding.piece import Piece
from reverie.checks.binding.said import values_after
from reverie.checks.binding.scene import Scene
from reverie.checks.candidate import Candidate
from reverie.checks.check import TextIs, ValueIs
from reverie.checks.comparing.lines import find_line
from reverie.code.values import Outline

_TYPED = re.compile(r"\b(?:typed|declared|type|annotated|signature)\b", re.IGNORECASE)
_DEFAULT = re.compile(r"\bdefaults?\b", re.IGNORECASE)
_SPELLINGS = {"True": ("true", "True"), "False": ("false", "False"), "None": ("null", "None", "undefined")}
_LONG = 12
_MOST_FILES = 12
_FEWEST_ITEMS = 3


def find_literals(scene: Scene) -> Iterator[Candidate]:
    yield from _in_named_file(scene)
    yield from _beside_name(scene)
    yield from _anywhere(scene)
    yield from _enumerated(scene)


def _in_named_file(scene: Scene) -> Iterator[Candidate]:
    """Literals and code of a sentence that names a file which holds them."""
    declaring = [(one.path,) for found in scene.symbols.values() for one in found[:1] if _TYPED.search(scene.plain)]
    for paths in (*scene.files.values(), *declaring):
        for path in paths[:3]:
            content = scene.codebase.read(path) if not path.endswith("/") else None
            if not isinstance(content, str):
                continue
            for number, piece in enumerate(scene.pieces):
                is_typed = piece.shape == "assignment" and ":" in piece.text
                is_known = (number in scene.symbols and not is_typed) or number in scene.files
                if is_known or number in scene.gone or not _is_literal(piece):
                    continue
                text = _as_written(piece, content)
                if text:
                    yield scene.candidate(TextIs(text, path), number, "mention")


def _is_literal(piece: Piece) -> bool:
    if piece.role == "link" or piece.shape in ("url", "section"):
        return False
    if piece.is_quoted or piece.shape in ("literal", "call", "assignment", "words", "flag"):
        return len(piece.text) > 2
    is_code = piece.is_marked or bool(re.search(r"[a-z][A-Z]|_|\.\w", piece.text))
    return is_code and piece.shape in ("path", "name", "requirement") and len(piece.text) > 3


def _as_written(piece: Piece, content: str) -> str:
    """The text as the file has it, with the quotes that stand around it there; empty: it has not."""
    inner = piece.text
    if piece.is_quoted:
        inner = inner.strip("\"'")
        for quote in "\"'":
            if f"{quote}{inner}{quote}" in content:
                return f"{quote}{inner}{quote}"
    return inner if find_line(inner, content) else ""


def _beside_name(scene: Scene) -> Iterator[Candidate]:
    """A name and a value of the sentence that stand in one line of a file, as `name: value` or `name = value`."""
    inside = [one.path for found in scene.symbols.values() for one in found[:1]]
    for number, piece in enumerate(scene.pieces):
        name = piece.text if piece.name.count(".") > 1 else piece.name.rpartition(".")[2]
        if not name or len(name) < 4 or piece.shape in ("call", "assignment") or number in scene.gone:
            continue
        if (number in scene.callables and "." not in name) or any(
            each.name == name for one in scene.subjects for each in scene.names.parameters(one) or ()
        ):
            continue  # its signature says it better
        is_known = number in scene.symbols and name != piece.text
        paths = inside if is_known or "." in name else [*inside, *scene.names.sources_with(name)[:6]]
        others = [other for other in scene.pieces[number + 1 : number + 3] if other.shape not in ("path", "name")]
        texts = [other.text.strip("\"'") for other in others] or _spoken_values(scene, number)
        for text in texts:
            yield from (scene.candidate(check, number, "mention") for check in _lines(scene, paths, name, text))


def _spoken_values(scene: Scene, number: int) -> list[str]:
    """`true`, `null` and the like as the languages write them, where the sentence says that they are the default."""
    if not _DEFAULT.search(scene.skeleton):
        return []
    said = [value for value in values_after(scene, number) if value in ("True", "False", "None")]
    return [each for value in said[:1] for each in _SPELLINGS[value]]


def _lines(scene: Scene, paths: list[str], name: str, value: str) -> Iterator[TextIs]:
    """As an assignment; where the sentence speaks of a default also as anything that has both in one line."""
    beside = rf"[\"']?{re.escape(name)}[\"']?\??\s*(?:=|:|=>)\s*[\"']?{re.escape(value)}[\"']?"
    near = rf"(?<![\w$]){re.escape(name)}(?![\w$])[^\n]{{1,50}}?(?<![\w.]){re.escape(value)}(?![\w.])"
    for pattern in (beside, near) if _DEFAULT.search(scene.skeleton) else (beside,):
        for path in paths:
            content = scene.codebase.read(path)
            found = re.search(pattern, content) if isinstance(content, str) else None
            if found and "\n" not in found[0]:
                yield TextIs(found[0], path)
                return


def _anywhere(scene: Scene) -> Iterator[Candidate]:
    """A distinctive text that exactly one file of the project's own holds."""
    if scene.files:
        return
    for number, piece in enumerate(scene.pieces):
        is_address = piece.shape == "url" and not re.search(r"github\.com|readthedocs|shields\.io", piece.text)
        if (
            not (_is_literal(piece) or is_address)
            or len(piece.text) < _LONG
            or piece.shape in ("call", "path", "name", "flag")
            or (piece.shape == "assignment" and " = " not in piece.text)
        ):
            continue
        words = re.findall(r"\w{3,}", piece.text)
        paths = min((scene.names.sources_with(word) for word in words), key=len, default=[])
        holding = [
            path
            for path in paths[:_MOST_FILES]
            if (text := scene.codebase.read(path)) and isinstance(text, str) and find_line(piece.text, text)
        ]
        if len(holding) == 1:
            yield scene.candidate(TextIs(piece.text, holding[0]), number, "mention")


def _enumerated(scene: Scene) -> Iterator[Candidate]:
    """A list of literals that is, whole, what a constant is set to."""
    items = [piece.text.strip("\"'") for piece in scene.pieces if piece.shape == "literal"]
    if len(items) < _FEWEST_ITEMS:
        return
    for path in scene.names.sources_with(max(items, key=len))[:_MOST_FILES]:
        outline = scene.codebase.outline(path)
        for symbol in outline.symbols if isinstance(outline, Outline) else ():
            listed = re.findall(r"[\"']([^\"']+)[\"']", symbol.value)
            if len(listed) >= _FEWEST_ITEMS and sorted(listed) == sorted(items):
                yield scene.candidate(ValueIs(symbol.name, path, symbol.value), -1, "mention")
