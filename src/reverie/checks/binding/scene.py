"""A sentence seen in a codebase: what its pieces mean there, which of them belong together."""

import re
from functools import cached_property

from reverie.checks.candidate import Candidate, Strength
from reverie.checks.check import AnyCheck
from reverie.code.values import Definition, Outline

from .absences import said_absent
from .moods import Mood, is_placeholder, mood_of
from .names import Names, words_of
from .piece import Piece
from .prose import PIECE, Sentence

_PLACED = re.compile(
    r"(?:\b(?:in|from|inside|within|under|at|into|see|by|of|file|module|liegt in|aus)\b(?: the| our| its|"
    r" der| dem)?(?: (?:file|module|private|public|package|datei))?|[(:]|→|->)\s*$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[;]|\. |, (?:but|while|whereas|aber|and (?:there|it|the|this))\b|\b(?:when|if|because|so that|"
    r"unlike|must match|instead)\b"
)
_HOLDS = re.compile(
    r"\W*(?:(?:file|module|script|config|itself|still|also|already|only|now|there)\W+){0,3}(?:holds?|"
    r"contains?|defines?|declares?|exports?|"
    r"exposes?|has|provides?|offers?|knows?|lists?|includes?|keeps?|implements?|sets?|enthält|definiert|"
    r"with|there (?:is|are)|exportiert)\b|"
    r"\W*[:(–—]|\W*$",
    re.IGNORECASE,
)


