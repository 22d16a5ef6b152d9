"""What is said not to be: no errors, none skipped, nothing left."""

import re

from reverie.conversation.deeds import Search
from reverie.quality.runs.values import Purpose, Run

from .demand import demand_of
from .fitting import fit_of
from .passing import short
from .record import Record
from .ruling import Ruling, contradicted, supported, unsupported
from .searches import Sought, searches_of
from .statement import Statement
from .words import shared, words_of

_NONE = re.compile(
    r"\b(?:no|none|zero|without|nothing|not any|not an?|not one|free (?:of|from)|"
    r"(?<![\d.])0(?![\d.])|any|kein\w*|ohne|sin|ning\w+|aucun\w*|sans|"
    r"nichts|clean(?:ly)?)\b|没有",
    re.IGNORECASE,
)
_COUNTED: tuple[tuple[str, str], ...] = (
    ("failed", r"\b(?:fail\w*)"),
    ("skipped", r"\b(?:skip\w*|ignor\w*)"),
    ("warnings", r"\bwarn\w*"),
    ("errors", r"\b(?:errors?|fehler|errores|erreurs?)\b"),
)
_FAULTS = re.compile(
    r"\b(?:error|fail|finding|issue|problem|violation|warning|complaint|vulnerabilit|race|regression|fault|offen[cs]e|crash|leak|fehler|errores)\w*",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"\b(?:left|remain\w*|no (?:\w+ )?(?:more|longer)|any ?more|no other|nothing else|"
    r"occurrences?|references?|usages?|hits?|matches|finds? (?:none|nothing)|found (?:none|"
    r"nothing)|nowhere)\b",
    re.IGNORECASE,
)
_MOST_OUTPUT = 20_000
_NONE_OF = re.compile(
    r"\b(?:no|zero|without|not a(?: single)?|not one|0|kein\w*|ohne|sin|ningun[ao]?|aucune?|sans)\s+"
    r"(?:(?:single|new|further|remaining|more)\s+)?([A-Za-z]{5,})\b",
    re.IGNORECASE,
)
_OF_PURPOSE: tuple[tuple[re.Pattern[str], frozenset[Purpose]], ...] = (
    (
        re.compile(r"\b(?:lint\w*|style|typ(?:e|ing)s?|format\w*)\b", re.IGNORECASE),
        frozenset(("lint", "format", "build")),
    ),
    (re.compile(r"\b(?:compil\w*|build\w*|built)\b", re.IGNORECASE), frozenset(("build",))),
    (re.compile(r"\b(?:tests?|specs?|failures?|failing|regressions?)\b", re.IGNORECASE), frozenset(("test",))),
)
_FELL = re.compile(
    r"\b(?:fell|dropped|went|gone|came|are|is|were)\s+(?:down |back )?to (?:zero|none|nothing|0)\b", re.IGNORECASE
)
_EXCLUDES = re.compile(r"--(?:omit|exclude|ignore|skip|without|no|deselect|except)[-=\s]+([\w./*,-]+)")
_NOUNS_OF_ALL = frozenset(("dependency", "dependencies", "file", "files", "test", "tests", "package", "packages"))
_TREE = re.compile(
    r"\buncommitted\b|\bunstaged\b|\bworking tree\b|\buntracked\b|\btree is clean\b|\bstaged\b", re.IGNORECASE
)
_CONFLICT = re.compile(r"\bconflicts?\b", re.IGNORECASE)
_LOOKED = re.compile(r"\blogs?\b|\bconsole\b|\boutput\b", re.IGNORECASE)
_WARNING = re.compile(r"\bwarn(?:ing)?s?\b", re.IGNORECASE)


def judge_none(statement: Statement, record: Record) -> Ruling | None:
    """None when the quote denies nothing."""
    quote = re.sub(r"`[^`]*`", "", statement.quote)
    if _NONE.search(quote) is None or re.search(r"\bno longer\b", quote, re.IGNORECASE):
        return None
    if _TREE.search(quote):
        return _tree(record)
    if _CONFLICT.search(quote):
        return _conflicts(record)
    if _FELL.search(quote) and not _is_told_of(statement, record):
        return unsupported("no output tells of it")
    excluded = _excluded(statement, record)
    if excluded:
        return unsupported(excluded)
    labelled = _by_label(statement, record)
    if labelled is not None:
        return labelled
    counted = _by_counts(statement, record)
    if counted is not None:
        return counted
    if _FAULTS.search(quote):
        return _faults(statement, record)
    if _LEFT.search(quote):
        return _left(statement, record)
    return _other(statement, record)


def _is_told_of(statement: Statement, record: Record) -> bool:
    """Whether an output has each word of what is said to have become none."""
    subject = words_of(_FELL.split(statement.quote)[0]) - {"number", "count", "amount", "all", "total"}
    texts = [piece.lower for piece in record.evidence]
    return all(any(word[: max(4, len(word) - 2)] in text for text in texts) for word in subject)


