"""What code cannot decide about two statements of one slot: left to the person, or to the next dream."""

from typing import Literal

import msgspec

Why = Literal["outranked", "details", "checks"]


class Question(msgspec.Struct, frozen=True):
    """Both facts stay (`outranked`, `checks`), or the new one took the old one's place (`details`).

    `outranked`: its author may not replace the old one. `details`: what stood in the body of the old one may be gone
    with it. `checks`: the new one changes some of what the old one says of a file, not all. `slot` is what both are
    about.
    """

    new_id: str
    old_id: str
    slot: str
    why: Why


_SAID: dict[Why, str] = {
    "outranked": "^{new} and ^{old} say different things of '{slot}'; both stay until a person says which holds",
    "details": "^{old} said more of '{slot}' than ^{new} does; its details are in the archive",
    "checks": "^{new} changes a part of what ^{old} says of '{slot}'; both stay",
}


def question_said(question: Question) -> str:
    """The question in one line for a person or a model."""
    return _SAID[question.why].format(new=question.new_id, old=question.old_id, slot=question.slot)
