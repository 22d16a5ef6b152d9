"""Rules: the lines of a person's message that say how things are to be done, found by code.

It is a search for words, in English, German, French and Spanish, and rather keeps a line too many: a rule that is lost
costs the person more than a line that is kept for nothing.
"""

import re
from collections.abc import Iterator

from reverie.conversation.messages import tokens_of
from reverie.conversation.truncation import shorten_line

LONG_MESSAGE = 2_000
"""Tokens. What is longer was pasted rather than written: there a line must read like prose to count."""
_LONG_LINE = 400
_LONGEST_RULE = 1_000

_STRONG = re.compile(
    r"""\b(?:
    always | never | must(?:n['’]t)? | do\s+not | don['’]?t | from\s+now\s+on | from\s+here\s+on |
    in\s+(?:the\s+)?future |
    under\s+no\s+circumstances | at\s+all\s+times | without\s+exception | make\s+sure | be\s+sure\s+to | prefer |
    forbidden | prohibited | not\s+allowed | should(?:n['’]t)? | shall | avoid | stick\s+to | may\s+not |
    use\b.{1,200}\bnot |
    remember\s+(?:to|that) | keep\s+in\s+mind | (?:every|each)\s+time | whenever | by\s+default | refrain | cannot |
    immer | nie | niemals | muss(?:t|en)? | müsst | darf(?:st)?\s+nicht | dürfen\s+nicht | ab\s+(?:jetzt | sofort) |
    auf\s+keinen\s+fall | stets | soll(?:st|en|te|ten)? | nicht\s+mehr | bitte\s+nicht | vermeide\w* | bevorzug\w+ |
    verboten | künftig | in\s+zukunft | grundsätzlich |
    toujours | jamais | dois | doit | doivent | devez | il\s+faut | désormais | dorénavant | interdit\w* | évite[rz]? |
    préfère[rz]? | n['’e]\s*\w+\s+pas | à\s+partir\s+de\s+maintenant | à\s+l['’]avenir |
    siempre | nunca | jamás | debe[sn]? | debéis | hay\s+que | a\s+partir\s+de\s+ahora | de\s+ahora\s+en\s+adelante |
    prohibido | evita[r]? | prefier[eo] | en\s+el\s+futuro
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_WEAK = re.compile(
    r"""\b(?:
    only | instead\s+of | rather\s+than | required? | needs?\s+to | have\s+to | no\s+longer | unless | except |
    nur | statt | anstatt | anstelle | lieber | kein\w* | nicht | ausschließlich |
    uniquement | seulement | au\s+lieu\s+de? | plutôt\s+que | pas\s+de? | sauf |
    sol[oa] | sólo | solamente | únicamente | en\s+lugar\s+de | en\s+vez\s+de | nada\s+de | salvo
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_AT_START = re.compile(
    r"(?:please\s+|bitte\s+)?(?:no|not|use|keep|nimm|verwende|nutze|behalte|utilise[rz]?|garde[rz]?|usa|usad|mantén)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*(?:[-*+•–]|\(?\d{1,3}[.)])\s+(?P<text>\S.*)")
_NO_ORDER = re.compile(
    r"""(?:
    the|an?|this|that|these|those|its?|i|we|you|he|she|they|there|here|what|why|how|when|where|who|which|is|are|was|were|
    am|in|on|at|and|or|but|yes|ok|okay|done|der|die|das|eine?|ich|wir|es|sie|er|hier|da|was|warum|wie|und|oder|les?|la|
    une?|je|nous|vous|ils?|elle|ici|cette|ce|et|ou|el|los|las|una|yo|nosotros|ellos|esto|y|o
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_FENCE = re.compile(r"^\s*(```|~~~)")
_PASTED = re.compile(
    r"^\s*(?:\d{2,4}[-:/.]\d|\[|>|#!|at |File |Traceback|\w*(?:Error|Exception|Warning)\b)|[{};=<>|\\]|\w\(\S"
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


def rules_of(text: str) -> tuple[str, ...]:
    """The lines of a message that read as rules, each as it stands but for the white space around it."""
    lines = list(_lines_outside_code(text))
    is_long = tokens_of(text) > LONG_MESSAGE
    is_list = not is_long and sum(_ITEM.match(line) is not None for line in lines) > 1
    kept = dict.fromkeys(
        piece
        for line in lines
        for piece in _pieces(line, is_long=is_long)
        if (is_list and _is_order(line)) or (reads_as_rule(piece) and not (is_long and _is_pasted(piece)))
    )
    return tuple(kept)


def reads_as_rule(line: str) -> bool:
    """Whether a line may be a rule: whether it would be a loss to forget it."""
    item = _ITEM.match(line)
    text = item["text"] if item else line.strip()
    return bool(_STRONG.search(text) or _WEAK.search(text) or _AT_START.match(text))


def commands(sentence: str) -> bool:
    """Whether a sentence of a model's account reads as an order; stricter, because accounts say `only` and `not`."""
    item = _ITEM.match(sentence)
    text = item["text"] if item else sentence.strip()
    return bool(_STRONG.search(text) or _AT_START.match(text))


def _lines_outside_code(text: str) -> Iterator[str]:
    """The lines of a text that are not in a fenced block; a fence that is never closed hides nothing."""
    lines = text.splitlines()
    fences = [number for number, line in enumerate(lines) if _FENCE.match(line)]
    code = {line for first, last in zip(fences[::2], fences[1::2], strict=False) for line in range(first, last + 1)}
    return (line.strip() for number, line in enumerate(lines) if line.strip() and number not in code)


def _pieces(line: str, *, is_long: bool) -> list[str]:
    """A line, or the sentences of a long one; what is longer still is no prose in a paste, and is cut elsewhere."""
    pieces = _SENTENCE.split(line) if len(line) > _LONG_LINE else [line]
    if is_long:
        return [piece for piece in pieces if len(piece) <= _LONGEST_RULE]
    return [shorten_line(piece, _LONGEST_RULE, _place(piece)) for piece in pieces]


def _place(piece: str) -> int:
    found = _STRONG.search(piece) if len(piece) > _LONGEST_RULE else None
    return found.start() if found else 0


def _is_order(line: str) -> bool:
    """Whether an item of a list begins like an order: with a word that is no article, pronoun or question."""
    item = _ITEM.match(line)
    first = item["text"].split()[0].strip("*_`\"'“”,.:;") if item else ""
    return first.isalpha() and not _NO_ORDER.match(first)


def _is_pasted(line: str) -> bool:
    """Whether a line of a long message looks like code or a log rather than like prose."""
    letters = sum(character.isalpha() or character.isspace() for character in line)
    return bool(_PASTED.search(line)) or len(line.split()) < 2 or letters < 0.6 * len(line)
