"""Outlines: what a source file defines and imports, by `ast` for Python and by tree-sitter for eight other languages.

`outline_of` is the one way in. It must not raise for any text: what could not be read is said in the outline.
Grammars are loaded when the first file of their language is read.
"""

from .reading import outline_of

__all__ = ["outline_of"]
