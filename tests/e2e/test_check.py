"""`reverie check` as a person and a CI run it."""

import json
import os
from pathlib import Path

import pytest

from tests.e2e.binary import Home

RETRY = '''"""Retrying."""

DELAY = 2


def retry(call, times=5):
    """Call until it works."""
    for _ in range(times):
        call()
'''


@pytest.fixture
def project(home: Home) -> Path:
    """A package with a note of which one sentence holds, one moved and two do not."""
    root = home.project
    (root / "src" / "app" / "storage").mkdir(parents=True)
    (root / "src" / "app" / "__init__.py").write_text("")
    (root / "src" / "app" / "retry.py").write_text(RETRY)
    (root / "src" / "app" / "storage" / "cache.py").write_text("class Cache:\n    def get(self, key):\n        pass\n")
    (root / "pyproject.toml").write_text('[project]\nname = "app"\nversion = "1"\nrequires-python = ">=3.11"\n')
    (root / "AGENTS.md").write_text(
        "# App\n\n"
        "- `retry` in `src/app/retry.py` takes `attempts=3`.\n"
        "- The cache lives in `src/app/cache.py`.\n"
        "- `Cache.get` in `src/app/storage/cache.py` takes a key.\n"
        "- `Cache.put` in `src/app/storage/cache.py` stores one.\n"
        "- Be kind.\n"
    )
    return root


def test_what_is_untrue_is_listed_with_what_is_there_now(home: Home, project: Path) -> None:
    done = home.run("check")
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    assert "AGENTS.md:3  no longer true  “`retry` in `src/app/retry.py` takes `attempts=3`.”" in lines
    assert "AGENTS.md:4  moved  “The cache lives in `src/app/cache.py`.”" in lines
    assert any("src/app/storage/cache.py" in line for line in lines)
    assert any(line.startswith("AGENTS.md:6  no longer true") for line in lines)
    assert not any(line.startswith(("AGENTS.md:5", "AGENTS.md:7")) for line in lines)
    assert lines[-1].startswith("1 note: still true 1 · moved 1 · no longer true 2")


def test_all_is_well_is_one_line(home: Home, project: Path) -> None:
    (project / "AGENTS.md").write_text("`Cache.get` lives in `src/app/storage/cache.py`.\n")
    done = home.run("check")
    assert (done.returncode, done.stdout) == (0, "1 note: still true 1\n")


def test_verbose_lists_what_is_true_and_twice_what_is_not_checked(home: Home, project: Path) -> None:
    (project / "AGENTS.md").write_text(
        "`Cache.get` is in `src/app/storage/cache.py`. It used to be in `old/cache.py`.\n"
    )
    once = home.run("check", "-v").stdout
    assert "still true" in once.splitlines()[0] and "history" not in once
    assert "history" in home.run("check", "-vv").stdout


def test_fix_shows_the_diff_and_changes_nothing_unasked(home: Home, project: Path) -> None:
    before = (project / "AGENTS.md").read_bytes()
    done = home.run("check", "--fix")
    assert done.returncode == 1
    assert "-- The cache lives in `src/app/cache.py`." in done.stdout
    assert "+- The cache lives in `src/app/storage/cache.py`." in done.stdout
    assert "--yes" in done.stderr
    assert (project / "AGENTS.md").read_bytes() == before


def test_fix_with_yes_repairs_to_the_byte(home: Home, project: Path) -> None:
    note = project / "AGENTS.md"
    raw = b"\xef\xbb\xbf# App\r\n\r\nThe cache lives in `src/app/cache.py`.\r\n\xf0\x9f\x90\x88.  \r\n\r\nNo newline"
    note.write_bytes(raw)
    note.chmod(0o640)
    done = home.run("check", "--fix", "--yes")
    assert done.returncode == 0, done.stdout
    assert note.read_bytes() == raw.replace(b"app/cache", b"app/storage/cache")
    assert note.stat().st_mode & 0o777 == 0o640
    assert home.run("check").returncode == 0


