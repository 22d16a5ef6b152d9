"""Finding secrets in a text.

Contract: whether a character is found depends on its own word (a run without white space) and on what stands before it,
at most `REACH` characters or since the header of a private key. So a text can be taken in pieces that end with a word.
"""

from collections.abc import Collection, Iterator

from .assigned import find_assigned
from .found import Found
from .json_web_keys import find_json_web_keys
from .pieces import settle
from .positions import find_at_positions
from .private_keys import find_private_keys
from .tokens import find_tokens
from .urls import find_in_urls

SHORTEST = 8
"""Characters: a shorter text holds no secret that could be told from a word."""


def find_secrets(text: str, known: Collection[str] = ()) -> tuple[Found, ...]:
    """Every secret in a text, in order, as places that no two share and that hold no character of a shell's syntax.

    `known` are values that are secrets wherever they stand, such as keys from the environment.
    """
    if len(text) < SHORTEST:
        return ()
    plain = text.encode("ascii", "replace")
    low = plain.lower()
    found = [
        *find_tokens(text, plain),
        *find_private_keys(text),
        *find_json_web_keys(text, plain),
        *find_in_urls(text),
        *find_assigned(text, low),
        *find_at_positions(text, low),
        *_find_known(text, known),
    ]
    return settle(text, found) if found else ()


def _find_known(text: str, known: Collection[str]) -> Iterator[Found]:
    for value in known:
        at = text.find(value)
        while at >= 0:
            yield Found("environment", at, at + len(value))
            at = text.find(value, at + 1)
