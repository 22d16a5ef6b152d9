"""A pointer: one line that names a topic, or an area of topics, and says what is in it."""

import re
from urllib.parse import quote, unquote

import msgspec

from reverie.memory.layout import AREAS, TOPICS

MOST_CHARACTERS = 150
"""Of a pointer's line without its newline."""

_LINE = re.compile(rf"- \[([^\[\]]*)\]\(((?:{TOPICS}|{AREAS})/[^/()\s]+\.md)\)(?:: ?(.*))?")
_NOT_IN_LINK = re.compile(r"[\s%()<>\[\]#?\\\x00-\x20\x7f]")
_BRACKETS = str.maketrans("[]", "()")


class Pointer(msgspec.Struct, frozen=True):
    """`target` is the name of a file of the memory: `topics/deploy.md` or `areas/servers.md`."""

    title: str
    target: str
    description: str = ""

    @property
    def is_area(self) -> bool:
        return self.target.startswith(f"{AREAS}/")

    def line(self) -> str:
        """At most `MOST_CHARACTERS`, unless the target's name alone is longer."""
        link = _NOT_IN_LINK.sub(lambda found: quote(found[0]), self.target)
        room = MOST_CHARACTERS - len(f"- []({link})")
        title = cut(one_line(self.title).translate(_BRACKETS), max(0, room))
        description = cut(one_line(self.description), room - len(title) - 2)
        return f"- [{title}]({link})" + (f": {description}" if description else "")


def pointer_in(line: str) -> Pointer | None:
    """The pointer that a line (without its newline) is; None for a person's line."""
    found = _LINE.fullmatch(line.rstrip())
    if found is None:
        return None
    target = unquote(found[2])
    if target.count("/") != 1 or "\0" in target or target.partition("/")[2].startswith("."):
        return None
    return Pointer(found[1], target, (found[3] or "").strip())


def one_line(text: str) -> str:
    """Runs of white space become one blank, control characters vanish."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def cut(text: str, most: int) -> str:
    """At most that many characters, ending with a whole word where that leaves something."""
    if len(text) <= most:
        return text
    short = text[: max(0, most)]
    if text[len(short)] != " " and " " in short:
        short = short.rpartition(" ")[0]
    return short.rstrip(" ,;:")
