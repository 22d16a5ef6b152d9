"""The memory's own texts without what is purged, such that they still are what they were: topics, indexes, patches.

What is structure is left alone: names of files in links, the keys by which a topic is read.
"""

import re

from reverie.memory.index.describing import mark_of
from reverie.memory.index.pointer import Pointer, pointer_in
from reverie.memory.index.words import words_of
from reverie.memory.layout import AREAS, slug_of_name

from .blocks import has_any, readable, without_blocks
from .pending import Traces
from .spelling import MARK, SHORTEST, Needle, Needles

SHORTEST_GIVEN = 6
"""Characters of a text that a person typed to have it purged: they know that it stands for nothing else."""

_SIGN = 24
"""Characters at the beginning of a description by which a file is known that may hold it."""
_STRUCTURE = re.compile(
    r"((?:^(?:- kind:|format:|updated:|continues:|described:|<!-- Reverie's index).*\n?)+)", re.MULTILINE
)
_PAGE = re.compile("\ufeff?<!-- Reverie's index")
_TITLE = re.compile(r"^# ([^\r\n]*)", re.MULTILINE)
_POINTER = re.compile(r"(^- \[.*\]\((?:topics|areas)/.*\n?)", re.MULTILINE)


class Cleaner:
    """Takes the traces of a purge out of texts. `needles` are what is masked anywhere; see `Traces`."""

    def __init__(self, traces: Traces) -> None:
        self.traces = traces
        long = [text for text in traces.texts if is_long(text)]
        self.needles = Needles([*long, *traces.given], SHORTEST_GIVEN)
        self._lines = frozenset(filter(None, traces.lines))
        starts = (one[:_SIGN] for one in (*traces.descriptions, *traces.lines) if one)
        self._words = frozenset(traces.words)
        self.marks: dict[str, str] = {}
        """Of descriptions of areas that were changed: by these marks an area knows that it was not a person."""
        self._signs = tuple(one.encode() for one in (*(f"^{each}" for each in traces.ids), *starts))

    def text(self, text: str) -> str:
        """A topic, an archive, an index, or a piece of one."""
        if not self._may_touch(text.encode(errors="surrogatepass")):
            return text
        rest = without_blocks(text, self.traces.ids)
        rest = "".join(line for line in rest.splitlines(keepends=True) if line.rstrip("\r\n") not in self._lines)
        if self._words and _PAGE.match(rest):
            rest = _TITLE.sub(lambda found: f"# {self._without_words(found[1]) or MARK}", rest, count=1)
        pieces = _POINTER.split(rest)
        return "".join(self._pointer(one) if place % 2 else self._masked(one) for place, one in enumerate(pieces))

    def words(self, text: str) -> str:
        """A text without structure: a message, a title, a reason."""
        return self.needles.masked(text)

    def touches(self, text: str) -> bool:
        """Whether there is anything of it in the text, be it only that a fact is spoken of."""
        return has_any(text, self.traces.ids) or self.text(text) != text

    def content(self, content: bytes) -> bytes:
        """Any version of a file of the memory, which need not be UTF-8."""
        if not self._may_touch(content):
            return content
        try:
            return self.text(content.decode()).encode()
        except UnicodeDecodeError:
            return self.needles.masked_bytes(content)

    def message(self, text: str) -> str:
        """The message of a commit, which names each fact with its title before its id."""
        told = [one for one in self.traces.ids if f"^{one}" in text]
        for one in told:
            text = re.sub(rf"^(\s*\w+: ).+ \^{one}$", rf"\g<1>{MARK} ^{one}", text, flags=re.MULTILINE)
        if told:  # its first line may have the title, without the id
            text = re.sub(r"\A(\w+): .*", rf"\g<1>: {MARK}", text)
        return self.needles.masked(text)

    def still_tells(self, name: str) -> bool:
        """Whether a file's name does, which is made from its topic's title, or from the words of an area."""
        words = slug_of_name(name).replace("-", " ")
        if name.startswith(AREAS) and self._words & {*words_of(words)}:
            return True
        return self.needles.masked(words) != words or self.needles.masked(name) != name

    def _may_touch(self, content: bytes) -> bool:
        if self.needles.may_be_in(content) or any(one in content for one in self._signs):
            return True
        return bool(self._words) and b"](areas/" in content

    def _masked(self, text: str) -> str:
        pieces = _STRUCTURE.split(text)
        return "".join(one if place % 2 else self.needles.masked(one) for place, one in enumerate(pieces))

    def _pointer(self, line: str) -> str:
        end = line[len(line.rstrip("\r\n")) :]
        pointer = pointer_in(line.rstrip("\r\n"))
        if pointer is None:
            return self._masked(line)
        if pointer.is_area:
            changed = self._area(pointer)
        else:
            changed = Pointer(
                self.needles.masked(pointer.title), pointer.target, self._description(pointer.description)
            )
        return line if changed == pointer else changed.line() + end

    def _area(self, pointer: Pointer) -> Pointer:
        """An area is told by words of the facts below it."""
        title, description = (self._without_words(text) for text in (pointer.title, pointer.description))
        changed = Pointer(title or slug_of_name(pointer.target), pointer.target, description)
        self.marks[mark_of(pointer.description)] = mark_of(changed.shown)
        return changed

    def _without_words(self, text: str) -> str:
        rest = text.split(" ")
        if self._words:
            rest = [word for word in rest if not self._words & {*words_of(word)}]
        return self.needles.masked(" ".join(rest))

    def _description(self, shown: str) -> str:
        """A pointer shows as much of a description as there is room for."""
        if shown and any(one.startswith(shown) for one in self.traces.descriptions):
            return ""
        return self.needles.masked(shown)


def is_long(text: str) -> bool:
    return len(Needle(text).text) >= SHORTEST


def same_facts(before: str, after: str, ids: tuple[str, ...]) -> bool:
    """Whether a cleaned topic still has every fact but those of `ids`, and is read as one."""
    old, new = readable(before), readable(after)
    if old is None:
        return True  # there was nothing to keep intact
    return new is not None and [fact.id for fact in new.facts] == [fact.id for fact in old.facts if fact.id not in ids]
