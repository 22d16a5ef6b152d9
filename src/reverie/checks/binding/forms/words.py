"""Identifiers that nothing defines: keys, options, members made as the program runs, where they are used."""

import re
from collections.abc import Iterator

from reverie.checks.binding.names import words_of
from reverie.checks.binding.piece import Piece
from reverie.checks.binding.scene import Scene
from reverie.checks.candidate import Candidate
from reverie.checks.check import SymbolIs, TextIs
from reverie.checks.comparing.lines import find_line
from reverie.code.outlines.languages import language_of

_FEW = 6
"""A word that stands in more files than this is nobody's in particular."""
_MOST_FILES = 12


def find_words(scene: Scene) -> Iterator[Candidate]:
    """An identifier that is no symbol: a key, an option, a member made as it runs, where it is used."""
    for number, piece in enumerate(scene.pieces):
        if number in scene.symbols or number in scene.files or number in scene.gone or not _is_identifier(piece):
            continue
        word = piece.name or piece.text.lstrip("-").split()[0].split("=")[0]
        word = word.rpartition(".")[2]
        if piece.shape == "flag" and (field := scene.names.symbols(word.replace("-", "_"))):
            yield scene.candidate(SymbolIs(field[0].symbol.name, field[0].path), number, "mention")
        paths = _holding(scene, word)
        if not paths and "-" in word:
            word = word.replace("-", "_")  # a flag is a field or a parameter where it is defined
            paths = _holding(scene, word)
        if word in scene.names.titles or not 0 < len(paths) <= _FEW or _is_declared(scene, word):
            continue
        text = _occurrence(scene, word, paths)
        if text is not None:
            yield scene.candidate(text, number, "mention")


def _is_identifier(piece: Piece) -> bool:
    if piece.shape == "words" and piece.is_marked and re.fullmatch(r"(?:\w+\.)*[a-z]+(?:-[a-z0-9]+)+", piece.text):
        return True
    if piece.role == "link" or piece.shape not in ("name", "call", "flag", "assignment"):
        return False
    word = piece.name.rpartition(".")[2] or piece.text
    if piece.shape == "flag":
        return piece.text.startswith("--") and len(piece.text) > 4
    if "_" in word or re.search(r"[a-z0-9][A-Z]", word):
        return True
    return piece.is_marked and len(word) > 5


def _is_declared(scene: Scene, word: str) -> bool:
    plain = word.replace("_", "-").lower()
    return any(one.name.replace("_", "-").lower() == plain for one in scene.codebase.dependencies())


def _holding(scene: Scene, word: str) -> list[str]:
    """The files of the project's own in which a word, perhaps one with hyphens, occurs."""
    parts = [scene.names.sources_with(part) for part in word.split("-") if part]
    fewest = min(parts, key=len, default=[])
    if len(parts) < 2:
        return fewest
    texts = ((path, scene.codebase.read(path)) for path in fewest[: 4 * _MOST_FILES])
    return [path for path, text in texts if isinstance(text, str) and word in text]


def _occurrence(scene: Scene, word: str, paths: list[str]) -> TextIs | None:
    """The word with the signs that stand around it, in the file that the sentence fits best."""
    about = scene.sentence.words | scene.topic
    own = {one.path for found in scene.symbols.values() for one in found[:1]}
    ordered = sorted(
        paths,
        key=lambda path: (path not in own, language_of(path) is None, -len(words_of(path) & about), path.count("/")),
    )
    name = re.escape(word)
    for path in ordered:
        content = scene.codebase.read(path)
        if isinstance(content, str):
            quoted = re.search(rf"[\"'](?:--)?{name}[\"']", content)
            found = quoted or re.search(rf"\b{name}\b", content)
            if found and find_line(found[0], content):
                return TextIs(found[0], path)
    return None
