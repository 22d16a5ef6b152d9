"""The labelled statements of the benchmark `staleness`, and what arms say of them."""

import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec
from benchmarks.archives import Package, Release, unpacked

from reverie.checks.binding.bind import bind
from reverie.checks.check_text import format_check
from reverie.checks.running import decide
from reverie.checks.verdict import Verdict
from reverie.code.work_tree import WorkTree

_CODE = re.compile(r"`+([^`]+)`+")
_WORD = re.compile(r"[A-Za-z_][\w-]{2,}")
_PATH = re.compile(
    r"(?<![\w/.:-])(?:[\w.-]+/)*[\w-]+\.(?:py|js|ts|rs|rst|md|txt|toml|cfg|ini|json|yml|yaml)(?![\w/])|"
    r"(?<![\w/.:-])(?:[\w.-]+/)+(?![\w])"
)
TODAY = date(2026, 1, 1)

Says = Literal["refuted", "moved", "unverified", "verified", "unbound"]


class LabelledRow(msgspec.Struct, frozen=True):
    """One statement. `now` tells what is there in the new release, with the file first where there is one."""

    id: str
    text: str
    verbatim: bool
    place: str
    bindable: bool
    kind: str
    at_old: str
    at_new: str
    now: str = ""
    note: str = ""

    @property
    def new_path(self) -> str:
        """The file of the new release in which the thing is, as the label has it."""
        found = re.match(r"([\w./@+-]+?)(?::\d+)?(?:[:\s]|$)", self.now)
        return found[1] if found else ""


class Judged(msgspec.Struct, frozen=True):
    """What an arm says of a row. `is_repaired`: all that moved has the new place that the label names."""

    says: Says
    is_repaired: bool = False
    failed_at_old: bool = False
    checks: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    bind_ms: float = 0.0
    check_ms: tuple[float, ...] = ()


class Trees(msgspec.Struct, frozen=True):
    """A package's two releases."""

    package: Package
    old: WorkTree
    new: WorkTree


def load(folder: Path, archives: Path) -> dict[str, tuple[Trees, list[LabelledRow]]]:
    """The rows of a folder by package, with the trees that they speak of."""
    found = {}
    for description in sorted(folder.glob("*.package.json")):
        package = msgspec.json.decode(description.read_bytes(), type=Package)
        lines = description.with_name(f"{package.package}.jsonl").read_text().splitlines()
        rows = [msgspec.json.decode(line, type=LabelledRow) for line in lines if line.strip()]
        found[package.package] = (
            Trees(package, _tree(package, package.old, archives), _tree(package, package.new, archives)),
            rows,
        )
    return found


def _tree(package: Package, release: Release, archives: Path) -> WorkTree:
    tree = WorkTree(unpacked(package.package, release, archives))
    tree.with_word("warm")  # the index of words is made once a tree, not once a check
    return tree


def by_reverie(row: LabelledRow, trees: Trees) -> Judged:
    """Bound at the old release, checked at the new one."""
    bound = bind(row.text, trees.old, TODAY)
    started = time.perf_counter()
    bind(row.text, trees.old, TODAY)  # once more, when the files that it needs are read: a memory's codebase is warm
    bind_ms = (time.perf_counter() - started) * 1000
    failed = any(candidate.strength == "claim" for candidate, _ in bound.failing)
    verdicts, times = [], []
    for check in bound.checks:
        started = time.perf_counter()
        verdicts.append(decide(check, trees.new, today=TODAY))
        times.append((time.perf_counter() - started) * 1000)
    return Judged(
        _worst(verdicts),
        _is_repaired(verdicts, row),
        failed,
        tuple(map(format_check, bound.checks)),
        tuple(map(_shown, verdicts)),
        bind_ms,
        tuple(times),
    )


def _worst(verdicts: list[Verdict]) -> Says:
    words = [verdict.word for verdict in verdicts]
    for word in ("refuted", "moved", "unverified", "verified"):
        if word in words:
            return word
    return "unbound"


def _is_repaired(verdicts: list[Verdict], row: LabelledRow) -> bool:
    places = [verdict.place.path for verdict in verdicts if verdict.word == "moved" and verdict.place]
    return bool(places) and row.new_path in places


def _shown(verdict: Verdict) -> str:
    return f"{verdict.word}: {verdict.now or verdict.why}".rstrip(": ")


def by_path(row: LabelledRow, trees: Trees) -> Judged:
    """A file that the text names, that was there and is gone."""
    paths = [path for path in _PATH.findall(row.text) if _is_there(path, trees.old)]
    if not paths:
        return Judged("unbound")
    return Judged("verified" if all(_is_there(path, trees.new) for path in paths) else "refuted")


def _is_there(path: str, tree: WorkTree) -> bool:
    return bool(tree.kind_of(path.rstrip("/")) or tree.named(path.rstrip("/")))


def by_grep(row: LabelledRow, trees: Trees) -> Judged:
    """A word in backticks that was somewhere in the tree and is nowhere now."""
    words = {word for code in _CODE.findall(row.text) for word in _WORD.findall(code) if trees.old.with_word(word)}
    if not words:
        return Judged("unbound")
    return Judged("verified" if all(trees.new.with_word(word) for word in words) else "refuted")


def always(row: LabelledRow, trees: Trees) -> Judged:
    return Judged("refuted")


def never(row: LabelledRow, trees: Trees) -> Judged:
    return Judged("verified")


ARMS: dict[str, Callable[[LabelledRow, Trees], Judged]] = {
    "reverie": by_reverie,
    "always flag": always,
    "never flag": never,
    "path only": by_path,
    "grep": by_grep,
}
