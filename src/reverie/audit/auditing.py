"""An audit: notes, each against the project that it speaks of."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from reverie.code.codebase import Codebase

from .judging.judging import NoteJudge
from .values import Audited, Note


def audit(notes: Iterable[Note], today: date) -> Iterator[Audited]:
    """Each note judged, in order. Raises OSError when the folder of a project cannot be listed."""
    judges: dict[Path, NoteJudge] = {}
    try:
        for note in notes:
            if note.root not in judges:
                judges[note.root] = NoteJudge(_codebase(note.root), today)
            yield judges[note.root].judge(note)
    finally:
        for judge in judges.values():
            judge.close()


def _codebase(root: Path) -> Codebase:
    from reverie.code.work_tree import WorkTree

    return WorkTree(root)
