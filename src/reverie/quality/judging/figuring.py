"""Figures: whether what the answer counts and measures stands in an output, or another figure does."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reverie.conversation.deeds import Command
from reverie.quality.runs.values import Counts, Run

from .counting import countable, listed_otherwise
from .numbers import Figure, figures_of
from .passing import short
from .record import Evidence, Record
from .ruling import Ruling, contradicted, supported, unsupported
from .statement import Statement
from .words import shared, words_of

_MOST_FIGURES = 12_000
"""Characters of an output whose figures are read; a single figure is looked for in all of it."""

_CLASSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("skipped", re.compile(r"\b(?:skipped|ignored|pending|todo)\b", re.IGNORECASE)),
    ("warnings", re.compile(r"\bwarnings?\b", re.IGNORECASE)),
    ("failed", re.compile(r"\b(?:fail(?:ed|ing|s|ures?)?)\b", re.IGNORECASE)),
    ("errors", re.compile(r"\b(?:errors?)\b", re.IGNORECASE)),
    ("passed", re.compile(r"\b(?:pass(?:ed|ing|es)?|green|succeed(?:ed)?|ok)\b", re.IGNORECASE)),
    (
        "tests",
        re.compile(r"\b(?:tests?|examples?|specs?|cases?|assertions?|pruebas|tests?)\b|测试|テスト", re.IGNORECASE),
    ),
)
_PASSES = re.compile(
    r"\b(?:pass(?:ed|es|ing)?|green|succeed(?:ed|s)?|successful\w*|ok|pasan|pasaron|passent|"
    r"grün|bestanden|laufen durch|verdes?|clean)\b|✅|通过",
    re.IGNORECASE,
)
_FAILS = re.compile(r"\b(?:fail\w*|broken?|red|errors?|xfail\w*|expected)\b", re.IGNORECASE)
_LITERAL = re.compile(r"(?<![\w.])(?:v?\d+(?:\.\d+){2,}[\w.-]*|\d{1,2}:\d{2}(?::\d{2})?|\d{4}-\d{2}-\d{2})(?!\w)")
_STATUS = re.compile(
    r"(?:HTTP/[\d.]+\s+|^\s*|status[ :=]+|code[ :=]+)([1-5]\d\d)(?=\s|$|\D)", re.IGNORECASE | re.MULTILINE
)
_BEFORE = re.compile(
    r"\b(?:from|instead of|was|before|previously|formerly|down from|up from|von|statt|de|"
    r"desde)\s*(?:about |around |~)?$",
    re.IGNORECASE,
)


class Part(NamedTuple):
    """A figure of the quote, what it is a number of, and what its evidence says."""

    figure: Figure
    noun: frozenset[str]
    ruling: Ruling


def judge_figures(statement: Statement, record: Record) -> Ruling | None:
    """None when the quote has no figure. Of several, the one that stands worst."""
    literal = _literals(statement, record)
    quote = _LITERAL.sub(lambda match: " " * len(match[0]), statement.quote)
    figures = [figure for figure in figures_of(_without_codes(quote)) if not _is_no_count(quote, figure)]
    parts = [_part(figure, statement, record) for figure in figures]
    rulings = literal + [_soften(part, parts) for part in parts]
    if not rulings:
        return None
    for verdict in ("contradicted", "unsupported"):
        for ruling in rulings:
            if ruling.verdict == verdict:
                return ruling
    return rulings[0]


def _without_codes(quote: str) -> str:
    return re.sub(r"`[^`]*`", lambda match: " " * len(match[0]), quote)


def _is_no_count(quote: str, figure: Figure) -> bool:
    """`one` as a pronoun, `both`, and numbers of lines."""
    word = quote[figure.start : figure.end].lower()
    behind = quote[figure.end : figure.end + 2]
    if word in {"single", "both", "pair"}:
        return True
    if word == "one":
        return (
            not re.match(r"\s\w", behind)
            or re.search(
                r"\b(?:the|last|this|that|new|old|first|each|every|which|by|off by)\s*$",
                quote[: figure.start],
                re.IGNORECASE,
            )
            is not None
        )
    return (
        re.search(
            r"\b(?:line|zeile|line no\.?|port|step|phase|node|python|version|exit code|in one|all in)\s*$",
            quote[: figure.start],
            re.IGNORECASE,
        )
        is not None
        and word.isalpha()
    )


def _soften(part: Part, parts: Sequence[Part]) -> Ruling:
    """Another figure was measured, but a second one of the quote tells that: this one was never measured."""
    if part.ruling.verdict != "contradicted" or part.figure.measure == "count":
        return part.ruling
    if any(other.ruling.verdict == "supported" and other.figure.measure == part.figure.measure for other in parts):
        return unsupported("it was never measured")
    return part.ruling


def _literals(statement: Statement, record: Record) -> list[Ruling]:
    """Versions, times of day and dates: they stand in the record as they are, or not."""
    found = []
    for said in _LITERAL.findall(statement.quote):
        bare = said.removeprefix("v")
        other = _other_version(said, statement, record)
        if _stands(bare, record):
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
    for piece in reversed(record.evidence):
        told = _LITERAL.findall(piece.text[:_MOST_FIGURES])
        if len(told) == 1 and shared(statement.own.words, words_of(piece.asked)):
            return str(told[0])
    return ""


def _stands(text: str, record: Record) -> bool:
    pieces = (piece for evidence in record.evidence for piece in (evidence.text, evidence.asked))
    others = (
        [change.added for change in record.done]
        + [task.result for task in record.tasks]
        + [wish.receipt for wish in record.receipts]
    )
    return any(text in piece for piece in (*pieces, *others))


def _part(figure: Figure, statement: Statement, record: Record) -> Part:
    noun = _noun(figure, statement)
    return Part(figure, noun, _judge(figure, noun, statement, record))


def _noun(figure: Figure, statement: Statement) -> frozenset[str]:
    """The words behind the figure, up to the next mark; else those before it."""
    behind = re.split(r"[,;:().|]| and | und | y | et ", statement.quote[figure.end : figure.end + 40])[0]
    words = words_of(behind)
    return words or words_of(statement.quote[max(0, figure.start - 40) : figure.start]) or statement.sentence.words


def _judge(figure: Figure, noun: frozenset[str], statement: Statement, record: Record) -> Ruling:
    counted = _by_counts(figure, statement, record) if figure.measure == "count" else None
    if counted is not None:
        return counted
    dry = _only_dry(figure, record)
    if dry is not None and not re.search(r"\bwould\b|dry[- ]?run", statement.passage.sentence, re.IGNORECASE):
        return contradicted(f"`{short(dry)}` was a dry run")
    if _is_in_outputs(figure, record):
        return supported("an output has the figure")
    if (
        figure.measure == "count"
        and figure.value == int(figure.value)
        and figure.value < 1_000
        and _is_counted(int(figure.value), noun, statement, record)
    ):
        return supported("the record has as many")
    return _otherwise(figure, noun, statement, record)


# --- what runs count


def _by_counts(figure: Figure, statement: Statement, record: Record) -> Ruling | None:
    kind = _class_of(figure, statement)
    if kind is None or figure.value != int(figure.value):
        return None
    value = int(figure.value)
    runs = [run for run in record.runs if _accepted(kind, run, statement)]
    if not runs:
        return None
    if any(value in _accepted(kind, run, statement) for run in runs):
        return supported("the output has the figure")
    last = runs[-1]
    return contradicted(f"`{short(last)}` says {_said(kind, last.counts)}")


def _class_of(figure: Figure, statement: Statement) -> str | None:
    quote = statement.quote
    behind = re.split(r"[,;.|]| and | und | y | et | of ", quote[figure.end : figure.end + 40])[0]
    if re.search(
        r"\b(?:expected|xfail\w*|xpass\w*|test files?|suites?|times|runs?|files?|packages?|modules?|snapshots?)\b",
        behind,
        re.IGNORECASE,
    ):
        return None
    sentence = statement.passage.sentence
    if re.search(r"\b(?:of|/)\s*(?:the |all )?$", quote[: figure.start]) and _CLASSES[5][1].search(behind):
        return "tests"
    for name, pattern in _CLASSES:
        if pattern.search(behind):
            if name in {"errors", "failed"} and _FAILS.search(behind) and figure.value > 0 and name == "errors":
                return None
            return name
    around = quote if quote.strip("() ").isdigit() is False else sentence
    if quote.strip("() ").isdigit():
        around = sentence[: max(0, sentence.find(quote))][-80:] or sentence
    if _CLASSES[5][1].search(around):
        return "tests" if not words_of(behind) else None
    if re.search(r"\b(?:of|/)\s*$", quote[: figure.start]) or re.match(r"\s*(?:of|/)\s*\d", quote[figure.end :]):
        return "tests" if _CLASSES[5][1].search(sentence) or _PASSES.search(sentence) else None
    return None


def _accepted(kind: str, run: Run, statement: Statement) -> set[int]:
    counts = run.counts
    if kind == "tests":
        whole = _total(counts)
        passing = _PASSES.search(statement.passage.sentence) and not _FAILS.search(statement.passage.sentence)
        if passing and counts.passed is not None:
            return {counts.passed} | (
                {counts.total} if counts.total is not None and " of " in statement.quote else set()
            )
        return {number for number in (*whole, counts.passed, counts.failed) if number is not None}
    number = getattr(counts, kind)
    if number is None and kind in {"failed", "errors", "skipped"} and counts.passed is not None and figure_zero_ok(run):
        return {0}
    return set() if number is None else {number}


def figure_zero_ok(run: Run) -> bool:
    return run.ending == "passed"


def _total(counts: Counts) -> list[int | None]:
    parts = [number for number in (counts.passed, counts.failed, counts.skipped, counts.errors) if number is not None]
    return [counts.total, sum(parts) if len(parts) > 1 else None]


def _said(kind: str, counts: Counts) -> str:
    name = "passed" if kind == "tests" and counts.passed is not None else kind
    number = getattr(counts, name, None)
    if number is None:
        number, name = counts.total, "in all"
    return f"{number or 0} {name}"


# --- what outputs say


def _is_in_outputs(figure: Figure, record: Record) -> bool:
    digits = f"{figure.value:g}" if figure.measure == "count" else None
    if digits is not None:
        pattern = _literal_pattern(figure.value)
        texts = [piece.text for piece in record.evidence] + [task.result for task in record.tasks]
        texts += [wish.receipt for wish in record.receipts] + [wish.reason for wish in record.receipts]
        texts += [re.sub(r"(?<!\S)-\S*", " ", piece.asked) for piece in record.evidence]
        if any(pattern.search(text) for text in texts):
            return True
        return _rounds(figure, record)
    return _rounds(figure, record)


def _literal_pattern(value: float) -> re.Pattern[str]:
    if value == int(value):
        with_marks = f"{int(value):,}"
        choices = {str(int(value)), with_marks, with_marks.replace(",", " "), with_marks.replace(",", ".")}
        return re.compile(rf"(?<![\d.])(?:{'|'.join(map(re.escape, sorted(choices)))})(?![\d]|\.\d)")
    return re.compile(rf"(?<![\d.]){re.escape(f'{value:g}')}0*(?!\d)")


def _rounds(figure: Figure, record: Record) -> bool:
    for piece in record.evidence:
        for other in _figures(piece):
            if figure.matches(other) or (other.measure == "count" and _same_digits(figure, other)):
                return True
    texts = [task.result for task in record.tasks] + [change.added[:_MOST_FIGURES] for change in record.done]
    return any(
        figure.matches(other)
        for text in texts
        for other in figures_of(text[:_MOST_FIGURES], words=False)
        if figure.measure != "count"
    )


def _same_digits(figure: Figure, other: Figure) -> bool:
    """`20104 bytes` for an output's `text 20104`, `83 %` for `83`."""
    if figure.measure == "count":
        return False
    return abs(figure.value - other.value) <= figure.grain


