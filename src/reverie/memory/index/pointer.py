"""A pointer: one line that names a topic, or an area of topics, and says what is in it."""

import re
from urllib.parse import quote, unquote

import msgspec

from reverie.memory.layout import AREAS, TOPICS

from .words import words_of

MOST_CHARACTERS = 150
"""Of a pointer's line without its newline."""

_LONGEST_TITLE = 60
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
        before = self._before_description()
        shown = self.shown
        return f"{before}: {shown}" if shown else before

    def _before_description(self) -> str:
        link = link_of(self.target)
        title = cut(
            one_line(self.title).translate(_BRACKETS), min(_LONGEST_TITLE, MOST_CHARACTERS - len("- []" + link))
        )
        return f"- [{title}]{link}"

    @property
    def shown(self) -> str:
        """As much of the description as the line has room for."""
        return cut(one_line(self.description), self.room)

    @property
    def words(self) -> list[str]:
        """What it says in words, those of the title first."""
        return words_of(f"{self.title} {self.description}")

    @property
    def room(self) -> int:
        """How many characters of a description fit on the line."""
        return max(0, MOST_CHARACTERS - len(self._before_description()) - 2)


def link_of(target: str) -> str:
    """How a file of the memory stands in a line that points to it."""
    return "(" + _NOT_IN_LINK.sub(lambda found: quote(found[0]), target) + ")"


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
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def cut(text: str, most: int) -> str:
    """At most that many characters, ending with a whole word where that leaves something."""
    if len(text) <= most:
        return text
    short = text[: max(0, most)]
    if text[len(short)] != " " and " " in short:
        short = short.rpartition(" ")[0]
    return short.rstrip(" ,;:")