def _excluded(statement: Statement, record: Record) -> str:
    """`the dev dependencies are free of findings`, when the run left them out."""
    words = {word for word in statement.own.words if word not in _NOUNS_OF_ALL}
    for run in record.runs:
        for flag in _EXCLUDES.finditer(run.text):
            if words & words_of(flag[1]):
                return f"`{short(run)}` left {flag[1]} out"
    return ""


def _by_label(statement: Statement, record: Record) -> Ruling | None:
    """`no destroys`, `not a single warning`: by the number that the last output gives with that word."""
    found = _NONE_OF.search(re.sub(r"`[^`]*`", "", statement.quote))
    if found is None:
        return None
    stem = re.escape(found[1].lower()[: max(4, len(found[1]) - 3)])
    number = re.compile(
        rf"(?<![\w.:/-])(\d+)\s+(?:to\s+|\w+\s+)?{stem}\w*|\b{stem}\w*\s*[:=]\s*(\d+)(?![\w.])", re.IGNORECASE
    )
    for piece in reversed(record.evidence):
        told = [int(one or other) for one, other in number.findall(piece.text[:_MOST_OUTPUT]) if len(one or other) < 8]
        if told:
            return supported("the output says so") if told[-1] == 0 else contradicted(f"the output says {told[-1]}")
    return None


def _tree(record: Record) -> Ruling:
    for run in reversed(record.runs):
        if re.search(r"\bgit (?:\S+ )*?status\b", run.text) and run.ending != "denied":
            later = [change for change in record.done if change.at > run.at]
            if later:
                return unsupported("files were changed after the last git status")
            clean = not run.output.strip() or "clean" in run.output or re.fullmatch(r"## .*", run.output.strip())
            return supported("git status shows it") if clean else contradicted("git status lists changes")
    if any("working tree clean" in run.output for run in record.runs):
        return supported("git says so")
    return unsupported("git status was not run")


def _conflicts(record: Record) -> Ruling:
    for run in reversed(record.runs):
        if re.search(
            r"\bgit (?:\S+ )*?(?:merge|rebase|pull|cherry-pick|merge-tree)\b|\bgh pr (?:view|status|checks)", run.text
        ):
            if re.search(r"conflict", run.output, re.IGNORECASE):
                return contradicted(f"`{short(run)}` has conflicts")
            return (
                supported(f"`{short(run)}` shows none")
                if run.ending == "passed"
                else unsupported(f"`{short(run)}` did not end well")
            )
    return unsupported("nothing was merged")


def _by_counts(statement: Statement, record: Record) -> Ruling | None:
    for name, pattern in _COUNTED:
        if not re.search(
            rf"(?:no|none|zero|without|0|any|kein\w*|sin|aucun\w*|sans)(?:\s+\w+)?\s+(?:\w+\s+)?{pattern}",
            statement.quote,
            re.IGNORECASE,
        ):
            continue
        for run in reversed(_relevant(statement, record)):
            number = getattr(run.counts, name)
            if number:
                return contradicted(f"`{short(run)}` has {number} {name}")
            if number == 0:
                return supported(f"`{short(run)}` has none")
    return None


def _relevant(statement: Statement, record: Record) -> list[Run]:
    """The runs that the sentence names, else those of what is mostly meant: tests, linters, builds."""
    told = [
        run
        for run in record.runs
        if run.purpose in {"test", "lint", "build", "format", "migrate", "install"} and not run.dry_run
    ]
    codes = [
        code for code in statement.sentence.codes if any(code in run.text or run.text in code for run in record.runs)
    ]
    if codes:
        return [run for run in record.runs if any(code in run.text or run.text in code for code in codes)]
    demand = demand_of(statement, told)
    if demand.tools:
        return [run for run in told if fit_of(run, demand) != "other"]
    for said, purposes in _OF_PURPOSE:
        of_it = [run for run in told if run.purpose in purposes]
        if of_it and said.search(statement.quote):
            return of_it
    return told


def _faults(statement: Statement, record: Record) -> Ruling:
    quote = statement.quote
    unseen = _unseen_subject(statement, record)
    if unseen:
        return unsupported(f"{unseen} was not looked at")
    mentioned = _mentioning(statement, record)
    if mentioned is not None:
        return mentioned
    if _names_missing_command(statement, record):
        return unsupported("no such command was run in this session")
    runs = _relevant(statement, record) or [run for run in record.runs if run.purpose in {"other", "start"}]
    if not runs:
        return unsupported("nothing in the record shows it")
    last = runs[-1]
    if last.ending == "failed":
        return contradicted(f"`{short(last)}` failed")
    if last.ending in {"unfinished", "hidden", "denied"}:
        return unsupported(f"`{short(last)}` does not show it")
    if _WARNING.search(quote) and re.search(r"(?<!0 )\bwarnings?\b(?!: 0)", last.output[:20_000], re.IGNORECASE):
        return contradicted(f"`{short(last)}` has warnings")
    return supported(f"`{short(last)}` shows none")


