"""What a write answers: a receipt, made after the data was read back from the disk, or refusals, each by name.

Whatever a person or a model is told about a write is made from these alone.
"""

import msgspec

from .journal import Action, ChangeKind
from .slots.questions import Question, question_said


class Saved(msgspec.Struct, frozen=True, omit_defaults=True):
    """One fact as the write left it. `hash` is the SHA-256 of its topic file; `topic` its slug."""

    id: str
    topic: str
    change: ChangeKind
    title: str
    hash: str = ""


class Receipt(msgspec.Struct, frozen=True):
    """Proof of a write: its transaction, the instant (UTC), and each fact with what its file holds.

    `repeated` when the same write had been made before and this one changed nothing. `questions` are what code could
    not decide about older facts of the same slot.
    """

    tx: str
    at: str
    action: Action
    saved: tuple[Saved, ...]
    repeated: bool = False
    questions: tuple[Question, ...] = ()


class Refusal(msgspec.Struct, frozen=True):
    """No, by the gate `gate`: why, and what would help. `title` is of the fact that was proposed."""

    gate: str
    title: str
    why: str
    hint: str = ""


class Refused(msgspec.Struct, frozen=True):
    """Nothing was written."""

    refusals: tuple[Refusal, ...]


Outcome = Receipt | Refused

_LONGEST_TITLE = 100
_WORDS: dict[ChangeKind, str] = {
    "added": "saved",
    "changed": "changed",
    "superseded": "superseded",
    "retired": "retired",
    "restored": "restored",
    "removed": "removed",
}


def said(outcome: Outcome) -> list[str]:
    """The outcome in lines for a person or a model."""
    if isinstance(outcome, Refused):
        return [_refused(one) for one in outcome.refusals]
    before = "already " if outcome.repeated else ""
    saved = [f"{before}{_WORDS[one.change]}: {one.title} ^{one.id} in topics/{one.topic}.md" for one in outcome.saved]
    return [*saved, *map(question_said, outcome.questions)]


def _refused(one: Refusal) -> str:
    """Its title is cut: what was refused may be a title of any length."""
    hint = f"; {one.hint}" if one.hint else ""
    title = one.title if len(one.title) <= _LONGEST_TITLE else f"{one.title[: _LONGEST_TITLE - 1].rstrip()}…"
    return f"refused ({one.gate.replace('_', ' ')}): {title}: {one.why}{hint}"
