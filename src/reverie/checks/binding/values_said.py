"""What a literal of a sentence means as the source of a value: numbers with units, words for values."""

import re

from .piece import UNITS, Piece

_SIZE = re.compile(
    r"(?P<count>\d[\d_,]*(?:\.\d+)?)\s?(?P<unit>[kKMGT]i?[bB]|[kKMGT]B|kilobytes?|megabytes?|gigabytes?|bytes?)",
    re.IGNORECASE,
)
_POWERS = {"b": 0, "k": 1, "m": 2, "g": 3, "t": 4}
_UNIT = re.compile(rf"(?P<count>[-+]?\d[\d_,]*(?:\.\d+)?)\s?(?:{UNITS})")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+")
WORDS = {
    "true": "True", "on": "True", "enabled": "True", "false": "False", "off": "False", "disabled": "False",
    "none": "None", "null": "None", "undefined": "None", "nil": "None", "unset": "None",
    "zero": "0", "one": "1", "two": "2",
    "empty": "''", "a space": "' '", "an empty list": "[]", "an empty dict": "{}", "an empty string": "''",
}  # fmt: skip


def readings_of(piece: Piece) -> tuple[str, ...]:
    """The sources that a piece may mean as a value, the likeliest first."""
    text = piece.text
    if piece.is_quoted and not (text[:1] in "\"'" and text[-1:] == text[:1]):
        return (repr(text), text)
    if size := _SIZE.fullmatch(text):
        return _sizes(size)
    if _GROUPED.fullmatch(text):
        return (text.replace(",", ""),)
    if unit := _UNIT.fullmatch(text):
        return (unit["count"].replace(",", ""), text)
    if piece.shape in ("number", "words", "requirement", "path"):
        return (text, repr(text))
    return (text,)


def _sizes(size: re.Match[str]) -> tuple[str, ...]:
    """A kilobyte may be 1000 or 1024 bytes; only `KiB` says which."""
    count = float(size["count"].replace(",", "").replace("_", ""))
    power = _POWERS[size["unit"][0].lower()]
    bases = (1024,) if "i" in size["unit"] else (1024, 1000)
    found = dict.fromkeys(str(int(count * base**power)) for base in bases)
    return (*found, size[0])


def word_readings(word: str) -> tuple[str, ...]:
    """The sources that a plain word may mean as a value: what it stands for, or the word as a text."""
    meant = WORDS.get(word.lower())
    return (meant,) if meant else (word, repr(word))
