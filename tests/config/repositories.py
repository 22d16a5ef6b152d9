"""Real git repositories below a test's own folder, and a memory for a project."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from reverie.config.places import Places
from reverie.config.project import Project

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="no git on this machine")

_WHO = ("-c", "user.name=n", "-c", "user.email=e", "-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main")


def git(folder: Path, *words: str) -> str:
    """What a person's git says, with no configuration."""
    environment = {"PATH": os.environ["PATH"], "HOME": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    ran = subprocess.run(["git", *_WHO, *words], cwd=folder, env=environment, check=True, capture_output=True)
    return ran.stdout.decode().strip()


def repository(folder: Path, *messages: str) -> Path:
    """A repository with a commit for each message; the messages tell histories apart."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q")
    for message in messages or (str(folder),):
        git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return folder


def places_in(folder: Path) -> Places:
    own = folder / "own"
    return Places(own / "config", own / "data", own / "state", own / "cache")


def give_memory(project: Project, places: Places, text: str = "## It is a secret ^k7m2q9x4td\n") -> Path:
    """A memory with one topic."""
    topics = project.folder(places) / "memory" / "topics"
    topics.mkdir(parents=True)
    (topics / "deploy.md").write_text(text)
    return topics.parent
