"""Files to import, whose words they hold, and what became of their lines."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.memory.folders import NOON

from reverie.memory.importing.gathering import Sources, gather
from reverie.memory.importing.pieces import Passed, Piece, Statement
from reverie.memory.importing.report import Line, Report, report
from reverie.memory.importing.source_file import SourceFile
from reverie.memory.importing.taking import ask, take, try_out
from reverie.memory.importing.whose import Whose
from reverie.memory.store import Memory

TODAY = date(2026, 11, 22)
assert (TODAY - date(1970, 1, 1)).days == NOON // 86_400


def machine(folder: Path) -> Whose:
    """A home, the folders of the agents in it, and a project beside it."""
    home = folder / "home"
    for one in (home / ".claude", home / ".codex", folder / "p"):
        one.mkdir(parents=True, exist_ok=True)
    return Whose(home, home / ".claude", home / ".codex", home / "data", folder / "p")


def put(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def source(text: str, *, origin: str = "human", name: str = "notes.md") -> SourceFile:
    whose = {"origin": origin, "why": "" if origin == "human" else "it lies in a repository", "place": name}
    return SourceFile(
        shown=name,
        real=Path("/x") / name,
        lines=tuple(text.split("\n")),
        day="2026-11-20",
        **whose,  # type: ignore[arg-type]
    )


def gathered(folder: Path, *paths: Path, user: bool = False, form: str | None = None) -> list[Piece]:
    return gather(Sources(paths, machine(folder), TODAY, form, is_user=user))  # type: ignore[arg-type]


def imported(memory: Memory, pieces: Sequence[Piece]) -> Report:
    return report(take(memory, ask(memory, pieces)))


def tried(memory: Memory, pieces: Sequence[Piece]) -> Report:
    return report(try_out(memory, ask(memory, pieces)), dry_run=True)


def statements(pieces: Sequence[Piece]) -> dict[str, Statement]:
    return {one.title: one for one in pieces if isinstance(one, Statement)}


def reasons(pieces: Sequence[Piece]) -> dict[str, str]:
    """Why what was passed over is no fact, by its first line."""
    return {one.text: one.why for one in pieces if isinstance(one, Passed)}


def line_of(found: Report, text: str) -> Line:
    """The one line of a report that holds a text."""
    (one,) = [line for line in found.lines if text in line.text]
    return one
