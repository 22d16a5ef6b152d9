"""Wording: what a model is told, and what a person is told of it.

Each paragraph gives the measured rate and the rule that follows from it, because a rule with its reason is kept better
than one without. All three at their highest level stay below 150 tokens.
"""

from collections.abc import Mapping

from .levels import Evidence
from .weaknesses import Weakness

_RATES: dict[Weakness, str] = {
    "false_claims": "{rate} % of your last {n} claims here were not shown by the record",
    "unrequested_change": "{rate} % of your last {n} changed lines here were not asked for",
    "over_commenting": "You add {rate} comment lines per 100 of code more than the files had",
}

_RULES: dict[Weakness, tuple[str, str, str]] = {
    "false_claims": (
        "say only what you ran or saw.",
        "say only what ran after your last edit, else “not checked”.",
        "before you end, run what proves each claim, after the last edit; else write “not checked”.",
    ),
    "unrequested_change": (
        "keep to what was asked.",
        "change only what was asked; name the rest instead.",
        "before each edit, name the words that ask for it; what none asks for, propose and leave.",
    ),
    "over_commenting": (
        "comment as the files do.",
        "comment only why, where code cannot say it.",
        "add no comment unless asked or the reason cannot be read from code.",
    ),
}


NAMES: dict[Weakness, str] = {
    "false_claims": "claims without proof",
    "unrequested_change": "unrequested change",
    "over_commenting": "over-commenting",
}
"""In a person's words."""


def paragraphs(levels: Mapping[Weakness, int], card: Mapping[Weakness, Evidence]) -> str:
    """The text for the prompt: a line for each weakness with a level, by what `card` says of the newest turns; "" for
    none. A weakness that these no longer show at all is not held against anybody."""
    return "\n".join(
        f"{_rate(card[weakness])}: {_RULES[weakness][level - 1]}"
        for weakness, level in levels.items()
        if level > 0 and weakness in card and _percent(card[weakness]) > 0
    )


def _rate(evidence: Evidence) -> str:
    return _RATES[evidence.weakness].format(rate=_percent(evidence), n=evidence.n)


def _percent(evidence: Evidence) -> int:
    return round(100 * evidence.rate)
