"""A text found in every spelling that our files may have it in: JSON once or several times over, HTML, wrapped lines.

Only the whole text is found, never a part of it; case and Unicode form do not matter, as for `plain_key`.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property

MARK = "(purged)"
"""What stands where a purged text was: plain in JSON, YAML and within a link."""

SHORTEST = 12
"""Characters. A shorter text stands in too many places that mean something else."""

_BLANK = r"(?:\s|\\+[nrt]|\\+u000[9ad]|&nbsp;)+"
_MARGIN = r"(?:(?:\d{1,7}(?:\t|\\+t|[:|→])|[-+>|│*#]{1,3})(?:\s|\\+t)*)?"
"""What stands before a line that is quoted, numbered or part of a diff."""
_GAP = _BLANK + _MARGIN
_LETTER = r"[0-9A-Za-z_\u00c0-\u024f\u0370-\u058f\u1e00-\u1fff]"
"""Of scripts that part words by blanks; others may stand beside a word without one."""
_BEGINNING = rf"(?:(?<!{_LETTER})|(?<=\\[nrtbf])|(?<=\\u[0-9a-f]{{4}})|(?<=[0-9\[;]m))"
"""No letter stands before it, but the end of an escape or of a colour's code may."""
_END = rf"(?!{_LETTER})"
_ENTITIES = {'"': "&quot;|&#34;", "'": "&#39;|&apos;|&#x27;", "<": "&lt;", ">": "&gt;", "&": "&amp;"}
_WORD = re.compile(rb"[0-9a-z]{3,}")
_MOST_ANCHORS = 6
_PIECE = re.compile(r"\s+|\\+|.", re.DOTALL)


class Needle:
    """One text to be found. Belongs to nobody: it does not change."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.split()).strip(" .!;,")

    def may_be_in(self, lowered: bytes) -> bool:
        """Whether it is worth looking at these bytes (UTF-8, ASCII in lower case) more closely."""
        return any(all(any(one in lowered for one in each) for each in anchors) for anchors in self._anchors)

    def masked(self, text: str) -> str:
        """The text with a mark in each place of this one."""
        for pattern in self._patterns:
            text = pattern.sub(MARK, text)
        return text

    @cached_property
    def _forms(self) -> tuple[str, ...]:
        normal = (unicodedata.normalize(form, self.text) for form in ("NFC", "NFD"))
        return tuple(dict.fromkeys((self.text, *normal)))

    @cached_property
    def _anchors(self) -> tuple[tuple[tuple[bytes, ...], ...], ...]:
        """For each form what must be there, each in one of several spellings."""
        return tuple(map(_anchors, self._forms))

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(_pattern(form), re.IGNORECASE) for form in self._forms)


class Needles:
    """Several texts, the longest of which is looked for first. Those that are too short are left out."""

    def __init__(self, texts: Iterable[str], shortest: int = SHORTEST) -> None:
        found = {one.text.casefold(): one for one in map(Needle, texts) if len(one.text) >= shortest}
        self._needles = sorted(found.values(), key=lambda one: len(one.text), reverse=True)

    def may_be_in(self, content: bytes) -> bool:
        lowered = content.lower()
        return any(one.may_be_in(lowered) for one in self._needles)

    def masked(self, text: str) -> str:
        if self.may_be_in(text.encode(errors="surrogatepass")):
            for one in self._needles:
                text = one.masked(text)
        return text

    def masked_bytes(self, content: bytes) -> bytes:
        """The same for what need not be UTF-8 throughout."""
        if not self.may_be_in(content):
            return content
        return self.masked(content.decode(errors="surrogateescape")).encode(errors="surrogateescape")


def _pattern(text: str) -> str:
    beginning = _BEGINNING if _is_spaced(text[0]) else ""
    end = _END if _is_spaced(text[-1]) else ""
    return beginning + "".join(map(_spelled, _PIECE.findall(text))) + end


def _is_spaced(character: str) -> bool:
    """Whether it belongs to a word that others are parted from, by blanks or signs: not so in scripts without case."""
    return character.isdecimal() or character.lower() != character.upper()


def _spelled(piece: str) -> str:
    if piece.isspace():
        return _GAP
    if piece.startswith("\\"):
        return r"\\+"
    if not piece.isascii():
        return f"(?:{piece}|{_escaped(piece)})"
    if piece.isalnum():
        return piece
    code = f"\\\\+u{ord(piece):04x}"
    return rf"(?:\\*{re.escape(piece)}|{'|'.join(filter(None, (_ENTITIES.get(piece, ''), code)))})"


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be")
    return "".join(rf"\\+u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _anchors(text: str) -> tuple[tuple[bytes, ...], ...]:
    """Its longest words of ASCII, which no spelling changes; else a letter of another script, in both spellings."""
    words = sorted(set(_WORD.findall(text.encode().lower())), key=lambda word: (-len(word), word))
    if words:
        return tuple((word,) for word in words[:_MOST_ANCHORS])
    for character in text:
        if not character.isascii() and character.lower() == character.upper() and ord(character) < 0x10000:
            return ((character.encode(), f"u{ord(character):04x}".encode()),)
    return ()
