"""Deciding `dependency`: does the project declare it, and with which versions?"""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

import msgspec

from reverie.checks.check import DependencyIs
from reverie.checks.comparing.names import nearest
from reverie.checks.comparing.requirements import is_declared, is_locked, names_a_version
from reverie.checks.comparing.versions import Ecosystem
from reverie.checks.verdict import Verdict
from reverie.code.codebase import Codebase
from reverie.code.values import Dependency, Place

from .locating import cleaned, locate
from .words import moved, refuted, scattered, unverified, verified

_LANGUAGES = frozenset({"python", "node", "rust", "go", "npm", "ruby", "java"})
_UNREAD = ("build.gradle", "build.gradle.kts", "pom.xml", "Gemfile", "CMakeLists.txt", "conanfile.py", "flake.nix")
"""Manifests of ecosystems that are not read."""


def decide_dependency(check: DependencyIs, codebase: Codebase) -> Verdict:
    every = codebase.dependencies()
    named = [one for one in every if _plain(one.name) == _plain(check.name)]
    if not check.path:
        return _judge(check, _of_root(named), every, codebase)
    located = locate(check.path, codebase)
    if located.whereabouts == "unknown":
        return unverified(located.why)
    path = located.path if located.whereabouts in ("here", "moved") else cleaned(check.path)
    there = [one for one in named if one.place.path == path]
    if not there and named:
        return _elsewhere(check, named)
    verdict = _judge(check, there, [one for one in every if one.place.path == path], codebase)
    if verdict.word == "verified" and located.whereabouts == "moved":
        return moved(verdict.place or Place(path), msgspec.structs.replace(check, path=path))
    return verdict


def _plain(name: str) -> str:
    """As PEP 503 has it, which does the other ecosystems' names no harm."""
    return re.sub(r"[-_.]+", "-", re.sub(r"\[.*", "", name.strip())).lower()


def _of_root(named: Sequence[Dependency]) -> list[Dependency]:
    """Those of the root's manifests where they name it, else all."""
    roots = [one for one in named if "/" not in one.place.path]
    return roots or list(named)


def _judge(
    check: DependencyIs, named: Sequence[Dependency], beside: Sequence[Dependency], codebase: Codebase
) -> Verdict:
    if not named:
        return _undeclared(check, beside, codebase)
    if not check.wanted.strip():
        return verified(named[0].place)
    deciding = _deciding(check.wanted, named)
    answers = [_holds(check.wanted, one) for one in deciding]
    if True in answers:
        return verified(deciding[answers.index(True)].place)
    shown = deciding[answers.index(None if None in answers else False)]
    if None in answers:
        return unverified(f"{_shown(shown)} does not tell whether it is `{check.wanted}`", shown.place)
    return refuted(_shown(shown), shown.place)


def _deciding(wanted: str, named: Sequence[Dependency]) -> Sequence[Dependency]:
    """The declarations that a statement is about: one version is told by the lock file, a range by the manifests."""
    declared = [one for one in named if not one.is_locked]
    locked = [one for one in named if one.is_locked]
    if not locked or not declared:
        return named
    if not names_a_version(wanted):
        return declared
    return [*(one for one in declared if _holds(wanted, one)), *locked]


def _holds(wanted: str, one: Dependency) -> bool | None:
    if one.is_locked:
        return is_locked(wanted, one.wanted)
    return is_declared(wanted, one.wanted, _ecosystem(one))


def _ecosystem(one: Dependency) -> Ecosystem:
    name = PurePosixPath(one.place.path).name
    if name in ("go.mod", "go.work") or one.name == "rust":
        return "go"  # both declare the lowest version that will do
    if name == "Cargo.toml":
        return "cargo"
    return "npm" if name == "package.json" else "python"


def _shown(one: Dependency) -> str:
    if one.is_locked:
        return f"`{one.name} {one.wanted}` is locked"
    return f"`{one.name} {one.wanted}`" if one.wanted else f"`{one.name}` in any version"


def _elsewhere(check: DependencyIs, named: Sequence[Dependency]) -> Verdict:
    """Another manifest declares it. One that only locks it is no place where it could have moved to."""
    declared = [one for one in named if not one.is_locked] or list(named)
    holding = [one for one in declared if not check.wanted.strip() or _holds(check.wanted, one)]
    paths = list(dict.fromkeys(one.place.path for one in holding))
    if len(paths) == 1:
        return moved(holding[0].place, msgspec.structs.replace(check, path=paths[0]))
    if paths:
        return scattered([one.place for one in holding])
    if any(_holds(check.wanted, one) is None for one in declared):
        return unverified(f"{_shown(declared[0])} does not tell", declared[0].place)
    return refuted(_shown(declared[0]), declared[0].place)


def _undeclared(check: DependencyIs, beside: Sequence[Dependency], codebase: Codebase) -> Verdict:
    if doubt := _why_more(check, codebase):
        return unverified(doubt)
    if not beside:
        return unverified("no manifest that could be read declares anything")
    if check.name.lower() in _LANGUAGES:
        return unverified(f"no manifest says which `{check.name}` it needs")
    near = nearest(check.name, (one.name for one in beside), most=1)
    return refuted(f"not declared; there is `{near[0]}`" if near else "not declared", Place(beside[0].place.path))


def _why_more(check: DependencyIs, codebase: Codebase) -> str:
    """Why more may be declared than was found; empty: it is not."""
    for unread in codebase.unread_manifests():
        if unread.path == cleaned(check.path) or (not check.path and "/" not in unread.path):
            return f"`{unread.path}` could not be read as a whole ({unread.why})"
    for name in _UNREAD if not check.path else ():
        if codebase.kind_of(name) == "file":
            return f"`{name}` is not read, and may declare it"
    return ""
