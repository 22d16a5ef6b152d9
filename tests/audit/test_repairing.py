"""Repairs: one text for another at one place, in the bytes that were judged."""

from pathlib import Path

import pytest
from tests.audit.projects import APP, audited, judged, write

from reverie.audit.repairing.diff import diff_of
from reverie.audit.repairing.repair import repaired
from reverie.audit.repairing.repair import write as write_repair
from reverie.audit.values import Audited, Judged, Note, Repair


@pytest.fixture
def app(tmp_path: Path) -> Path:
    return write(tmp_path / "app", APP)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("The cache lives in `src/app/cache.py`.", "The cache lives in `src/app/storage/cache.py`."),
        ("See [it](src/app/cache.py#L1).", "See [it](src/app/storage/cache.py#L1)."),
        ("`retry` in `src/app/retry.py` takes `times=3`.", "`retry` in `src/app/retry.py` takes `times=5`."),
        ("Requires Python 3.8 or newer.", "Requires Python 3.11 or newer."),
    ],
)
def test_what_is_mechanical_is_repaired(app: Path, text: str, after: str) -> None:
    write(app, {"AGENTS.md": f"# A\n\n{text}\n"})
    found = repaired(audited(app, "AGENTS.md"))
    assert found is not None and found.after == f"# A\n\n{after}\n"
    assert write_repair(found) == "" and (app / "AGENTS.md").read_text() == found.after


def test_a_link_stays_relative_to_its_note(app: Path) -> None:
    write(app, {"docs/usage.md": "See [it](../src/app/cache.py).\n"})
    found = repaired(audited(app, "docs/usage.md"))
    assert found is not None and found.after == "See [it](../src/app/storage/cache.py).\n"


@pytest.mark.parametrize(
    "text",
    [
        "The cache lives in `src/app/cache.py`, yes, in `src/app/cache.py`.",
        "`Session.send` in `src/app/retry.py` sends.",
    ],
)
def test_what_is_not_unique_is_left(app: Path, text: str) -> None:
    assert [one.repair for one in judged(app, text + "\n")] == [None]


def test_a_note_that_changed_meanwhile_is_left_as_it_is(app: Path) -> None:
    write(app, {"AGENTS.md": "The cache lives in `src/app/cache.py`.\n"})
    seen = audited(app, "AGENTS.md")
    found = repaired(seen)
    write(app, {"AGENTS.md": "The cache lives in `src/app/cache.py`!\n"})
    assert found is not None and "changed" in write_repair(found)
    assert repaired(seen) is None
    assert (app / "AGENTS.md").read_text() == "The cache lives in `src/app/cache.py`!\n"


def test_a_note_that_became_a_link_is_left_as_it_is(app: Path, tmp_path: Path) -> None:
    text = "The cache lives in `src/app/cache.py`.\n"
    write(app, {"AGENTS.md": text})
    found = repaired(audited(app, "AGENTS.md"))
    (tmp_path / "outside.md").write_text(text)
    (app / "AGENTS.md").unlink()
    (app / "AGENTS.md").symlink_to(tmp_path / "outside.md")
    assert found is not None and write_repair(found)
    assert (tmp_path / "outside.md").read_text() == text


def test_bytes_that_are_no_text_are_not_repaired(app: Path) -> None:
    (app / "AGENTS.md").write_bytes(b"\xff The cache lives in `src/app/cache.py`.\n")
    assert repaired(audited(app, "AGENTS.md")) is None


def test_two_repairs_of_one_place_are_none(app: Path) -> None:
    write(app, {"a.md": "one two three\n"})
    digest = audited(app, "a.md").digest
    note = Note("a.md", app, "a.md", app, "a.md")
    wanted = [Repair(1, 4, "two", "2"), Repair(1, 4, "two", "zwei"), Repair(1, 8, "three", "3"), Repair(1, 0, "x", "y")]
    found = repaired(Audited(note, tuple(Judged(1, "", "moved", repair=one) for one in wanted), digest=digest))
    assert found is not None and (found.after, found.count) == ("one two 3\n", 1)


def test_the_diff_applies(app: Path) -> None:
    (app / "AGENTS.md").write_bytes(b"The cache lives in `src/app/cache.py`.\r\nEnd")
    found = repaired(audited(app, "AGENTS.md"))
    assert found is not None
    assert list(diff_of(found)) == [
        "--- a/AGENTS.md",
        "+++ b/AGENTS.md",
        "@@ -1,2 +1,2 @@",
        "-The cache lives in `src/app/cache.py`.\r",
        "+The cache lives in `src/app/storage/cache.py`.\r",
        " End",
        "\\ No newline at end of file",
    ]
