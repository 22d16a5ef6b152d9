"""Statements that name a thing by its words: "the cache size defaults to 400" means `cache_size=400`.

Only where a value is said as well, and only what has this value: words alone are too weak to name anything.
"""

import re
from collections.abc import Iterator

from reverie.checks.binding.names import words_of
from reverie.checks.binding.said import values_in
from reverie.checks.binding.scene import Scene
from reverie.checks.candidate import Candidate
from reverie.checks.check import SignatureIs, ValueIs, Wanted
from reverie.checks.comparing.values import is_same_value
from reverie.code.values import Definition

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_MOST_WORDS = 40
_LONGEST = 4
"""Words of a name."""
_VALUED = ("constant", "variable", "attribute")
_ARTICLES = frozenset(
    {
        "the",
        "a",
        "an",
        "is",
        "are",
        "to",
        "of",
        "in",
        "by",
        "for",
        "and",
        "or",
        "default",
        "defaults",
        "its",
        "it",
        "at",
    }
)


def find_phrases(scene: Scene) -> Iterator[Candidate]:
    said = [value for value in values_in(scene) if value not in ("''", "1", "0", "2") or "default" in scene.plain_words]
    if not said:
        return
    found = set()
    for name in _names(scene):
        for check in _with_value(scene, name, said):
            if check not in found:
                found.add(check)
                yield scene.candidate(check, -1, "mention")


def _names(scene: Scene) -> Iterator[str]:
    """The identifiers that two to four words in a row may spell, as far as the files have them."""
    words = [word.lower() for word in _WORD.findall(scene.plain)][:_MOST_WORDS]
    for size in range(_LONGEST, 1, -1):
        for at in range(len(words) - size + 1):
            part = words[at : at + size]
            if part[0] in _ARTICLES or part[-1] in _ARTICLES:
                continue
            snake = "_".join(part)
            camel = part[0] + "".join(word.capitalize() for word in part[1:])
            for name in (snake, camel, snake.upper(), f"DEFAULT_{snake.upper()}"):
                if scene.names.sources_with(name):
                    yield name


def _with_value(scene: Scene, name: str, said: list[str]) -> Iterator[ValueIs | SignatureIs]:
    valued = [one for one in scene.names.symbols(name) if one.symbol.kind in _VALUED and one.symbol.value]
    for value in said:
        same = [one for one in valued if is_same_value(value, one.symbol.value)]
        if same:
            best = _best(scene, same)
            yield ValueIs(best.symbol.name, best.path, value)
            return
    takers = [(one, value) for one in scene.names.takers(name) for value in said if _defaults_to(one, name, value)]
    if takers:
        best = _best(scene, [one for one, _ in takers])
        yield SignatureIs(best.symbol.name, (Wanted(name, dict(takers)[best]),), best.path)


def _defaults_to(one: Definition, name: str, value: str) -> bool:
    return any(
        each.name == name and each.default is not None and is_same_value(value, each.default) is True
        for each in one.symbol.parameters or ()
    )


def _best(scene: Scene, found: list[Definition]) -> Definition:
    """The one whose names the sentence has most words of."""
    about = scene.sentence.words | scene.topic
    return max(found, key=lambda one: (len(words_of(f"{one.symbol.name} {one.path}") & about), -found.index(one)))
