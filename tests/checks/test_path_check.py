# ruff: noqa: E501 - a situation is a row
"""`path`: each verdict, and the places that count as the same."""

from pathlib import Path

import pytest

from .situations import Situation, judge

_APP = {"src/app/cache.py": "A = 1\n", "src/app/__init__.py": "", "docs/index.md": "hi\n", "Makefile": "all:\n\ttrue\n"}

SITUATIONS = [
    Situation("a file", _APP, "path `src/app/cache.py`", "verified", "src/app/cache.py"),
    Situation("a file, spelled from here", _APP, "path `./src/app/cache.py`", "verified"),
    Situation("a folder", _APP, "path `src/app/`", "verified"),
    Situation("a folder without its slash", _APP, "path `docs`", "verified"),
    Situation("an empty folder", {"logs/": ""}, "path `logs/`", "verified"),
    Situation("a file that should be a folder", _APP, "path `Makefile/`", "refuted", "a file, not a folder"),
    Situation("the source root left out", _APP, "path `app/cache.py`", "verified", "src/app/cache.py"),
    Situation("a folder with its source root left out", _APP, "path `app/`", "verified", "src/app"),
    Situation("moved to another folder", _APP, "path `src/core/cache.py`", "moved", "path `src/app/cache.py`"),
    Situation("a folder that moved", {"lib/web/a.py": ""}, "path `src/web/`", "moved", "path `lib/web/`"),
    Situation("a module that became a package", {"app/cache/__init__.py": "", "app/cache/disk.py": ""}, "path `app/cache.py`", "moved", "path `app/cache/`"),
    Situation("only its suffix changed", {"README.md": "x"}, "path `README.rst`", "moved", "path `README.md`"),
    Situation("JavaScript became TypeScript", {"lib/a.ts": ""}, "path `lib/a.js`", "moved", "path `lib/a.ts`"),
    Situation("other capitals", {"Docs/Guide.md": ""}, "path `docs/guide.md`", "moved", "path `Docs/Guide.md`"),
    Situation("several, one shares its folder", {"a/util/retry.py": "", "b/other/retry.py": ""}, "path `c/util/retry.py`", "moved", "path `a/util/retry.py`"),
    Situation("several that share their folder", {"a/util/retry.py": "", "b/util/retry.py": ""}, "path `c/util/retry.py`", "moved", "a/util/retry.py"),
    Situation("several that share the name only", {"a/x/retry.py": "", "b/y/retry.py": "", "c/z/retry.py": ""}, "path `retry/core/retry.py`", "refuted", "3 files of that name"),
    Situation("one of a name that is common", {"b/__init__.py": ""}, "path `a/__init__.py`", "refuted", "a file of that name: `b/__init__.py`"),
    Situation("nothing like it", _APP, "path `src/app/queue.py`", "refuted", "no such file"),
    Situation("outside", _APP, "path `../other/x.py`", "unverified", "outside"),
    Situation("absolute", _APP, "path `/etc/passwd`", "unverified", "outside"),
    Situation("in a home", _APP, "path `~/.config/app.toml`", "unverified", "outside"),
    Situation("a placeholder", _APP, "path `src/<name>/cache.py`", "unverified", "a pattern"),
    Situation("a pattern that matches", _APP, "path `src/app/*.py`", "verified"),
    Situation("a pattern that does not", _APP, "path `src/app/*.go`", "unverified", "a pattern"),
    Situation("what git ignores", {".gitignore": "out/\n", "a.py": ""}, "path `out/report.html`", "unverified", "ignore"),
    Situation("a build's folder", _APP, "path `node_modules/left-pad/`", "unverified", "ignore"),
    Situation("absent and so", _APP, "absent path `setup.py`", "verified"),
    Situation("absent but there", _APP, "absent path `Makefile`", "refuted", "it is there"),
    Situation("absent, for it moved", _APP, "absent path `src/core/cache.py`", "verified"),
    Situation("absent, outside", _APP, "absent path `../x`", "unverified", "outside"),
]  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.name)
def test_paths(situation: Situation, tmp_path: Path) -> None:
    judge(situation, tmp_path)


def test_links_that_lead_out_are_not_judged(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to("/etc")
    judge(Situation("", {"a.py": ""}, "path `out`", "unverified", "link"), tmp_path)
