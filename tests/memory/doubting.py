"""Projects with git beside memories, for doubting what is remembered about them."""

import os
import subprocess
from pathlib import Path

from reverie.memory.doubt import Standing, open_binder, open_doubter
from reverie.memory.fact import Fact, Kind
from reverie.memory.gates.context import Binding
from reverie.memory.journal import Author
from reverie.memory.opening import open_memory
from reverie.memory.proposal import Add
from reverie.memory.receipt import Receipt
from reverie.memory.store import Memory

from .folders import NOON, facts

_WHO = ("-c", "user.name=A Person", "-c", "user.email=person@localhost", "-c", "protocol.file.allow=always")


def git(root: Path, *arguments: str) -> str:
    """What it says; it must work."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(root), "GIT_CONFIG_NOSYSTEM": "1"}
    ran = subprocess.run(
        ["git", *_WHO, *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def put(root: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def a_repository(root: Path, texts: dict[str, str]) -> Path:
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch=main")
    put(root, texts)
    commit(root)
    return root.resolve()


def commit(root: Path, texts: dict[str, str] | None = None) -> str:
    """Its hash."""
    put(root, texts or {})
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message=a change")
    return git(root, "rev-parse", "HEAD")


class BindsAnew:
    """Looks at the files anew for each fact, however fast the machine is."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def bind(self, fact: Fact) -> Binding:
        return open_binder(self._root).bind(fact)


def a_memory_of(root: Path, folder: Path) -> Memory:
    return open_memory(folder, root=root, binder=BindsAnew(root), clock=lambda: NOON)


def remembered(memory: Memory, title: str, *checks: str, body: str = "", kind: Kind = "fact") -> Fact:
    """A fact that a person adds, as it is in the memory then."""
    outcome = memory.write([Add(title=title, body=body, checks=checks, kind=kind)], Author("human"))
    assert isinstance(outcome, Receipt), outcome
    return facts(memory)[title]


def standing(memory: Memory, root: Path, fact: Fact) -> Standing:
    """At a look of its own."""
    return open_doubter(memory, root).standing(fact)
