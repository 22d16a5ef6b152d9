"""The project that a note speaks of: the repository in which it lies, or the package that was unpacked there."""

import os
from pathlib import Path

from reverie.config.git_folder import git_root
from reverie.storage.git import run_git

_MANIFESTS = (
    *("PKG-INFO", "pyproject.toml", "setup.py", "setup.cfg", "package.json", "deno.json", "Cargo.toml", "go.mod"),
    *("pom.xml", "build.gradle", "build.gradle.kts", "Gemfile", "CMakeLists.txt", "meson.build", "composer.json"),
)
_PARTS_OF_A_PROJECT = frozenset({"docs", "doc", "documentation", "website", "site", "examples", "example"})
"""Folders that may have a manifest of their own, but are about the project above them."""


def project_root(folder: Path, home: Path) -> Path:
    """The root for notes in a folder; both are real paths. Without a sign of a project it is the folder itself.

    A package that was unpacked inside of a repository which ignores it is its own project.
    """
    repository = git_root(folder, home)
    package = _package(folder, repository or home)
    if repository is None:
        return package or folder
    if package in (None, repository) or not _is_ignored(repository, folder):
        return repository
    return package or repository


def _package(folder: Path, stop_at: Path) -> Path | None:
    """The nearest folder with a manifest; one that is a part of another project only when there is no other."""
    part = None
    for candidate in (folder, *folder.parents):
        if candidate == stop_at or stop_at.is_relative_to(candidate):
            break
        if any(os.path.isfile(candidate / name) for name in _MANIFESTS):
            if candidate.name.lower() not in _PARTS_OF_A_PROJECT:
                return candidate
            part = part or candidate
    return part


def _is_ignored(repository: Path, folder: Path) -> bool:
    ran = run_git(repository, "check-ignore", "-q", "--", str(folder.relative_to(repository)))
    return ran.status == 0
