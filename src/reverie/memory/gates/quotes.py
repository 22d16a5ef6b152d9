"""Whether a statement is a person's own: whole sentences of theirs, one after the other, as they stand.

A model may report a person and must not speak for them. So what it states has to be what they typed, character for
character but for white space, the case of the first letter, a full stop at the end, and a "please". Only the
first line of a message counts: what stands below may be pasted. What is left out of the message may not turn what is
stated: it consists of plain finished sentences that begin as a request or with "I" or "we", of three words and more,
without one such as "not", "if", "says" or "page". All else is not their word; a person whom that refuses can still say
it themselves.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from reverie.memory.dates import make_absolute
from reverie.memory.fact import Fact, TranscriptLine

from .context import Cited
from .folding import folded
from .questions import is_question
from .turning_words import BEGINS, GIVES, MATERIAL, REPORT, TURNING, words_of

FEWEST_WORDS = 3
"""Of a quote that is not all that is stated."""

LONGEST_MESSAGE = 4_000
"""Characters. A longer one was pasted rather than typed, and its author may be a stranger."""

_CHANGED_AT_MOST = 40
"""Characters by which a statement may be shorter or longer than what was said: those of `_LEAD` and a few more."""

_END = re.compile(r"(?<![\s.!?])(?<!\b\w)[.!] +(?=\S)")
"""Not the dots of "..." and "e.g.": what stands behind them belongs to what stands before."""

_LEAD = re.compile(r"(?:please,? |remember: )?", re.IGNORECASE)
_BULLET = re.compile(r"\A[-*•]\s+")
_TRAIL = re.compile(r",? please(?=\.?\Z)", re.IGNORECASE)
_STOP = re.compile(r"(?<=[\w`)\]\"”'])\.\Z")
_FOREIGN = re.compile(r"(?:[>\"“”„«»‘'<|]|```|~~~)")
"""How a quotation or a block of code begins."""

_PLAIN = re.compile(r"(?!.*\b\d{4}\b)(?:[\w\s,;.!/@#+&%-]|(?<=\w)['’](?=\w))*")
"""What may be left out: no quotation, no question, no heading, no code, no picture, no date."""

_FINISHED = re.compile(r".*\w[.!]\s*")
_COURTESY = re.compile(r"\s*(?:(?:thanks|thank you|hi|hello|hey|hm|ok|okay)[.!,]?)?\s*", re.IGNORECASE)
_PART = re.compile(r"(?<=[.!;]) |:(?=[^\W\d]|[\s\"'“„])")
"""Where the parts of a text end. A colon in an address or between numbers is none of them."""


def is_persons_word(fact: Fact, cited: Sequence[Cited]) -> bool:
    """Whether all that a fact states was said by a person in one line that it quotes.

    So was its title alone, because a list shows nothing else, and its body, alone or after the title.
    """
    heard = [(line.quote, one) for line in _quotes(fact) for one in _heard(line, cited)]
    return any(all(_is_said(text, quote, one) for text in _stated(fact)) for quote, one in heard)


def _stated(fact: Fact) -> Iterator[frozenset[str]]:
    """The texts that have to be said, each in every way in which it may be read."""
    title, body = folded(fact.title), folded(fact.body)
    yield frozenset({_as_said(title)})
    if body:
        yield frozenset(map(_as_said, (body, f"{title} {body}", f"{title}. {body}")))


def _quotes(fact: Fact) -> Iterator[TranscriptLine]:
    yield from (one for one in fact.rests_on if isinstance(one, TranscriptLine) and one.quote)


def _heard(line: TranscriptLine, cited: Sequence[Cited]) -> Iterator[Cited]:
    for one in cited:
        is_here = (one.session, one.line) == (line.session, line.line)
        if is_here and "human" in one.said_by and len(one.by_person) <= LONGEST_MESSAGE:
            yield one


def _is_said(readings: frozenset[str], quote: str, cited: Cited) -> bool:
    first, *below = _BULLET.sub("", cited.by_person.strip()).splitlines() or [""]
    line, words = _dated(first, cited.day), _dated(quote, cited.day)
    for start, end in _runs(line, readings):
        run = line[start:end]
        is_quoted = (words in run and len(words.split()) >= FEWEST_WORDS) or run.rstrip(".! ") in words
        rest = [each for part in (line[:start], line[end:], *below) for each in _PART.split(part)]
        if is_quoted and _is_own(run) and all(map(_may_be_left_out, rest)):
            return True
    return False


def _dated(text: str, day: date | None) -> str:
    return make_absolute(folded(text), day) if day else folded(text)


def _runs(line: str, readings: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where whole sentences of a line, one or several in a row, say what one of the readings does."""
    breaks = [found for found in _END.finditer(line) if not line[found.end()].islower()]
    starts = [0, *(found.end() for found in breaks)]
    ends = [*(found.start() + 1 for found in breaks), len(line)]
    lengths = [len(reading) for reading in readings]
    shortest, longest = min(lengths) - _CHANGED_AT_MOST, max(lengths) + _CHANGED_AT_MOST
    for index, start in enumerate(starts):
        for end in ends[index:]:
            if shortest <= end - start <= longest and _as_said(line[start:end]) in readings:
                yield start, end


def _as_said(text: str) -> str:
    """A text without what may differ between the words of a person and a report of them."""
    plain = _STOP.sub("", _TRAIL.sub("", text[_lead(text) :]))
    return plain[:1].lower() + plain[1:]


def _lead(text: str) -> int:
    found = _LEAD.match(text)
    return found.end() if found else 0


def _is_own(run: str) -> bool:
    """Whether what is stated is a statement or a wish of the person: no question, no report, no text to work on."""
    *before, _ = parts = _PART.split(run)
    words = words_of(run)
    is_foreign = _FOREIGN.match(run) or REPORT.intersection(words) or MATERIAL.intersection(words_of(" ".join(before)))
    return len(words) > 1 and not is_foreign and not any(_gives(part) or is_question(part) for part in parts)


def _gives(part: str) -> bool:
    return next(iter(words_of(part[_lead(part) :])), "") in GIVES


def _may_be_left_out(part: str) -> bool:
    if _COURTESY.fullmatch(part):
        return True
    words = words_of(part[_lead(part) :])
    is_plain = bool(_PLAIN.fullmatch(part) and _FINISHED.fullmatch(part)) and len(words) >= FEWEST_WORDS
    return is_plain and words[0] in BEGINS and not TURNING.intersection(words)
