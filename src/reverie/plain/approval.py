"""Asking a person whether a call may run."""

from ..conversation.access import ProposedCall
from ..safety.authoriser import Answer, ForProject, ForSession, No, Once
from ..safety.rules import Rule
from .lines import EndOfInput, read_line
from .show import Lines


class LineAsker:
    """The `Asker` of a line interface: words and letters, no redraws.

    Anything but a clear yes is a no; words typed instead of a letter are a no with that reason.
    """

    def __init__(self, screen: Lines) -> None:
        self._screen = screen

    async def ask(self, call: ProposedCall, reason: str, offers: tuple[Rule, ...]) -> Answer:
        self._screen.whole(_question(call, reason, offers))
        try:
            typed = (await read_line("Allow? ")).strip()
        except EndOfInput:
            return No("the input was closed")
        return _answer(typed, offers)


def _question(call: ProposedCall, reason: str, offers: tuple[Rule, ...]) -> str:
    lines = [call.preview.rstrip()] if call.preview else []
    lines += [call.summary, f"  asks, because {reason}", "  y = yes, this once"]
    for number, offer in enumerate(offers, 1):
        lines += [f"  s{number} = yes, in this session: {offer}", f"  a{number} = yes, always in this project: {offer}"]
    lines.append("  n = no (or type why not)")
    return "\n".join(lines)


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
