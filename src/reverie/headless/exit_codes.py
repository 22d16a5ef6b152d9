"""What the exit status of `reverie -p` means, and of other commands; documented in docs/headless.md."""

from reverie.conversation.events import Outcome

DONE = 0
FAILED = 1
USAGE = 2
DENIED = 3
BUDGET = 4
MODEL = 5
NOT_RUN = 6
INTERRUPTED = 130

_OF_OUTCOME: dict[Outcome, int] = {
    "done": DONE,
    "failed": FAILED,
    "denied": DENIED,
    "budget": BUDGET,
    "model": MODEL,
    "interrupted": INTERRUPTED,
}


def exit_code(outcome: Outcome) -> int:
    return _OF_OUTCOME[outcome]
