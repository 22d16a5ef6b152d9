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
_MOST_SHOWN = 200_000
"""Characters. A command is never cut where it is asked about; the system itself takes no longer one."""
_NO = Choice("n", "no (or type why not)")
_NOT_SO = Choice("n", "no (or type what to change)")
_NONE = Choice("no", "no, none of these (or type your own answer)")
"""Enter alone takes an `n`, but answers no question of which nobody knows which answer is harmless."""
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
        return No(_CLOSED) if typed is None else meaning(typed.strip(), call, offers)

    async def answer(self, question: Question) -> str | None:
        """The option that was chosen by its number, or the person's own words. An empty line is asked again."""
        choices = tuple(Choice(str(number), option) for number, option in enumerate(question.options, 1))
        asked = Asked(question.heading, question.text, (*choices, _NOT_SO if question.proposal else _NONE))
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
    text = f"asks, because {visible_line(reason)}"
    if problem := _unreadable(call):
        return Asked(visible_line(call.summary[:_MOST_OFFER]), f"{text}\n{problem}", (_NO,))
    choices = [Choice(key, _words(answer, root)) for key, answer in _answers(call, offers).items()]
    return Asked(
        heading=visible_line(call.summary),
        text=text,
        choices=(*choices, _NO),
        preview=call.preview.strip("\n"),
        preview_kind=call.preview_kind,
    )


def meaning(typed: str, call: ProposedCall, offers: tuple[Rule, ...]) -> Answer:
    """What a typed line says about a call: a yes only when it is the very key of an answer that was offered."""
    key = typed.lower()
    if key in ("", "n", "no"):
        return No()
    return _answers(call, offers).get("y" if key == "yes" else key, No(typed))


def _answers(call: ProposedCall, offers: tuple[Rule, ...]) -> dict[str, Once | ForSession | ForProject]:
    """Each yes by the key that is offered for it; none for what cannot be looked at."""
    if _unreadable(call):
        return {}
    answers: dict[str, Once | ForSession | ForProject] = {"y": Once()}
    for number, offer in enumerate(offers, 1):
        which = str(number) if len(offers) > 1 else ""
        answers |= {f"s{which}": ForSession(offer), f"a{which}": ForProject(offer)}
    return answers


def _unreadable(call: ProposedCall) -> str:
    """Why nobody can look at all of the call; empty when they can. A long diff says itself what it leaves out."""
    size = max(len(call.summary), len(call.preview) if call.preview_kind == "text" else 0)
    if size <= _MOST_SHOWN:
        return ""
    return f"It can only be refused: {size:,} characters are more than anybody reads ({_MOST_SHOWN:,} are shown)."


def _words(answer: Once | ForSession | ForProject, root: Path | None) -> str:
    match answer:
        case ForSession(rule):
            return f"yes, in this session: {_offer(rule, root)}"
        case ForProject(rule):
            return f"yes, always in this project: {_offer(rule, root)}"
    return "yes, this once"


def _offer(rule: Rule, root: Path | None) -> str:
    text = visible_line(_covered(rule, root))
    return text if len(text) <= _MOST_OFFER else f"{text[: _MOST_OFFER - 30]}… (exactly this command)"


def _covered(rule: Rule, root: Path | None) -> str:
    """What a grant covers; a grant of writing ends at the project."""
    if rule.covers == "any" and rule.tool in _WRITING:
        return f"{rule.tool}, any file of the project"
    if rule.covers == "exact" and rule.tool in _OF_PATHS and root is not None:
        return f"{rule.tool}({show_path(Path(rule.text), root)})"
    return str(rule)