def test_annotations_are_escaped(home: Home, project: Path) -> None:
    (project / "a,b%.md").write_text("The cache lives in `src/app/cache.py`, 100% sure:\n")
    done = home.run("check", "--format", "github", "a,b%.md")
    assert done.returncode == 1
    first = done.stdout.splitlines()[0]
    assert first.startswith("::warning file=a%2Cb%25.md,line=1,title=moved::")
    assert "100%25 sure" in first


def test_json_has_every_sentence(home: Home, project: Path) -> None:
    done = home.run("check", "--json")
    said = json.loads(done.stdout)
    assert done.returncode == 1
    assert (said["still_true"], said["moved"], said["no_longer_true"]) == (1, 1, 2)
    (note,) = said["notes"]
    assert note["path"] == "AGENTS.md"
    moved = next(one for one in note["sentences"] if one["verdict"] == "moved")
    assert moved["line"] == 4
    assert moved["repair"] == {"old": "src/app/cache.py", "new": "src/app/storage/cache.py"}


@pytest.mark.parametrize("arguments", [("nothing.md",), ("--yes",), ("--format", "xml")])
def test_wrong_use_is_2(home: Home, project: Path, arguments: tuple[str, ...]) -> None:
    done = home.run("check", *arguments)
    assert done.returncode == 2
    assert done.stdout == "" and len(done.stderr.splitlines()) == 1


def test_nothing_to_check_is_6(home: Home) -> None:
    done = home.run("check")
    assert done.returncode == 6
    assert "no notes" in done.stderr


def test_a_note_that_cannot_be_read_is_6_alone_and_a_line_among_others(home: Home, project: Path) -> None:
    (project / "big.md").write_bytes(b"word " * 2_200_000)
    (project / "binary.md").write_bytes(b"\0\1\2")
    alone = home.run("check", "big.md")
    assert alone.returncode == 6 and "too large" in alone.stderr
    among = home.run("check", "AGENTS.md", "big.md", "binary.md")
    assert among.returncode == 1
    assert "binary.md  not checked  binary" in among.stdout


def test_nothing_of_ours_is_written_and_no_settings_are_loaded(home: Home, project: Path) -> None:
    (home.home / "reverie" / "config").mkdir(parents=True)
    (home.home / "reverie" / "config" / "config.toml").write_text("this is no TOML [")
    before = sorted(home.home.rglob("*"))
    assert home.run("check").returncode == 1
    assert sorted(home.home.rglob("*")) == before


def test_nothing_outside_of_the_project_is_opened(home: Home, project: Path) -> None:
    secret = home.home / "secret.py"
    secret.write_text("class Secret:\n    pass\n")
    os.symlink(secret, project / "src" / "app" / "link.py")
    (project / "AGENTS.md").write_text(
        "@../../home/notes.md\n`Secret` is in `src/app/link.py`. `Secret.x` is in `../home/secret.py`.\n"
    )
    (home.home / "notes.md").write_text("The cache lives in `src/app/cache.py`.\n")
    done = home.run("check", "-vv")
    assert done.returncode == 0, done.stdout
    assert "notes.md" not in done.stdout.replace("@../../home/notes.md", "")


def test_imports_are_followed_inside_and_circles_end(home: Home, project: Path) -> None:
    (project / "AGENTS.md").write_text("@rules/more.md\n")
    (project / "rules").mkdir()
    (project / "rules" / "more.md").write_text("@../AGENTS.md\nThe cache lives in `src/app/cache.py`.\n")
    done = home.run("check")
    assert done.returncode == 1
    assert "rules/more.md:2  moved" in done.stdout


def test_what_other_agents_keep_of_the_project_is_read(home: Home, project: Path) -> None:
    name = "".join(sign if sign.isalnum() else "-" for sign in str(project))
    memory = home.home / ".claude" / "projects" / name / "memory"
    memory.mkdir(parents=True)
    (memory / "MEMORY.md").write_text("- The cache lives in `src/app/cache.py`.\n")
    done = home.run("check")
    assert "~/.claude/projects/" in done.stdout
    (memory / "MEMORY.md").unlink()
    assert "~/.claude/projects/" not in home.run("check").stdout
