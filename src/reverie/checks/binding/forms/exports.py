"""Statements about what the project offers to others: "`X` can be imported from `pkg`", "pkg exports `X`"."""

import re
from collections.abc import Iterator

from reverie.checks.binding.prose import PIECE
from reverie.checks.binding.scene import Scene
from reverie.checks.candidate import Candidate
from reverie.checks.check import AbsentIs, SymbolIs

_SAYS = re.compile(
    r"\b(?:import(?:s|ed|able)?|export(?:s|ed)?|re-?export(?:s|ed)?|public (?:api|exports?|names?)|"
    r"top[- ]level|__all__|expos(?:es|ed))\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|n't|no longer|never|without|nor)\b|n't\b", re.IGNORECASE)
_HAS_NO = re.compile(
    rf"^\W*(?P<title>[\w-]+|{PIECE}) (?:has|have|offers?|exports?|ships?|provides?) no {PIECE}", re.IGNORECASE
)


def find_exports(scene: Scene) -> Iterator[Candidate]:
    face = scene.names.face
    if not face or not scene.can_read(face):
        return
    if found := _HAS_NO.match(scene.skeleton):
        number = int(found.groups()[-1])
        title = scene.pieces[int(found[2])].text if found[2] else found["title"]
        if title.lower() in {each.lower() for each in scene.names.titles} and scene.pieces[number].name:
            yield scene.candidate(AbsentIs(SymbolIs(scene.pieces[number].name, face)), number, "mention")
        return
    is_denied = bool(_NOT.search(scene.skeleton))
    for number in sorted(offered_pieces(scene)):
        check = SymbolIs(scene.pieces[number].name, face)
        yield scene.candidate(AbsentIs(check) if is_denied else check, number, "mention")


def offered_pieces(scene: Scene) -> frozenset[int]:
    """The names that the sentence says the package offers, or does not: where they are defined is not said."""
    if not scene.names.face or not _is_of_the_package(scene):
        return frozenset()
    titles = {title.lower() for title in scene.names.titles}
    return frozenset(
        number
        for number, piece in enumerate(scene.pieces)
        if piece.shape in ("name", "call") and piece.name and "." not in piece.name
        if piece.name.lower() not in titles and piece.name != "__all__"
    )


def _is_of_the_package(scene: Scene) -> bool:
    """Whether it speaks of exports, and of no other file than the package's face."""
    others = [paths[0] for paths in scene.files.values() if paths[0] != scene.names.face]
    titles = {title.lower() for title in scene.names.titles}
    is_named = bool(titles & scene.plain_words) or re.search(
        r"\b(?:package|public|top[- ]level)\b", scene.skeleton, re.IGNORECASE
    )
    return bool(_SAYS.search(scene.plain)) and bool(is_named) and not others
