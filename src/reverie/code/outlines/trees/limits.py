"""Texts that would cost a parser seconds or gigabytes: those that are nested more deeply than any program is.

Generalised parsers keep many readings of what is not closed yet; for some grammars a few kilobytes of `a < a < a <`
take all memory. Such texts are told before they are parsed, by their brackets and operators alone.
"""

import itertools
import re

from reverie.code.values import Language

DEEPEST = 400
"""Brackets inside of brackets, and comparisons or assignments in one expression, that are still read."""

_KEPT = b"()[]{}<>=;,\n"
_OTHERS = bytes(set(range(256)) - set(_KEPT))
_NO_BRACKETS = b"<>=;,\n"
_STEPS = {**dict.fromkeys(b"([{", 1), **dict.fromkeys(b")]}", -1)}

_RUN = re.compile(rb"[<>=]{%d}" % DEEPEST)

# Where a line's end does not end a statement, a run goes on over it.
_FREE_FORM: frozenset[Language] = frozenset({"c", "cpp", "java", "rust"})

_TEXT_AND_COMMENTS = re.compile(
    rb'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`(?:[^`\\]|\\[\s\S])*`|//[^\n]*|/\*[\s\S]*?\*/|^[ \t]*#[^\n]*',
    re.MULTILINE,
)


def is_too_deep(source: bytes, language: Language) -> bool:
    """Whether a text must not be parsed. What stands in strings and comments does not count, but is looked at last,
    because nearly all texts are shallow with it."""
    return _looks_deep(source, language) and _looks_deep(_TEXT_AND_COMMENTS.sub(b"", source), language)


def _looks_deep(source: bytes, language: Language) -> bool:
    marks = source.translate(None, _OTHERS + (b"\n" if language in _FREE_FORM else b""))
    if _RUN.search(marks):
        return True
    brackets = marks.translate(None, _NO_BRACKETS)
    return max(itertools.accumulate(map(_STEPS.__getitem__, brackets)), default=0) > DEEPEST
