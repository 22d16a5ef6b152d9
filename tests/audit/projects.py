"""Small projects on disk for the tests of audits."""

import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from reverie.audit.auditing import audit
from reverie.audit.values import Audited, Judged, Note

TODAY = date(2026, 11, 1)

APP = {
    "pyproject.toml": '[project]\nname = "app"\nversion = "1"\nrequires-python = ">=3.11"\n',
    "Makefile": "check:\n\ttrue\n\nlint:\n\ttrue\n",
    "src/app/__init__.py": "from .retry import retry\n",
    "src/app/retry.py": (
        "DELAY = 2\n\n\ndef retry(call, times=5, wait=1):\n    return call\n\n\n"
        "class Session:\n    def request(self, url, timeout=None):\n        return url\n"
    ),
    "src/app/storage/cache.py": "class Cache:\n    def get(self, key):\n        return key\n",
    "tests/test_app.py": "def test_app():\n    pass\n",
}


def write(root: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def audited(root: Path, note: str) -> Audited:
    (found,) = audit([Note(note, root, note, root, note)], TODAY)
    return found


def judged(root: Path, text: str, note: str = "AGENTS.md") -> tuple[Judged, ...]:
    """The sentences of a note with this text, written into the project."""
    write(root, {note: text})
    return audited(root, note).judged


def words(root: Path, text: str, note: str = "AGENTS.md") -> list[str]:
    return [one.word for one in judged(root, text, note)]


def commit(root: Path) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@localhost", "-c", "commit.gpgSign=false")
    if not (root / ".git").exists():
        subprocess.run(["git", "-C", str(root), "init", "-q"], check=True)
    for arguments in (("add", "-A"), (*who, "commit", "-q", "-m", "x")):
        subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)
