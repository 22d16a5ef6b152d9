"""What sentences said when they were written that was so then, and is not so now.

That is the best ground there is to call a sentence untrue: an example, another project's file or a placeholder never
held. Names are looked for in the project as it was, because binding knows no name that is gone.
"""

from collections.abc import Iterator, Sequence

import msgspec

from reverie.audit.judging.deciding import Decider
from reverie.audit.judging.relative import relative_readings
from reverie.audit.judging.statements import Statement
from reverie.audit.judging.wanting import candidates_of
from reverie.audit.values import Note
from reverie.checks.binding.bind import placed
from reverie.checks.binding.companions import companions_of
from reverie.checks.candidate import Candidate
from reverie.checks.verdict import Verdict

from .blame import Written
from .history import WrittenAt

_MOST_TRIED = 3


class Stale(msgspec.Struct, frozen=True):
    """A candidate that held at the commit `since`, with its verdict now."""

    candidate: Candidate
    verdict: Verdict
    since: str


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
            held = _held(statements, numbers, note, past, commit)
            for number, candidates in held.items():
                waiting[number] = []
                found[number] = list(_fallen(candidates, now, commit))
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
) -> dict[int, list[Candidate]]:
    """Of some statements the candidates that held at a commit, as the check that held."""
    then = past.decider(commit)
    if then is None:
        return {}
    every = candidates_of([statements[number] for number in numbers], then.codebase)
    found = {
        number: [held for one in every[place] for held in _as_held(relative_readings(one, note), then)]
        for place, number in enumerate(numbers)
    }
    return {number: candidates for number, candidates in found.items() if candidates}


def _as_held(candidate: Candidate, then: Decider) -> Iterator[Candidate]:
    """With the reading that held, its path filled in, and beside it the texts by which it can fall."""
    for check in (candidate.check, *candidate.also):
        verdict = then.of(check)
        if verdict.word == "verified":
            held = placed(check, verdict)
            others = tuple(one for one in (candidate.check, *candidate.also) if one not in (check, held))
            yield msgspec.structs.replace(candidate, check=held, also=others)
            for text in companions_of(held, then.codebase, then.today):
                yield msgspec.structs.replace(candidate, check=text, also=())
            return


def _fallen(candidates: Sequence[Candidate], now: Decider, commit: str) -> Iterator[Stale]:
    for one in candidates:
        verdict = now.decide(one)
        if verdict.word in ("refuted", "moved"):
            yield Stale(one, verdict, commit)
