"""The real program shows what its ledger holds, on a terminal of any encoding and width, and into a pipe."""

import json
import random
from pathlib import Path

import pytest
from benchmarks.scored_turns import claiming_turns

from reverie.quality.scorecard.store import Scores
from tests.e2e.binary import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    scores = Scores(home.home / "reverie" / "state" / "ledger.sqlite")
    for model, claims, share in (("openai/gpt-5.5", 380, 0.12), ("openai/gpt-5.6-sol", 410, 0.35)):
        for turn in claiming_turns(random.Random(5), model, claims, share):
            scores.add(turn)
    scores.close()
    return home


def test_the_table_and_the_sentence(home: Home) -> None:
    done = home.run("scorecard")
    assert (done.returncode, done.stderr) == (0, "")
    assert "gpt-5.6-sol claims falsely more often than gpt-5.5, which it replaces: " in done.stdout
    assert "●" in done.stdout and "\x1b" not in done.stdout


def test_a_terminal_of_plain_letters_gets_plain_letters(home: Home) -> None:
    done = home.run("scorecard", environ=home.environ(PYTHONIOENCODING="ascii", PYTHONUTF8="0"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.isascii() and "\\u" not in done.stdout and "●" not in done.stdout


def test_json_and_page(home: Home) -> None:
    done = home.run("scorecard", "gpt-5.5", "--json", "--html", "card.html")
    assert done.returncode == 0, done.stderr
    assert [one["model"] for one in json.loads(done.stdout)["models"]] == ["openai/gpt-5.5"]
    assert (home.project / "card.html").read_text().startswith("<!doctype html>")


def test_an_unknown_model_is_one_line(home: Home) -> None:
    done = home.run("scorecard", "gpt-5.6-sool")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("reverie scorecard: there is no scorecard of 'gpt-5.6-sool'; there are those of ")
    assert done.stderr.count("\n") == 1
