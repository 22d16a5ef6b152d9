"""Numbers: the figures of a text with their units, in digits and in words."""

import re

import msgspec

from .words import vocabulary

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100,
    "both": 2, "once": 1, "twice": 2, "thrice": 3, "single": 1, "pair": 2, "dozen": 12,
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "beide": 2,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "ambos": 2,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
}  # fmt: skip
_ZEROS = vocabulary(
    """
    no zero none nothing neither kein keine keinen null ningún ninguna ninguno cero aucun aucune zéro
    """
)
_TIMES = {
    "ns": 1e-9, "µs": 1e-6, "us": 1e-6, "ms": 1e-3, "millisecond": 1e-3, "s": 1, "sec": 1, "second": 1, "sek": 1,
    "sekunde": 1, "segundo": 1, "seconde": 1, "m": 60, "min": 60, "minute": 60, "h": 3600, "hour": 3600,
}  # fmt: skip
_SIZES = {"b": 1, "byte": 1, "kb": 1e3, "kib": 1024, "mb": 1e6, "mib": 1024**2, "gb": 1e9, "gib": 1024**3}
_NUMBER = re.compile(
    r"(?<![\w.#@])(?:(?P<minutes>\d+)m\s?(?P<seconds>\d+(?:\.\d+)?)s\b"
    r"|(?P<digits>\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![.\d]*\d*\.\d)"
    r"(?:\s?(?P<unit>%|[A-Za-zµ]+)(?![\w-]))?)",
)
_WORD_NUMBER = re.compile(r"\b(?:" + "|".join(_WORDS) + r")\b", re.IGNORECASE)


_LARGEST = 1e200


class Figure(msgspec.Struct, frozen=True):
    """`value` in seconds, bytes, percent, or as counted; `grain` is half of the last digit that is told, in the same
    measure; `start` and `end` where it stands, its unit included."""

    value: float
    measure: str
    grain: float
    start: int
    end: int

    def matches(self, other: "Figure") -> bool:
        """Whether `other`, as it was measured, may be told as this: equal, rounded, or cut off."""
        if self.measure != other.measure:
            return False
        tolerance = self.grain * 2 if self.measure != "count" or other.value != int(other.value) else 0
        return abs(self.value - other.value) <= tolerance + 1e-9


def figures_of(text: str, words: bool = True) -> list[Figure]:
    """The figures of `text` in order; `words`: also those written as words."""
    found = [_figure(match) for match in _NUMBER.finditer(text)]
    if words:
        found += [
            Figure(_WORDS[match[0].lower()], "count", 0, match.start(), match.end())
            for match in _WORD_NUMBER.finditer(text)
        ]
        found.sort(key=lambda figure: figure.start)
    return found


def zero_at(text: str) -> bool:
    """Whether `text` is a word for none."""
    return text.lower() in _ZEROS


def _figure(match: re.Match[str]) -> Figure:
    if match["minutes"]:
        return Figure(
            int(match["minutes"][-9:]) * 60 + float(match["seconds"]), "time", 0.5, match.start(), match.end()
        )
    digits = re.sub(r"[,\u202f\u00a0]", "", match["digits"])
    scale, measure = _unit(match["unit"] or "")
    grain = 0.5 * 10 ** -len(digits.partition(".")[2]) * scale
    end = match.end() if measure != "count" else match.end("digits")
    value = min(float(digits), _LARGEST) * scale  # so many digits are no figure, and no float
    return Figure(value, measure, grain, match.start(), end)


def _unit(word: str) -> tuple[float, str]:
    if word in {"K", "M", "G"}:
        return _SIZES[f"{word.lower()}b"], "size"
    small = word.lower()
    if small == "%" or small == "percent":
        return 1, "percent"
    singular = small[:-1] if len(small) > 3 and small.endswith("s") else small
    if singular in _TIMES:
        return _TIMES[singular], "time"
    if singular in _SIZES and word != "b":
        return _SIZES[singular], "size"
    return 1, "count"
