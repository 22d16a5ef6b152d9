"""Deciding `dependency`: does the project declare it, and with which versions?"""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

import msgspec

from reverie.checks.check import DependencyIs
from reverie.checks.comparing.names import nearest
from reverie.checks.comparing.requirements import is_declared, is_locked
from reverie.checks.comparing.versions import Ecosystem
from reverie.checks.verdict import Verdict
from reverie.code.codebase import Codebase
from reverie.code.values import Dependency, Place

from .locating import cleaned, locate
from .words import moved, refuted, scattered, unverified, verified

_LANGUAGES = frozenset({"python", "node", "rust", "go", "npm", "ruby", "java"})
_SCRIPTED = ("setup.py", "build.gradle", "build.gradle.kts", "Gemfile", "CMakeLists.txt", "conanfile.py")
"""Manifests that are programs: what they declare is known when they run."""


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
    answers = [_holds(check.wanted, one) for one in named]
    if True in answers:
        return verified(named[answers.index(True)].place)
    last = next((one for one in named if not one.is_locked), named[0])
    if None in answers:
        return unverified(f"{_shown(last)} does not tell whether it is `{check.wanted}`", last.place)
    return refuted(_shown(last), last.place)


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
    if not beside:
        return unverified("no manifest that could be read declares anything")
    for name in _SCRIPTED:
        if codebase.kind_of(name) == "file" and not any(one.place.path == name for one in beside):
            return unverified(f"`{name}` is a program, and may declare it")
    if check.name.lower() in _LANGUAGES:
        return unverified(f"no manifest says which `{check.name}` it needs")
    if _is_dynamic(codebase):
        return unverified("`pyproject.toml` leaves its dependencies to the build")
    near = nearest(check.name, (one.name for one in beside), most=1)
    return refuted(f"not declared; there is `{near[0]}`" if near else "not declared")


def _is_dynamic(codebase: Codebase) -> bool:
    text = codebase.read("pyproject.toml")
    return isinstance(text, str) and bool(re.search(r"^dynamic\s*=\s*\[[^\]]*dependencies", text, re.MULTILINE))
