"""Whether a sentence asks: by its mark, the order of its words, or what it ends with."""

import re

_MARK = re.compile(r"[?？](?=[\s\"'”’)\]*_.!]|\Z)")
_FILLERS = r"\W*(?:(?:so|and|but|ok|okay|hey|hi|hello|well|um|hm|also|please|now|then|wait|or)\b\W*)*"
_ORDER = re.compile(
    _FILLERS + r"(?:"
    r"(?:is|are|am|was|were|does|did|can|could|would|will|shall|should|may|might|has|had|have|ought)(?:n['’]t)?"
    r"|do(?! not\b)|don['’]t (?:we|you|i|they|the|our|my)|can['’]t|won['’]t|must (?:we|i|you|it|they|the)"
    r"|what|who|whom|whose|which|why|how|where|when (?:is|are|was|were|do|does|did|will|can|should)|whether"
    r"|ist|sind|war|hat|haben|kann|können|soll|sollen|darf|dürfen|wer|wie|warum|wieso|wo"
    r"|est-ce|quelle?|pourquoi|qué|cuál|quién|cómo|dónde"
    r")(?![\w'’-])",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"[,—–-]\s+" + _FILLERS + r"(?:is|are|was|were|do|does|did|can|could|will|would|shall|should|may|must|have|has)"
    r"(?:n['’]t)? (?:we|you|i|they|he|she|it|there)\b",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"(?:\b(?:right|correct|or not|eh|huh|or)"
    r"|, ?(?:yes|no|true|ok|okay|is it|isn['’]t it|aren['’]t they|do we|don['’]t we|oder|non|verdad))\W*\Z",
    re.IGNORECASE,
)


def is_question(sentence: str) -> bool:
    """A wish that begins as a question does is taken for one: which of them it is cannot be told for certain."""
    return any((_MARK.search(sentence), _ORDER.match(sentence), _INVERTED.search(sentence), _TAG.search(sentence)))
