"""A file of any language but Python to its outline."""

from collections.abc import Callable

from tree_sitter import Node

from reverie.code.values import Language, Outline

from .found import Found
from .grammar import TooHard, tree_of, trouble_of


def read_tree(language: Language, path: str, text: str) -> Outline:
    """The outline of a file. Does not raise: a text that is nested too deeply is read as far as it goes."""
    found = Found()
    try:
        return _read(language, path, text, found)
    except TooHard as error:
        return found.outline(language, str(error))
    except RecursionError:
        return found.outline(language, "nested too deeply")


def _read(language: Language, path: str, text: str, found: Found) -> Outline:
    if language in ("javascript", "typescript"):
        from reverie.code.outlines.javascript.module import read_javascript

        return read_javascript(language, path, text, found)
    if language in ("c", "cpp"):
        from reverie.code.outlines.c_family.macros import without_markers

        text = without_markers(text)
    root = tree_of(language, text).root_node
    _reader(language)(root, found)
    return found.outline(language, trouble_of(root))


def _reader(language: Language) -> Callable[[Node, Found], None]:
    if language == "ruby":
        from reverie.code.outlines.ruby import read_ruby

        return read_ruby
    if language == "java":
        from reverie.code.outlines.java import read_java

        return read_java
    if language in ("c", "cpp"):
        from reverie.code.outlines.c_family.module import read_c_family

        return read_c_family
    # Each is imported when a file of its language comes.
    if language == "go":
        from reverie.code.outlines.go import read_go

        return read_go
    from reverie.code.outlines.rust import read_rust

    return read_rust
