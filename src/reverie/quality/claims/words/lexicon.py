"""The lexicon, looked up by word: the tags of words, and the phrases that begin with a word."""

from functools import cache

from reverie.quality.claims.words.actions import ACTIONS
from reverie.quality.claims.words.grammar import GRAMMAR
from reverie.quality.claims.words.things import THINGS
from reverie.quality.claims.words.verbs import inflected

Tags = frozenset[str]
NONE: Tags = frozenset()


@cache
def _tags() -> dict[str, Tags]:
    found: dict[str, set[str]] = {}
    for lexicon in (GRAMMAR, THINGS, ACTIONS):
        for tag, words in lexicon.items():
            for word in words.split():
                found.setdefault(word.replace("_", " "), set()).add(tag)
    for word, form in inflected().items():
        found.setdefault(word, set()).add(form)
    return {word: frozenset(tags) for word, tags in found.items()}


@cache
def phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word to the words that follow it, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _tags():
        first, *rest = phrase.split()
        if rest:
            found.setdefault(first, []).append(tuple(rest))
    return {first: tuple(sorted(rests, key=len, reverse=True)) for first, rests in found.items()}


def tags_of(word: str) -> Tags:
    """Of a word in lower case; of its last part, when only that is known (`gofmt-clean`)."""
    known = _tags()
    if (tags := known.get(word)) is not None:
        return tags
    if "-" in word:
        return known.get(word.rpartition("-")[2], NONE)
    return NONE
