"""What became of each line of an import, as values for a program and in words for a person."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from reverie.memory.fact import Kind

from .pieces import A_HEADING, Passed, Statement
from .taking import Fate, Import, Refused, Taken
from .wording import shortened

Verdict = Literal["taken", "there", "refused", "passed", "not read"]

_SHOWN = 100
_FILES = 8


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """The lines `line` to `last` of `file`, none for a file that was not read. `id` is the fact that says it now.

    `there`: a fact says the same already. `refused`: a gate, named in `gate`, said no. `passed`: it states nothing.
    """

    file: str
    line: int
    last: int
    verdict: Verdict
    text: str
    why: str = ""
    gate: str = ""
    id: str = ""
    kind: Kind | None = None
    topic: str = ""


class Report(msgspec.Struct, frozen=True):
    """`tx` is the transaction that `reverie undo` takes back, empty when nothing was written. `notes` say
    which files hold nobody's own words."""

    lines: tuple[Line, ...]
    taken: int
    there: int
    refused: int
    passed: int
    not_read: int
    kinds: dict[str, int]
    notes: tuple[str, ...] = ()
    tx: str = ""
    dry_run: bool = False


def report(made: Import, *, dry_run: bool = False) -> Report:
    lines = tuple(map(_line, made.fates))
    count = Counter(line.verdict for line in lines)
    return Report(
        lines=lines,
        taken=count["taken"],
        there=count["there"],
        refused=count["refused"],
        passed=count["passed"],
        not_read=count["not read"],
        kinds=dict(Counter(line.kind for line in lines if line.kind and line.verdict == "taken").most_common()),
        notes=tuple(dict.fromkeys(_notes(made.fates))),
        tx=made.receipt.tx if made.receipt else "",
        dry_run=dry_run,
    )


def report_lines(found: Report) -> Iterator[str]:
    """One line for each piece, then the totals."""
    yield from map(_words, found.lines)
    yield from total_lines(found)


def total_lines(found: Report) -> Iterator[str]:
    kinds = ", ".join(f"{count} {kind}" for kind, count in found.kinds.items())
    verb = "would take" if found.dry_run else "took"
    left = sum(line.verdict == "passed" and line.why != A_HEADING for line in found.lines)
    parts = [f"{verb} {_count(found.taken, 'fact')}{f' ({kinds})' if kinds else ''}"]
    parts += [f"{found.there} already there"] if found.there else []
    parts += [f"{found.refused} refused"] if found.refused else []
    parts += [f"{_count(left, 'passage')} not taken"] if left else []
    parts += [f"{_count(found.not_read, 'file')} not read"] if found.not_read else []
    yield ", ".join(parts)
    yield from found.notes[:_FILES]
    if not found.taken:
        yield "nothing new: the memory is as it was"
    elif found.dry_run:
        yield "nothing was written: this was a dry run"
    elif found.tx:
        yield f"take all of it back with: reverie undo {found.tx}"


def sources_in_words(pieces: Sequence[Fate]) -> Iterator[str]:
    """How many facts of which kinds would come from where, as a person's own words."""
    taken = [one for one in pieces if isinstance(one, Taken)]
    by_file: dict[str, Counter[str]] = {}
    for one in taken:
        by_file.setdefault(one.statement.file, Counter())[one.kind] += 1
    for file, kinds in list(by_file.items())[:_FILES]:
        yield f"{file}: {', '.join(f'{count} {kind}' for kind, count in kinds.most_common())}"
    if len(by_file) > _FILES:
        rest = sum(sum(kinds.values()) for kinds in list(by_file.values())[_FILES:])
        yield f"and {_count(rest, 'fact')} from {len(by_file) - _FILES} more files"


def _line(fate: Fate) -> Line:
    match fate:
        case Passed(file=file, line=line, last=last, text=text, why=why):
            return Line(file, line, last, "passed" if line else "not read", text, why)
        case Taken(statement=one, id=fact_id, topic=topic, kind=kind):
            return _of(one, "taken", id=fact_id, topic=topic, kind=kind)
        case Refused(statement=one, there=there) if there:
            return _of(one, "there", id=there, gate="duplicate", why=f"duplicate of ^{there}")
        case Refused(statement=one, refusal=refusal):
            hint = f"; {refusal.hint}" if refusal.hint and one.origin != "repo" else ""
            return _of(one, "refused", gate=refusal.gate, why=f"{refusal.why}{hint}", kind=one.kind)


def _notes(fates: Sequence[Fate]) -> Iterator[str]:
    for fate in fates:
        if isinstance(fate, Refused) and fate.statement.whose and not fate.there:
            why = f"note: {fate.statement.file}: {fate.statement.whose}, so its words count as nobody's own"
            yield f"{why}; what you stand for: reverie memory add TEXT"


def _of(one: Statement, verdict: Verdict, **more: object) -> Line:
    return msgspec.convert(
        {"file": one.file, "line": one.line, "last": one.last, "verdict": verdict, "text": one.title, **more}, Line
    )


def _words(line: Line) -> str:
    if not line.line:
        return f"{line.file} not read ({line.why})"
    place, text = f"{line.file}:{line.line}", shortened(" ".join(line.text.split()), _SHOWN)
    if line.verdict == "taken":
        return f'{place} taken as {line.kind} in "{line.topic}": {text} ^{line.id}'
    return f"{place} not taken ({line.why}): {text}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
