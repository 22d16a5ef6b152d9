"""Sentences judged: what is untrue is said to be, and nothing else is."""

from pathlib import Path

import pytest
from tests.audit.projects import APP, audited, commit, judged, words, write


@pytest.fixture
def app(tmp_path: Path) -> Path:
    return write(tmp_path / "app", APP)


@pytest.mark.parametrize(
    ("text", "word", "now"),
    [
        ("`retry` in `src/app/retry.py` takes `times=3`.", "refuted", "5"),
        ("`retry(call, times=3, wait=1)` calls again.", "refuted", "5"),
        ("`Session.send` in `src/app/retry.py` sends.", "refuted", "Session.request"),
        ("The method `Session.send()` sends.", "refuted", "Session"),
        ("The cache lives in `src/app/cache.py`.", "moved", "src/app/storage/cache.py"),
        ("See [the cache](src/app/cache.py).", "moved", "src/app/storage/cache.py"),
        ("`Cache.get` is in `src/app/retry.py`.", "moved", "src/app/storage/cache.py"),
        ("Requires Python 3.8 or newer.", "refuted", "3.11"),
        ("```sh\nmake checks\n```", "refuted", "check"),
        ("```python\nfrom app import Sessions\n```", "refuted", ""),
    ],
)
def test_what_is_untrue(app: Path, text: str, word: str, now: str) -> None:
    (found,) = judged(app, text + "\n")
    assert (found.word, now in f"{found.now} {found.place}") == (word, True), found


@pytest.mark.parametrize(
    "text",
    [
        "`retry` in `src/app/retry.py` takes `times=5`.",
        "`retry(call, times=5, wait=1)` calls again.",
        "`Session.request` takes `timeout`.",
        "The cache lives in `src/app/storage/cache.py`.",
        "See [the cache](src/app/storage/cache.py).",
        "Requires Python 3.11 or newer.",
        "```sh\nmake check\n```",
        "```python\nfrom app import retry\n```",
    ],
)
def test_what_is_still_true(app: Path, text: str) -> None:
    assert words(app, text + "\n") == ["verified"]


@pytest.mark.parametrize(
    "text",
    [
        "The cache used to live in `src/app/cache.py`.",
        "`Session.send` was removed from `src/app/retry.py`.",
        "Until version 2.1 `retry` in `src/app/retry.py` took `times=3`.",
        "## Changelog\n\nThe cache lives in `src/app/cache.py`.",
        "## Roadmap\n\nThe cache lives in `src/app/cache.py`.",
        "- [ ] move the cache to `src/app/cache.py`",
        "There is no `src/app/cache.py`.",
        "`Session` does not have a `Session.send` method.",
        "Is the cache in `src/app/cache.py`?",
        "Create a file `src/app/cache.py` in your project.",
        "For example, put it into `src/app/cache.py`.",
        "In Django the cache lives in `src/app/cache.py`.",
        "The output is in `build/app.js`.",
        "Your settings are in `~/.config/app.toml`, the system's in `/etc/app.toml`.",
        "Copy `.env.example` to `.env`.",
        "It lives in `src/<name>/cache.py`, or in `path/to/cache.py`.",
        "Look at `src/app/*.txt`.",
        "See https://example.org/src/app/cache.py for more.",
        "[src/apps](https://example.org/src/apps) is a repository, and so is src/apps.",
        "`asyncio.sleep_forever` waits, and so does `os.path.joins()`.",
        "Call `client.Session.send()` of another library.",
        "On Windows it is in `src/app/cache.py`.",
        "```python\n# app/cache.py\nfrom flask import Flasks\nmake checks\n```",
        "```sh\ncd elsewhere\nls src/app/cache.py\n```",
        "This only works on Python 3.8+.",
        "```\nmake checks\n```",
        "<!-- The cache lives in `src/app/cache.py`. -->",
    ],
)
def test_what_is_no_finding(app: Path, text: str) -> None:
    assert not {"refuted", "moved"} & set(words(app, text + "\n"))


@pytest.mark.parametrize(
    "note",
    [
        *("CHANGELOG.md", "docs/history.rst", "docs/whatsnew.md", "docs/releases/2.0.md", "docs/migration-guide.md"),
        *(
            "docs/adr/0001-cache.md",
            "docs/decisions/0002-x.md",
            "docs/rfcs/cache.md",
            "docs/zh/usage.md",
            "README.ja.md",
        ),
    ],
)
def test_whole_notes_that_are_no_finding(app: Path, note: str) -> None:
    assert words(app, "The cache lives in `src/app/cache.py`.\n", note) == ["unverified"]


