"""Asking a person whether a call may run."""

from reverie.conversation.access import ProposedCall
from reverie.conversation.truncation import Limits, keep_head_and_tail
from reverie.conversation.visible import visible_line
from reverie.safety.authoriser import Answer, ForProject, ForSession, No, Once
from reverie.safety.rules import Rule

from .lines import EndOfInput, TypedLines, forget_typed
from .show import Lines

_MOST_PREVIEW = Limits(lines=200, characters=20_000)
_MOST_OFFER = 160
_INDENT = "    "


class LineAsker:
    """The `Asker` of a line interface: words and letters, no redraws.

    Anything but a clear yes is a no; words typed instead of a letter are a no with that reason. What was typed before
    the question stood on the screen answers nothing.
    """

    def __init__(self, screen: Lines, typed: TypedLines) -> None:
        self._screen = screen
        self._typed = typed

    async def ask(self, call: ProposedCall, reason: str, offers: tuple[Rule, ...]) -> Answer:
        self._screen.whole(_question(call, reason, offers))
        forget_typed()
        try:
            typed = (await self._typed.answer("Allow? ")).strip()
        except EndOfInput:
            return No("the input was closed")
        return _answer(typed, offers)


def _question(call: ProposedCall, reason: str, offers: tuple[Rule, ...]) -> str:
    """All that is asked about, then the question: whatever the call brings, its lines cannot pass for ours."""
    lines = _preview(call.preview)
    lines += [visible_line(call.summary), f"  asks, because {visible_line(reason)}", "  y = yes, this once"]
    for number, offer in enumerate(offers, 1):
        shown = _offer(offer)
        lines += [f"  s{number} = yes, in this session: {shown}", f"  a{number} = yes, always in this project: {shown}"]
    lines.append("  n = no (or type why not)")
    return "\n".join(lines)


def _preview(text: str) -> list[str]:
    """The lines of a diff or a command, set in; without its middle when there are too many to look through."""
    if not text.strip("\n"):
        return []
    shown = keep_head_and_tail(text.strip("\n"), _MOST_PREVIEW).render("to see all, say n and ask for it in parts")
    return [_INDENT + line for line in shown.split("\n")]


def _offer(rule: Rule) -> str:
    text = visible_line(str(rule))
    return text if len(text) <= _MOST_OFFER else f"{text[: _MOST_OFFER - 30]}… (exactly this command)"


def _answer(typed: str, offers: tuple[Rule, ...]) -> Answer:
    if typed.lower() in ("y", "yes"):
        return Once()
    if typed.lower() in ("", "n", "no"):
        return No()
    letter, number = typed[:1].lower(), typed[1:] or "1"
    if letter in "sa" and number.isdecimal() and 1 <= int(number) <= len(offers):
        grant = offers[int(number) - 1]
        return ForSession(grant) if letter == "s" else ForProject(grant)
    return No(typed)
