"""What goes wrong with a local model.

ModelError
  LocalModelError
    PullFailed      the file could not be had, or was not the one expected
      SourceFailed  one of its sources did not give it
    ServerFailed    the server did not start
"""

from reverie.models.errors import ModelError


class LocalModelError(ModelError):
    """Its text is one line: what was wrong, and the next step."""


class PullFailed(LocalModelError):
    """No source gave the model's file."""


class SourceFailed(PullFailed):
    """One source did not give it; the next one may."""


class ServerFailed(LocalModelError):
    """The server process did not come up."""
