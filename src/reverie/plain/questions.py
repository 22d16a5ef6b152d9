"""Questions of the agent, put before the person on a face: may a call run, and what only they can say.

Anything but a clear yes is a no, and words typed instead are a no with that reason. One question stands at a time.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path

from reverie.conversation.access import ProposedCall
from reverie.conversation.ports import Question
from reverie.conversation.shown_path import show_path
from reverie.conversation.visible import visible_line
from reverie.safety.authoriser import Answer, ForProject, ForSession, No, Once
from reverie.safety.rules import Rule

from .face import Asked, Choice, Face

_MOST_OFFER = 160
_WRITING = ("write", "edit")
_OF_PATHS = ("read", *_WRITING)
_CLOSED = "the input was closed"


class FaceQuestions:
    """The ports `Asker` and `Person`, on a face. `standing` is told when a question begins and ends to wait.

    Paths below `root` are shown from there.
    """

    def __init__(
        self, face: Face, standing: Callable[[bool], object] = lambda _: None, root: Path | None = None
    ) -> None:
        self._face = face
        self._root = root
        self._standing = standing
        self._one_at_a_time = asyncio.Lock()

    async def ask(self, call: ProposedCall, reason: str, offers: tuple[Rule, ...]) -> Answer:
        """Whether a call may run: all that it would do is shown first."""
        typed = await self._put(approval(call, reason, offers, self._root))
        return No(_CLOSED) if typed is None else meaning(typed.strip(), offers)

    async def answer(self, question: Question) -> str | None:
        """The option that was chosen by its number, or the person's own words. An empty line is asked again."""
        choices = tuple(Choice(str(number), option) for number, option in enumerate(question.options, 1))
        asked = Asked(question.heading, question.text, choices)
        typed: str | None = ""
        while typed is not None and not typed.strip():
            typed = await self._put(asked)
        if typed is None:
            return None
        chosen = {choice.key: choice.meaning for choice in choices}
        return chosen.get(typed.strip(), typed.strip())

    async def _put(self, asked: Asked) -> str | None:
        async with self._one_at_a_time:
            self._standing(True)
            try:
                return await self._face.ask(asked)
            finally:
                self._standing(False)


def approval(call: ProposedCall, reason: str, offers: tuple[Rule, ...], root: Path | None = None) -> Asked:
    """The question whether a call may run, as a face shows it."""
    choices = [Choice("y", "yes, this once")]
    for number, offer in enumerate(offers, 1):
        shown, key = _offer(offer, root), str(number) if len(offers) > 1 else ""
        choices.append(Choice(f"s{key}", f"yes, in this session: {shown}"))
        choices.append(Choice(f"a{key}", f"yes, always in this project: {shown}"))
    choices.append(Choice("n", "no (or type why not)"))
    return Asked(
        heading=visible_line(call.summary),
        text=f"asks, because {visible_line(reason)}",
        choices=tuple(choices),
        diff=call.preview.strip("\n"),
    )


def meaning(typed: str, offers: tuple[Rule, ...]) -> Answer:
    """What a typed line says about a call: a yes only when it is one of the answers that were offered."""
    if typed.lower() in ("y", "yes"):
        return Once()
    if typed.lower() in ("", "n", "no"):
        return No()
    letter, number = typed[:1].lower(), typed[1:] or "1"
    if letter in "sa" and number.isdecimal() and 1 <= int(number) <= len(offers):
        grant = offers[int(number) - 1]
        return ForSession(grant) if letter == "s" else ForProject(grant)
    return No(typed)


def _offer(rule: Rule, root: Path | None) -> str:
    text = visible_line(_words(rule, root))
    return text if len(text) <= _MOST_OFFER else f"{text[: _MOST_OFFER - 30]}… (exactly this command)"


def _words(rule: Rule, root: Path | None) -> str:
    """What a grant covers; a grant of writing ends at the project."""
    if rule.covers == "any" and rule.tool in _WRITING:
        return f"{rule.tool}, any file of the project"
    if rule.covers == "exact" and rule.tool in _OF_PATHS and root is not None:
        return f"{rule.tool}({show_path(Path(rule.text), root)})"
    return str(rule)
