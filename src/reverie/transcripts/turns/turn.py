"""Values: one turn as it can be judged."""

import msgspec

from reverie.conversation.deeds import AnyDeed


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """A turn that came to its end. `deeds` are those of the whole session up to it, of which the turn's own begin at
    `start`; the tuple is made for this turn and shares its deeds with the others.

    `answer` is the last text of the model after its last call, which stands at `line`; `request` are the person's words
    that began the turn, with those that they said meanwhile. `model` and `version` (of the program) are empty when the
    transcript does not tell them. `unknown` counts the turn's calls of tools whose doing the record does not show.
    """

    session: str
    request: str
    answer: str
    line: int
    at: str
    model: str
    version: str
    deeds: tuple[AnyDeed, ...]
    start: int
    unknown: int = 0
