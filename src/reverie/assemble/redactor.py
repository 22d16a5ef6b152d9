"""Which redactor masks secrets: the one place that says it, for sessions, their transcripts, and typed lines that are
kept."""

import os

from reverie.conversation.ports import Redactor
from reverie.secrets.environment import secrets_of
from reverie.secrets.redactor import SecretRedactor


def redactor_in_use() -> Redactor:
    """The redactor of this program; keys in its environment are secrets wherever they turn up."""
    return SecretRedactor(secrets_of(os.environ))
