"""Purge: a fact and its text removed for good, wherever we keep it, so that no file of ours holds it any more.

What is purged is written down first, so that a purge that was killed, or that met a session in use, goes on where it
was. A salted hash of it stays in the journal, by which no import, dream or model brings it back.
"""

from .answer import Left, Purged, Removed, purge_lines
from .beginning import purge
from .finishing import finish_purges
from .pending import pending_lines
from .reach import Reach, reach_of

__all__ = ["Left", "Purged", "Reach", "Removed", "finish_purges", "pending_lines", "purge", "purge_lines", "reach_of"]
