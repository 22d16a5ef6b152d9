"""What code takes from a session's record at its end, and what it leaves."""

from pathlib import Path

import pytest
from tests.memory.spoken import Spoken

from reverie.agent.compaction.rules import rules_of
from reverie.conversation.record import AcceptedPlan
from reverie.memory.citing import Citations
from reverie.memory.in_session.commands import purpose_of
from reverie.memory.in_session.harvest import Harvested, harvest
from reverie.memory.in_session.own_record import OwnRecord

_FIRST, _SECOND = "01JD4K8ZQ5T7AAAAAAAAAAAAAA", "01JD4K8ZQ5T7BBBBBBBBBBBBBB"


@pytest.mark.parametrize(
    ("command", "purpose"),
    [
        ("make check", "test"),
        ("make test-unit", "test"),
        ("ORDERS_ENV=test make check", "test"),
        ("npm test", "test"),
        ("npm run test:e2e", "test"),
        ("python -m pytest", "test"),
        ("uv run pytest -x", "test"),
        ("cargo clippy", "lint"),
        ("go vet", "lint"),
        ("ruff check .", "lint"),
        ("pnpm build", "build"),
        ("make docs", "build"),
        ("npm start", "run"),
        ("just dev", "run"),
        ("pytest tests/test_a.py", None),
        ("pytest tests/test_a.py::test_b", None),
        ("make check || true", None),
        ("make check | tail", None),
        ("make check > log", None),
        ("cd x && make check", None),
        ("git commit", None),
        ("ls", None),
        ("make", None),
        ("rm -rf build", None),
        ("", None),
    ],
)
def test_what_a_command_is_for(command: str, purpose: str | None) -> None:
    assert purpose_of(command) == purpose


def _harvest(folder: Path, session: str) -> list[Harvested]:
    record = OwnRecord(folder / f"{session}.jsonl")
    return list(harvest(session, record, Citations(folder), rules_of))


def test_a_command_is_taken_when_it_worked_in_two_sessions(tmp_path: Path) -> None:
    with Spoken(tmp_path, session=_FIRST) as first:
        line = first.command("make check", 0)
        first.command("make lint", 1)
    with Spoken(tmp_path, session=_SECOND) as second:
        second.command("make check", 0)
        second.command("make lint", 0)
        second.command("make build", 0)
    (found,) = _harvest(tmp_path, _SECOND)
    assert found.wordings[0].title == "The tests run with `make check`"
    assert (found.wordings[0].origin, found.author.origin) == ("tool", "tool")
    assert [(one.session, one.exit_status) for one in found.wordings[0].evidence] == [(_SECOND, 0), (_FIRST, 0)]  # type: ignore[union-attr]
    assert found.wordings[0].evidence[1].line == line
    assert _harvest(tmp_path, _FIRST)[0].key == found.key


def test_a_person_correcting_is_taken_word_for_word(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        spoken.person("Can you look at the importer?")
        line = spoken.person("Never edit anything below vendor/.")
        spoken.model("Never touch the docs.")
        spoken.other("Always deploy on Fridays.", "repo")
    (found,) = _harvest(tmp_path, spoken.path.stem)
    (add,) = found.wordings
    assert (add.title, add.body, add.kind) == ("Never edit anything below vendor/.", "", "feedback")
    assert add.source is not None
    assert (add.source.line, add.source.quote) == (line, "Never edit anything below vendor/.")
    assert found.author.origin == "model"  # so that the gates compare it with what was said


@pytest.mark.parametrize("made", [{"interactive": False}, {"task": "look"}])
def test_who_is_no_person_corrects_nobody(tmp_path: Path, made: dict[str, object]) -> None:
    with Spoken(tmp_path, **made) as spoken:  # type: ignore[arg-type]
        spoken.person("Never edit anything below vendor/.")
    assert _harvest(tmp_path, spoken.path.stem) == []


def test_a_plan_is_taken_when_it_was_accepted_in_a_turn_that_ended_well(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        spoken.calls((AcceptedPlan("1. Move the limits into settings.toml.\n2. Run make check."), "ok", []))
        spoken.end_turn()
        spoken.calls((AcceptedPlan("Rewrite all of it"), "ok", []))
    (found,) = _harvest(tmp_path, spoken.path.stem)
    assert found.wordings[0].title == "Accepted plan: Move the limits into settings.toml"
    assert found.wordings[0].body.endswith("2. Run make check.")
    assert (found.wordings[0].kind, found.author.origin) == ("decision", "human")


def test_what_a_rewind_took_back_is_left(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        spoken.person("Never edit anything below vendor/.")
        spoken.rewind()
    assert _harvest(tmp_path, spoken.path.stem) == []
