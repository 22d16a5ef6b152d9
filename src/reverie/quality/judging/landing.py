"""Commits and pushes."""

import re

from reverie.quality.runs.values import Run

from .numbers import figures_of
from .passing import short
from .record import Record
from .ruling import Ruling, contradicted, supported, unsupported
from .statement import Statement

_HASH = re.compile(r"(?<![\w-])[0-9a-f]{7,40}(?![\w-])")
_REWRITES = re.compile(r"^git (?:\S+ )*?(?:rebase|merge|cherry-pick|revert|am|pull)\b")
_UNDOES = re.compile(r"^git reset\b.*\bHEAD[~^]")
_ON_BRANCH = re.compile(r"\[([\w./-]+)(?: \(root-commit\))? [0-9a-f]{4,40}\]")
_TRUNK = re.compile(r"\b(?:on|to|onto|auf|en|sur)\s+(main|master|develop|trunk|staging|production)\b")
_FILES = re.compile(r"\b(\d+) files? changed\b")
_JOINS = re.compile(
    r"\b(?:squash\w*|fixup|combin\w+|into (?:one|a single)|folded|rebas\w+|cherry\S*|picked)\b", re.IGNORECASE
)
_IMAGE = re.compile(r"\bregistry\b|\bimage\b|\bdocker\b|\bghcr\b|\becr\b", re.IGNORECASE)
_TAGS = re.compile(r"\btags?\b", re.IGNORECASE)
_NEW = re.compile(r"\bnew\b|\bcommits?\b|\bchanges?\b", re.IGNORECASE)


def judge_committed(statement: Statement, record: Record) -> Ruling:
    runs = [run for run in record.runs if run.purpose == "commit" or _REWRITES.match(run.text)]
    if not runs:
        return unsupported("nothing was committed in this session")
    last = _last_telling(runs)
    refused = _refused(last, "the commit")
    if refused is not None:
        return refused
    made = [run for run in runs if run.ending in {"passed", "hidden"}]
    undone = [run for run in record.runs if run.at > last.at and _UNDOES.match(run.text) and run.ending == "passed"]
    if undone:
        return contradicted(f"`{short(undone[-1])}` undid it")
    several = _too_few(statement, made)
    if several is not None:
        return several
    return (
        _other_hash(statement, record, made)
        or _other_branch(statement, made)
        or supported(f"`{short(last)}` went through")
    )


def _too_few(statement: Statement, made: list[Run]) -> Ruling | None:
    """`in two commits`, and messages that none of them has."""
    commits = [run for run in made if run.purpose == "commit"]
    if _JOINS.search(statement.quote):
        return None
    files = _other_files(statement, commits)
    if files is not None:
        return files
    for figure in figures_of(statement.quote):
        behind = statement.quote[figure.end : figure.end + 25]
        if re.match(r"\s*(?:\w+ )?commits\b", behind) and len(commits) < figure.value and len(commits) == len(made):
            return contradicted(f"{len(commits)} {'commit was' if len(commits) == 1 else 'commits were'} made")
    message = re.search(r"\b(?:message|as|titled?)\s+[\"'“]([^\"'”]{3,100})[\"'”]", statement.quote)
    texts = " ".join(f"{run.text} {run.output[:2_000]}" for run in made).lower()
    if message is not None and made and message[1].lower() not in texts and "-m" in texts:
        return contradicted("the commit has another message")
    return None


def _other_files(statement: Statement, commits: list[Run]) -> Ruling | None:
    """`with all four files`, when the commits say of another number each, and in all."""
    told = [int(count) for run in commits for count in _FILES.findall(run.output[:4_000])]
    for figure in figures_of(statement.quote):
        behind = statement.quote[figure.end : figure.end + 25]
        if told and re.match(r"\s*(?:\w+ )?files?\b", behind) and figure.value not in {*told, sum(told)}:
            return contradicted(f"{told[-1]} {'file is' if told[-1] == 1 else 'files are'} in the commit")
    return None


