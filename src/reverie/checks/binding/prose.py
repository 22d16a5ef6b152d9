"""A text as sentences: their pieces, and a skeleton of the words between them, by which sentence forms are known."""

import re
from collections.abc import Callable, Iterator

import msgspec

from reverie.checks.candidate import Span

from .blocks import Role, blocks_of
from .lexing import pieces_of
from .piece import Piece

OPEN, SHUT = "\x02", "\x03"
"""A piece's number stands between these in a skeleton: no text that we read holds them."""
PIECE = rf"{OPEN}(\d+){SHUT}"

_END = re.compile(r"(?<=[.!?])[\"')\]*_]*\s+(?=[\"'(`*_A-Z\x02\[„“])|(?<=[.!?:;])\s*\n\s*(?=[\"'(`A-Z\x02])")
_NOT_AN_END = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|resp|bzw|z\.B|d\.h|Mr|Dr|No|Fig|Sec|St)\.|\.\.\.)$")
_LONGEST_BLOCK = 8_000
"""Characters; what is longer is a table of something, and no prose."""


class Sentence(msgspec.Struct, frozen=True):
    """`skeleton` is its words with each piece replaced by its number; `heading` are the pieces of the heading above."""

    span: Span
    pieces: tuple[Piece, ...]
    skeleton: str
    role: Role = "sentence"
    heading: tuple[Piece, ...] = ()
    paragraph: int = 0

    @property
    def words(self) -> frozenset[str]:
        """Its plain words in lower case, and those within its names."""
        names = " ".join(piece.text for piece in self.pieces)
        return frozenset(re.findall(r"[a-z]+", f"{self.skeleton} {_split_humps(names)}".lower()))

    def between(self, left: int, right: int) -> str:
        """The words between two pieces, by their numbers."""
        start = self.skeleton.find(f"{OPEN}{left}{SHUT}") + len(f"{OPEN}{left}{SHUT}") if left >= 0 else 0
        end = self.skeleton.find(f"{OPEN}{right}{SHUT}") if right < len(self.pieces) else len(self.skeleton)
        return self.skeleton[start:end]


def _split_humps(text: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", text)


def sentences_of(text: str) -> Iterator[Sentence]:
    """All sentences of a text, in order; lines of code blocks one by one."""
    text = text.replace(OPEN, " ").replace(SHUT, " ")
    heading: tuple[Piece, ...] = ()
    for number, (role, start, end) in enumerate(blocks_of(text)):
        if end - start > _LONGEST_BLOCK:
            continue
        pieces = pieces_of(text, start, end)
        if role == "heading":
            heading = pieces
        if role == "code":
            yield Sentence(Span(start, end), pieces, _skeleton(text, start, end, pieces), "code", heading, number)
            continue
        for first, last in _ends(text, start, end, pieces):
            inside = tuple(one for one in pieces if first <= one.span.start and one.span.end <= last)
            yield Sentence(Span(first, last), inside, _skeleton(text, first, last, inside), role, heading, number)


_PLAIN_NAME = re.compile(
    r"(?<![\w.$/@-])(?:[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*|[A-Z][A-Z0-9]{2,}|"
    r"[a-z]\w+(?='s [a-z]\w+ (?:is|defaults|argument|parameter)\b| (?:takes|accepts|defaults|runs with|"
    r"has (?:the|a|an|no) (?:\w+ )?(?:parameter|argument|option))\b)|"
    r"(?:(?<=argument of )|(?<=parameter of )|(?<=argument to )|(?<=parameter to )|(?<=function ))[a-z]\w+)"
    r"(?![\w$/]|-\w|\.\w)"
)


def with_plain_names(sentence: Sentence, text: str, is_name: Callable[[str], bool]) -> Sentence:
    """The same with pieces for those of its plain words that are names (`Client takes a timeout`)."""
    if sentence.role == "code":
        return sentence
    edges = [sentence.span.start, *(edge for one in sentence.pieces for edge in (one.span.start, one.span.end))]
    gaps = zip(edges[::2], [*edges[1::2], sentence.span.end], strict=True)
    found = [
        Piece(match[0], "name", Span(match.start(), match.end()))
        for start, end in gaps
        for match in _PLAIN_NAME.finditer(text, start, end)
        if is_name(match[0])
    ]
    if not found:
        return sentence
    pieces = tuple(sorted((*sentence.pieces, *found), key=lambda one: one.span.start))
    skeleton = _skeleton(text, sentence.span.start, sentence.span.end, pieces)
    return msgspec.structs.replace(sentence, pieces=pieces, skeleton=skeleton)


def _skeleton(text: str, start: int, end: int, pieces: tuple[Piece, ...]) -> str:
    parts, at = [], start
    for number, piece in enumerate(pieces):
        parts.append(text[at : piece.span.start] + f"{OPEN}{number}{SHUT}")
        at = piece.span.end
    joined = "".join([*parts, text[at:end]])
    return re.sub(
        r"\s+", " ", re.sub(r"\*\*|__(?=\s)|(?<=\s)__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)", "", joined)
    ).strip()


def _ends(text: str, start: int, end: int, pieces: tuple[Piece, ...]) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end in a block; never inside of a piece."""
    masked = list(text[start:end])
    for piece in pieces:
        length = piece.span.end - piece.span.start
        masked[piece.span.start - start : piece.span.end - start] = [OPEN] * length
    line, first = "".join(masked), 0
    for found in _END.finditer(line):
        if not _NOT_AN_END.search(line[first : found.start()].rstrip("\"')]*_ ")):
            yield start + first, start + found.start()
            first = found.end()
    if line[first:].strip():
        yield start + first, end
