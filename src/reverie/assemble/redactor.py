"""Which redactor masks secrets: the one place that says it, for sessions and for what a face keeps of typed lines."""

from reverie.conversation.ports import Redactor
from reverie.secrets.pass_through import PassThrough


def redactor_in_use() -> Redactor:
    """The redactor of this program."""
    return PassThrough()
