"""Failures of a command, each as one line: exit status 1, and 2 for what a person set up wrongly."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from reverie.config.errors import ConfigError

from .os_errors import explain


@contextmanager
def one_line(*kinds: type[Exception]) -> Iterator[None]:
    """Within it, errors of these kinds, and the system's, become a `ClickException` that says what to do.

    A `ConfigError` is always a wrong use.
    """
    caught: tuple[type[Exception], ...] = (OSError, *kinds)
    try:
        yield
    except BrokenPipeError:  # for `call`, which is quiet about it
        raise
    except ConfigError as error:
        raise click.UsageError(str(error)) from None
    except caught as error:
        raise click.ClickException(explain(error)) from None
