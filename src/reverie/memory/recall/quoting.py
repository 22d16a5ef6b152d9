"""What of a person's words of earlier sessions is given below the facts: nothing that they repeat, and nothing that the
memory knows to be so no longer. They are unchecked, so whatever is withheld as a fact must not come back as a quote.
"""

import re
from collections.abc import Iterable, Sequence

from reverie.memory.fact import Fact
from reverie.memory.gates.folding import folded
from reverie.memory.slots.finding import same_slot

_END = re.compile(r"(?<=[.!?;。！？])\s+")
_LEFT_OUT = "…"


class Quoting:
    """`facts` are given with the quotes, `past` are the titles of facts that no longer hold.

    A question about the past (`of_now` is False) is also answered with words of its time.
    """

    def __init__(self, facts: Sequence[Fact], past: Iterable[str], *, of_now: bool) -> None:
        self._stated = [_plain(fact.statement) for fact in facts]
        self._facts = facts
        self._past = [re.compile(rf"(?<!\w){re.escape(_plain(title))}(?!\w)") for title in past]
        self._of_now = of_now

    def quotable(self, text: str, day: str) -> str:
        """What of the words that were said on a day is to be quoted; empty when nothing is."""
        if any(_plain(text) in statement for statement in self._stated):
            return ""
        if not self._of_now:
            return text
        parts = [sentence.strip() for sentence in _END.split(text)]
        kept = [_LEFT_OUT if self._is_outdated(part, day) else part for part in parts]
        if kept == parts:
            return text
        return "" if set(kept) == {_LEFT_OUT} else " ".join(kept)

    def _is_outdated(self, sentence: str, day: str) -> bool:
        if any(title.search(_plain(sentence)) for title in self._past):
            return True
        matches = (same_slot(sentence, fact.title) for fact in self._facts if day < fact.seen)
        return any(match is not None and match.is_functional for match in matches)


def _plain(text: str) -> str:
    return folded(text).casefold().rstrip(".! ")
