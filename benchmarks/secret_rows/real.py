"""Harmless text that nobody wrote for this: files of the running Python and of the packages beside it.

Nothing of it is kept in the repository. Tests are left out, since they hold keys and passwords on purpose; a few
documentation strings hold passwords of examples (`user:pass@host`), so that a line found here wants a look before it is
called a mistake.
"""

import sysconfig
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.secret_text import Case

_SUFFIXES = (".py", ".pyi", ".txt", ".md", ".json", ".toml", ".rst")
_NAMES = ("RECORD", "METADATA", "LICENSE")
_LEFT_OUT = ("test", "tests", "testing", "idle_test", "__pycache__", "site-packages")
_LARGEST = 400_000
_FOLDERS = {"real: standard library": "stdlib", "real: installed packages": "purelib"}


def real_cases(seed: int, files: int) -> Iterator[Case]:
    """Up to `files` files of each folder as rows without secrets; which ones depends on the seed and what is there."""
    for family, folder in _FOLDERS.items():
        root = Path(sysconfig.get_path(folder))
        found = sorted(_readable(root))
        for path in sorted(Random(f"{seed}/{family}").sample(found, min(files, len(found)))):
            name = path.relative_to(root).as_posix()
            yield Case(f"{family}/{name}", family, "file", path.read_text(encoding="utf-8", errors="replace"))


def _readable(root: Path) -> Iterator[Path]:
    for path in root.rglob("*"):
        inner = path.relative_to(root).parts
        if path.suffix in _SUFFIXES or path.name in _NAMES:
            is_left_out = any(part in _LEFT_OUT for part in inner)
            if not is_left_out and path.is_file() and path.stat().st_size <= _LARGEST:
                yield path
