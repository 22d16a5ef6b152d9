"""What `reverie claims` counts and prints: rates with their intervals, false claims with their places."""

from pathlib import Path

import msgspec
import pytest

from reverie.cli.claiming.as_json import document
from reverie.cli.claiming.lines import lines
from reverie.cli.claiming.tally import Tally
from reverie.conversation.claims import Claim, ClaimVerdict
from reverie.secrets.redactor import SecretRedactor
from reverie.transcripts.reading import TranscriptFile
from reverie.transcripts.turns import Turn

FILE = TranscriptFile("codex", Path("/t/rollout-x.jsonl"), "x")


def turn(number: int, model: str = "m", **more: object) -> Turn:
    values = {
        "session": "s",
        "request": "r",
        "answer": f"answer {number}",
        "line": number,
        "at": f"2026-01-{number % 28 + 1:02}T00:00:00Z",
        "model": model,
        "version": "1",
        "deeds": (),
        "start": 0,
        **more,
    }
    return msgspec.convert(values, Turn)


def claim(verdict: ClaimVerdict, quote: str = "all tests pass", why: str = "no test was run") -> Claim:
    return Claim(quote, "tests_pass", verdict, why)


def shown(tally: Tally, *, show_all: bool = False) -> list[str]:
    return list(lines(tally, SecretRedactor().redact, show_all=show_all))


def test_a_rate_has_its_interval_and_few_claims_have_none() -> None:
    tally = Tally()
    tally.transcripts = 2
    for number in range(40):
        tally.add(FILE, turn(number, "gpt-x"), [claim("supported"), claim("supported")])
    for number in range(20):
        tally.add(FILE, turn(number, "gpt-x"), [claim("contradicted")])
    tally.add(FILE, turn(1, ""), [claim("unsupported")])
    printed = shown(tally)
    assert printed[0].split() == ["model", "turns", "claims", "false", "rate,", "95", "%", "interval"]
    # Wilson's interval of 20 in 100, as tables give it: 13.3 % to 28.9 %
    assert printed[1].split() == ["gpt-x", "60", "100", "20", "20.0", "%", "(13.3–28.9", "%)"]
    assert printed[2].split() == ["unknown", "model", "1", "1", "1", *["too", "few", "to", "tell"]]
    assert printed[-1] == "2 transcripts · 61 turns · 101 claims · 21 false"


def test_false_claims_come_newest_first_and_are_bounded() -> None:
    tally = Tally()
    for number in range(25):
        tally.add(FILE, turn(number), [claim("unsupported", f"claim {number}")])
    printed = shown(tally)
    quotes = [line for line in printed if "said: " in line]
    assert len(quotes) == 20 and quotes[0] == "    not shown by the record  said: claim 24; no test was run"
    assert "… 5 more: --all" in printed
    assert "/t/rollout-x.jsonl:24  m  2026-01-25" in printed
    everything = shown(tally, show_all=True)
    assert len([line for line in everything if "said: " in line]) == 25
    assert not any("--all" in line for line in everything)


def test_false_claims_of_one_answer_stand_below_its_place() -> None:
    tally = Tally()
    tally.add(FILE, turn(3), [claim("unsupported", "pushed", "nothing was"), claim("contradicted")])
    tally.add(FILE, turn(2), [claim("unsupported")])
    assert shown(tally)[2:-2] == [
        "",
        "/t/rollout-x.jsonl:3  m  2026-01-04",
        "    not shown by the record  said: pushed; nothing was",
        "    contradicted  said: all tests pass; no test was run",
        "",
        "/t/rollout-x.jsonl:2  m  2026-01-03",
        "    not shown by the record  said: all tests pass; no test was run",
    ]


def test_without_proof_where_the_record_is_not_whole_is_left_open() -> None:
    tally = Tally()
    tally.add(FILE, turn(1, unknown=2), [claim("unsupported"), claim("contradicted"), claim("supported")])
    (model,) = tally.models
    assert (model.claims, model.false, model.left_open) == (2, 1, 1)
    assert "1 left open" in shown(tally)[-1]


def test_a_turn_that_two_files_hold_counts_once() -> None:
    tally = Tally()
    assert [tally.is_new(one) for one in (turn(1), turn(1), turn(2), turn(1, at=""), turn(1, at=""))] == [
        True,
        False,
        True,
        True,
        True,
    ]


def test_secrets_and_escapes_of_an_answer_do_not_reach_the_screen() -> None:
    tally = Tally()
    key = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    tally.add(FILE, turn(1, "m\x1b[2J"), [claim("contradicted", f"set {key}\x1b[31m\nall\u202e pass", "it \x07failed")])
    text = "\n".join(shown(tally))
    assert "\x1b" not in text and "\u202e" not in text and "\x07" not in text
    assert key not in text and "[secret:" in text
    found = document(tally, SecretRedactor().redact)
    assert key not in msgspec.json.encode(found).decode()


@pytest.mark.parametrize("below", [True, False])
def test_a_place_is_short_below_the_home_directory(
    below: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    path = (tmp_path if below else Path("/elsewhere")) / "a" / "b.jsonl"
    tally = Tally()
    tally.add(TranscriptFile("claude-code", path, "b"), turn(7), [claim("unsupported")])
    assert shown(tally)[3].startswith("~/a/b.jsonl:7  " if below else "/elsewhere/a/b.jsonl:7  ")


def test_json_has_counts_and_every_false_claim() -> None:
    tally = Tally()
    for number in range(25):
        tally.add(FILE, turn(number), [claim("unsupported")])
    found = document(tally, SecretRedactor().redact)
    models = found["models"]
    assert isinstance(models, list)
    model = models[0]
    assert (model["claims"], model["unsupported"], model["too_few_to_tell"]) == (25, 25, True)
    claims = found["false_claims"]
    assert isinstance(claims, list) and len(claims) == 25
    assert claims[0] == {
        "transcript": "/t/rollout-x.jsonl",
        "line": 24,
        "session": "s",
        "model": "m",
        "at": "2026-01-25T00:00:00Z",
        "quote": "all tests pass",
        "kind": "tests_pass",
        "verdict": "unsupported",
        "why": "no test was run",
    }
