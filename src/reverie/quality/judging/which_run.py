"""Which run: the one of the record that an answer speaks of."""

import re

from reverie.quality.runs.values import Purpose, Run

from .record import Record
from .statement import Statement
from .ways import HINTS, way_of
from .words import shared, vocabulary, words_of

_DRY = re.compile(r"\bdry[- ]?run\b|\bsimulat|\bpreview(?:ed)?\b|--dry-run|would\b", re.IGNORECASE)
_GENERIC = vocabulary(
    """
    ran run runs running executed execute rerun re called call started tried validated also again against over
    through with command script commands once times time twice only applied regenerated generated converted
    restarted deployed imported brought
    """
)


def spoken_of(statement: Statement, record: Record) -> Run | None:
    runs = [run for run in record.runs if run.text]
    told = _by_dryness(statement, runs) or _by_code(statement, runs) or _by_way(statement, runs)
    if told is not None or way_of(statement) is not None:
        return told
    clears = _CLEARS.search(statement.quote) is not None
    return _by_hint(statement, runs) or _by_words(statement, [run for run in runs if run.purpose != "delete" or clears])


def _by_dryness(statement: Statement, runs: list[Run]) -> Run | None:
    if not _DRY.search(statement.quote):
        return None
    return next((run for run in reversed(runs) if run.dry_run), None)


def _by_code(statement: Statement, runs: list[Run]) -> Run | None:
    codes = sorted((code for code in statement.own.codes if len(code) > 1), key=len, reverse=True)
    for code in codes:
        flat = _flat(re.split(r"…|\.\.\.", code)[0])
        found = [run for run in runs if flat in _flat(run.text)] if len(flat) > 1 else []
        if not found and " " in code:
            found = [run for run in runs if set(flat.split()) <= set(_flat(run.text).split())]
        if not found and "/" in code and " " not in code:
            found = [run for run in runs if code.rpartition("/")[2] in run.text]
        if found:
            return found[-1]
    return None


def _flat(text: str) -> str:
    return " ".join(text.replace('"', "'").replace("', '", "','").lower().split())


ASIDE = frozenset(("read", "search", "state"))
_CLEARS = re.compile(r"\b(?:clear|remov|delet|reset|clean|purg|wip|flush|kill|drop|prun|empt)\w*", re.IGNORECASE)


def _by_way(statement: Statement, runs: list[Run]) -> Run | None:
    ran = way_of(statement)
    if ran is None:
        return None
    found = [run for run in runs if ran.search(run.text) and run.purpose not in ASIDE and not _creates(run)]
    return found[-1] if found else None


def _creates(run: Run) -> bool:
    return (
        re.search(
            r"makemigrations|migrate(?::|\s+)(?:add|create|generate|new)|migration:(?:create|generate)|revision",
            run.text,
        )
        is not None
    )


def _by_hint(statement: Statement, runs: list[Run]) -> Run | None:
    for said, ran in HINTS:
        if said.search(statement.quote):
            found = [run for run in runs if ran.search(run.text)]
            if found:
                return found[-1]
    return None


def _by_words(statement: Statement, runs: list[Run]) -> Run | None:
    """The run that shares most words with the quote; of equals the last."""
    commands = [code for code in statement.own.commands if " " in code]
    if commands:
        return None
    words = (statement.own.words | words_of(" ".join(statement.own.codes))) - _GENERIC
    purposes = _purposes(statement)
    best, most = None, 0
    for run in runs:
        held = len(shared(words, words_of(f"{run.text} {run.program} {run.purpose}")))
        if run.purpose in purposes:
            held += 1
        if held and held >= most:
            best, most = run, held
    if best is None and not words and not statement.own.codes:
        return next((run for run in reversed(runs) if run.purpose not in {"read", "search", "state"}), None)
    return best


def _purposes(statement: Statement) -> frozenset[Purpose]:
    quote = statement.quote.lower()
    found: set[Purpose] = set()
    if re.search(r"\btests?\b|\bsuite\b|\bspecs?\b", quote):
        found.add("test")
    if re.search(r"\bbuil[dt]", quote):
        found.add("build")
    if re.search(r"\blint", quote):
        found.add("lint")
    return frozenset(found)
