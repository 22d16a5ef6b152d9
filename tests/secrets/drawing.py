"""Random texts that a regular expression of the families' tables matches, drawn evenly from its character classes."""

import random
import re
from typing import Any

_MOST_MORE = 12
"""Repeats beyond the fewest."""


def drawn_from(expression: str, seed: int) -> str | None:
    """A text that the whole expression matches; None when none came up, as where an assertion forbids nearly all."""
    from re import _parser  # type: ignore[attr-defined]  # a parser of our own would only be tested against this one

    chance = random.Random(f"{expression} {seed}")
    form, tree = re.compile(expression, re.ASCII), _parser.parse(expression)
    texts = (_draw(tree, chance) for _ in range(500))
    return next((text for text in texts if form.fullmatch(text)), None)


def _draw(tree: Any, chance: random.Random) -> str:
    return "".join(_draw_one(str(kind), value, chance) for kind, value in tree)


def _draw_one(kind: str, value: Any, chance: random.Random) -> str:
    match kind:
        case "LITERAL":
            return chr(value)
        case "IN":
            return chance.choice([character for item in value for character in _characters(*item)])
        case "BRANCH":
            return _draw(chance.choice(value[1]), chance)
        case "SUBPATTERN":
            return _draw(value[-1], chance)
        case "MAX_REPEAT" | "POSSESSIVE_REPEAT":
            fewest, most, inner = value
            count = chance.randint(fewest, min(int(most), fewest + _MOST_MORE))
            return "".join(_draw(inner, chance) for _ in range(count))
        case "ASSERT" | "ASSERT_NOT" | "AT":
            return ""
    raise ValueError(f"cannot draw from {kind}")


def _characters(kind: Any, value: Any) -> list[str]:
    match str(kind):
        case "LITERAL":
            return [chr(value)]
        case "RANGE":
            return [chr(code) for code in range(value[0], value[1] + 1)]
    raise ValueError(f"cannot draw from {kind} in a class")
