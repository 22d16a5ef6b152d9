"""Striking: what a model's account may not say is taken out by code, because a lie there would pass for an order.

It is done by kind: no sentence of an account is about rules, consent, what the person said or wants, or what is to be
done; and none looks like a part of the digest around it. A true sentence that is lost costs little.
"""

import re
import unicodedata
from collections.abc import Iterable

from reverie.conversation.messages import most_tokens_of
from reverie.conversation.truncation import Limits, keep_head

from .strike_words import COVERED, FORBIDDEN_KINDS, ORDERS_AT_START

_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=\S)|(?<=[。！？；])")
_OURS = re.compile(
    r"""^\s*(?:\#|>|={3,}|-{3,}|\*\*[^*]*\*\*\W*$|\[|(?:[-*+•–]\s+)?\[[ x~]?\]) |
    \[\s*(?:line|\.\.\.|left\ out|superseded) | \(\s*line\s+\d | line\s+\d+\s+of\s+session | ^\W*[“"].*[”"]\s*\(""",
    re.IGNORECASE | re.VERBOSE,
)
"""What looks like a heading, a mark, a quote or a todo of the digest."""
_ROLE = re.compile(
    r"""^\W*(?:user|human|person|system|assistant|developer|tool|admin|owner|agent|model|benutzer|utilisateur|usuario|utente|
    gebruiker|пользователь|用户|ユーザー)\s*\d*\W{0,3}[:：>\]|]""",
    re.IGNORECASE | re.VERBOSE,
)
_TAG = re.compile(r"(?<!\w)</?[a-z!][^>\n]{0,80}>|<\||\|>|\[/?INST\]", re.IGNORECASE)
_ITEM = re.compile(r"^\s*(?:[-*+•–]|\(?\d{1,3}[.)])\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_IDENTIFIER = re.compile(r"[\w./-]*[._/]\w[\w./-]*|\b[a-z]+[A-Z]\w+|\b[A-Z][a-z]+[A-Z]\w+")
_FEW_OF = 6
"""Of so many words one must be a function word of the language."""


def struck(text: str, tokens: int, known: frozenset[str] = frozenset()) -> str:
    """The account without what it may not say, and at most so many tokens.

    `known` are the file names and identifiers of this session: a sentence in a language that code does not know stays
    only when it names one.
    """
    lines = (_struck_line(line, known) for line in _without_hidden(text).strip().splitlines())
    kept = "\n".join(line for line in lines if line)
    size = most_tokens_of(kept)
    if size <= tokens:
        return kept
    characters = len(kept) * tokens // size
    return keep_head(kept, Limits(characters, characters)).head.rstrip()


def identifiers_in(texts: Iterable[str]) -> frozenset[str]:
    """The file names, paths and identifiers that texts hold."""
    return frozenset(found.strip("./-") for text in texts for found in _IDENTIFIER.findall(text))


def _struck_line(line: str, known: frozenset[str]) -> str:
    if _OURS.search(line) or _ROLE.search(line) or _TAG.search(line):
        return ""
    return " ".join(each for each in _SENTENCE.split(line.rstrip()) if each and _may_stay(each, known)).rstrip()


def _may_stay(sentence: str, known: frozenset[str]) -> bool:
    plain = unicodedata.normalize("NFKC", sentence)
    if not _WORD.search(plain):
        return False
    if ORDERS_AT_START.match(_ITEM.sub("", plain).lstrip(" *_`\"'“")) or _mixes_alphabets(plain):
        return False
    if any(kind.search(plain) for kind in FORBIDDEN_KINDS.values()):
        return False
    return _is_in_known_language(plain) or not known.isdisjoint(identifiers_in([plain]))


def _without_hidden(text: str) -> str:
    """Without characters that are not seen, which could split a word."""
    return "".join(each for each in text if each in "\n\t" or unicodedata.category(each) not in ("Cf", "Cc", "Co"))


def _mixes_alphabets(text: str) -> bool:
    """Whether a word has letters that look like those of another alphabet."""
    return any(
        len({unicodedata.name(each, "?").split()[0] for each in word}) > 1
        for word in _WORD.findall(text)
        if _is_alphabetic(word)
    )


def _is_alphabetic(word: str) -> bool:
    return any(unicodedata.name(each, "?").split()[0] in ("LATIN", "CYRILLIC", "GREEK") for each in word)


def _is_in_known_language(text: str) -> bool:
    words = [word.casefold() for word in _WORD.findall(_IDENTIFIER.sub(" ", text))]
    most = max(sum(word in function_words for word in words) for function_words in COVERED.values())
    return most * _FEW_OF >= len(words)
