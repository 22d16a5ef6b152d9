"""The benchmark of speed: its transcripts are what the readers know, and its figures cover all of them."""

import json
from pathlib import Path

import pytest
from benchmarks.claims_corpus import make_transcripts, real_steps
from benchmarks.claims_speed import measure

from reverie.conversation.deeds import Command, Edit
from reverie.transcripts.sources import foreign_transcripts
from reverie.transcripts.turns.reading import Turns


@pytest.fixture
def data(tmp_path: Path) -> Path:
    steps = [
        {"action": "open src/a.py", "observation": "[File: src/a.py]\n1:x = 1"},
        {"action": "python reproduce.py\n", "observation": "344\n"},
        {"action": "submit", "observation": ""},
    ]
    events = [{"command": "ls", "content": "a.py\n", "observation": "run"}, {"action": "finish"}]
    (tmp_path / "data" / "openhands").mkdir(parents=True)
    (tmp_path / "data" / "one.traj").write_text(json.dumps({"trajectory": steps}))
    (tmp_path / "data" / "openhands" / "o.jsonl").write_text(json.dumps({"history": events}))
    return tmp_path / "data"


def test_real_steps_are_commands_and_files(data: Path) -> None:
    assert [(step.command, step.path) for step in real_steps(data)] == [
        ("", "src/a.py"),
        ("python reproduce.py", ""),
        ("ls", ""),
    ]
    with pytest.raises(ValueError, match="holds no trajectory"):
        real_steps(data / "openhands" / "nothing")


def test_all_turns_are_found_again_with_what_was_done(data: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    made = make_transcripts(data, home, megabytes=3, seed=1)
    files = foreign_transcripts({"HOME": str(home)})
    found = [turn for file in files for turn in Turns(file)]
    assert len(found) == made and {file.form for file in files} == {"claude-code", "codex"}
    assert {turn.model for turn in found} == {"claude-sonnet-4-20250514", "gpt-5-codex"}
    for turn in found:
        own = turn.deeds[turn.start :]
        edit, tests, commit = own[-3:]
        assert isinstance(edit, Edit) and edit.ok and edit.diff
        assert isinstance(tests, Command) and (tests.exit, "12 passed" in tests.output) == (0, True)
        assert isinstance(commit, Command) and not turn.unknown


def test_the_report_has_a_floor_budgets_and_the_program_itself(data: Path, tmp_path: Path) -> None:
    rows = {row.what: row for row in measure(data, tmp_path / "home", megabytes=1, seed=1, runs=1).rows}
    assert rows["turns judged: a megabyte"].budget == 50.0
    assert rows["a turn's judgement: p99"].budget == 5.0
    assert rows["reverie claims: peak resident set"].value > 0
    assert rows["lines decoded (floor): a megabyte"].ratio == 1.0
