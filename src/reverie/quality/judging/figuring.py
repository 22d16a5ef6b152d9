"""Figures: whether what the answer counts and measures stands in an output, or another figure does."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reverie.quality.runs.values import Run

from .counting import is_listed, listed_otherwise, written_counts
from .figures_beside import contrary
from .figures_counted import by_counts
from .figures_known import MOST_READ, is_derived, is_in_outputs, is_written, literal_pattern
from .figures_otherwise import otherwise, printed
from .figures_said import LITERAL, Said, said_figures
from .passing import short
from .record import Record
from .ruling import Ruling, contradicted, supported, unsupported
from .statement import Statement
from .words import shared, words_of

_PLANNED = re.compile(
    r"\bwould\b|\bwill\b|\bplan\w*\b|dry[- ]?run|\bto (?:add|change|destroy|create|update|delete|install)|"
    r"\bwants?\b|\bpending\b|\bpreview\w*|\bpropos\w*|\bsimulat\w*|\bcollected\b|\blists?\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:insert|delet|import|add|chang|upload|releas|remov|migrat|creat|updat|appli|destroy|restor|mov|copi|reformat|"
    r"format|fix|convert|instal|upgrad|publish|deploy|renam|replac|sync|purg|load|export|transferr|process|clean)\w*ed\b|"
    r"\b(?:sent|written|gone|done|put|wrote|sank|built)\b",
    re.IGNORECASE,
)
_RATIO = re.compile(r"\b(\d+) ?(?:of|out of|/) ?(?:the )?(\d+)\b")


class Part(NamedTuple):
    """A figure of the quote, and what its evidence says; `is_swapped`: the value stands for something else there."""

    said: Said
    ruling: Ruling
    is_swapped: bool


def judge_figures(statement: Statement, record: Record) -> Ruling | None:
    """None when the quote has no figure. Of several, the one that stands worst."""
    literal = _literals(statement, record)
    parts = [_part(said, statement, record) for said in said_figures(statement.quote)]
    rulings = literal + [_soften(part, parts) for part in parts]
    if not rulings:
        return None
    whole = _full_ratio(statement, record)
    if whole is not None:
        return whole
    for verdict in ("contradicted", "unsupported"):
        for ruling in rulings:
            if ruling.verdict == verdict:
                return ruling
    return rulings[0]


def _soften(part: Part, parts: Sequence[Part]) -> Ruling:
    """Another figure was measured, but a second one of the quote tells that: this one was never measured."""
    measure = part.said.figure.measure
    if part.ruling.verdict != "contradicted" or measure == "count" or part.is_swapped:
        return part.ruling
    if any(other.ruling.verdict == "supported" and other.said.figure.measure == measure for other in parts):
        return unsupported("it was never measured")
    return part.ruling


def _full_ratio(statement: Statement, record: Record) -> Ruling | None:
    """`43 of 43`, when what counts 43 failed and does not say so itself."""
    told = _RATIO.search(statement.quote)
    if told is None or told[1] != told[2] or int(told[1]) < 2:
        return None
    for piece in reversed(record.evidence):
        if re.search(rf"(?<!\d){told[1]}(?!\d)", piece.text):
            whole = re.search(rf"(?<!\d){told[1]}\s*(?:/|of|out of)\s*{told[1]}(?!\d)", piece.text)
            return contradicted("what counts them failed") if piece.failed and not whole else None
    return None


def _literals(statement: Statement, record: Record) -> list[Ruling]:
    """Versions, times of day and dates: they stand in the record as they are, or not."""
    found = []
    for said in LITERAL.findall(statement.quote):
        other = _other_version(said, statement, record)
        if _stands(said.removeprefix("v"), record):
            found.append(supported(f"the record has {said}"))
        else:
            found.append(
                contradicted(f"the output says {other}") if other else unsupported(f"the record has no {said}")
            )
    return found


def _other_version(said: str, statement: Statement, record: Record) -> str:
    """The one version that a command gave of what the quote names."""
    if ":" in said:
        return ""
    is_address = said.startswith("0x")
    for piece in reversed(record.evidence):
        told = [other for other in LITERAL.findall(piece.text[:MOST_READ]) if other.startswith("0x") == is_address]
        near = words_of(piece.asked) | (piece.words if is_address else frozenset())
        if len(told) == 1 and shared(statement.own.words, near):
            return str(told[0])
    return ""


def _stands(text: str, record: Record) -> bool:
    pieces = (piece for evidence in record.evidence for piece in (evidence.text, evidence.asked))
    others = (
        [part for change in record.done for part in (change.added, change.removed)]
        + [task.result for task in record.tasks]
        + [wish.receipt for wish in record.receipts]
        + [record.request]
    )
    return any(text in piece for piece in (*pieces, *others))


def _part(said: Said, statement: Statement, record: Record) -> Part:
    noun = _noun(said, statement)
    ruling = _judge(said, noun, statement, record)
    is_swapped = ruling.verdict == "contradicted" and contrary(said, noun, statement, record, strict=False) is not None
    return Part(said, ruling, is_swapped)


def _noun(said: Said, statement: Statement) -> frozenset[str]:
    """The words behind the figure, up to the next mark; else those before it."""
    figure, quote = said.figure, statement.quote
    behind = re.split(r"[,;:().|]| and | und | y | et ", quote[figure.end : figure.end + 40])[0]
    return words_of(behind) or words_of(quote[max(0, figure.start - 40) : figure.start]) or statement.sentence.words


def _judge(said: Said, noun: frozenset[str], statement: Statement, record: Record) -> Ruling:
    figure = said.figure
    dry = _only_dry(said, record)
    if dry is not None and _DONE.search(statement.quote) and not _PLANNED.search(statement.passage.sentence):
        return contradicted(f"`{short(dry)}` was a dry run")
    if figure.measure == "count" and _is_literal(said, statement, record):
        return supported("the output has the figure")
    counted = by_counts(figure, statement, record) if figure.measure == "count" else None
    if counted is not None:
        return counted
    if is_in_outputs(said, record):
        beside = contrary(said, noun, statement, record, strict=True)
        return contradicted(f"the output says {beside.text}") if beside else supported("an output has the figure")
    return _counted(said, noun, statement, record) or otherwise(said, noun, statement, record)


def _counted(said: Said, noun: frozenset[str], statement: Statement, record: Record) -> Ruling | None:
    """What no output says, but lists, sums up or was written."""
    figure = said.figure
    if figure.measure == "count" and figure.value == int(figure.value) and figure.value < 1_000:
        value = int(figure.value)
        if is_listed(value, noun, statement, record) or _is_own_list(value, said, statement, record):
            return supported("the record has as many")
        if listed_otherwise(value, statement, noun, record) is None and value in written_counts(noun, record):
            return supported("as many were written")
    is_measured = figure.measure == "percent" or bool(printed(statement, record))
    other = otherwise(said, noun, statement, record) if is_measured else None
    if other is not None and other.verdict == "contradicted":
        return other
    if is_written(said, record):
        return supported("the record has the figure")
    if is_derived(said, statement.quote, record):
        return supported("the figures of the record give it")
    return None


def _is_literal(said: Said, statement: Statement, record: Record) -> bool:
    """`71 assertions`, just so in the last output that counts such."""
    found = re.match(r"\s+([A-Za-z][\w-]{3,})", statement.quote[said.figure.end :])
    if found is None or re.match(r"pass|fail|succe|skip|ignor", found[1], re.IGNORECASE):
        return False
    pattern = re.compile(rf"(?<![\w.])(\d[\d,]*)\s+{re.escape(found[1].lower().rstrip('s'))}s?\b")
    for piece in reversed(record.evidence):
        told = {int(number.replace(",", "")) for number in pattern.findall(piece.lower[:MOST_READ])}
        if told:
            return told == {int(said.figure.value)}
    return False


def _is_own_list(value: int, said: Said, statement: Statement, record: Record) -> bool:
    """`Two: react (18.2.0) and vite (5.1.0)`: the answer lists them, and the record has them."""
    found = re.match(
        r"[^:.\n]{0,40}:\s*(.+)", statement.passage.sentence.partition(statement.quote[: said.figure.end])[2]
    )
    if found is None:
        return False
    items = re.split(r",\s*|\s+(?:and|und|y|et|&)\s+|;\s*", re.sub(r"\([^)]*\)", "", found[1]))
    names = [words_of(item) for item in items if words_of(item)]
    held = frozenset(word for piece in record.evidence for word in piece.words)
    return len(names) == value and all(shared(name, held) for name in names)


def _only_dry(said: Said, record: Record) -> Run | None:
    """The dry run that gave the figure, when no other output has it."""
    pattern = literal_pattern(said.figure.value)
    having = [run for run in record.runs if pattern.search(run.output[:MOST_READ])]
    return having[-1] if having and all(run.dry_run for run in having) else None
