"""What recall gave is never learned again: a statement that says nothing beyond it is no new evidence for it.

A block of recall is told by its form, so that a pasted one is known too.
"""

import re
from collections.abc import Iterable, Iterator

from reverie.memory.recall.terms import terms_of

_ENTRY = re.compile(
    r"""^[ \t]*-\ (?P<first>.+?)\ \[(?:\^[0-9a-z]{10}|[0-9A-Z]{26}\#\d+);[^\n]*\]?[ \t]*$  # a fact, or a quote
    (?P<body>(?:\n[ \t]{2,}[^\n]+)*)""",
    re.MULTILINE | re.VERBOSE,
)
_BLOCK = re.compile(r"<memory>.*?(?:</memory>|\Z)", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n")
_TURNS = re.compile(
    r"""\b(?:no|not?|never|none|nothing|nobody|neither|nor|without|except|unless|only|until|instead|cannot|\w+n['’]t|
    nicht|nie|niemals|keine?\w*|ohne|außer|nur|pas|jamais|sans|sauf|nunca|sin|jamás|salvo)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What makes the opposite of a statement with the same words."""
_BOUNDS = frozenset(
    ("without", "except", "unless", "only", "until", "instead", "ohne", "außer", "nur", "sans", "sauf", "sin", "salvo")
)
_SAYS_LITTLE = frozenset(("always", "also", "project", "person", "user", "said", "say", "note", "fact", "remember"))
_LEAST_SHARE = 0.5
"""Of an evidence's words, that a statement must have to be it; with fewer it says something of its own."""


def evidence_in(text: str) -> Iterator[str]:
    """The facts and quotes of a block of recall, or of a part of one, each without its marks."""
    for found in _ENTRY.finditer(text):
        yield found["first"].strip('"') + "".join(f"\n{line.strip()}" for line in found["body"].split("\n")[1:])


def without_given(text: str) -> str:
    """A person's message without what they pasted into it of a block of recall."""
    return _ENTRY.sub("", _BLOCK.sub("", text))


class Given:
    """What recall gave in a session. `texts` are its blocks, or hold parts of them."""

    def __init__(self, texts: Iterable[str]) -> None:
        pieces = (piece for text in texts for one in evidence_in(text) for piece in _pieces(one))
        self._pieces = [(_words(piece), _turns(piece)) for piece in dict.fromkeys(pieces)]

    def says(self, statement: str) -> bool:
        """Whether a statement says nothing but what was given, with some words left out or ending otherwise.

        In the same order: "alpha replaced beta" is news where beta replaced alpha.
        """
        words, turns = _words(statement), _turns(statement)
        return bool(words) and any(
            turns == their_turns and len(words) >= _LEAST_SHARE * len(given) and _is_within(words, given)
            for given, their_turns in self._pieces
        )


def _pieces(evidence: str) -> Iterator[str]:
    """All of it, its first line, and each of its sentences."""
    yield evidence
    yield evidence.partition("\n")[0]
    yield from (sentence for sentence in _SENTENCE.split(evidence) if sentence.strip())


def _is_within(words: list[str], given: list[str]) -> bool:
    left = iter(given)
    return all(word in left for word in words)


def _words(text: str) -> list[str]:
    return [word for word in terms_of(text) if word not in _SAYS_LITTLE]


def _turns(text: str) -> frozenset[str]:
    """What is said to be otherwise: that something is not so, whatever the word for it, and each bound."""
    found = {one.group().casefold() for one in _TURNS.finditer(text)}
    return frozenset("not" if one not in _BOUNDS else one for one in found)
