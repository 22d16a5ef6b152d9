"""Repositories of two releases with notes of the first, and what arms say of these notes at the second."""

import os
import resource
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import msgspec
from benchmarks.archives import Package, unpacked
from benchmarks.staleness_rows import TODAY, LabelledRow, Trees, by_path

from reverie.audit.auditing import audit
from reverie.audit.values import Judged, Note
from reverie.code.work_tree import WorkTree

ARMS = ("reverie", "no history", "path only", "always", "never")
_NOTES = "NOTES.md"
_WORST = ("refuted", "moved", "verified", "unverified")


class Said(msgspec.Struct, frozen=True):
    """What an arm says of a statement. `is_right_place`: it moved to where the label says."""

    word: str
    is_right_place: bool = False
    check: str = ""
    now: str = ""
    why: str = ""
    since: str = ""


class Outcome(msgspec.Struct, frozen=True):
    row: LabelledRow
    said: dict[str, Said]


Times = dict[str, tuple[int, float]]
"""By arm: how many files, and the seconds that it took."""


def judge_all(data: Path, archives: Path, folder: Path) -> tuple[dict[str, list[Outcome]], dict[str, Times]]:
    """By package what the arms say of its statements, and how long they took. Repositories are made below `folder`."""
    outcomes: dict[str, list[Outcome]] = {}
    times: dict[str, Times] = {}
    for description in sorted(data.glob("*.package.json")):
        package = msgspec.json.decode(description.read_bytes(), type=Package)
        lines = description.with_name(f"{package.package}.jsonl").read_text().splitlines()
        every = [msgspec.json.decode(line, type=LabelledRow) for line in lines if line.strip()]
        rows = [row for row in every if row.bindable and row.at_old == "holds"]
        outcomes[package.package], times[package.package] = _judge(package, rows, archives, folder / package.package)
    return outcomes, times


def _judge(package: Package, rows: Sequence[LabelledRow], archives: Path, folder: Path) -> tuple[list[Outcome], Times]:
    old, new = unpacked(package.package, package.old, archives), unpacked(package.package, package.new, archives)
    text, places = _notes(rows)
    _commits(old, new, text, folder / "with")
    shutil.copytree(new, folder / "without", symlinks=True)
    (folder / "without" / _NOTES).write_text(text)
    judged, times = {}, {}
    for arm, root in (("reverie", folder / "with"), ("no history", folder / "without")):
        judged[arm], times[arm] = _audited(root)
    trees = Trees(package, WorkTree(old), WorkTree(new))
    outcomes = []
    for row, place in zip(rows, places, strict=True):
        said = {arm: _said([one for one in found if one.line in place], row) for arm, found in judged.items()}
        outcomes.append(Outcome(row, said | _by_other_arms(row, trees)))
    return outcomes, times


def _by_other_arms(row: LabelledRow, trees: Trees) -> dict[str, Said]:
    return {"path only": Said(by_path(row, trees).says), "always": Said("refuted"), "never": Said("verified")}


def _notes(rows: Sequence[LabelledRow]) -> tuple[str, list[range]]:
    """One paragraph a statement, and the lines that it takes."""
    parts, places, at = ["# Notes\n\n"], [], 3
    for row in rows:
        count = row.text.count("\n") + 1
        places.append(range(at, at + count))
        parts.append(f"{row.text}\n\n")
        at += count + 1
    return "".join(parts), places


def _commits(old: Path, new: Path, notes: str, root: Path) -> None:
    """The old release, then its notes, then the new release: that is checked out, with these notes."""
    shutil.copytree(old, root, symlinks=True)
    _git(root, "init", "-q")
    _commit(root, "old")
    (root / _NOTES).write_text(notes)
    _commit(root, "notes")
    for one in root.iterdir():
        if one.name not in (".git", _NOTES):
            shutil.rmtree(one) if one.is_dir() and not one.is_symlink() else one.unlink()
    shutil.copytree(new, root, symlinks=True, dirs_exist_ok=True, ignore=lambda _, names: {_NOTES} & set(names))
    _commit(root, "new")


def _commit(root: Path, message: str) -> None:
    _git(root, "add", "--all", "--force")
    _git(root, "commit", "-q", "-m", message)


def _git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=n", "-c", "user.email=e", "-c", "core.autocrlf=false")
    environment = {"PATH": os.environ["PATH"], "HOME": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *who, *words], cwd=folder, env=environment, check=True, capture_output=True)


def _audited(root: Path) -> tuple[list[Judged], tuple[int, float]]:
    real = root.resolve()
    started = _spent()
    (found,) = audit([Note(_NOTES, real, _NOTES, real, _NOTES)], TODAY)
    seconds = _spent() - started
    return list(found.judged), (len(WorkTree(real).files), seconds)


def _spent() -> float:
    """Processor time, git's too, in seconds."""
    return sum(sum(resource.getrusage(whose)[:2]) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _said(found: Sequence[Judged], row: LabelledRow) -> Said:
    if not found:
        return Said("unverified", why="nothing was found in it")
    worst = min(found, key=lambda one: _WORST.index(one.word))
    is_right = worst.place is not None and worst.place.path.rstrip("/") == row.new_path.rstrip("/")
    return Said(worst.word, is_right, worst.check, worst.now, worst.why, worst.since)
