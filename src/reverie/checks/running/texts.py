"""Deciding `text`: does a line of a file hold it?"""

import re

from reverie.checks.check import TextIs
from reverie.checks.comparing.lines import find_line, nearest_line
from reverie.checks.verdict import Verdict
from reverie.code.codebase import Codebase
from reverie.code.values import Place, Unread

from .locating import Located, locate
from .words import moved, refuted, unverified, verified

_DISTINCTIVE = 12
"""Characters from which a text is looked for in other files: shorter ones are in many by chance."""
_MOST_FILES = 60
_SHOWN = 160


def decide_text(check: TextIs, codebase: Codebase) -> Verdict:
    located = locate(check.path, codebase)
    if located.whereabouts == "unknown":
        return unverified(located.why)
    if located.whereabouts not in ("here", "moved"):
        return _elsewhere(check, codebase) or _no_file(check, located)
    path = located.path
    content = codebase.read(path)
    if isinstance(content, Unread):
        return unverified(f"`{path}`: {content.why}", Place(path))
    if line := find_line(check.text, content):
        place = Place(path, line)
        return verified(place) if located.whereabouts == "here" else moved(place, TextIs(check.text, path))
    return _elsewhere(check, codebase) or _not_there(check, path, content)


def _elsewhere(check: TextIs, codebase: Codebase) -> Verdict | None:
    """Moved, when exactly one other file has it."""
    words = re.findall(r"\w{3,}", check.text)
    if len(check.text.strip()) < _DISTINCTIVE or not words:
        return None
    candidates = min((codebase.with_word(word) for word in words), key=len)
    places = []
    for path in candidates if len(candidates) <= _MOST_FILES else ():
        content = codebase.read(path)
        line = find_line(check.text, content) if isinstance(content, str) and path != check.path else 0
        places += [Place(path, line)] if line else []
    return moved(places[0], TextIs(check.text, places[0].path)) if len(places) == 1 else None


def _no_file(check: TextIs, located: Located) -> Verdict:
    names = ", ".join(f"`{path}`" for path in located.paths[:3])
    return refuted(f"no such file; of that name: {names}" if names else "no such file", Place(check.path))


def _not_there(check: TextIs, path: str, content: str) -> Verdict:
    line, text = nearest_line(check.text, content)
    return refuted(f"`{text[:_SHOWN]}`" if line else "no line like it", Place(path, line))