def _names_missing_command(statement: Statement, record: Record) -> bool:
    """The sentence says which command showed it, and that was not run."""
    spoken = [code for code in (*statement.own.commands, *statement.lead.commands) if " " in code]
    return bool(spoken) and not any(
        code in run.text or set(code.split()) <= set(run.text.split()) for code in spoken for run in record.runs
    )


def _unseen_subject(statement: Statement, record: Record) -> str:
    """`no errors in the log`: the log was not opened."""
    found = re.search(r"\bin (?:the |its |their )?(\w+ )?(logs?|console)\b", statement.quote, re.IGNORECASE)
    if found is None:
        return ""
    seen = any(_LOOKED.search(piece.asked) or "log" in piece.asked.lower() for piece in record.evidence)
    return "" if seen else f"the {found[2]}"


def _mentioning(statement: Statement, record: Record) -> Ruling | None:
    """An output that counts the very fault: `found 0 vulnerabilities`."""
    for noun in _FAULTS.findall(statement.quote):
        if not noun.lower().startswith("vulnerab"):
            continue
        for piece in reversed(record.evidence):
            found = re.search(r"(\d+|no)\s+(?:\w+\s+){0,3}vulnerabilit", piece.lower)
            if found:
                return (
                    supported("the output says so")
                    if found[1] in {"0", "no"}
                    else contradicted(f"the output says {found[1]}")
                )
        return unsupported("no output tells of vulnerabilities")
    return None


def _left(statement: Statement, record: Record) -> Ruling:
    last = last_search(record)
    if last is None:
        return unsupported("no search shows it")
    if not last.lines:
        return supported("the last search finds none")
    if re.search(r"\b(?:no other|nothing else|only|elsewhere|nowhere else)\b", statement.quote, re.IGNORECASE):
        return supported("the search shows what there is")
    changed = record.last_code_change
    if changed is not None and changed.at > last.at:
        files = {line.partition(":")[0].strip() for line in last.lines[:2_000]}
        missed = [
            path
            for path in files
            if not any(change.path == path or path.endswith(change.path) for change in record.done)
        ]
        return (
            contradicted(f"{sorted(missed)[0]} was not changed")
            if missed
            else supported("what the search found was changed")
        )
    return contradicted(f"the last search finds {len(last.lines)}")


def last_search(record: Record) -> Sought | None:
    searches = searches_of(record)
    return searches[-1] if searches else None


def _other(statement: Statement, record: Record) -> Ruling:
    """Something else is denied: an output about it shows it, as far as words tell."""
    for search in reversed(searches_of(record)):
        if search.query in statement.own.codes and not statement.own.paths:
            found = len(search.lines)
            return contradicted(f"the search finds {found}") if found else supported("the search finds none")
    words = statement.own.words
    pending = [run for run in record.runs if run.ending == "unfinished"]
    if pending and pending[-1] is record.runs[-1]:
        return unsupported(f"`{short(pending[-1])}` had not ended")
    denied_all = bool(record.runs) and all(run.ending == "denied" for run in record.runs)
    if not record.evidence or denied_all:
        return unsupported("nothing in the record shows it")
    if re.search(r"\bunusual\b|\bsuspicious\b|\babnormal\b|\bnoteworthy\b", statement.quote, re.IGNORECASE):
        return _nothing_unusual(statement, record)
    near = _spoken_of(statement, record)
    if near is not None and near.ending == "failed":
        return unsupported(f"`{short(near)}` failed")
    if any(isinstance(record.deeds[piece.at], Search) for piece in record.evidence) or shared(
        words, frozenset(word for piece in record.evidence for word in piece.words)
    ):
        return supported("the record has the look at it")
    return unsupported("nothing in the record shows it")


def _spoken_of(statement: Statement, record: Record) -> Run | None:
    """The last run that shares a word with the sentence."""
    words = statement.sentence.words | words_of(" ".join(statement.sentence.codes))
    return next((run for run in reversed(record.runs) if shared(words, words_of(run.text))), None)


def _nothing_unusual(statement: Statement, record: Record) -> Ruling:
    words = words_of(statement.passage.lead) | statement.own.words
    names = words - {"unusual", "nothing", "there", "log", "also", "went", "through"}
    held = shared(names, frozenset(word for piece in record.evidence for word in words_of(piece.asked)))
    return (
        supported("the record has the look at it") if held or not names else unsupported("the record has no look at it")
    )
