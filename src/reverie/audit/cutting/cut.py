"""A note's passages, by the form that its name tells."""

from .markdown import cut_markdown
from .passage import Passage
from .restructured import cut_restructured

_RESTRUCTURED = (".rst", ".rest")
_LONGEST_PASSAGE = 20_000
"""Characters; what is longer is no paragraph that a person wrote."""


def cut(name: str, text: str) -> list[Passage]:
    """In order. `name` is the file's; what is neither Markdown nor reStructuredText is read as Markdown."""
    lines = text.split("\n")
    is_restructured = name.lower().endswith(_RESTRUCTURED) or _looks_restructured(name, lines)
    cutter = cut_restructured if is_restructured else cut_markdown
    return [one for one in cutter(text) if len(one.text) <= _LONGEST_PASSAGE]


def _looks_restructured(name: str, lines: list[str]) -> bool:
    """A README without an ending, or a .txt, that has directives or underlined titles."""
    if "." in name.rpartition("/")[2].lstrip(".") and not name.lower().endswith(".txt"):
        return False
    return any(line.startswith(".. ") and "::" in line for line in lines[:200])
