"""What a person is told of a write, made from its receipt alone, and what comes after one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click
import msgspec

from reverie.cli.printing import say, say_json, tell
from reverie.config.first_commit import remember_first_commit
from reverie.config.places import Places
from reverie.memory.errors import ReadOnly
from reverie.memory.receipt import Outcome, Receipt, Refusal, Refused, Saved, said

from .opened import Scope, ScopeName


class OutcomeJson(msgspec.Struct, frozen=True):
    """A write for a program: `tx` and `at` are empty, and `saved` too, when nothing was written."""

    scope: ScopeName
    tx: str
    at: str
    action: str
    repeated: bool
    saved: tuple[Saved, ...]
    refused: tuple[Refusal, ...]


@contextmanager
def settling(scope: Scope, places: Places) -> Iterator[None]:
    """Around a write and the telling of it; also when nobody reads what is told, as after `| head`.

    Afterwards the memory's git history is brought up to date, and the project's first commit known, by which it is
    known again when it was moved. Raises ReadOnly at once, before a person is asked or has written anything.
    """
    if scope.memory.read_only:
        raise ReadOnly(scope.memory.read_only)
    try:
        yield
    finally:
        if scope.memory.layout.journal.exists():
            _settle(scope, places)


def _settle(scope: Scope, places: Places) -> None:
    from reverie.memory.history import commit_pending

    if scope.project is not None:
        remember_first_commit(scope.project, places, os.environ)
    if notice := commit_pending(scope.memory):
        tell(f"note: {notice}")


@contextmanager
def telling_saved(what: str, shown_by: str = "reverie memory log") -> Iterator[None]:
    """Around the telling of what is done already, so that nobody does it again when it cannot be told; `shown_by` is
    the command that tells it, too."""
    try:
        yield
    except BrokenPipeError:  # nobody wanted to read it
        raise
    except OSError as error:
        why = error.strerror or str(error)
        raise click.ClickException(f"{what}, but the output cannot be written ({why}); '{shown_by}' shows it") from None


def tell_outcome(outcome: Outcome, scope: Scope, *, as_json: bool, before: str = "") -> None:
    """Print it; a refusal goes to standard error and ends the command with status 1. `before` is a first line."""
    if isinstance(outcome, Refused):
        if as_json:
            say_json(_json(outcome, scope.name))
        for line in () if as_json else said(outcome):
            tell(line)
        raise click.exceptions.Exit(1)
    with telling_saved(f"the change {outcome.tx} was saved"):
        if as_json:
            say_json(_json(outcome, scope.name))
        else:
            say([before, *said(outcome)] if before else said(outcome))


def tell_nothing(scope: Scope, *, as_json: bool) -> None:
    """No write was made, because nothing was to be written."""
    if as_json:
        say_json(OutcomeJson(scope.name, "", "", "", False, (), ()))
    else:
        say(["nothing was changed"])


def _json(outcome: Outcome, scope: ScopeName) -> OutcomeJson:
    match outcome:
        case Receipt(tx=tx, at=at, action=action, saved=saved, repeated=repeated):
            return OutcomeJson(scope, tx, at, action, repeated, saved, ())
        case Refused(refusals=refusals):
            return OutcomeJson(scope, "", "", "", False, (), refusals)
