"""`reverie why counterweight`: the levels of every model, what they rest on, and what would move them."""

import os

from reverie.cli.failures import one_line
from reverie.cli.printing import say, say_json
from reverie.config.places import find_places
from reverie.config.settings import load_settings
from reverie.quality.counterweight.explaining import ModelStanding, explained, standings
from reverie.quality.scorecard.store import ScoresUnusable

from .opened import scores_of

FEATURE = "counterweight"


def tell_counterweight(*, as_json: bool) -> None:
    """What is wrong with settings or ledger is one line."""
    with one_line(ScoresUnusable):
        places = find_places()
        is_on = load_settings(places, os.environ).feature(FEATURE)
        found = standings(scores_of(places))
    if as_json:
        say_json({"is_on": is_on, "models": [_json(one) for one in found]})
        return
    if not is_on:
        say([f"it is switched off: no model is told anything; reverie config set features.{FEATURE} true"])
    if not found:
        say(["no model is told anything: no turn was judged yet"])
    for one in found:
        say(explained(one))


def _json(one: ModelStanding) -> dict[str, object]:
    return {"model": one.model, "judged": one.judged, "weaknesses": one.weaknesses}
