"""Gates on what a fact rests on: it is there, it says so, it did not fail, it is as new as the file it speaks of."""

import re

from reverie.conversation.record import EditedFile, RanTask
from reverie.memory.fact import CommandRun, Evidence, FileLine, TranscriptLine
from reverie.memory.receipt import Refusal

from .context import Candidate, Cited
from .folding import folded

_FAILURE = re.compile(
    r"\b(?:fail\w*|error\w*|broke|broken|breaks?|crash\w*|refus\w*|denied|deny|den(?:ies)|reject\w*|missing|not|no|never"
    r"|cannot|can'?t|won'?t|doesn'?t|isn'?t|without|un(?:able|available|supported|reachable|defined)|invalid|wrong|bug"
    r"|hang\w*|hung|time[ds]? ?out|timeouts?|exit(?:s|ed)?|abort\w*|stopp?ed|panic\w*|exception\w*|traceback|leak\w*"
    r"|fehl\w*|scheiter\w*|nicht|kein\w*|échou\w*|erreur\w*|pas|falla\w*|fallo|fallan|errores)\b",
    re.IGNORECASE,
)


def evidence_is_there(candidate: Candidate) -> Refusal | None:
    """Whoever is not a person says what a statement rests on, and more than a model's own words."""
    found = candidate.found
    if found.author == "human":
        return None
    if not candidate.fact.rests_on:
        return candidate.refused("evidence", "it rests on nothing", "name the session's line, file or command")
    if found.not_there:
        return candidate.refused("evidence", f"{found.not_there[0]}", "name what is there")
    if found.cited and all(one.said_by <= {"model"} for one in found.cited) and not _files(candidate):
        return candidate.refused("evidence", "it rests on nothing but a model's own words", "name what shows it")
    return None


def quotes_are_true(candidate: Candidate) -> Refusal | None:
    """What a fact quotes stands there word for word."""
    if candidate.found.author == "human":
        return None
    for line in (one for one in _new(candidate) if isinstance(one, TranscriptLine) and one.quote):
        cited = _cited(candidate, line)
        if cited is None or folded(line.quote) not in folded(cited.text):
            why = f"'{_short(line.quote)}' does not stand in {line.session}#{line.line}"
            return candidate.refused("quote", why, "quote it word for word")
    return None


def rests_on_no_failure(candidate: Candidate) -> Refusal | None:
    """A call that failed shows nothing but its failure."""
    failed = [one for one in _new(candidate) if _failed(candidate, one)]
    if not failed:
        return None
    is_told = _FAILURE.search(candidate.fact.statement) is not None
    if is_told and (candidate.about_failure or candidate.before is not None):
        return None
    if candidate.about_failure:
        return candidate.refused("failed_call", f"it rests on a failure ({_name(failed[0])}) and tells of none")
    why = f"it rests on a call that failed ({_name(failed[0])})"
    return candidate.refused("failed_call", why, "name what shows it, or say that it is about the failure")


def edit_has_its_receipt(candidate: Candidate) -> Refusal | None:
    """A fact about a file that this turn edited cites that edit, or a later one of the same file."""
    if candidate.found.author == "human":
        return None
    named = _paths_named(candidate)
    for path, line in candidate.found.edited_now:
        if not any(_is_path(name, path) for name in named) or _has_receipt(candidate, path, line):
            continue
        why = f"'{path}' was edited in this turn, and the fact does not rest on that edit"
        return candidate.refused("edit", why, f"cite the last edit of it: line {line}")
    return None


def _new(candidate: Candidate) -> list[Evidence]:
    """What it rests on beyond what its earlier version did."""
    old = candidate.before.rests_on if candidate.before else ()
    return [one for one in candidate.fact.rests_on if one not in old]


def _files(candidate: Candidate) -> bool:
    return any(isinstance(one, FileLine) for one in candidate.fact.rests_on)


def _cited(candidate: Candidate, line: TranscriptLine | CommandRun) -> Cited | None:
    here = (line.session, line.line)
    return next((one for one in candidate.found.cited if (one.session, one.line) == here), None)


def _failed(candidate: Candidate, evidence: Evidence) -> bool:
    match evidence:
        case CommandRun(exit_status=status):
            cited = _cited(candidate, evidence)
            return status != 0 or (cited is not None and cited.failed)
        case TranscriptLine(quote=quote):
            cited = _cited(candidate, evidence)
            is_word = bool(cited and quote and folded(quote) in folded(cited.by_person))
            return cited is not None and cited.failed and not is_word
        case FileLine():
            return False


def _name(evidence: Evidence) -> str:
    match evidence:
        case CommandRun(command=command, exit_status=status):
            return f"'{_short(command)}', exit {status}"
        case TranscriptLine(session=session, line=line):
            return f"{session}#{line}"
        case FileLine(path=path):
            return path


def _paths_named(candidate: Candidate) -> set[str]:
    """What could be a path in its text and evidence."""
    fact = candidate.fact
    texts = [fact.statement, *fact.checks]
    texts += [one.path for one in fact.evidence if isinstance(one, FileLine)]
    return {name for text in texts for name in re.split(r"[\s`\"'“”()\[\]<>,;:=|]+", text) if len(name) > 1}


def _is_path(name: str, path: str) -> bool:
    """Whether a word names this file, by its whole path or by an end of it."""
    word = name.rstrip(".!?").removeprefix("./")
    return word == path or path.endswith(f"/{word}") or word.endswith(f"/{path}")


def _has_receipt(candidate: Candidate, path: str, line: int) -> bool:
    """`line` is that of the file's last edit in the session that proposes."""
    session = candidate.found.session
    return any(
        one.session == session and one.line >= line and not one.failed and _edits(one, path)
        for one in candidate.found.cited
    )


def _edits(cited: Cited, path: str) -> bool:
    return any(
        isinstance(effect, RanTask) or (isinstance(effect, EditedFile) and effect.path == path)
        for effect in cited.effects
    )


def _short(text: str, most: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
