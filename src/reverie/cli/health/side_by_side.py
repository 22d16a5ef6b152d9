"""All examinations at once, each in a thread: the slowest one, not their sum, is what a person waits for."""

import queue
import threading
import time
from collections.abc import Callable, Iterable, Sequence

import msgspec

from reverie.cli.os_errors import explain
from reverie.models.errors import ModelError
from reverie.storage.errors import UnusableFile

from .finding import Finding
from .host import Host

SECONDS = 20.0
_TICK = 0.1

Waiting = Callable[[Sequence[str], float], None]
"""Told now and then which subjects are still being looked at, and for how many seconds."""


class Examination(msgspec.Struct, frozen=True):
    """One subject, and how it is looked at: `look` may raise OSError, UnusableFile, ModelError."""

    subject: str
    look: Callable[[Host], Iterable[Finding]]


def examine_all(
    host: Host, examinations: Sequence[Examination], waiting: Waiting, seconds: float = SECONDS
) -> list[Finding]:
    """The findings in the order of the examinations. One that hangs is given up after `seconds` and said so."""
    answers: queue.SimpleQueue[tuple[int, list[Finding]]] = queue.SimpleQueue()
    for number, one in enumerate(examinations):
        threading.Thread(target=_examine, args=(one, host, number, answers), daemon=True).start()
    found: dict[int, list[Finding]] = {}
    start = time.monotonic()
    while len(found) < len(examinations) and (elapsed := time.monotonic() - start) < seconds:
        waiting([one.subject for number, one in enumerate(examinations) if number not in found], elapsed)
        try:
            number, findings = answers.get(timeout=_TICK)
        except queue.Empty:
            continue
        found[number] = findings
    return [
        finding for number, one in enumerate(examinations) for finding in found.get(number) or [_overdue(one, seconds)]
    ]


def _examine(
    one: Examination, host: Host, number: int, answers: "queue.SimpleQueue[tuple[int, list[Finding]]]"
) -> None:
    found = [Finding(one.subject, "fail", "this examination broke off; the lines above say where", "reverie doctor")]
    try:
        found = list(one.look(host))
    except (OSError, UnusableFile, ModelError) as error:
        found = [Finding(one.subject, "fail", explain(error), "df -h; mount")]
    finally:
        answers.put((number, found))


def _overdue(one: Examination, seconds: float) -> Finding:
    text = f"no answer within {seconds:g} s: a disk or a network folder may hang"
    return Finding(one.subject, "fail", text, "df -h; mount")
