"""Deeds told in other words: successful deeds that hold what a claim of another kind names."""

import re

from reverie.quality.runs.values import Run

from .changes import Change
from .naming import of_path
from .passing import short
from .paths import is_test
from .record import Record
from .ruling import Ruling, supported
from .statement import Statement
from .words import shared, vocabulary, words_of

_MOST = 20_000
_MEASURED = re.compile(
    r"\b(?:prints?|printed|report(?:s|ed)?|says?|said|shows?|showed|measur\w+|took|takes|respon\w+|answer\w*|"
    r"return(?:s|ed)|logs?|logged|gives?|gave|outputs?|pass(?:es|ed|ing)?|fail\w*|tests?|coverage|exit\w*|"
    r"counted|lists?|listed|finds?|found|faster|slower|seconds? (?:instead|now)|prod(?:uced)?|weigh\w*|"
    r"replicas?|healthy|ready|live|green|users?|rows?|hits?)\b",
    re.IGNORECASE,
)
"""What speaks of an output, whatever the diff holds."""
_CHANGED_LINE = re.compile(r"^\s?(?:[MARC]{1,2}\s|modified:|new file:|renamed:)|^ \S.* \|\s+\d+ ", re.IGNORECASE)
_PASSES = re.compile(
    r"\b(?:pass\w*|green|ok|okay|succe\w+|clean\w*|fine|works?|holds?|through|happy|good|ran|run|tested|agree\w*|"
    r"grün|bestanden|laufen|pasan|pasaron|verdes?|passent|pass[ao]ram?)\b|✅|✔|✓|🟢|\d+\s*/\s*\d+",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"^(?!.*\b(?:modified|dirty|changed|edited)\b)"
    r".*\b(?:still|stays?|stayed|remain(?:s|ed)?|kept|keeps?|as (?:it|they) (?:was|were)|as before|unchanged|untouched|"
    r"same|already|left alone|no changes?)\b",
    re.IGNORECASE,
)
_SHOWING = frozenset(("read", "search", "state", "test", "lint"))
_MAKING = frozenset(("other", "create", "migrate", "build", "start", "install", "format", "move", "delete"))
_GENERIC = vocabulary(
    """
    now got gets new run ran running done made make makes created create generated generate produced built build
    added add file files installed install updated update set up went through successfully success complete completed
    finished all each every one two three four five several also afterwards then finally command commands script
    here there place put in is
    """
)


def told_by_change(statement: Statement, record: Record) -> Ruling | None:
    """A change that was done and holds all figures and names of the quote, or whose file it names as its place."""
    if statement.kind == "output" and _MEASURED.search(_plain(statement.quote)):
        return None
    changes = [change for change in record.done if change.act in {"edit", "write"}]
    named = [change for change in changes if of_place(statement, change)]
    for change in named or changes:
        if _holds_all(statement, change, placed=change in named):
            return supported(f"{change.path} was changed so")
    together = "\n".join(f"{change.path}\n{change.added}\n{change.removed}" for change in changes)[:_MOST]
    if len(changes) > 1 and _figures(statement) and _held(statement, together):
        return supported("the changes say so")
    return None


def _plain(quote: str) -> str:
    return re.sub(r"`[^`]*`", " ", quote)


def of_place(statement: Statement, change: Change) -> bool:
    return any(of_path(path, [change]) for path in statement.own.paths)


def _holds_all(statement: Statement, change: Change, placed: bool) -> bool:
    text = f"{change.path}\n{change.added[:_MOST]}\n{change.removed[:_MOST]}"
    if not _held(statement, text):
        return False
    if _figures(statement) or _names(statement):
        return True
    return placed and bool(shared(statement.own.words - _GENERIC - words_of(change.path), words_of(text)))


def _held(statement: Statement, text: str) -> bool:
    figures, names = _figures(statement), _names(statement)
    return all(_has_figure(figure, text) for figure in figures) and all(name in text for name in names)


def _figures(statement: Statement) -> list[str]:
    """The figures in digits that the quote tells, without those in names."""
    plain = _plain(statement.quote)
    return re.findall(r"(?<![\w.-])\d+(?:[.,]\d+)*(?![\d])", plain)


def _has_figure(figure: str, text: str) -> bool:
    return re.search(rf"(?<![\d.]){re.escape(figure)}(?!\d)", text) is not None


def _names(statement: Statement) -> list[str]:
    """Codes that are no paths, without the brackets of a call."""
    bare = (re.sub(r"\(.*\)$", "", name).rpartition("::")[2] for name in statement.own.names)
    return [name for name in bare if name]


def told_by_receipt(statement: Statement, record: Record) -> Ruling | None:
    """Memory wrote what the quote names: `filed as …`."""
    receipts = " ".join(wish.receipt for wish in record.receipts if wish.ok)
    codes = statement.own.codes
    if receipts and codes and all(code in receipts for code in codes):
        return supported("memory has it")
    return None


def told_by_output(statement: Statement, record: Record) -> Ruling | None:
    """A hash or a name that an output gives: the quote tells that output, not a deed."""
    codes = [code for code in statement.own.codes if re.fullmatch(r"[0-9a-f]{6,40}", code)]
    if codes and all(any(code in piece.text for piece in record.evidence) for code in codes):
        return supported("an output has it")
    return None


def told_by_run(statement: Statement, record: Record) -> Ruling | None:
    """A command with an effect that went through, and whose line or output has the words of the quote."""
    words = (statement.own.words | words_of(" ".join(statement.own.codes))) - _GENERIC
    if statement.own.paths or statement.own.commands or not words:
        return None
    for run in reversed(record.runs):
        if run.purpose in _SHOWING or run.ending not in {"passed", "hidden"} or run.dry_run:
            continue
        if run.purpose in _MAKING and _tells(run, words):
            return supported(f"`{short(run)}` went through")
    return None


def _tells(run: Run, words: frozenset[str]) -> bool:
    """Whether most of the words are the run's."""
    told = words_of(f"{run.text[:4_000]} {run.program} {run.output[:4_000]}")
    held = shared(words, told)
    return len(held) * 2 > len(words) or len(held) >= 3


def told_by_listing(statement: Statement, record: Record) -> Ruling | None:
    """The state of the tree, or a commit, lists all paths of the quote as changed."""
    paths = statement.own.paths
    lines = [line for piece in record.evidence for line in piece.lines[:2_000] if _CHANGED_LINE.match(line)]
    if paths and all(any(path in line for line in lines) for path in paths):
        return supported("the output lists it as changed")
    return None


def told_by_tests_written(statement: Statement, record: Record) -> Ruling | None:
    """What is said of tests without a word of passing is told by those that were written."""
    written = [change for change in record.done if is_test(change.path) and change.act in {"edit", "write"}]
    if written and not _PASSES.search(statement.quote):
        return supported(f"{written[-1].path} was changed")
    return None


def told_as_kept(statement: Statement, record: Record) -> Ruling | None:
    """`stays as it was`: nothing was to be edited."""
    if _KEPT.search(statement.quote) and not record.done:
        return supported("nothing was changed")
    return None
