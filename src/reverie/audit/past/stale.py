"""What sentences said when they were written that was so then, and is not so now.

That is the best ground there is to call a sentence untrue: an example, another project's file or a placeholder never
held. Names are looked for in the project as it was, because binding knows no name that is gone.
"""

import re
from collections.abc import Sequence

from reverie.audit.judging.deciding import Decider
from reverie.audit.judging.relative import relative_readings
from reverie.audit.judging.statements import Statement
from reverie.audit.judging.wanting import candidates_of
from reverie.audit.values import Note

from .blame import Written
from .falling import Held, Stale, fallen, held_at
from .history import WrittenAt

_MOST_TRIED = 3
_WORTH = re.compile(r"\w{3}")
"""Of a passage: what is said without a sign of code can be held against the code too, when it was so once."""


def stale_of(
    statements: Sequence[Statement], note: Note, written: Written, past: WrittenAt, now: Decider
) -> dict[int, list[Stale]]:
    """By the number of the statement, what held when it was written and is refuted or has moved.

    A sentence that no candidate of held at the newest commit of its lines is looked at with the older ones: that one
    may have changed its layout only.
    """
    found: dict[int, list[Stale]] = {}
    waiting = {number: _commits(one, written) for number, one in enumerate(statements) if not one.is_firmly_passed}
    for _ in range(_MOST_TRIED):
        for commit in _newest_first(waiting, written):
            numbers = [number for number, commits in waiting.items() if commits[:1] == [commit]]
            for number, every in _held(statements, numbers, note, past, commit).items():
                waiting[number] = []
                text = statements[number].text
                found[number] = [one for held in every if (one := fallen(held, now, commit, text))]
        waiting = {number: commits[1:] for number, commits in waiting.items() if commits[1:]}
    return found


def _commits(statement: Statement, written: Written) -> list[str]:
    """Those of the lines of a statement, the newest first."""
    first, _ = statement.passage.place_of(statement.span.start)
    last, _ = statement.passage.place_of(max(statement.span.start, statement.span.end - 1))
    found = {written.commits.get(line) for line in range(first, last + 1)}
    if None in found:  # what is not committed yet is about what is there now
        return []
    return sorted((one for one in found if one), key=lambda one: (-written.times[one], one))


def _newest_first(waiting: dict[int, list[str]], written: Written) -> list[str]:
    commits = {commits[0] for commits in waiting.values() if commits}
    return sorted(commits, key=lambda one: (-written.times[one], one))


def _held(
    statements: Sequence[Statement], numbers: Sequence[int], note: Note, past: WrittenAt, commit: str
) -> dict[int, list[Held]]:
    """What some statements said that held at a commit."""
    then = past.decider(commit)
    if then is None:
        return {}
    every = candidates_of([statements[number] for number in numbers], then.codebase, _WORTH)
    found = {
        number: [held for one in every[place] if (held := held_at(relative_readings(one, note), then))]
        for place, number in enumerate(numbers)
    }
    return {number: every for number, every in found.items() if every}
