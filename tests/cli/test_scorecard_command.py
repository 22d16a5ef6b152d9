"""`reverie scorecard`: the table at any width, the sentences, JSON, the page, and what is wrong as one line."""

import json
import os
import random
import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest
from benchmarks.scored_turns import claiming_turns
from click.testing import CliRunner, Result
from tests.cli.memory_commands import own_places
from tests.docs.pages import page as docs_page

from reverie.cli.scorecard import NOTHING_YET, scorecard
from reverie.cli.scoring.plot import Point, plot
from reverie.cli.scoring.table import table_lines
from reverie.config.places import Places
from reverie.plain.terminal.columns import columns_of
from reverie.quality.measures import TurnMeasures
from reverie.quality.scorecard.cards import Scorecard, scorecards
from reverie.quality.scorecard.facts import ModelFacts
from reverie.quality.scorecard.store import Scores

OLD, NEW, FRESH = "openai/gpt-5.5", "openai/gpt-5.6-sol", "openai/gpt-6-sol"


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    return own_places(tmp_path, monkeypatch)


def _turns() -> list[TurnMeasures]:
    random_ = random.Random(5)
    start = datetime(2026, 9, 7, tzinfo=UTC)
    turns: list[TurnMeasures] = []
    for model, claims, share, days in ((OLD, 380, 0.167, 0), (NEW, 410, 0.295, 30), (FRESH, 15, 0.2, 60)):
        turns += claiming_turns(random_, model, claims, share, start=start + timedelta(days=days))
    return [msgspec.structs.replace(turn, cost_usd=round(random_.lognormvariate(-3, 0.7), 4)) for turn in turns]


@pytest.fixture
def filled(places: Places) -> Places:
    scores = Scores(places.state / "ledger.sqlite")
    for turn in _turns():
        scores.add(turn)
    scores.close()
    return places


def _call(*arguments: str) -> Result:
    return CliRunner().invoke(scorecard, arguments)


def _done(*arguments: str) -> str:
    result = _call(*arguments)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return result.stdout


def _refused(*arguments: str) -> tuple[int, str]:
    result = _call(*arguments)
    assert result.exit_code != 0 and result.stdout == "", result.output
    lines = [one for one in result.stderr.splitlines() if one and not one.startswith(("Usage: ", "Try '"))]
    assert len(lines) == 1, result.stderr
    return result.exit_code, lines[0].removeprefix("Error: ")


def test_nothing_yet_says_how_cards_come_to_be(places: Places) -> None:
    assert _done() == f"{NOTHING_YET}\n"
    assert json.loads(_done("--json")) == {"format": 1, "significance": 0.05, "models": [], "sentences": []}
    assert not places.state.exists()


@pytest.mark.usefixtures("filled")
def test_a_successor_that_does_worse_is_said_so() -> None:
    printed = _done()
    assert re.search(
        r"^gpt-5\.6-sol claims falsely more often than gpt-5\.5, which it replaces: (3\d\.\d|29\.\d) % of 410 claims"
        r" against 1\d\.\d % of 380 \(95 % intervals 2\d\.\d–3\d\.\d % and 1\d\.\d–2\d\.\d %\)$",
        printed,
        re.MULTILINE,
    )
    assert "too few to tell whether gpt-6-sol does worse than gpt-5.6-sol, which it replaces" in printed
    assert re.search(r"^false claims by version  gpt-5.5 1[0-9.]+ % · gpt-5.6-sol [0-9.]+ %$", printed, re.MULTILINE)
    assert re.search(r"^false claims +[0-9.]+ %  2[0-9.]+–3[0-9.]+ % +│ +─+●─+ +410 claims$", printed, re.MULTILINE)
    assert re.search(r"^false claims +too few to tell +15 claims$", printed, re.MULTILINE)
    assert "openai/gpt-5.6-sol “Sol”, version 5.6 of gpt-sol" in printed


@pytest.mark.usefixtures("filled")
def test_one_model_is_shown_by_its_whole_name_or_its_own() -> None:
    assert _done("gpt-5.6-sol") == _done(NEW)
    assert OLD not in _done(NEW).splitlines()[0]
    assert "gpt-5.6-sol claims falsely more often than gpt-5.5" in _done(NEW)


def test_a_name_is_matched_whatever_the_provider(places: Places) -> None:
    scores = Scores(places.state / "ledger.sqlite")
    for model in ("one/m", "two/m"):
        scores.add(msgspec.structs.replace(_turns()[0], model=model, session=model))
    scores.close()
    assert [line for line in _done("m").splitlines() if line in ("one/m", "two/m")] == ["one/m", "two/m"]


@pytest.mark.usefixtures("filled")
def test_an_unknown_model_is_quoted_with_close_names() -> None:
    status, line = _refused("gpt-5.6-sool")
    assert status == 2
    assert line.startswith("there is no scorecard of 'gpt-5.6-sool'; there are those of openai/gpt-5.6-sol")
    assert _refused("openai/gpt-4o")[1].startswith("no turn of 'openai/gpt-4o' was judged yet; there are those of ")
    assert _refused("")[1].startswith("there is no scorecard of ''; there are those of ")


def test_an_unknown_model_where_nothing_is_yet(places: Places) -> None:
    assert _refused("nobody/else")[1] == "there is no scorecard of 'nobody/else'; there are none yet"
    assert not places.state.exists()


def test_a_damaged_ledger_is_one_line(places: Places) -> None:
    places.state.mkdir(parents=True)
    (places.state / "ledger.sqlite").write_bytes(b"not a database at all " * 300)
    status, line = _refused()
    assert (status, "ledger.sqlite' is broken" in line) == (1, True)


