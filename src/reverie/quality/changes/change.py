"""What became of a file, from its text before and after."""

from .counting.kinds import kinds_by_spans, line_kinds, lines_of, reason_for
from .counting.source import Source
from .left_out import is_worth_naming
from .line_diff import kept_lines
from .side import Side, changed_symbols, outside
from .symbols.finding import symbols_of
from .symbols.spans import owners
from .values import Became, FileChange


def change_of(path: str, before: str | None, after: str | None) -> FileChange:
    """The change of one file; None for a text means that the file was not, or is not there. Never raises.

    Files that are generated, minified, vendored or locked have no lines at all in it, for the reason in `left_out`;
    prose and data have no code and comments, but lines outside of symbols.
    """
    became: Became = "added" if before is None else "removed" if after is None else "changed"
    texts = [text for text in (before, after) if text is not None]
    left_out = next((reason for text in texts if (reason := reason_for(path, text))), "")
    if not is_worth_naming(left_out):
        return FileChange(path=path, became=became, left_out=left_out)
    old, new = _side(path, before or "", left_out), _side(path, after or "", left_out)
    kept = kept_lines(old.lines, new.lines)
    old.keep([row for row, _ in kept])
    new.keep([row for _, row in kept])
    return change_between(path, became, old, new, left_out)


def change_between(path: str, became: Became, old: Side, new: Side, left_out: str) -> FileChange:
    """The change from one side to the other, whose changed lines are known."""
    outside_lines, outside_words = outside(old, new)
    if left_out:
        return FileChange(
            path=path, became=became, outside_lines=outside_lines, outside_words=outside_words, left_out=left_out
        )
    return FileChange(
        path=path,
        became=became,
        added_code=new.count("code"),
        added_comment=new.count("comment"),
        removed_code=old.count("code"),
        removed_comment=old.count("comment"),
        code_before=old.count("code", changed_only=False),
        comment_before=old.count("comment", changed_only=False),
        symbols=changed_symbols(old, new),
        outside_lines=outside_lines,
        outside_words=outside_words,
    )


def _side(path: str, text: str, left_out: str) -> Side:
    lines = lines_of(text)
    if left_out:
        return Side(lines, kinds_by_spans(text, []), [""] * len(lines), frozenset())
    source = Source(path, text)
    kinds = line_kinds(source)
    spans = symbols_of(source, kinds)
    return Side(lines, kinds, owners(spans, len(lines)), frozenset(span.name for span in spans if span.is_own))
