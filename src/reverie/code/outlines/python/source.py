"""A Python file as text and as statements: parsing without warnings, and the source of a node."""

import ast
import gc
import itertools
import threading
import warnings

from reverie.code.outlines.wording import one_line

_PARSING = threading.Lock()

ParseError = (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError)
"""What `ast` raises for texts that it cannot read: wrong, with odd characters, or nested too deeply."""


def parse(text: str) -> ast.Module:
    """A file's statements. Raises one of `ParseError`."""
    # Warnings about odd escapes are of no use here. The filters are the whole program's: they are put back before
    # anything else runs, and the lock keeps two threads from putting back each other's.
    with _PARSING, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = _compiled(text)
    assert isinstance(module, ast.Module)
    return module


def _compiled(text: str) -> object:
    # The collector would look through the growing tree again and again, and none of it can be garbage yet. No other
    # thread runs during the call, so none has to do without it.
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        return compile(text, "<outline>", "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    finally:
        if was_collecting:
            gc.enable()


class Source:
    """The text that nodes were parsed from. `before` lines stood above it in the file."""

    __slots__ = ("_bytes", "_starts", "before")

    def __init__(self, text: str, before: int = 0) -> None:
        self._bytes = text.encode("utf-8", "replace")
        lengths = (len(line) + 1 for line in self._bytes.split(b"\n"))
        self._starts = list(itertools.accumulate(lengths, initial=0))
        self.before = before

    def line(self, node: ast.stmt) -> int:
        """The line in the file where a statement begins, not counting its decorators."""
        return node.lineno + self.before

    def between(self, first: ast.AST, last: ast.AST) -> str:
        """The text from the beginning of one node to the end of another."""
        start = self._starts[first.lineno - 1] + first.col_offset  # type: ignore[attr-defined]
        end = self._starts[last.end_lineno - 1] + last.end_col_offset  # type: ignore[attr-defined]
        return self._bytes[start:end].decode("utf-8", "replace")

    def of(self, node: ast.AST | None) -> str:
        """A node's source in one line; empty for None and for what is too long."""
        return one_line(self.between(node, node)) if node is not None else ""
