"""One package: audited as it is, then with seeded changes in a copy."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec
from benchmarks.audit_packages import Pinned, findings, tree_of
from benchmarks.audit_seeding import Change, Tree, apply, changes, text_of

from reverie.audit.auditing import audit
from reverie.audit.notes.finding import Surroundings, find_notes
from reverie.audit.values import Audited, Judged, Note, is_untrue

_TODAY = date(2026, 11, 1)
_AT_ONCE = 6
"""Changes made together, each in another thing, so that the notes are read once for all of them."""
_NEAR = 3
_PATH = re.compile(r"`((?:\./)?[\w.-]+(?:/[\w.-]+)+|[\w-]+\.(?:py|js|ts|rs|toml|cfg|md|rst|json|yml))`")

Key = tuple[str, str, str]


class Measured(msgspec.Struct):
    """What came out for a package. `accused` are the keys of sentences that an arm calls untrue in the unchanged
    package; with each change stand the arms that found it. `seconds` is processor time."""

    package: Pinned
    files: int
    notes: int
    true: int
    seconds: float
    findings: list[tuple[Key, Judged]]
    accused: dict[str, list[Key]]
    changes: list[tuple[Change, set[str]]]


def measure(package: Pinned, archives: Path, most: int, seed: int) -> Measured:
    root = tree_of(package, archives)
    notes = _notes(root)
    started = time.process_time()
    audited = list(audit(notes, _TODAY))
    seconds = time.process_time() - started
    tree = Tree(root, [note.place for note in notes])
    found = findings(package, audited)
    accused = {
        "reverie": [key for key, _ in found],
        "always": [(package.package, one.note.place, judged.text) for one in audited for judged in one.judged],
        "paths by grep": [(package.package, note, text) for note, _, text in _gone_paths(root, tree.notes)],
    }
    made = changes(tree, seed, most)
    with tempfile.TemporaryDirectory() as folder:
        by = _seeded(root, Path(folder), made, tree.programs)
    true = sum(one.count("verified") for one in audited)
    return Measured(package, len(tree.paths), len(notes), true, seconds, found, accused, by)


def _notes(root: Path) -> list[Note]:
    return find_notes(["."], Surroundings(root, Path("/nonexistent"), {}))


def _seeded(root: Path, folder: Path, made: Sequence[Change], sources: list[str]) -> list[tuple[Change, set[str]]]:
    """Each change with the arms that found it."""
    results = []
    for number, group in enumerate(_groups(made)):
        with_history, without = folder / f"{number}" / "a", folder / f"{number}" / "b"
        for copy in (with_history, without):
            shutil.copytree(root, copy, symlinks=True)
        _commit(with_history)
        for change in group:
            apply(change, with_history, sources)
            apply(change, without, sources)
        judged = {
            arm: _judged(copy, group) for arm, copy in (("reverie", with_history), ("reverie, no history", without))
        }
        grep = {(note, line) for note, line, _ in _gone_paths(without, sorted({one.note for one in group}))}
        for change in group:
            by = {"always"} | {arm for arm, found in judged.items() if _is_found(change, found)}
            by |= {"paths by grep"} if (change.note, change.line) in grep else set()
            results.append((change, by))
        shutil.rmtree(folder / f"{number}")
    return results


def _groups(made: Sequence[Change]) -> Iterator[list[Change]]:
    """Changes of different things, none of which touches a text that another one changes."""
    left = list(made)
    while left:
        group: list[Change] = []
        for one in left:
            if len(group) < _AT_ONCE and not any(_touch(one, other) for other in group):
                group.append(one)
        left = [one for one in left if one not in group]
        yield group


def _touch(one: Change, other: Change) -> bool:
    left, right = one.word.partition("(")[0], other.word.partition("(")[0]
    if left in right or right in left:
        return True
    files = {edit.path for edit in one.edits} & {edit.path for edit in other.edits} - {"*"}
    return bool(files) or one.edits == other.edits


def _judged(root: Path, group: Sequence[Change]) -> list[Audited]:
    wanted = {one.note for one in group}
    return list(audit([note for note in _notes(root) if note.place in wanted], _TODAY))


def _is_found(change: Change, audited: Sequence[Audited]) -> bool:
    """Whether a sentence at that place that holds the word is called untrue."""
    return any(
        is_untrue(judged) and abs(judged.line - change.line) <= _NEAR and change.word in judged.text
        for one in audited
        if one.note.place == change.note
        for judged in one.judged
    )


def _gone_paths(root: Path, notes: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    """The arm that only looks whether paths in code spans are there."""
    for note in notes:
        for number, line in enumerate(text_of(root / note).split("\n"), 1):
            if any(not os.path.exists(root / path) for path in _PATH.findall(line)):
                yield note, number, line.strip()


def _commit(root: Path) -> None:
    who = ("-c", "user.name=benchmark", "-c", "user.email=benchmark@localhost", "-c", "commit.gpgSign=false")
    for arguments in (("init", "-q"), ("add", "-A", "-f"), (*who, "commit", "-q", "-m", "as it was")):
        subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)
