"""Over-commenting: how many comment lines were added for each line of code, against what the files had before."""

from collections.abc import Iterable

import msgspec

from .values import FileChange

USUAL = 0.23
"""Comment lines for each code line where nothing else is known: of 100 lines of open-source projects 19 are comments
(Arafat and Riehle, The Commenting Practice of Open Source, 2009)."""

WEIGHT = 50
"""Code lines. So much does what is usual in the project count beside what a file had: one with ten lines and no comment
says little, one with a thousand nearly all. It also keeps a file without a comment from expecting none for ever."""

FEWEST = 20
"""Added lines of code and comment, below which a ratio says nothing."""


class OverCommenting(msgspec.Struct, frozen=True):
    """`expected` are the comment lines that as much code would have had, had it been commented as its files were."""

    added_code: int
    added_comment: int
    expected: float

    @property
    def ratio(self) -> float:
        """Added comment lines for each added code line; with no code at all, for one."""
        return self.added_comment / max(1, self.added_code)

    @property
    def expected_ratio(self) -> float:
        """The same before."""
        return self.expected / max(1, self.added_code)

    @property
    def times(self) -> float:
        """How many times as many comments as before; 1.0 is the files' own measure."""
        return self.added_comment / max(1.0, self.expected)


def over_commenting(changes: Iterable[FileChange], project: float | None = None) -> OverCommenting | None:
    """The added comments of these changes beside what was to be expected; None when too little was added to tell.

    A file's own ratio before the change is drawn towards `project` (comment lines for each code line of the whole
    project, `USUAL` when that is None) by the weight of `WEIGHT` code lines, so a new file is compared with the
    project. Only files that got code or comments count. Changes known by a diff alone have no ratio before: the
    project's stands for it.
    """
    changes = [change for change in changes if change.added_code or change.added_comment]
    code, comment = sum(each.added_code for each in changes), sum(each.added_comment for each in changes)
    if code + comment < FEWEST:
        return None
    usual = USUAL if project is None else project
    return OverCommenting(code, comment, sum(_ratio_before(each, usual) * each.added_code for each in changes))


def _ratio_before(change: FileChange, usual: float) -> float:
    return (change.comment_before + WEIGHT * usual) / (change.code_before + WEIGHT)
