"""How often a fact was used, for a person who looks at it."""

from contextlib import closing

from reverie.config.places import Places
from reverie.memory.scope_opening import usage_of
from reverie.memory.usage import FactUse
from reverie.memory.usage.counts import UsageUnusable

from .opened import Scope


def used(scope: Scope, places: Places, fact_id: str) -> FactUse:
    """Nothing where the counts cannot be read: `reverie doctor` tells of the ledger."""
    with closing(usage_of(scope.memory, places)) as usage:
        try:
            return usage.of(fact_id)
        except UsageUnusable:
            return FactUse()
