"""Whether a statement is a person's own: each of its sentences is one that they said, or a whole clause of it.

A model may report a person and must not speak for them. So a sentence of a statement has to be a run of words of a
quoted sentence, in order and without a gap, from the beginning of a clause to the end of one, and no word that turns
the meaning (a negation, a condition, a doubt, another speaker) may be left outside. Questions, code, and what a person
quoted from elsewhere are not their word.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

from reverie.memory.dates import make_absolute
from reverie.memory.fact import Fact, TranscriptLine

from .context import Cited
from .folding import folded
from .sentences import Sentence, Words, sentences, words_of

FEWEST_WORDS = 3
"""Of a quote that is not all that the person said."""

LONGEST_MESSAGE = 4_000
"""Characters. A longer one was pasted rather than typed, and its author may be a stranger."""

_FOREIGN = re.compile(r"(?ms)^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)|^[ \t]*>[^\n]*$")
"""Code blocks and block quotes."""

_FRAME = re.compile(
    r"\A\W*(?:the )?(?:user|person|human) (?:wants|prefers|asked|asks|says|said|decided|told|likes)"
    r"(?: us| me| you)?(?: to| that)?\b",
    re.IGNORECASE,
)
"""How a model begins its report of what a person said."""


def is_persons_word(fact: Fact, cited: Sequence[Cited]) -> bool:
    """Whether all that a fact states was said by a person in the lines that it quotes."""
    said = [words for line in _quotes(fact) for words in _said(line, cited)]
    stated = [sentence.text for text in (fact.title, fact.body) for sentence in sentences(text)]
    return bool(stated) and all(_is_said(sentence, said) for sentence in stated)


def _is_said(stated: str, said: Sequence[Words]) -> bool:
    readings = (words_of(stated), words_of(_FRAME.sub("", stated)))
    return any(len(reading.words) > 1 and one.holds(reading) for reading in readings for one in said)


def _quotes(fact: Fact) -> Iterator[TranscriptLine]:
    yield from (one for one in fact.rests_on if isinstance(one, TranscriptLine) and one.quote)


def _said(line: TranscriptLine, cited: Sequence[Cited]) -> Iterator[Words]:
    """The sentences of a person that a quote is taken from, each whole."""
    for one in cited:
        is_here = (one.session, one.line) == (line.session, line.line)
        if is_here and "human" in one.said_by and len(one.by_person) <= LONGEST_MESSAGE:
            yield from _quoted_sentences(unicodedata.normalize("NFC", one.by_person), line.quote, one.day)


def _quoted_sentences(text: str, quote: str, day: date | None) -> Iterator[Words]:
    own = _FOREIGN.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
    words = unicodedata.normalize("NFC", quote).split()
    if len(words) < FEWEST_WORDS and folded(quote).rstrip(".!") != folded(own).rstrip(".!"):
        return
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)")
    places = [found.span() for found in pattern.finditer(own)]
    for sentence in sentences(own):
        if any(start < sentence.end and end > sentence.start for start, end in places) and _counts(sentence):
            yield words_of(make_absolute(sentence.text, day) if day else sentence.text)


def _counts(sentence: Sentence) -> bool:
    return not sentence.doubted and not sentence.heading
