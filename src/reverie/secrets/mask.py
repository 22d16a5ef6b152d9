"""The mask: what stands in a text where a secret was. `[secret: github-token]` names the kind, never the value."""

from collections.abc import Iterable
from functools import cache

from .found import Found
from .late import Late
from .word_list import word_list

OPENING = "[secret: "
_MASK = Late(r"\[secret: ([a-z0-9-]{2,40})\]")
_OTHER_KINDS = word_list(
    """
    password secret token key auth signature session environment private-key url-password slack-webhook
    discord-webhook teams-webhook telegram-bot-token webhook
    """
)


def masked(text: str, found: Iterable[Found], start: int = 0) -> str:
    """The text from `start` on, with masks."""
    pieces, done = [], start
    for kind, begin, end in found:
        if end > done:
            pieces += [text[done : max(begin, done)], f"{OPENING}{kind}]"]
            done = end
    return "".join([*pieces, text[done:]])


def holds_mask(text: str) -> bool:
    """Whether a mask stands in it, of a kind that there is: `[secret: string]` of a TypeScript type is none."""
    return OPENING in text and any(match[1] in kinds() for match in _MASK.pattern.finditer(text))


@cache
def kinds() -> frozenset[str]:
    """Every kind that a mask can name."""
    from .families import FAMILIES

    return _OTHER_KINDS | {family.kind for family in FAMILIES}
