"""Which words to say of many texts when there is room for few.

A text counts as told of by half for each of its words that is said: whoever looks for it with some of its words, not
all, shall meet one of those said. So each next word is the one that tells most of what is not told yet.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

_TOLD = 0.5
"""How much of a text is left untold after one more of its words."""


def telling_words(
    texts: Sequence[Iterable[str]],
    room: int,
    *,
    said: Collection[str] = (),
    weight: Callable[[str], float] = lambda word: 1.0,
    most_texts: int | None = None,
) -> list[str]:
    """Words of the texts, the most telling first, that take at most `room` characters with a blank after each.

    `said` are words that are said anyway, `weight` makes a word more or less telling, `most_texts` leaves out words
    that more texts than that have.
    """
    where: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(texts):
        for word in set(words):
            where[word].append(number)
    untold = [1.0] * len(texts)
    for word in said:
        _tell(untold, where.pop(word, []))
    queue = [
        (-_gain(word, numbers, untold, weight), word)
        for word, numbers in where.items()
        if most_texts is None or len(numbers) <= most_texts
    ]
    heapq.heapify(queue)
    chosen: list[str] = []
    while queue:
        gain, word = heapq.heappop(queue)
        now = -_gain(word, where[word], untold, weight)
        if now > gain * _NEARLY:  # it was better when it was queued: others told of its texts since
            heapq.heappush(queue, (now, word))
        elif len(word) + 1 <= room:
            chosen.append(word)
            room -= len(word) + 1
            _tell(untold, where[word])
    return chosen


_NEARLY = 0.999


def _gain(word: str, numbers: Sequence[int], untold: Sequence[float], weight: Callable[[str], float]) -> float:
    """A longer word costs room in which others could stand."""
    return sum(untold[number] for number in numbers) * weight(word) / math.sqrt(len(word) + 1)


def _tell(untold: list[float], numbers: Iterable[int]) -> None:
    for number in numbers:
        untold[number] *= _TOLD
