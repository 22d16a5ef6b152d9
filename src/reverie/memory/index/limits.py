"""How large the index may be. Tokens are characters divided by four, rounded up."""

from reverie.memory.layout import Layout

BLOCK_CHARACTERS = 10_000
"""Of the block that a model always has: 2,500 tokens, for all memories together."""

_PROJECT_CHARACTERS = 9_600
_USER_CHARACTERS = 2_000
_MOST_TOPICS_IN_AREA = 64


def root_room(layout: Layout) -> int:
    """How many characters of MEMORY.md go into the block.

    The person's own memory (`user/memory`) has a fixed small share; a project's may use what is left, or all of it
    when the person has none.
    """
    return _USER_CHARACTERS if layout.folder.parent.name == "user" else _PROJECT_CHARACTERS


def most_in_area() -> int:
    """How many pointers an area has at most: about 2,500 tokens of them."""
    return _MOST_TOPICS_IN_AREA