class Scene:
    """What the forms look at. `before` is the scene of the sentence before in the same paragraph, or of its heading."""

    def __init__(self, sentence: Sentence, names: Names, before: "Scene | None" = None) -> None:
        self.sentence = sentence
        self.pieces = sentence.pieces
        self.skeleton = sentence.skeleton
        self.names = names
        self.codebase = names.codebase
        self.before = before

    @cached_property
    def plain(self) -> str:
        """The words of the sentence with the texts of its pieces, without markup."""
        return re.sub(PIECE, lambda found: self.pieces[int(found[1])].text, self.skeleton)

    @cached_property
    def plain_words(self) -> frozenset[str]:
        """The words of the plain text in lower case, names cut into theirs."""
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", self.plain)
        return frozenset(re.findall(r"[a-z0-9]+", f"{spaced} {self.plain}".lower()))

    @cached_property
    def gone(self) -> frozenset[int]:
        """The pieces that the sentence says are absent."""
        return said_absent(self.sentence)

    @cached_property
    def mood(self) -> Mood:
        return mood_of(self.sentence)

    @property
    def claim(self) -> Strength:
        """How strongly the sentence says what it says outright."""
        return "claim" if self.mood == "says" and self.sentence.role == "sentence" else "mention"

    @property
    def denial(self) -> Strength:
        """How strongly it says that something is not there."""
        return "claim" if self.mood in ("says", "gone") and self.sentence.role == "sentence" else "mention"

    @cached_property
    def files(self) -> dict[int, tuple[str, ...]]:
        """The pieces that are files or folders of the tree, likeliest first; also modules by their dotted names."""
        found = {}
        for number, piece in enumerate(self.pieces):
            if piece.shape == "path":
                paths = self.names.files(piece.text)
            elif piece.shape == "name" and ("." in piece.name or "::" in piece.name):
                paths = self.names.module(piece.name)
            else:
                continue
            if paths:
                found[number] = paths
        return found

    @cached_property
    def only_file(self) -> str:
        """The one file of the sentence, when it names one and that is unambiguous; else empty."""
        paths = {paths[0] for paths in self.files.values()}
        return paths.pop() if len(paths) == 1 else ""

    @cached_property
    def symbols(self) -> dict[int, tuple[Definition, ...]]:
        """The pieces that are symbols; those of the files of the sentence before all others."""
        found = {}
        for number, piece in enumerate(self.pieces):
            if not piece.name or piece.role in ("link", "term", "option", "envvar", "pypi"):
                continue
            if inside := self._in_files(piece.name, number):
                found[number] = inside
            elif owned := self._owned(piece.name, number):
                found[number] = owned
            elif number not in self.files and (anywhere := self.names.symbols(piece.name)):
                found[number] = self._nearest(anywhere, piece)
        return found

    def _in_files(self, name: str, number: int) -> tuple[Definition, ...]:
        for place, paths in self.files.items():
            if place != number:
                for path in paths[:8]:
                    if not path.endswith("/") and (one := self._defined_in(path, name, number)):
                        return (one,)
        return ()

    def _defined_in(self, path: str, name: str, number: int) -> Definition | None:
        """The symbol of a file; of several that of an owner whom the sentence names."""
        owners = [piece.name for other, piece in enumerate(self.pieces) if other != number and piece.name]
        for owner in owners if "." not in name else ():
            one = self.names.defined_in(path, f"{owner}.{name}")
            if one is not None and one.symbol.name.endswith(f"{owner}.{name}"):
                return one
        return self.names.defined_in(path, name)

    def _owned(self, name: str, number: int) -> tuple[Definition, ...]:
        """A member of a class that another piece of the sentence names."""
        if "." in name:
            return ()
        for other, piece in enumerate(self.pieces):
            if (
                other != number
                and piece.name
                and piece.name != name
                and (found := self.names.symbols(f"{piece.name}.{name}"))
            ):
                return found
        return ()

    def _nearest(self, found: tuple[Definition, ...], piece: Piece) -> tuple[Definition, ...]:
        """Of several, those whose owner or file the sentence, or what came before, speaks of."""
        if len(found) == 1:
            return found
        about = self.sentence.words | self.topic
        shared = {one: len(words_of(f"{one.symbol.name.rpartition('.')[0]} {one.path}") & about) for one in found}
        most = max(shared.values())
        is_bare = "." not in piece.name and not piece.is_member
        return tuple(sorted(found, key=lambda one: (is_bare and "." in one.symbol.name, shared[one] < most)))

    @cached_property
    def topic(self) -> frozenset[str]:
        """The words of the heading, and of the names of the sentence before."""
        heading = " ".join(piece.text for piece in self.sentence.heading)
        before = " ".join(piece.text for piece in self.before.pieces) if self.before else ""
        return words_of(f"{heading} {before}")

    def is_open(self, number: int) -> bool:
        """Whether a piece may be spoken of at all: no placeholder, no URL."""
        piece = self.pieces[number]
        return piece.shape != "url" and number not in self.gone and not is_placeholder(piece.text)

    @cached_property
    def callables(self) -> dict[int, tuple[Definition, ...]]:
        """The pieces that can be called, with those definitions only."""
        known = {
            number: tuple(one for one in found if self.names.parameters(one) is not None)
            for number, found in self.symbols.items()
        }
        return {number: found for number, found in known.items() if found}

    @cached_property
    def subjects(self) -> tuple[Definition, ...]:
        """The callables that the sentence speaks of; where it names none, those of the sentence before."""
        found = tuple(one for every in self.callables.values() for one in every[:3])
        if found or self.before is None:
            return found
        return self.before.subjects

    def candidate(self, check: AnyCheck, number: int, strength: Strength | None = None, *also: AnyCheck) -> Candidate:
        names = self.pieces[number].span if 0 <= number < len(self.pieces) else self.sentence.span
        return Candidate(check, strength or self.claim, self.sentence.span, names, also)

    def place_said(self, number: int) -> int | None:
        """The number of the path in which the sentence says that a name is: the next that follows in its clause, or
        the one that comes before (`P holds N`)."""
        for other in sorted(self._paths, key=lambda other: (other < number, abs(other - number))):
            gap = self.between(number, other)
            if _CLAUSE.search(gap):
                continue
            if other > number and _PLACED.search(self.sentence.between(other - 1, other)):
                return other
            if other < number and _HOLDS.match(gap):
                return other
        return None

    def is_sure_place(self, place: int | None) -> bool:
        """Whether a path surely means this project's file: one with a folder, or one of the root. A user's own project
        has a `settings.py`, too."""
        if place is None or place not in self.files:
            return False
        is_whole = "/" in self.pieces[place].text or "/" not in self.files[place][0] or "." in self.pieces[place].name
        return is_whole and len(self.files[place]) == 1

    @cached_property
    def _paths(self) -> list[int]:
        return [number for number, piece in enumerate(self.pieces) if piece.shape == "path" or number in self.files]

    def between(self, one: int, other: int) -> str:
        """The words between two pieces, with the pieces that stand there as numbers."""
        left, right = min(one, other), max(one, other)
        return "".join(self.sentence.between(at, at + 1) for at in range(left, right))

    def can_read(self, path: str) -> bool:
        """Whether the symbols of a file are read."""
        return isinstance(self.codebase.outline(path), Outline)
