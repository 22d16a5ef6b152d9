"""Topics: what the changes of a turn are about, by the names, words and figures of their paths and lines."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import PurePosixPath

import msgspec

from reverie.conversation import deeds as record
from reverie.quality.short_texts import kept_for_short

Change = record.Edit | record.Write | record.Delete
"""What a topic is made of."""

NAMED, SHARED = 2, 1
"""What it weighs that a path, a figure or a span of code is of a change; and what a plain word weighs."""

_MOST_LINES, _MOST_TOPICS = 3_000, 24
_WORD = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)*")
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ENDINGS = ("ingly", "ing", "edly", "ied", "ies", "ed", "es", "ly", "s")
_SHORTEST = 3
_COMMON = """
index main app test tests util utils lib mod init setup config conf base core common types src spec run job page file
code data name list form view type model site docs server client package build make version
"""
_COMMON_STEMS = frozenset(_COMMON.split())


class Words(msgspec.Struct, frozen=True):
    """What a clause speaks of: paths as written, spans of code and names as their parts, figures, other words."""

    paths: tuple[str, ...] = ()
    codes: tuple[frozenset[str], ...] = ()
    figures: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()


class Topic:
    """One change. `is_new`: the file was written as a whole, and nothing had shown it before; `room`: how many
    characters of its lines are looked at."""

    def __init__(self, change: Change, *, is_new: bool) -> None:
        self.path, self.ok, self.is_new = change.path, change.ok, is_new
        self.room = _MOST_LINES
        self.is_deleted = isinstance(change, record.Delete)
        self._change = change

    @cached_property
    def words(self) -> frozenset[str]:
        """Of its lines, new and old."""
        match self._change:
            case record.Edit(diff=text) | record.Write(content=text):
                return words_in(text[: self.room])
        return frozenset()

    @cached_property
    def stem(self) -> frozenset[str]:
        """Of the file's name without its ending."""
        name = PurePosixPath(self.path).name
        return words_in(name.partition(".")[0] or name)

    @cached_property
    def place(self) -> frozenset[str]:
        """Of its whole path."""
        return words_in(self.path)

    def weight(self, said: Words) -> int:
        """How much of what is said is of this change."""
        found = NAMED * sum(is_of(self.path, path) for path in said.paths)
        found += NAMED * (self._is_called(said))
        found += NAMED * sum(bool(code) and code <= self.words for code in said.codes)
        found += sum(_weight_of_figure(figure) for figure in said.figures & self.words)
        return found + SHARED * len(said.plain & (self.words | self.place))

    def _is_called(self, said: Words) -> bool:
        """Named by its stem: `the deploy page` for `docs/deploy.md`."""
        spoken = said.plain.union(*said.codes, *map(words_in, said.paths))
        return bool(self.stem) and self.stem <= spoken and not self.stem <= _COMMON_STEMS


class Topics:
    """Of a turn, latest first; of changes that failed, too."""

    def __init__(self, deeds: Sequence[record.AnyDeed]) -> None:
        seen: set[str] = set()
        found: list[Topic] = []
        for deed in deeds:
            match deed:
                case record.Read():
                    seen.add(deed.path)
                case record.Edit() | record.Write() | record.Delete():
                    is_new = isinstance(deed, record.Write) and deed.path not in seen
                    found.append(Topic(deed, is_new=is_new or self._was_new(found, deed.path)))
        self._topics = found[::-1]
        for topic in self._topics[_MOST_TOPICS:]:
            topic.room = 0

    @staticmethod
    def _was_new(found: Iterable[Topic], path: str) -> bool:
        return any(topic.is_new for topic in found if topic.path == path)

    def of_path(self, path: str) -> Topic | None:
        """The latest change of a path."""
        return next((topic for topic in self._topics if is_of(topic.path, path)), None)

    def of_stem(self, word: str) -> Topic | None:
        """The latest change of a file by its name without the ending: `readme`."""
        return next((topic for topic in self._topics if topic.stem == words_in(word)), None)

    def best(self, said: Words) -> tuple[Topic | None, int]:
        """The change that most of what is said is of, with its weight."""
        weights = [(topic.weight(said), topic) for topic in self._topics]
        weight, topic = max(weights, key=lambda pair: pair[0], default=(0, None))
        return (topic, weight) if weight else (None, 0)


def _weight_of_figure(figure: str) -> int:
    """`1400` and `3.9` hardly occur by chance."""
    return NAMED + SHARED if len(figure) >= _SHORTEST else NAMED


@kept_for_short
def words_in(text: str) -> frozenset[str]:
    """Words in lower case without their endings, those of compound names apart, and figures."""
    whole = " ".join(frozenset(_WORD.findall(text)))
    return frozenset(map(rooted, _HUMPS.sub(" ", whole).split()))


@kept_for_short
def rooted(word: str) -> str:
    """A word without its ending, so that `waits` meets `waiting`; figures as they are."""
    word = word.lower()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e") if len(word) > _SHORTEST else word


def is_of(known: str, path: str) -> bool:
    """Whether a path as it was written names a known one, by its end or as its directory."""
    path = path.removeprefix("./").strip("/")
    if not path or known == path:
        return bool(path)
    return f"/{known}".endswith("/" + path) or f"/{path}".endswith("/" + known) or known.startswith(path + "/")
