"""Unified diffs of texts, quick on small changes of large files and bounded in size."""

from collections.abc import Iterator, Sequence

from .truncation import Limits, keep_head

_CONTEXT = 3
_MOST_COMPARED_LINES = 3000
_LIMITS = Limits(lines=600, characters=30_000)
_NO_NEWLINE = "\n\\ No newline at end of file\n"

Opcode = tuple[str, int, int, int, int]


def unified_diff(shown: str, before: str, after: str) -> str:
    """What changed from one text to the other, as `diff -u` prints it, cut at 600 lines; empty when they are equal.

    `shown` is the path for the two headings. Windows line endings are shown as plain ones unless only they differ.
    """
    if before == after:
        return ""
    old, new = lines_of(before), lines_of(after)
    if [line.rstrip("\r\n") for line in old] != [line.rstrip("\r\n") for line in new]:
        old, new = lines_of(before.replace("\r\n", "\n")), lines_of(after.replace("\r\n", "\n"))
    pieces = [f"--- {shown if before else '/dev/null'}\n", f"+++ {shown if after else '/dev/null'}\n"]
    for hunk in hunks(old, new):
        pieces += _rendered(hunk, old, new)
    return keep_head("".join(pieces), _LIMITS).render()


def lines_of(text: str) -> list[str]:
    """The lines of a text with their newlines; only a newline ends a line."""
    lines = text.split("\n")
    last = lines.pop()
    return [line + "\n" for line in lines] + ([last] if last else [])


def hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[list[Opcode]]:
    """Groups of difflib's opcodes with three lines of context, over all the lines."""
    start = _common(old, new)
    rest = min(len(old), len(new)) - start
    end = _common(old[len(old) - rest :][::-1], new[len(new) - rest :][::-1])
    start, end = max(0, start - _CONTEXT), max(0, end - _CONTEXT)
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    for group in _grouped(middle_old, middle_new):
        yield [(tag, a + start, b + start, c + start, d + start) for tag, a, b, c, d in group]


def _grouped(old: Sequence[str], new: Sequence[str]) -> Iterator[list[Opcode]]:
    if len(old) + len(new) > _MOST_COMPARED_LINES:  # comparing takes quadratic time on repetitive lines
        yield [("replace", 0, len(old), 0, len(new))]
        return
    import difflib

    yield from difflib.SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_CONTEXT)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many lines both begin with."""
    for index, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return index
    return min(len(old), len(new))


def _rendered(hunk: list[Opcode], old: Sequence[str], new: Sequence[str]) -> list[str]:
    first, last = hunk[0], hunk[-1]
    pieces = [f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n"]
    for tag, old_start, old_end, new_start, new_end in hunk:
        if tag == "equal":
            pieces += [_line(" ", line) for line in old[old_start:old_end]]
            continue
        pieces += [_line("-", line) for line in old[old_start:old_end]]
        pieces += [_line("+", line) for line in new[new_start:new_end]]
    return pieces


def _line(sign: str, line: str) -> str:
    return sign + line if line.endswith("\n") else sign + line + _NO_NEWLINE


def _range(start: int, end: int) -> str:
    """A hunk's range as GNU diff counts: 1-based, and the line before when it is empty."""
    length = end - start
    if length == 1:
        return f"{start + 1}"
    return f"{start + 1 if length else start},{length}"