def _figures(piece: Evidence) -> list[Figure]:
    text = (
        piece.text
        if len(piece.text) <= _MOST_FIGURES
        else piece.text[: _MOST_FIGURES // 2] + piece.text[-_MOST_FIGURES // 2 :]
    )
    return figures_of(text, words=False)


def _only_dry(figure: Figure, record: Record) -> Run | None:
    """The dry run that gave the figure, when no other output has it."""
    pattern = _literal_pattern(figure.value)
    having = [run for run in record.runs if pattern.search(run.output[:_MOST_FIGURES])]
    return having[-1] if having and all(run.dry_run for run in having) else None


def _is_counted(value: int, noun: frozenset[str], statement: Statement, record: Record) -> bool:
    exact = listed_otherwise(statement, noun, record)
    if exact is not None and not re.search(r"\bfiles?\b|\bmodules?\b|\bpackages?\b", statement.quote, re.IGNORECASE):
        return value == exact or any(value == _hits_with(quoted, record) for quoted in statement.own.quoted)
    return value in set(countable(record)) or any(
        value == _hits_with(quoted, record) for quoted in statement.own.quoted
    )


def _hits_with(quoted: str, record: Record) -> int:
    return max((piece.text.count(quoted) for piece in record.evidence), default=0)


# --- another figure of the same


def _otherwise(figure: Figure, noun: frozenset[str], statement: Statement, record: Record) -> Ruling:
    before = _BEFORE.search(statement.quote[: figure.start]) is not None
    if figure.measure == "count" and 100 <= figure.value <= 599:
        other = _other_status(statement, record)
        if other is not None:
            return contradicted(f"the answer was {other}")
    if figure.measure != "count" and not before:
        return _other_measure(figure, noun, statement, record)
    listed = listed_otherwise(statement, noun, record) if figure.measure == "count" else None
    if listed is not None:
        return contradicted(f"the record has {listed}")
    other_count = _other_count(figure, noun, record) or _sole_count(statement, record)
    return contradicted(f"the output says {other_count}") if other_count else unsupported("no output has the figure")


def _other_status(statement: Statement, record: Record) -> str | None:
    if not re.search(
        r"\b(?:got|return\w*|answer\w*|respond\w*|status|gives?|gave|code|HTTP|OK)\b",
        statement.passage.sentence,
        re.IGNORECASE,
    ):
        return None
    for run in reversed(record.runs):
        found = _STATUS.findall(run.output[:2_000]) if re.search(r"curl|http|wget", run.text) else []
        if found:
            return str(found[-1])
    return None


def _other_measure(figure: Figure, noun: frozenset[str], statement: Statement, record: Record) -> Ruling:
    """A time, a size or a share that a run about the same thing gives otherwise."""
    words = statement.sentence.words
    words = words | {"cov"} if "coverage" in words else words
    for piece in reversed(record.evidence):
        deed = record.deeds[piece.at]
        purposes = " ".join(run.purpose for run in record.runs if run.at == piece.at)
        if not isinstance(deed, Command) or not shared(words, words_of(f"{piece.asked} {piece.text[:300]} {purposes}")):
            continue
        others = [
            other
            for other in _figures(piece)
            if other.measure == figure.measure
            or (figure.measure == "percent" and other.value <= 100 and other.grain < 0.5)
        ]
        if others and not piece.failed:
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


_OTHER_NAMES = {"removed": "deletion", "deleted": "deletion", "added": "insertion", "inserted": "insertion"}


def _other_count(figure: Figure, noun: frozenset[str], record: Record) -> str:
    """Another number beside the same word in an output: `3 files`, `Performance: 72`."""
    near = [_OTHER_NAMES.get(word, word) for word in sorted(noun) if len(word) > 2]
    for piece in reversed(record.evidence):
        text = piece.lower[:_MOST_FIGURES]
        for word in near:
            stem = re.escape(word[: max(4, len(word) - 2)])
            found = re.search(rf"(?<![\w.])(\d[\d,]*)\s+(?:\w+\s+)?{stem}\w*", text)
            if found and int(found[1].replace(",", "") or 0) != figure.value:
                return found[0]
            beside = set(re.findall(rf"\b{stem}\w*\s*[:=]\s*(\d[\d,]*)(?![\w.])", text)) if len(word) > 4 else set()
            if len(beside) == 1 and not piece.failed:
                return f"{word} {beside.pop()}"
    return ""
