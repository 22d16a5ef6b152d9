"""A note's sentences, each with its verdict."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain

from reverie.audit.cutting.cut import cut
from reverie.audit.notes.names import is_instructions
from reverie.audit.notes.reading import read_note
from reverie.audit.passing.whole_notes import why_not_note
from reverie.audit.past.blame import Written
from reverie.audit.past.falling import Stale
from reverie.audit.past.grounds import still_said, untrue
from reverie.audit.past.history import WrittenAt
from reverie.audit.past.stale import stale_of
from reverie.audit.values import Audited, Judged, Note
from reverie.checks.candidate import Candidate
from reverie.checks.check import PathIs, SymbolIs, TextIs
from reverie.checks.check_text import format_check
from reverie.checks.verdict import Verdict
from reverie.code.codebase import Codebase
from reverie.code.values import Unread

from .deciding import Decider
from .gone import Gone
from .grounds import Ground, accuses
from .imported import import_candidates
from .links import link_candidates
from .relative import relative_readings, with_owner
from .repairs import repair_of
from .signatures import signature_candidates
from .statements import Statement, statements_of
from .wanting import candidates_of

_ORDER = {"refuted": 0, "moved": 1, "verified": 2, "unverified": 3}
_LONGEST_SHOWN = 300
_NOTHING_TO_CHECK = "nothing that code can decide"


class NoteJudge:
    """Judges notes against one project. Files are read once, equal checks decided once."""

    def __init__(self, codebase: Codebase, today: date) -> None:
        self._codebase = codebase
        self._decider = Decider(codebase, today)
        self._written_at = WrittenAt(codebase.root, today)
        self._gone = Gone(codebase, self._written_at)

    def close(self) -> None:
        """End what reads the project's past."""
        self._written_at.close()

    def judge(self, note: Note) -> Audited:
        """Must not raise for anything in the note or the project."""
        read = read_note(note)
        if isinstance(read, Unread):
            return Audited(note, trouble=read.why)
        passages = cut(note.inner, read.text)
        whole = why_not_note(note.place or note.inner, read.text)
        statements = list(statements_of(passages, whole))
        candidates = candidates_of(statements, self._codebase)
        written = self._written_at.lines(note.place, read.text)
        said = [still_said(one, whole) for one in statements]
        stale = stale_of(said, note, written, self._written_at, self._decider)
        found = (
            self._statement(one, candidates[number], stale.get(number, ()), note, written)
            for number, one in enumerate(statements)
        )
        return Audited(note, tuple(_in_order(chain.from_iterable(found))), digest=read.digest)

    def _statement(
        self,
        statement: Statement,
        candidates: Sequence[Candidate],
        stale: Sequence[Stale],
        note: Note,
        written: Written,
    ) -> list[Judged]:
        """At most one verdict of a sentence, as many of an example as it imports names."""
        if statement.passage.kind == "example":
            return [] if statement.is_firmly_passed else self._example(statement, note)
        if fallen := untrue(stale, statement):
            worst = min(fallen, key=lambda one: _ORDER[one.verdict.word])
            return [_judged(worst.candidate, worst.verdict, statement, note, self._codebase, worst.since)]
        names_something = "`" in statement.text or "](" in statement.text
        if statement.is_firmly_passed or not (candidates or names_something):
            return [_passed(statement)] if names_something else []
        is_own = is_instructions(note.place or note.inner)
        ground = Ground(self._codebase, note, statement, is_own, self._decider, self._written_at)
        text = statement.passage.text
        read = [
            *(with_owner(relative_readings(one, note), text) for one in candidates),
            *signature_candidates(statement, self._codebase, self._decider),
            *link_candidates(statement, note),
        ]
        judged = [(one, self._grounded(one, ground, written)) for one in read]
        held = [one for one, verdict in judged if verdict.word == "verified"]
        left = [
            (one, verdict)
            for one, verdict in judged
            if verdict.word == "verified" or not any(_is_meant_instead(other, one) for other in held)
        ]
        left += self._gone.of(statement, note.place, [one.names for one in held])
        if not left:
            return [_passed(statement)]
        candidate, verdict = min(left, key=lambda pair: _ORDER[pair[1].word])
        return [_judged(candidate, verdict, statement, note, self._codebase)]

    def _grounded(self, candidate: Candidate, ground: Ground, written: Written) -> Verdict:
        """Its verdict; one that accuses without good ground is none."""
        verdict = self._decider.decide(candidate)
        why = accuses(candidate, verdict, ground) if verdict.word in ("refuted", "moved") else ""
        if not why and verdict.word in ("refuted", "moved"):
            why = self._doubt(candidate, ground, written)
        return Verdict("unverified", verdict.place, why=why) if why else verdict

    def _doubt(self, candidate: Candidate, ground: Ground, written: Written) -> str:
        """Why it may not be about this project: it did not hold when its line was written, or nobody can tell any more.

        So what is accused does not depend on how much of a history could be read in time.
        """
        commit = written.commits.get(ground.line_of(candidate), "")
        if commit and commit not in written.firsts and not self._written_at.held_then(candidate, commit):
            return "it was not so when it was written either, as far as that is known"
        return "its history is too long to look at" if self._written_at.is_out_of_time else ""

    def _example(self, statement: Statement, note: Note) -> list[Judged]:
        """Of code to copy only what it imports from the project itself says something of the project."""
        found = []
        for candidate in import_candidates(statement.passage, self._codebase):
            verdict = self._decider.decide(candidate)
            if verdict.word != "unverified":
                one = Statement(statement.passage, candidate.span, statement.reason)
                found.append(_judged(candidate, verdict, one, note, self._codebase))
        return found


def _judged(
    candidate: Candidate, verdict: Verdict, statement: Statement, note: Note, codebase: Codebase, since: str = ""
) -> Judged:
    line, _ = statement.passage.place_of(candidate.names.start)
    return Judged(
        line=line,
        text=_shown(statement),
        word=verdict.word,
        check=format_check(candidate.check),
        place=verdict.place,
        now=verdict.now,
        why=verdict.why,
        repair=repair_of(candidate, verdict, statement, note, codebase),
        since=since,
    )


def _passed(statement: Statement) -> Judged:
    line, _ = statement.passage.place_of(statement.span.start)
    return Judged(
        line, _shown(statement), "unverified", why=statement.reason.why if statement.reason else _NOTHING_TO_CHECK
    )


def _shown(statement: Statement) -> str:
    """The sentence on one line, as the file has it."""
    text = " ".join(statement.text.split())
    if statement.passage.kind == "command":
        text = text.removeprefix("Run `").removesuffix("`")
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def _is_meant_instead(held: Candidate, other: Candidate) -> bool:
    """Of two readings of the same words as a name the one that holds is meant; what is said of a name's parameters
    and values stands by itself."""
    are_names = isinstance(other.check, SymbolIs | PathIs | TextIs) and not isinstance(held.check, TextIs)
    return are_names and held.names.start < other.names.end and other.names.start < held.names.end


def _in_order(judged: Iterable[Judged]) -> list[Judged]:
    """By line; the same said twice of one line stays once."""
    kept: dict[tuple[int, str, str], Judged] = {}
    for one in judged:
        kept.setdefault((one.line, one.text, one.check), one)
    return sorted(kept.values(), key=lambda one: one.line)
