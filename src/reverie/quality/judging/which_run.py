"""Which run: the one of the record that an answer speaks of."""

import re

from reverie.quality.runs.values import Purpose, Run

from .command_lines import fit_of_command, is_command
from .numbers import figures_of
from .record import Record
from .statement import Statement
from .ways import HINTS, way_of
from .words import shared, vocabulary, words_of

_DRY = re.compile(r"\bdry[- ]?run\b|\bsimulat|\bpreview(?:ed)?\b|--dry-run|would\b", re.IGNORECASE)
_MOST_OUTPUT = 12_000
_TIMED = re.compile(r"\btim(?:ed|ing)\b|\bclocked\b|\bmeasur\w+\b", re.IGNORECASE)
_TRIVIAL = re.compile(r"^(?:sudo )?(?:chmod|chown|mkdir|touch|ls|cd|echo|export|true)\b")
_OF_FILES = re.compile(
    r"\b(?:permission|executable|owner\w*|mode|folder|director\w+|chmod|chown|mkdir|list\w*|echo\w*|touch\w*|print\w*)\b",
    re.IGNORECASE,
)
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
    if told is not None or way_of(statement) is not None or _names_another(statement, runs):
        return told
    clears = _CLEARS.search(statement.quote) is not None
    likely = [run for run in runs if run.purpose != "delete" or clears]
    if not _OF_FILES.search(statement.quote):
        likely = [run for run in likely if not _TRIVIAL.match(run.text)]
    return (
        _by_hint(statement, likely)
        or _by_words(statement, likely)
        or _by_stem(statement, likely)
        or _by_output(statement, likely)
    )


def _names_another(statement: Statement, runs: list[Run]) -> bool:
    """The quote names a whole command, and that is none of those that were run."""
    commands = [code for code in statement.own.commands if " " in code and is_command(code, runs)]
    return bool(commands) and not any(_may_be(code, run) for code in commands for run in runs)


def _may_be(code: str, run: Run) -> bool:
    if fit_of_command(code, run) in {"exact", None}:
        return True
    return {word for word in code.split() if not word.startswith("-")} <= set(run.text.split())


def _by_stem(statement: Statement, runs: list[Run]) -> Run | None:
    """`Cleaned` for `fullclean`."""
    stems = [re.sub(r"(?:ing|ed|es|s)$", "", word) for word in statement.own.words - _GENERIC if word.isalpha()]
    stems = [stem for stem in stems if len(stem) > 3]
    return next((run for run in reversed(runs) if any(stem in run.text.lower() for stem in stems)), None)


def _by_output(statement: Statement, runs: list[Run]) -> Run | None:
    """The run that printed what the quote names; a timing by the run that printed a time."""
    names = [code for code in (*statement.own.codes, *statement.own.quoted) if len(code) > 2 and " " not in code]
    for run in reversed(runs):
        if run.ending != "passed":
            continue
        if any(name in run.output[:_MOST_OUTPUT] for name in names):
            return run
        if _TIMED.search(statement.quote) and any(
            figure.measure == "time" for figure in figures_of(run.output[:_MOST_OUTPUT], words=False)
        ):
            return run
    return None


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
    found = [run for run in runs if ran.search(_unquoted(run.text)) and run.purpose not in ASIDE and not _creates(run)]
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
            found = [run for run in runs if ran.search(_unquoted(run.text))]
            found = [run for run in found if run.purpose not in ASIDE] or found
            if found:
                return found[-1]
    return None


def _unquoted(text: str) -> str:
    """Without messages and titles: `git commit -m 'release it'` releases nothing."""
    return re.sub(r"(\s-\w*m|--message|--title|--body|-t|-b)[ =](?:'[^']*'|\"[^\"]*\")", r"\1", text)


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
