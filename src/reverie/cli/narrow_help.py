"""Help texts that fit the terminal, also one that is narrower than click lays them out for."""

from collections.abc import Iterable

import click
from click.formatting import wrap_text

_ROOM = 66
"""Columns: what an option is for stands beside it from here on. The longest option fits then."""
_LEAST = 20
_MARGIN = 2


class Help(click.HelpFormatter):
    """On a narrow terminal it says below an option what it is for, and many choices go on in the next line."""

    def __init__(self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None) -> None:
        import shutil

        columns = shutil.get_terminal_size().columns - _MARGIN
        self._is_narrow = width is None and columns < _ROOM
        super().__init__(indent_increment, max(_LEAST, columns) if self._is_narrow else width, max_width)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        if not self._is_narrow:
            super().write_dl(rows, col_max, col_spacing)
            return
        for first, second in rows:
            self._write(first.replace("|", "| "), self.current_indent, of_choices=True)
            self._write(second, self.current_indent + 2 * self.indent_increment)

    def _write(self, text: str, indent: int, *, of_choices: bool = False) -> None:
        """`of_choices`: a blank after each bar is there for the wrapping alone."""
        blanks = " " * indent
        lines = wrap_text(text, self.width, initial_indent=blanks, subsequent_indent=blanks, preserve_paragraphs=True)
        if lines.strip():
            self.write((lines.replace("| ", "|") if of_choices else lines) + "\n")
