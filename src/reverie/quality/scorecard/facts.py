"""Facts: what the catalog knows of a model that a scorecard needs. The caller brings them; quality knows no catalog."""

from collections.abc import Callable

import msgspec


class ModelFacts(msgspec.Struct, frozen=True):
    """`full_name` and `predecessor` are `PROVIDER/NAME`; what is not known is empty. `predecessor` is the model that
    this one replaces."""

    full_name: str
    family: str = ""
    version: str = ""
    codename: str = ""
    predecessor: str = ""

    @property
    def name(self) -> str:
        """Without its provider."""
        return self.full_name.partition("/")[2] or self.full_name


FactsOf = Callable[[str], ModelFacts]
"""The facts of a model by its full name; of an unknown one, those of its name alone. Must not raise."""


def ancestors(facts: ModelFacts, facts_of: FactsOf) -> list[ModelFacts]:
    """The models it replaces, the nearest first. A card that names itself again ends the row."""
    found: list[ModelFacts] = []
    seen = {facts.full_name}
    while facts.predecessor and facts.predecessor not in seen:
        seen.add(facts.predecessor)
        facts = facts_of(facts.predecessor)
        found.append(facts)
    return found
