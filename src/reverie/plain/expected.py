"""Errors that a command may end with: each is one line for the person, and the conversation goes on."""

from reverie.config.errors import ConfigError
from reverie.jobs.ledger import LedgerUnusable
from reverie.safety.rules import RuleError
from reverie.storage.errors import UnusableFile
from reverie.transcripts.errors import TranscriptError

from .desk import RefusedModel

_EXPECTED = (ConfigError, LedgerUnusable, RefusedModel, RuleError, TranscriptError, UnusableFile)


def one_line(error: BaseException) -> str:
    """What the person is told; empty for an error that nobody expected."""
    if isinstance(error, _EXPECTED):
        return str(error)
    if isinstance(error, OSError):
        why = error.strerror or str(error)
        return f"'{error.filename}': {why}" if error.filename else why
    return ""
