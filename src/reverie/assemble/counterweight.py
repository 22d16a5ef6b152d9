"""What the models of a session are told of their measured weaknesses: settled once a model, where its prompt begins."""

from collections.abc import Callable
from pathlib import Path

from reverie.config.places import Places
from reverie.conversation.events import Notice
from reverie.conversation.ports import Emit
from reverie.storage.clock import system_clock

from .wishes import Wishes


def session_counterweight(wishes: Wishes, places: Places, emit: Emit) -> Callable[[str], str]:
    """Gives the paragraphs for a model, `PROVIDER/NAME`; the same ones over a whole session, mostly none."""
    ledger = places.state / "ledger.sqlite"
    if "counterweight" not in wishes.features or "claims" not in wishes.features:
        return lambda model: ""
    settled: dict[str, str] = {}

    def paragraphs(model: str) -> str:
        if model not in settled:
            settled[model] = _settle(ledger, model, emit) if ledger.exists() else ""
        return settled[model]

    return paragraphs


def _settle(ledger: Path, model: str, emit: Emit) -> str:
    from reverie.quality.counterweight import counterweight_at_start
    from reverie.quality.scorecard.store import Scores, ScoresUnusable

    scores = Scores(ledger)
    try:
        return counterweight_at_start(scores, model, system_clock)
    except ScoresUnusable as error:
        emit(Notice(f"{error}; the counterweight is off"))
        return ""
    finally:
        scores.close()
