"""Failures of a command, each as one line and exit status 1."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from .os_errors import explain


@contextmanager
def one_line(*kinds: type[Exception]) -> Iterator[None]:
    """Within it, errors of these kinds, and the system's, become a `ClickException` that says what to do."""
    caught: tuple[type[Exception], ...] = (OSError, *kinds)
    try:
        yield
    except BrokenPipeError:  # for `call`, which is quiet about it
        raise
    except caught as error:
        raise click.ClickException(explain(error)) from None
