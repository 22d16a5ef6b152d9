"""A note's sentences, each with its verdict."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain

from reverie.audit.cutting.cut import cut
from reverie.audit.cutting.passage import Passage
from reverie.audit.cutting.sentences import sentences
from reverie.audit.notes.names import is_instructions
from reverie.audit.notes.reading import read_note
from reverie.audit.passing.reasons import Reason, strongest
from reverie.audit.passing.sections import why_not_section
from reverie.audit.passing.whole_notes import why_not_note
from reverie.audit.passing.wording import why_not_sentence
from reverie.audit.values import Audited, Judged, Note
from reverie.checks.candidate import Candidate, Span
from reverie.checks.check import PathIs, SymbolIs, TextIs
from reverie.checks.check_text import format_check
from reverie.checks.verdict import Verdict
from reverie.code.codebase import Codebase
from reverie.code.values import Unread

from .deciding import Decider
from .grounds import Ground, accuses
from .imported import import_candidates
from .relative import relative_readings
from .repairs import repair_of
from .wanting import candidates_of

_ORDER = {"refuted": 0, "moved": 1, "verified": 2, "unverified": 3}
_LONGEST_SHOWN = 300
_NOTHING_TO_CHECK = "nothing that code can decide"


class NoteJudge:
    """Judges notes against one project. Files are read once, equal checks decided once."""

    def __init__(self, codebase: Codebase, today: date) -> None:
        self._codebase = codebase
        self._decider = Decider(codebase, today)

    def judge(self, note: Note) -> Audited:
        """Must not raise for anything in the note or the project."""
        read = read_note(note)
        if isinstance(read, Unread):
            return Audited(note, trouble=read.why)
        whole = why_not_note(note.place or note.inner, read.text)
        found = (self._passage(one, note, whole) for one in cut(note.inner, read.text))
        return Audited(note, tuple(_in_order(chain.from_iterable(found))), digest=read.digest)

    def _passage(self, passage: Passage, note: Note, whole: Reason | None) -> list[Judged]:
        wide = strongest(whole, why_not_section(passage.headings))
        if passage.kind == "example":
            return self._example(passage, note, wide)
        spans = sentences(passage.text)
        if wide is not None and wide.strength == "firm":
            return [_passed(passage, span, wide) for span in spans if _names_something(passage, span)]
        candidates = candidates_of(passage, self._codebase)
        return [
            judged for span in spans if (judged := self._sentence(passage, span, _within(candidates, span), note, wide))
        ]

    def _sentence(
        self, passage: Passage, span: Span, candidates: Sequence[Candidate], note: Note, wide: Reason | None
    ) -> Judged | None:
        reason = strongest(why_not_sentence(passage.text[span.start : span.end]), wide)
        if not candidates:
            why = reason or Reason(_NOTHING_TO_CHECK)
            return _passed(passage, span, why) if _names_something(passage, span) else None
        if reason is not None and reason.strength == "firm":
            return _passed(passage, span, reason)
        ground = Ground(self._codebase, passage, reason, is_instructions(note.place or note.inner), self._decider)
        read = [relative_readings(one, note) for one in candidates]
        verdicts = [self._grounded(one, ground) for one in read]
        held = [one for one, verdict in zip(read, verdicts, strict=True) if verdict.word == "verified"]
        judged = [
            _judged(one, verdict, passage, span, note, self._codebase)
            for one, verdict in zip(read, verdicts, strict=True)
            if verdict.word == "verified" or not any(_is_meant_instead(other, one) for other in held)
        ]
        return min(judged, key=lambda one: _ORDER[one.word])

    def _grounded(self, candidate: Candidate, ground: Ground) -> Verdict:
        """Its verdict; one that accuses without good ground is none."""
        verdict = self._decider.decide(candidate)
        why = accuses(candidate, verdict, ground) if verdict.word in ("refuted", "moved") else ""
        return Verdict("unverified", verdict.place, why=why) if why else verdict

    def _example(self, passage: Passage, note: Note, wide: Reason | None) -> list[Judged]:
        """Of code to copy only what it imports from the project itself says something of the project."""
        if wide is not None and wide.strength == "firm":
            return []
        found = []
        for candidate in import_candidates(passage, self._codebase):
            verdict = self._decider.decide(candidate)
            if verdict.word != "unverified":
                found.append(_judged(candidate, verdict, passage, candidate.span, note, self._codebase))
        return found


def _judged(
    candidate: Candidate, verdict: Verdict, passage: Passage, span: Span, note: Note, codebase: Codebase
) -> Judged:
    line, _ = passage.place_of(candidate.names.start)
    return Judged(
        line=line,
        text=_shown(passage, span),
        word=verdict.word,
        check=format_check(candidate.check),
        place=verdict.place,
        now=verdict.now,
        why=verdict.why,
        repair=repair_of(candidate, verdict, passage, span, note, codebase),
    )


def _passed(passage: Passage, span: Span, reason: Reason) -> Judged:
    line, _ = passage.place_of(span.start)
    return Judged(line, _shown(passage, span), "unverified", why=reason.why)


def _shown(passage: Passage, span: Span) -> str:
    """The sentence on one line, as the file has it."""
    text = " ".join(passage.text[span.start : span.end].split())
    if passage.kind == "command":
        text = text.removeprefix("Run `").removesuffix("`")
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def _names_something(passage: Passage, span: Span) -> bool:
    return "`" in passage.text[span.start : span.end]


def _is_meant_instead(held: Candidate, other: Candidate) -> bool:
    """Of two readings of the same words as a name the one that holds is meant; what is said of a name's parameters
    and values stands by itself."""
    are_names = isinstance(other.check, SymbolIs | PathIs | TextIs) and not isinstance(held.check, TextIs)
    return are_names and held.names.start < other.names.end and other.names.start < held.names.end


def _within(candidates: Iterable[Candidate], span: Span) -> list[Candidate]:
    """Those whose name stands in the sentence."""
    return [one for one in candidates if span.start <= one.names.start < span.end]


def _in_order(judged: Iterable[Judged]) -> list[Judged]:
    """By line; the same said twice of one line stays once."""
    kept: dict[tuple[int, str, str], Judged] = {}
    for one in judged:
        kept.setdefault((one.line, one.text, one.check), one)
    return sorted(kept.values(), key=lambda one: one.line)
