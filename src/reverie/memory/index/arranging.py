"""Which topics go into which areas: a catalogue by words, as pure functions.

The root's pointers have room for about a thousand words. Those are chosen that tell most of all topics; words that the
same topics have go together into an area; an area lists every topic that has one of its words. So a topic may be in
several areas, and whoever looks for it with one of its words finds an area that names the word.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from .telling import telling_words

_SHARED = 0.8
"""A word begins an area of its own while there may be more, unless more than a fifth of its topics are in an area."""


class Area(msgspec.Struct, frozen=True):
    """An area to be: its words, the most telling first, and its topics."""

    words: tuple[str, ...]
    topics: tuple[str, ...]


class _Limits(msgspec.Struct, frozen=True):
    areas: int
    most: int
    room: int


class _Bucket:
    def __init__(self, room: int) -> None:
        self.room = room
        self.words: list[str] = []
        self.members = 0

    def take(self, word: str, members: int) -> None:
        self.words.append(word)
        self.room -= len(word) + 1
        self.members |= members


def arrange(topics: Mapping[str, Sequence[str]], *, areas: int, most: int, room: int) -> list[Area]:
    """At most `areas` areas of about `most` topics, with words that take at most `room` characters in each.

    `topics` has the words of each topic, the most telling first. Every topic is in an area.
    """
    names = sorted(topics)
    if len(names) > most:
        most = min(max(most, -(-len(names) * 5 // (4 * areas))), len(names) * 3 // 4)
    words = telling_words([topics[name] for name in names], areas * room, most_texts=most)
    holders = _holders(names, topics, words)
    buckets = _grouped(words, holders, _Limits(areas, most, room))
    _complete(buckets, names, topics, _Limits(areas, most, room))
    rank = {word: place for place, word in enumerate(words)}
    return [
        Area(tuple(sorted(one.words, key=lambda word: rank.get(word, len(rank)))), tuple(_members(one.members, names)))
        for one in buckets
    ]


def _holders(names: Sequence[str], topics: Mapping[str, Sequence[str]], words: Sequence[str]) -> dict[str, int]:
    """For each word the topics that have it, as a number with their bits set."""
    holders = dict.fromkeys(words, 0)
    for number, name in enumerate(names):
        for word in set(topics[name]) & holders.keys():
            holders[word] |= 1 << number
    return holders


def _grouped(words: Sequence[str], holders: Mapping[str, int], limits: _Limits) -> list[_Bucket]:
    """Words of many topics first: they are the hardest to find room for."""
    buckets: list[_Bucket] = []
    for word in sorted(words, key=lambda one: (-holders[one].bit_count(), one)):
        members = holders[word]
        fitting = [
            (_strain(bucket, members, limits.most), number)
            for number, bucket in enumerate(buckets)
            if bucket.room > len(word) and (bucket.members | members).bit_count() <= limits.most
        ]
        strain, number = min(fitting, default=(2.0, -1))
        if strain >= _SHARED and len(buckets) < limits.areas:
            buckets.append(_Bucket(limits.room))
            buckets[-1].take(word, members)
        elif number >= 0:
            buckets[number].take(word, members)
    return buckets


def _strain(bucket: _Bucket, members: int, most: int) -> float:
    """Which share of a word's topics are not in the area yet; of equals, the emptier area is better."""
    added = (members & ~bucket.members).bit_count() / members.bit_count()
    return added + 0.2 * bucket.members.bit_count() / most


def _complete(
    buckets: list[_Bucket], names: Sequence[str], topics: Mapping[str, Sequence[str]], limits: _Limits
) -> None:
    """Topics without any chosen word go where there is room."""
    placed = 0
    for bucket in buckets:
        placed |= bucket.members
    for number, name in enumerate(names):
        if not placed >> number & 1:
            bucket = _emptiest(buckets, limits)
            word = next((one for one in topics[name] if bucket.room > len(one) and one not in bucket.words), "")
            bucket.members |= 1 << number
            if word:
                bucket.take(word, 1 << number)


def _emptiest(buckets: list[_Bucket], limits: _Limits) -> _Bucket:
    if buckets:
        emptiest = min(buckets, key=lambda one: one.members.bit_count())
        if emptiest.members.bit_count() < limits.most or len(buckets) >= limits.areas:
            return emptiest
    buckets.append(_Bucket(limits.room))
    return buckets[-1]


def _members(members: int, names: Sequence[str]) -> Iterator[str]:
    return (name for number, name in enumerate(names) if members >> number & 1)
