"""Findings for a program."""

from collections.abc import Sequence

from reverie.audit.values import Audited, Judged

from .words import WORDS


def document(audited: Sequence[Audited], diff: str = "", fixed: Sequence[str] = ()) -> dict[str, object]:
    """All sentences with their verdicts, in the words of the screen."""
    counts = {_key(text): sum(one.count(word) for one in audited) for word, text in WORDS.items()}
    notes = [
        {
            "path": one.note.shown,
            "root": str(one.note.root),
            "trouble": one.trouble,
            "sentences": [_sentence(judged) for judged in one.judged],
        }
        for one in audited
    ]
    return {**counts, "notes": notes, "diff": diff, "fixed": list(fixed)}


def _sentence(judged: Judged) -> dict[str, object]:
    place = {"path": judged.place.path, "line": judged.place.line} if judged.place else None
    return {
        "line": judged.line,
        "verdict": _key(WORDS[judged.word]),
        "text": judged.text,
        "check": judged.check,
        "now": judged.now,
        "place": place,
        "why": judged.why,
        "since": judged.since,
        "repair": {"old": judged.repair.old, "new": judged.repair.new} if judged.repair else None,
    }


def _key(words: str) -> str:
    return words.replace(" ", "_")
