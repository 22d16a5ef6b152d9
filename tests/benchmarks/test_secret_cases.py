"""The benchmark of secrets: joins are put together, misses and touched lines are counted, rule lists are read."""

import json
from pathlib import Path

import pytest
from benchmarks.secret_arms import entropy_only, gitleaks, nothing, reverie
from benchmarks.secrets import judge, measure, read_cases
from tests.secrets.texts import drawn

TOKEN = drawn(36)
ROWS = [
    {
        "id": "a/1",
        "family": "a",
        "form": "env",
        "text": f"GH={{{{join:ghp|_{TOKEN}}}}}",
        "secrets": [f"{{{{join:ghp_|{TOKEN}}}}}"],
    },
    {"id": "b/1", "family": "b", "form": "log", "text": "the word is sesame", "secrets": ["sesame"]},
    {"id": "clean/1", "family": "clean", "form": "log", "text": f"commit 1\nhash {drawn(40)}\n", "secrets": []},
]
RULES = r"""
[[rules]]
id = "github"
regex = '''ghp_[0-9a-zA-Z]{36}'''
keywords = ["ghp_"]
entropy = 3
[[rules]]
id = "go-only"
regex = '''x(?i)y'''
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


def test_joins_are_put_together(file: Path) -> None:
    first = read_cases(file)[0]
    assert first.text == f"GH=ghp_{TOKEN}"
    assert first.secrets == (f"ghp_{TOKEN}",)


def test_what_survives_and_what_is_touched_is_counted(file: Path) -> None:
    cases = read_cases(file)
    assert [case.id for case in judge(reverie(), cases, 0).missed] == ["b/1"]
    assert [case.id for case in judge(nothing(), cases, 0).missed] == ["a/1", "b/1"]
    assert judge(entropy_only(), cases, 0).touched == 1
    assert judge(reverie(), cases, 0).touched == 0


def test_a_rule_list_is_an_arm_and_names_what_python_cannot_compile(file: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(RULES)
    arm = gitleaks(rules)
    assert [case.id for case in judge(arm, read_cases(file), 0).missed] == ["b/1"]
    assert "go-only" in arm.notes[1]
    report = measure(file, rules, 1, 0, 5)
    rows = {(row.arm, row.what): row for row in report.rows}
    assert rows["reverie", "rows with a secret that survives"].holds is False
    assert any("b/1" in note for note in report.notes)


def test_a_secret_that_stands_nowhere_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps({**ROWS[1], "secrets": ["elsewhere"]}))
    with pytest.raises(ValueError, match="'b/1'"):
        read_cases(path)
