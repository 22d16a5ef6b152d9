"""Your notes: what is written about a real package, checked against its code, and against its code a year later.

The notes are statements about the old release of which people said, by looking at both, what became of them
(`benchmarks/data/staleness`). No release of the package is ever run.
"""

import json
import shutil
import tarfile
import urllib.error
from pathlib import Path

import msgspec
from benchmarks.archives import Package, WrongArchive, unpacked

from .stage import Stage, line, told
from .step import Outcome, judged

DATA = Path(__file__).parents[1] / "data" / "staleness"
PACKAGE = "marshmallow"
_NOTES = "NOTES.md"
_LEAST_SHARE = 0.5


class Row(msgspec.Struct, frozen=True):
    text: str
    bindable: bool
    at_old: str
    at_new: str


def your_notes(stage: Stage) -> Outcome:
    package = msgspec.json.decode((DATA / f"{PACKAGE}.package.json").read_bytes(), type=Package)
    releases = (package.old, package.new)
    try:
        trees = [unpacked(PACKAGE, one, stage.archives) for one in releases]
    except (OSError, urllib.error.URLError, WrongArchive, tarfile.TarError) as error:
        return Outcome("NOT RUN", why=f"{PACKAGE} could not be fetched from its registry: {error}")
    rows = [msgspec.json.decode(one, type=Row) for one in (DATA / f"{PACKAGE}.jsonl").read_bytes().splitlines()]
    rows = [row for row in rows if row.bindable and row.at_old == "holds"]
    told(f"{len(rows)} statements about {PACKAGE} {package.old.version}, as notes in {_NOTES}:")
    repository = stage.folder / PACKAGE
    stage.begin(repository)
    (repository / _NOTES).write_text("# Notes\n\n" + "".join(f"- {' '.join(row.text.split())}\n" for row in rows))
    found = [_checked(stage, repository, tree, rows) for tree in trees]
    stale = {row.text for row in rows if row.at_new != "holds"}
    hit, wrong = len(found[1] & stale), len(found[1] - stale)
    line(f"    {package.old.version}: accused {len(found[0])} of {len(rows)} true statements")
    line(f"    {package.new.version}: found {hit} of {len(stale)} that are no longer so, accused {wrong} wrongly")
    return judged(
        not found[0] and not wrong and hit >= _LEAST_SHARE * len(stale),
        f"{hit} of {len(stale)} stale statements found a year later, {wrong + len(found[0])} accused wrongly",
        f"notes that nobody checks: 0 of {len(stale)}",
        f"at least {_LEAST_SHARE:.0%} must be found, and none be accused wrongly",
    )


def your_repository(stage: Stage, repository: Path) -> Outcome:
    """The notes of a repository that a sceptic chose: nobody knows the right answer, so it is only shown."""
    done = stage.reverie("check", cwd=repository, shows=40)
    return Outcome("NOT RUN", why=f"shown, not judged: exit {done.returncode}; the findings are for you to judge")


def _checked(stage: Stage, repository: Path, tree: Path, rows: list[Row]) -> set[str]:
    """The statements that are accused, or told to have moved, once a release is what is committed."""
    for old in repository.iterdir():
        if old.name not in (_NOTES, ".git"):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    shutil.copytree(tree, repository, dirs_exist_ok=True)
    stage.git("add", "-A", "-f", cwd=repository)
    stage.git("commit", "-q", "-m", tree.name, cwd=repository)
    line(f"$ git log -1 --format=%s    {tree.name}")
    stage.reverie("check", _NOTES, cwd=repository, shows=14)
    (note,) = json.loads(stage.silent("check", _NOTES, "--json", cwd=repository))["notes"]
    lines = {one["line"] for one in note["sentences"] if one["verdict"] in ("no_longer_true", "moved")}
    return {row.text for number, row in enumerate(rows, 3) if number in lines}
