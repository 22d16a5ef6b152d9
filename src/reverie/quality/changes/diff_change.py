"""What became of a file, from a diff alone: for transcripts that kept no more."""

import re
from typing import NamedTuple

from reverie.code.outlines.languages import language_of

from .change import change_between
from .counting.kinds import reason_for
from .counting.pieces import piece_kinds
from .counting.syntaxes import syntax_name
from .left_out import is_worth_naming
from .side import Side
from .symbols.layout import laid_out_symbols
from .symbols.spans import owners
from .values import Became, FileChange

_HUNK = re.compile(r"^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@ ?(.*)$")
_BARE_HUNK = re.compile(r"^@@")
_HEADER = re.compile(
    r"^(?:diff |index |new file|deleted file|old mode|new mode|similarity |rename |copy |\*\*\* |=== )"
)

Row = tuple[str, str]
"""`+`, `-` or a blank, and the line."""


class _Hunk(NamedTuple):
    heading: str
    rows: list[Row]


def change_of_diff(path: str, diff: str) -> FileChange:
    """The change that a unified diff of one file shows. Headers and lines around it may be missing. Never raises.

    A diff does not show what is around: `code_before` and `comment_before` are 0, a comment or a symbol that begins
    above a hunk is known by its look and by the hunk's heading alone, and one that only moved counts as removed or
    added when the other place is not shown. `benchmarks/changes.py` measures what that costs.
    """
    hunks = _hunks(diff.split("\n"))
    became = _became(diff, hunks)
    text = "\n".join(line for hunk in hunks for mark, line in hunk.rows if mark != "-")
    left_out = reason_for(path, text)
    if not is_worth_naming(left_out):
        return FileChange(path=path, became=became, left_out=left_out)
    old, new = _side(path, hunks, "-", left_out), _side(path, hunks, "+", left_out)
    change = change_between(path, became, old, new, left_out)
    return _without_before(change)


def _without_before(change: FileChange) -> FileChange:
    import msgspec

    return msgspec.structs.replace(change, code_before=0, comment_before=0)


def _became(diff: str, hunks: list[_Hunk]) -> Became:
    marks = {mark for hunk in hunks for mark, _ in hunk.rows}
    if marks == {"+"} and re.search(r"^(?:--- /dev/null|@@ -0,0 |new file)", diff, re.MULTILINE):
        return "added"
    if marks == {"-"} and re.search(r"^(?:\+\+\+ /dev/null|deleted file|@@ -\S+ \+0,0 )", diff, re.MULTILINE):
        return "removed"
    return "changed"


def _hunks(lines: list[str]) -> list[_Hunk]:
    lines = lines[:-1] if lines and not lines[-1] else lines
    first = next((at for at, line in enumerate(lines) if _BARE_HUNK.match(line)), None)
    at = _after_headers(lines) if first is None else first
    hunks = [] if first is not None else [_Hunk("", [])]
    for line in lines[at:]:
        line = line.removesuffix("\r")
        if header := _HUNK.match(line):
            hunks.append(_Hunk(header[1], []))
        elif _BARE_HUNK.match(line):
            hunks.append(_Hunk(line.rpartition("@@")[2].strip(), []))
        elif hunks and not line.startswith("\\ "):
            mark = line[:1] if line[:1] in ("+", "-") else " "
            hunks[-1].rows.append((mark, line[1:] if line[:1] in ("+", "-", " ") else line))
    return hunks


def _after_headers(lines: list[str]) -> int:
    """Where the rows begin: a removed SQL comment looks like a header, but its twin does not follow."""
    at = 0
    while at < len(lines) and _HEADER.match(lines[at]):
        at += 1
    if at + 1 < len(lines) and lines[at].startswith("--- ") and lines[at + 1].startswith("+++ "):
        at += 2
    return at


def _side(path: str, hunks: list[_Hunk], mark: str, left_out: str) -> Side:
    lines: list[str] = []
    kinds, owned, names, rows = [], [], set[str](), []
    for hunk in hunks:
        shown = [(each, line) for each, line in hunk.rows if each in (mark, " ")]
        own = [line for _, line in shown]
        text = "\n".join(own) + "\n" if own else ""
        syntax = "" if left_out else syntax_name(path, text)
        found = piece_kinds(syntax, text)
        spans = laid_out_symbols(language_of(path, text) or syntax, own, found, hunk.heading) if syntax else []
        rows += [len(lines) + at for at, (each, _) in enumerate(shown) if each == " "]
        lines += own
        kinds += found
        owned += owners(spans, len(own))
        names |= {span.name for span in spans}
    side = Side(lines, kinds, owned, frozenset(names))
    side.keep(rows)
    return side
