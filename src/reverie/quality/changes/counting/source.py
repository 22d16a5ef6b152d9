"""A text with its path, and what is found out about it once: how it is written, and its syntax tree."""

import time
from functools import cached_property
from typing import TYPE_CHECKING

from reverie.code.outlines.languages import language_of
from reverie.code.values import Language

from .syntaxes import syntax_name

if TYPE_CHECKING:
    from tree_sitter import Tree

    from reverie.code.outlines.trees.grammar import Grammar

MOST_PARSED = 1_000_000
"""Characters; what is longer is read without a tree."""


def _hurried() -> float:
    """Seconds that this thread has worked, as if they were longer: a turn's end waits for this parser, and texts that
    it is busy with for half a second are none that people write."""
    return time.thread_time() * 4


class Source:
    """One side of a change, or a file."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def syntax(self) -> str:
        """As `syntax_name` gives it."""
        return syntax_name(self.path, self.text)

    @cached_property
    def language(self) -> Language | None:
        """That of a grammar that is there; None for others, and for Python, which is read without one."""
        language = language_of(self.path, self.text)
        return None if language == "python" else language

    @cached_property
    def tree(self) -> "Tree | None":
        """None without a grammar, and for what is too large or too hard for a parser."""
        if self.language is None or len(self.text) > MOST_PARSED:
            return None
        from reverie.code.outlines.trees.grammar import TooHard, tree_of

        text = self.text
        if self.language in ("c", "cpp"):
            from reverie.code.outlines.c_family.macros import without_markers

            text = without_markers(text)
        try:
            return tree_of(self._grammar(self.language), text, clock=_hurried)
        except (TooHard, RecursionError):
            return None

    def _grammar(self, language: Language) -> "Grammar | Language":
        return "tsx" if language == "typescript" and self.path.endswith("x") else language
