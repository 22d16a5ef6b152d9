"""Words: which of a text carry meaning, which are akin, and which make a claim general."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_SHORT = 400
"""Characters of a text whose words are worth keeping: commands, paths and clauses are asked for again and again."""
_SHORTEST_PREFIX = 4
_ENDINGS = 3
"""How many letters of a word may differ at its end: `migrations` is akin to `migrate`, `paginator` to `paginate`."""


def vocabulary(text: str) -> frozenset[str]:
    """The words of a list, as it is written in a module."""
    return frozenset(text.split())


_EMPTY = vocabulary(
    """
    a an the this that these those it its i we you they he she them their our your my me us is are was were be
    been being am do does did done has have had having will would can could should may might must not no nor and
    or but so if then than as at by for from in into of off on onto out over per to up upon via with without
    within about after again against all also already any anymore back before behind between both down each
    either else ever every few first just last left like more most much new now once one only other own same
    some still such there too under until very well what when where which while who whole why yes yet here how
    et de la le les des un une el los las y o en der die das den dem und ein eine ist sind wurde wurden jetzt
    nun est sont por con para del al se lo
    """
)

_ALL = re.compile(
    r"\b(?:all|both|beide[nrs]?|ambos|ambas|les deux|every|everything|each|entire|whole|full|fully|complete|completely|"
    r"across the board|todas?|todos?|alle[ns]?|"
    r"s(?:ä|ae)mtliche|ganze[nrs]?|gesamte[nrs]?|toutes?|tous|tutt[ei]|todas as)\b|所有|全部|すべて|全て",
    re.IGNORECASE,
)
_SUITE = re.compile(
    r"\b(?:test[- ]?)?suite\b|\bsuite de (?:tests|pruebas)\b|\btestsuite\b|\bsu[ií]tes?\b", re.IGNORECASE
)


def words_of(text: str) -> frozenset[str]:
    """The words of `text` that carry meaning, in lower case; `camelCase` and `snake_case` give their parts too."""
    return _words_of_short(text) if len(text) <= _SHORT else _words_of(text)


@lru_cache(maxsize=4096)
def _words_of_short(text: str) -> frozenset[str]:
    return _words_of(text)


def _words_of(text: str) -> frozenset[str]:
    found: set[str] = set()
    for part in _WORD.findall(text):
        if part.isdecimal():
            continue
        found.add(part.lower())
        if not (part.islower() or part.isupper()):
            found.update(piece.lower() for piece in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", part))
    return frozenset(word for word in found if len(word) > 1 and word not in _EMPTY)


def akin(one: str, other: str) -> bool:
    """Whether two words are forms of one: the same but for their ends."""
    if one == other:
        return True
    if not (one.isalpha() and other.isalpha()):
        return False
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _SHORTEST_PREFIX or len(longer) - len(shorter) > 2 * _ENDINGS:
        return False
    common = max(_SHORTEST_PREFIX, len(shorter) - _ENDINGS) if len(shorter) > _SHORTEST_PREFIX else len(shorter)
    return shorter[:common] == longer[:common]


def shared(some: Iterable[str], others: Iterable[str]) -> frozenset[str]:
    """Those of `some` that are akin to one of `others`."""
    others = frozenset(others)
    beginnings = _by_beginning(others)
    return frozenset(word for word in some if word in others or _has_kin(word, beginnings))


def _has_kin(word: str, beginnings: Mapping[str, Sequence[str]]) -> bool:
    return any(akin(word, other) for other in beginnings.get(word[:_SHORTEST_PREFIX], ()))


@lru_cache(maxsize=1024)
def _by_beginning(words: frozenset[str]) -> Mapping[str, Sequence[str]]:
    """The words that can be akin to another, by the letters that both must begin with."""
    found: dict[str, list[str]] = {}
    for word in words:
        if len(word) >= _SHORTEST_PREFIX:
            found.setdefault(word[:_SHORTEST_PREFIX], []).append(word)
    return found


def says_all(text: str) -> bool:
    return _ALL.search(text) is not None


def says_suite(text: str) -> bool:
    return _SUITE.search(text) is not None