def test_a_wrong_card_of_the_persons_is_one_line(filled: Places) -> None:
    filled.config.mkdir(parents=True)
    (filled.config / "config.toml").write_text('format = 1\n[catalog."openai/gpt-5.5"]\nversion = 7\n')
    _, line = _refused()
    assert "openai/gpt-5.5" in line


@pytest.mark.usefixtures("filled")
def test_the_json_has_the_keys_that_its_page_names() -> None:
    document = json.loads(_done("--json"))
    rows = {row[0].strip("`"): set(re.findall(r"`(\w+)`", row[1])) for row in docs_page("scorecard.md").rows("object")}
    model = document["models"][1]
    change = model["beside_predecessor"]["changes"][0]
    assert rows == {
        "document": set(document),
        "model": set(model),
        "measure": set(model["measures"]["false_claims"]),
        "week": set(model["weeks"][0]),
        "comparison": set(model["beside_predecessor"]),
        "change": set(change),
    }
    assert (change["measure"], change["direction"]) == ("false_claims", "worse")
    assert sum(week["turns"] for week in model["weeks"]) == model["turns"]
    assert document["sentences"][0].startswith("gpt-5.6-sol claims falsely more often than")


class _Page(HTMLParser):
    """What a page holds: its elements, its words, and whether every element that was opened is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.usefixtures("filled")
def test_the_page_is_whole_and_fetches_nothing(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    assert _done("--html", str(path)) == f"wrote '{path}'\n"
    text = path.read_text()
    found = _Page(text)
    tags = {tag for tag, _ in found.found}
    assert found.open == [] and {"svg", "table", "style"} <= tags
    assert not tags & {"script", "link", "img", "iframe", "object"}
    assert not re.search(r"(?:https?:)?//|url\(|@import|\bon\w+=", text)
    assert "prefers-color-scheme: dark" in text and "default-src 'none'" in text
    assert any(word.startswith("gpt-5.6-sol claims falsely more often") for word in found.words)
    assert sum(tag == "circle" for tag, _ in found.found) >= 4
    assert "point worse" in text


@pytest.mark.usefixtures("filled")
def test_a_page_of_ours_is_replaced_and_no_other_file(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    _done("--html", str(path))
    _done("--html", str(path), NEW)
    path.write_text("my notes")
    assert _refused("--html", str(path)) == (
        2,
        f"'{path}' is there already and is no scorecard page; name a new file",
    )
    assert path.read_text() == "my notes"
    assert _refused("--html", str(tmp_path))[1] == f"'{tmp_path}' is a folder; name a file"
    missing = tmp_path / "no" / "page.html"
    assert (
        _refused("--html", str(missing))[1] == f"there is no folder '{missing.parent}'; make it, or name another file"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
@pytest.mark.usefixtures("filled")
def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    assert "make" in _refused("--html", str(folder / "page.html"))[1]


@pytest.mark.usefixtures("filled")
def test_page_and_json_go_together(tmp_path: Path) -> None:
    assert json.loads(_done("--json", "--html", str(tmp_path / "p.html")))["format"] == 1
    assert (tmp_path / "p.html").exists()


def test_a_page_of_nothing_says_so(places: Places, tmp_path: Path) -> None:
    _done("--html", str(tmp_path / "p.html"))
    assert NOTHING_YET in (tmp_path / "p.html").read_text()
    assert not places.state.exists()


EVIL = 'own/<script>alert("x")</script>\u202e\x1b[31m&"'


def test_names_are_escaped_everywhere(places: Places, tmp_path: Path) -> None:
    scores = Scores(places.state / "ledger.sqlite")
    for turn in claiming_turns(random.Random(1), EVIL, 60, 0.3):
        scores.add(turn)
    scores.close()
    printed = _done()
    assert "\x1b" not in printed and "\u202e" not in printed
    assert "\u202e" not in _done("--json") and "\x1b" not in _done("--json")
    _done("--html", str(tmp_path / "p.html"))
    text = (tmp_path / "p.html").read_text()
    assert "<script" not in text and "\u202e" not in text and "\x1b" not in text
    assert "&lt;script&gt;" in text


def test_a_plot_escapes_its_labels() -> None:
    drawn = plot([Point('<b"&', 0.2, 0.1, 0.3, '<i>"')], "<t>")
    assert "<b" not in drawn and "<i>" not in drawn and "<t>" not in drawn
    assert _Page(drawn).open == []


def _cards() -> tuple[Scorecard, ...]:
    known: dict[str, Any] = {
        NEW: ModelFacts(NEW, "日本語の家族", "5", "太陽と月", OLD),
        OLD: ModelFacts(OLD, "日本語の家族", "4"),
    }
    return scorecards(_turns(), lambda name: known.get(name, ModelFacts(name)))


@pytest.mark.parametrize("columns", [20, 33, 48, 60, 71, 80, 140, 200])
@pytest.mark.parametrize("bars", [True, False])
def test_no_line_is_wider_than_the_terminal(columns: int, bars: bool) -> None:
    lines = ["".join(span.text for span in line) for line in table_lines(_cards(), columns, bars=bars)]
    assert [line for line in lines if columns_of(line.rstrip()) > columns] == []
    assert any("太陽" in line for line in lines)
    assert any("●" in line for line in lines) == (bars and columns >= 140)


def test_numbers_stand_below_each_other() -> None:
    lines = ["".join(span.text for span in line) for line in table_lines(_cards(), 200, bars=False)]
    ends = {found.end() for line in lines if (found := re.match(r"(?:false claims|failed edits) +[0-9.]+ %", line))}
    assert len(ends) == 1
