"""Turns out of transcripts: what was asked, what had been done by the end, and the final answer.

`reading` gives those of a whole transcript, whoever wrote it; `session_record` follows a session of ours as it goes on.
"""

from .session_record import SessionRecord
from .turn import Turn

__all__ = ["SessionRecord", "Turn"]