def _last_telling(runs: list[Run]) -> Run:
    """The last, but for one that had nothing to commit behind one that made a commit."""
    passed = [run for run in runs if run.ending == "passed"]
    if passed and runs[-1].ending == "nothing":
        return passed[-1]
    return runs[-1]


def _other_hash(statement: Statement, record: Record, made: list[Run]) -> Ruling | None:
    said = _HASH.search(statement.quote)
    if said is None or not any(char.isdigit() for char in said[0]):
        return None
    if any(said[0] in piece.text or said[0] in piece.asked for piece in record.evidence):
        return None
    for run in made:
        told = _ON_BRANCH.search(run.output)
        hashes = _HASH.findall(told[0]) if told else []
        if hashes and not any(said[0].startswith(other) or other.startswith(said[0]) for other in hashes):
            return contradicted(f"the commit is {hashes[-1]}")
    return None


def _other_branch(statement: Statement, made: list[Run]) -> Ruling | None:
    said = re.search(r"\b(?:on|to|auf|en|sur)\s+(?:branch\s+)?`([\w./-]+)`", statement.quote) or _TRUNK.search(
        statement.quote
    )
    told = [found[1] for run in made if (found := _ON_BRANCH.search(run.output))]
    if said is None or not told or said[1] in told or _HASH.fullmatch(said[1]):
        return None
    return contradicted(f"the commit is on {told[-1]}")


def judge_pushed(statement: Statement, record: Record) -> Ruling:
    runs = [run for run in record.runs if run.purpose == "push"]
    if _IMAGE.search(statement.quote) or re.search(r"\bregistry\b", statement.passage.sentence, re.IGNORECASE):
        runs = [run for run in runs if not run.program.startswith("git")]
    elif any(run.program.startswith("git") for run in runs):
        runs = [run for run in runs if run.program.startswith("git")]
    if not runs:
        return unsupported("nothing was pushed in this session")
    last = _about(statement, runs)
    if last.dry_run:
        return contradicted(f"`{short(last)}` was a dry run")
    if last.ending == "nothing" and not _NEW.search(statement.quote) and any(run.ending == "passed" for run in runs):
        return supported("it was pushed before")
    refused = _refused(last, "the push")
    return refused or _other_target(statement, last) or supported(f"`{short(last)}` went through")


def _about(statement: Statement, runs: list[Run]) -> Run:
    """The last push of what the quote names: the tag, the branch."""
    named = [run for run in runs if any(name in run.text or name in run.output for name in statement.own.codes)]
    if named:
        return named[-1]
    if _TAGS.search(statement.quote):
        tags = [run for run in runs if "tag" in f"{run.text} {run.output}"]
        return (tags or runs)[-1]
    return runs[-1]


def _other_target(statement: Statement, last: Run) -> Ruling | None:
    said = re.search(r"\b(?:to|on|auf|nach|en|a|sur)\s+`(?:origin/)?([\w./-]+)`", statement.quote)
    told = re.search(r"->\s+([\w./-]+)", last.output)
    if said is None or told is None or said[1] in f"{last.text} {last.output}":
        return None
    return contradicted(f"it was pushed to {told[1]}")


def _refused(last: Run, what: str) -> Ruling | None:
    match last.ending:
        case "denied":
            return contradicted(f"`{short(last)}` was refused")
        case "failed":
            return contradicted(f"`{short(last)}` failed{_because(last)}")
        case "nothing":
            return contradicted(f"`{short(last)}` had nothing to do")
        case "unfinished":
            return unsupported(f"`{short(last)}` had not ended")
        case "hidden":
            return unsupported(f"it does not show whether {what} went through") if last.exit is None else None
        case _:
            return contradicted(f"`{short(last)}` was a dry run") if last.dry_run else None


def _because(run: Run) -> str:
    found = re.search(
        r"\b(?:rejected|protected branch|nothing to commit|fetch first|unstaged changes|gpg failed)", run.output
    )
    return f": {found[0]}" if found else ""
