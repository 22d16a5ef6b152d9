"""The packages of the benchmark of notes, and what a person judged of each finding in them."""

from pathlib import Path
from typing import Literal

import msgspec
from benchmarks.archives import Release, unpacked

from reverie.audit.values import Audited, Judged, is_untrue

DATA = Path(__file__).with_name("data") / "audit"


class Pinned(msgspec.Struct, frozen=True):
    """A release with its notes. `held_out` ones were looked at only when all rules were written."""

    package: str
    language: str
    version: str
    url: str
    sha256: str
    held_out: bool = False


class Opinion(msgspec.Struct, frozen=True):
    """What a person who read the files says of a finding, and why. `line` is left to the key's sentence: notes do not
    change, but which line of a sentence is named may."""

    package: str
    note: str
    check: str
    text: str
    opinion: Literal["right", "wrong"]
    reason: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.package, self.note, self.text


def packages(data: Path) -> list[Pinned]:
    return msgspec.json.decode((data / "packages.json").read_bytes(), type=list[Pinned])


def opinions(data: Path) -> dict[tuple[str, str, str], Opinion]:
    path = data / "judged.jsonl"
    lines = path.read_bytes().splitlines() if path.exists() else []
    found = [msgspec.json.decode(line, type=Opinion) for line in lines if line.strip()]
    return {one.key: one for one in found}


def tree_of(package: Pinned, archives: Path) -> Path:
    """Where its files are; fetched and unpacked when they are not there yet."""
    return unpacked(package.package, Release(package.version, package.url, package.sha256), archives)


def findings(package: Pinned, audited: list[Audited]) -> list[tuple[tuple[str, str, str], Judged]]:
    """Each with the key by which an opinion on it is known."""
    return [
        ((package.package, one.note.place, judged.text), judged)
        for one in audited
        for judged in one.judged
        if is_untrue(judged)
    ]