def test_a_note_in_another_language_is_not_judged(app: Path) -> None:
    text = "Der Zwischenspeicher liegt in `src/app/cache.py`, und das ist auch gut so. " * 30
    assert set(words(app, text)) == {"unverified"}


def test_paths_are_meant_from_the_root_or_from_the_note(app: Path) -> None:
    write(app, {"docs/extra.md": "x\n"})
    text = "See [more](extra.md), [the cache](../src/app/storage/cache.py) and `src/app/retry.py`.\n"
    assert words(app, text, "docs/usage.md") == ["verified"]


def test_what_git_ignores_is_no_finding(app: Path) -> None:
    write(app, {".gitignore": "generated/\n*.local.py\n"})
    assert words(app, "It is in `generated/cache.py` and `src/app/cache.local.py`.\n") == ["unverified"]


def test_lines_are_those_of_the_sentence(app: Path) -> None:
    text = "# A\n\nFirst line of prose\nthat goes on. The cache lives\nin `src/app/cache.py`.\n"
    (found,) = judged(app, text)
    assert (found.line, found.text) == (5, "The cache lives in `src/app/cache.py`.")


def test_a_name_that_the_project_once_had_is_known_by_its_history(app: Path) -> None:
    text = "`flush_everything()` empties the cache. `unheard_of()` is another thing.\n"
    write(app, {"AGENTS.md": text, "src/app/flush.py": "def flush_everything():\n    pass\n"})
    commit(app)
    assert audited(app, "AGENTS.md").judged[0].word == "verified"
    write(app, {"src/app/flush.py": "def empty():\n    pass\n"})
    for turn in range(2):
        found = audited(app, "AGENTS.md").judged
        assert [one.word for one in found] == ["refuted", "unverified"]
        assert "`flush_everything`" in found[0].now
        write(app, {"new": "x" * turn})
        commit(app)


def test_a_path_that_the_project_once_had_is_known_by_its_history(app: Path) -> None:
    write(app, {"AGENTS.md": "Names are in `data/names.txt`.\n", "data/names.txt": "Ann\n"})
    commit(app)
    (app / "data" / "names.txt").unlink()
    (app / "data").rmdir()
    (found,) = audited(app, "AGENTS.md").judged
    assert found.word == "refuted"


def test_a_line_that_is_not_committed_has_no_history(app: Path) -> None:
    write(app, {"data/names.txt": "Ann\n"})
    commit(app)
    (app / "data" / "names.txt").unlink()
    (app / "data").rmdir()
    assert words(app, "Names are in `data/names.txt`.\n") == ["unverified"]


def test_nothing_of_the_repository_runs(app: Path, tmp_path: Path) -> None:
    """Filters, text converters and hooks that a repository's own configuration names."""
    ran = tmp_path / "ran"
    write(
        app,
        {
            "AGENTS.md": "`flush_everything()` empties `data/names.txt`.\n",
            "src/app/f.py": "def flush_everything(): pass\n",
        },
    )
    write(app, {".gitattributes": "* filter=evil diff=evil\n", "data/names.txt": "Ann\n"})
    commit(app)
    config = f"touch {ran}"
    with (app / ".git" / "config").open("a") as file:
        file.write(f'[filter "evil"]\n\tclean = "{config}; cat"\n\tsmudge = "{config}; cat"\n')
        file.write(
            f'[diff "evil"]\n\ttextconv = "{config}; cat"\n\tcommand = "{config}"\n[core]\n\tfsmonitor = "{config}"\n'
        )
    (app / "src/app/f.py").unlink()
    (app / "data/names.txt").unlink()
    assert "refuted" in [one.word for one in audited(app, "AGENTS.md").judged]
    assert not ran.exists()


@pytest.mark.parametrize(
    "broken",
    [
        "def retry(call, times=5:\n",
        "\0\0\0",
        "class Session(\n" * 50,
        "x = [" + "[" * 5000,
        "def f():\n\treturn\n  pass\n",
    ],
)
def test_code_that_cannot_be_read_accuses_nobody(app: Path, broken: str) -> None:
    write(app, {"src/app/retry.py": broken})
    text = "`Session.request` in `src/app/retry.py` takes `timeout=3`. `retry` takes `times=3`.\n"
    assert not {"refuted", "moved"} & set(words(app, text))


def test_a_note_that_vanishes_or_is_a_link_out_is_told(app: Path, tmp_path: Path) -> None:
    assert "not there" in audited(app, "GONE.md").trouble
    (tmp_path / "secret.md").write_text("The cache lives in `src/app/cache.py`.\n")
    (app / "link.md").symlink_to(tmp_path / "secret.md")
    found = audited(app, "link.md")
    assert found.trouble and not found.judged
