"""What a session has of quality: the judge of its answers, the measures of its turns, and what its models are told."""

from collections.abc import Callable
from contextlib import AsyncExitStack

import msgspec

from reverie.agent.session import Session
from reverie.config.places import Places
from reverie.config.project import Project
from reverie.conversation.claims import ClaimJudge, NoClaims
from reverie.conversation.ports import Emit
from reverie.transcripts.session_file import SessionFile

from .claims import RecordedClaims
from .counterweight import session_counterweight
from .turn_scores import TurnScores
from .wishes import Wishes


class SessionQuality(msgspec.Struct, frozen=True):
    """`emit` is where the session's events go; `counterweight` gives what a model is told at its start."""

    emit: Emit
    claims: ClaimJudge
    counterweight: Callable[[str], str]
    follow: Callable[[Session], object] = lambda session: None
    """Told whose turns they are, once the session is there."""


def session_quality(
    stack: AsyncExitStack, wishes: Wishes, project: Project, places: Places, transcript: SessionFile, emit: Emit
) -> SessionQuality:
    """Nothing is judged or kept with the feature `claims` off; `stack` closes what there is."""
    counterweight = session_counterweight(wishes, places, emit)
    if "claims" not in wishes.features:
        return SessionQuality(emit, NoClaims(), counterweight)
    claims = RecordedClaims(transcript.path)
    stack.callback(claims.close)
    scores = TurnScores(emit, claims, places.state / "ledger.sqlite", transcript.path, project.root)
    return SessionQuality(scores, claims, counterweight, lambda session: scores.follow(session, transcript))
