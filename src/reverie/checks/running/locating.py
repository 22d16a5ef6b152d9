"""Where a path that was written down is now: the same place, another one, several, or none."""

import posixpath
from typing import Literal

import msgspec

from reverie.code.codebase import Codebase

_SOURCE_ROOTS = frozenset({"src", "lib", "source", "sources", "python", "main", "java"})
_COMMON = frozenset(
    {"__init__", "__main__", "index", "readme", "mod", "main", "lib", "setup", "conftest", "makefile", "package"}
    | {"license", "changelog", "dockerfile", "conf", "tests", "test", "docs", "src", "utils", "bin", "scripts"}
)
"""Stems that many folders have one of: two files of such a name are no move."""
_FAMILIES = (
    frozenset({".md", ".rst", ".txt", ".adoc", ""}),
    frozenset({".js", ".ts", ".jsx", ".tsx", ".mjs", ".cjs", ".mts", ".cts"}),
    frozenset({".c", ".cc", ".cpp", ".cxx"}),
    frozenset({".h", ".hh", ".hpp", ".hxx"}),
    frozenset({".yml", ".yaml"}),
    frozenset({".py", ".pyi", ".pyx"}),
)
"""Suffixes by which a file may be called instead without being another one."""

Whereabouts = Literal["here", "moved", "several", "gone", "unknown"]


class Located(msgspec.Struct, frozen=True):
    """`paths`: one for `here` (the path itself, or the same with its source root) and `moved`; those it may be for
    `several`; for `gone` those of the same name that are another thing. `why` tells why it is `unknown`."""

    whereabouts: Whereabouts
    paths: tuple[str, ...] = ()
    why: str = ""

    @property
    def path(self) -> str:
        return self.paths[0]


def cleaned(path: str) -> str:
    """As the codebase names it: without `./` and a slash at its end."""
    path = path.strip()
    while path.startswith("./"):
        path = path[2:]
    return path.rstrip("/") or "."


def locate(path: str, codebase: Codebase) -> Located:
    """Where `path` is. Nothing outside of the root is looked for."""
    wanted = cleaned(path)
    if why := _why_foreign(wanted):
        return Located("unknown", why=why)
    kind = codebase.kind_of(wanted)
    if kind == "link":
        return Located("unknown", why=f"`{wanted}` is a link that leads out of the project, or nowhere")
    if kind is not None:
        return Located("here", (wanted,))
    if codebase.is_ignored(wanted):
        return Located("unknown", why=f"`{wanted}` is not there, and git ignores it: a build may make it")
    return _elsewhere(wanted, path.strip().endswith("/"), codebase)


def _why_foreign(path: str) -> str:
    if path.startswith(("/", "~", "$", "%")) or ".." in path.split("/") or path[1:3] in (":\\", ":/"):
        return f"`{path}` is outside of the project"
    if any(sign in path for sign in "*?<>{}|\\\0\n") or "://" in path:
        return f"`{path}` is a pattern, not one path"
    return ""


def _elsewhere(wanted: str, is_folder: bool, codebase: Codebase) -> Located:
    if same := _of_same_place(wanted, codebase):
        return same
    name = wanted.rpartition("/")[2]
    found = [other for other in _named(name, codebase) if not is_folder or codebase.kind_of(other) == "folder"]
    if found:
        return _closest(wanted, found)
    if renamed := _renamed_beside(wanted, codebase):
        return Located("moved", (renamed,))
    return Located("gone")


def _of_same_place(wanted: str, codebase: Codebase) -> Located | None:
    """The path with the source root that was left out, or with other capitals; exactly one, else None."""
    whole = _named(wanted, codebase)
    below_roots = [other for other in whole if _is_root(other.removesuffix(wanted).rstrip("/"))]
    if len(below_roots) == 1:
        return Located("here", (below_roots[0],))
    folded = wanted.casefold()
    cased = [other for other in codebase.files if len(other) == len(wanted) and other.casefold() == folded]
    return Located("moved", (cased[0],)) if len(cased) == 1 else None


def _is_root(prefix: str) -> bool:
    parts = prefix.split("/")
    return bool(prefix) and parts[-1] in _SOURCE_ROOTS and len(parts) <= 3


def _named(name: str, codebase: Codebase) -> list[str]:
    return list(dict.fromkeys(other.rstrip("/") for other in codebase.named(name)))


def _closest(wanted: str, found: list[str]) -> Located:
    """The one that shares the most of the path's end; a name that is common must share its folder too."""
    shared = {other: _shared_parts(wanted, other) for other in found}
    most = max(shared.values())
    best = [other for other in found if shared[other] == most]
    is_common = posixpath.splitext(posixpath.basename(wanted))[0].casefold() in _COMMON
    if len(best) == 1 and (most >= 2 or (len(found) == 1 and not is_common)):
        return Located("moved", (best[0],))
    return Located("several" if most >= 2 else "gone", tuple(best))


def _shared_parts(one: str, other: str) -> int:
    count = 0
    for left, right in zip(reversed(one.split("/")), reversed(other.split("/")), strict=False):
        if left != right:
            break
        count += 1
    return count


def _renamed_beside(wanted: str, codebase: Codebase) -> str | None:
    """In its folder, the module that became a package, or the file that only changed its suffix; None: not one."""
    stem, ending = posixpath.splitext(wanted)
    if ending in (".py", ".js", ".ts", ".rs", ".rb") and codebase.kind_of(stem) == "folder":
        return f"{stem}/"
    family = next((family for family in _FAMILIES if ending in family), frozenset())
    others = sorted(f"{stem}{suffix}" for suffix in family if suffix != ending)
    there = [other for other in others if codebase.kind_of(other) == "file"]
    return there[0] if len(there) == 1 else None
