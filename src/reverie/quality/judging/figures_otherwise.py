"""Figures that no output has: whether the record has another in their place."""

import re

from reverie.conversation.deeds import Command

from .counting import listed_otherwise
from .figures_beside import contrary, is_of_before
from .figures_known import MOST_READ, figures_read
from .figures_said import Said
from .numbers import figures_of
from .record import Record
from .ruling import Ruling, contradicted, unsupported
from .statement import Statement
from .words import shared, words_of

_STATUS = re.compile(
    r"(?:HTTP/[\d.]+\s+|^\s*|status[ :=]+|code[ :=]+)([1-5]\d\d)(?=\s|$|\D)", re.IGNORECASE | re.MULTILINE
)
_ANSWERS = re.compile(r"\b(?:got|return\w*|answer\w*|respond\w*|status|gives?|gave|code|HTTP|OK)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OTHER_NAMES = {"removed": "deletion", "deleted": "deletion", "added": "insertion", "inserted": "insertion"}


def otherwise(said: Said, noun: frozenset[str], statement: Statement, record: Record) -> Ruling:
    """Contradicted where another figure stands for the same, else unsupported."""
    figure = said.figure
    is_before = is_of_before(said, statement.quote)
    if figure.measure == "count" and 100 <= figure.value <= 599:
        other = _other_status(statement, record)
        if other is not None:
            return contradicted(f"the answer was {other}")
    beside = None if is_before else contrary(said, noun, statement, record, strict=False)
    if beside is not None:
        return contradicted(f"the output says {beside.text}")
    if figure.measure not in {"count", "rounded"} and not is_before:
        return _other_measure(said, statement, record)
    listed = listed_otherwise(int(figure.value), statement, noun, record) if figure.measure == "count" else None
    if listed is not None:
        return contradicted(f"the record has {listed}")
    other_count = (
        _other_count(said, noun, record)
        or _sole_count(statement, record)
        or _other_year(said, record)
        or printed(statement, record)
    )
    return contradicted(f"the output says {other_count}") if other_count else unsupported("no output has the figure")


def _other_status(statement: Statement, record: Record) -> str | None:
    if not _ANSWERS.search(statement.passage.sentence):
        return None
    for run in reversed(record.runs):
        found = _STATUS.findall(run.output[:2_000]) if re.search(r"curl|http|wget", run.text) else []
        if found:
            return str(found[-1])
    return None


def _other_measure(said: Said, statement: Statement, record: Record) -> Ruling:
    """A time, a size or a share that a run about the same thing gives otherwise."""
    figure = said.figure
    words = statement.sentence.words
    words = words | {"cov"} if "coverage" in words else words
    for piece in reversed(record.evidence):
        deed = record.deeds[piece.at]
        purposes = " ".join(run.purpose for run in record.runs if run.at == piece.at)
        if not isinstance(deed, Command) or piece.failed:
            continue
        others = [
            other
            for other in figures_read(piece)
            if other.measure == figure.measure
            or (figure.measure == "percent" and other.value <= 100 and other.grain < 0.5)
        ]
        is_alone = len(others) == 1 and figure.measure in {"percent", "size"} and others[0].measure == figure.measure
        if others and (is_alone or shared(words, words_of(f"{piece.asked} {piece.text[:300]} {purposes}"))):
            return contradicted(f"the output says {piece.text[others[-1].start : others[-1].end].strip()}")
    return unsupported("no output has the figure")


def _sole_count(statement: Statement, record: Record) -> str:
    """The one number that stands beside the file of the quote, or that a command which counts gave."""
    for piece in reversed(record.evidence):
        lines = [line for line in piece.lines[:2_000] if any(path in line for path in statement.own.codes)]
        if re.search(r"\bwc\b|\bcount\(|--count\b|grep -\w*c\b|\bcloc\b", piece.asked) and len(lines) != 1:
            lines = piece.lines[:20]
        elif len(lines) != 1:
            continue
        told = [figure for figure in figures_of("\n".join(lines), words=False) if figure.measure == "count"]
        if len(told) == 1 and not piece.failed:
            return f"{told[0].value:g}"
    return ""


def _other_count(said: Said, noun: frozenset[str], record: Record) -> str:
    """Another number beside the same word in an output: `3 files`, `Performance: 72`."""
    near = [_OTHER_NAMES.get(word, word) for word in sorted(noun) if len(word) > 2]
    for piece in reversed(record.evidence):
        text = piece.lower[:MOST_READ]
        for word in near:
            stem = re.escape(word[: max(4, len(word) - 2)])
            found = re.search(rf"(?<![\w.])(\d[\d,]*)\s+(?:\w+\s+)?{stem}\w*", text)
            if found and int(found[1].replace(",", "") or 0) != said.figure.value:
                return found[0]
            beside = set(re.findall(rf"\b{stem}\w*\s*[:=]\s*(\d[\d,]*)(?![\w.])", text)) if len(word) > 4 else set()
            if len(beside) == 1 and not piece.failed:
                return f"{word} {beside.pop()}"
    return ""


def _other_year(said: Said, record: Record) -> str:
    """`valid through 2026`, when the last output with a year has one other."""
    if not _YEAR.fullmatch(f"{said.figure.value:g}"):
        return ""
    for piece in reversed(record.evidence):
        years = set(_YEAR.findall(piece.text[:MOST_READ]))
        if years:
            return years.pop() if len(years) == 1 else ""
    return ""


def printed(statement: Statement, record: Record) -> str:
    """The one short line that the command printed which the quote names."""
    for run in reversed(record.runs):
        if any(len(code) > 1 and code in run.text for code in statement.own.codes) and run.ending == "passed":
            text = run.output.strip()
            return text if 0 < len(text) <= 40 and "\n" not in text and re.search(r"\d", text) else ""
    return ""
