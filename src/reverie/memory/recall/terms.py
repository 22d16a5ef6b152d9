"""What a text is found by: its words without endings, and identifiers as a whole and in their parts."""

import re
import unicodedata
from collections.abc import Iterator

from reverie.memory.index.words import STOP

from .stemming import stem

_MOST_CHARACTERS = 2_000
"""Of a query. What is longer is a pasted text, which says at its beginning what it is."""
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\WA-Z_\d]+|\d+|[^\W_]+")
_AROUND = """
ago already am another anything back conversation currently day discuss discussed don else exactly first going good
great happen happened help hi hello i'm idea ideas i've know last later like long looking lot many mention mentioned
month okay please previous previously provide recommend recommended remember remind said say something suggest suggested
suggestion suggestions talk talked tell thank thanks thing things think time told total want wanted week weeks months
days wonder wondering year years yesterday
"""
_ASKING = frozenset(_AROUND.split())
"""What people say around a question or an answer rather than about its subject."""


def terms_of(text: str) -> list[str]:
    """The terms of a text to be found, in its order, each as often as it stands there. All are of `\\w` alone."""
    return [term for word in _words(text) for term in _terms_of_word(word)]


def query_terms(query: str) -> list[str]:
    """The terms of a query, each once. Words that only ask are left out, unless there are no others."""
    return list(dict.fromkeys(term for word in telling_words(query) for term in _terms_of_word(word)))


def telling_words(query: str) -> list[str]:
    """The words of a query that say what it is about, as they stand; all of its words when none does."""
    words = list(_words(query[:_MOST_CHARACTERS]))
    return [word for word in words if word.casefold() not in _ASKING] or words


def _words(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", text).replace("’", "'")
    for word in _WORD.findall(plain):
        bare = word.partition("'")[0]
        if (
            bare.casefold() not in STOP
            and word.casefold() not in STOP
            and (len(bare) > 1 or not bare.isascii() or bare.isdigit())
        ):
            yield bare


def _terms_of_word(word: str) -> Iterator[str]:
    yield stem(_folded(word))
    parts = _PART.findall(word)
    if len(parts) > 1:
        yield from (stem(_folded(part)) for part in parts if len(part) > 1 and part.casefold() not in STOP)


def _folded(word: str) -> str:
    """Without case and accents."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(one for one in decomposed if unicodedata.category(one) != "Mn")
