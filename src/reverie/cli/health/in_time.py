"""A call that may hang for ever (a name that is looked up, a dead network folder), given up after some seconds."""

import threading
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


def in_time(seconds: float, call: Callable[[], Answer]) -> Answer | None:
    """What `call` gives, None when it does not end in time; then its thread is left behind, and dies with us."""
    answers: list[Answer] = []
    thread = threading.Thread(target=lambda: answers.append(call()), daemon=True)
    thread.start()
    thread.join(seconds)
    return answers[0] if answers else None
