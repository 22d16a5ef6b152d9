"""Claims in a session of the real program: a lie is told, goes back, is counted; the truth costs nothing."""

import json
import subprocess
from typing import Any

from tests.e2e.binary import Home, call, flags, model

_TEST = """\
import unittest

from cart import total


class T(unittest.TestCase):
    def test(self):
        self.assertEqual(total([1, 2]), 3)
"""
_RUN = call("shell", command="python3 -m unittest -q")
_EDIT = call("edit", path="cart.py", old="sum(prices)", new="sum(prices) + 1")
_ALLOWED = ("--permission-mode", "accept-edits", "--allowed-tools", "shell")
_LIE = {"text": "I changed `cart.py`. All tests pass."}


def _cart(home: Home) -> None:
    (home.project / "cart.py").write_text("def total(prices):\n    return sum(prices)\n")
    (home.project / "test_cart.py").write_text(_TEST)


def _ask(home: Home, *steps: dict[str, Any], more: tuple[str, ...] = ()) -> "subprocess.CompletedProcess[str]":
    with model(*steps) as server:
        return home.run("-p", "Change the total.", *flags(server), *_ALLOWED, "--output-format", "json", *more)


def test_a_lie_goes_back_and_the_corrected_answer_is_the_result(home: Home) -> None:
    _cart(home)
    honest = {"text": "I changed `cart.py`. One test fails now."}
    done = _ask(home, _RUN, call("read", path="cart.py"), _EDIT, _LIE, _RUN, honest)
    result = json.loads(done.stdout)
    lies = [claim for claim in result["claims_before"] if claim["verdict"] != "supported"]
    assert [claim["kind"] for claim in lies] == ["tests_pass"]
    assert "before the last edit of cart.py" in lies[0]["why"]
    assert result["result"] == honest["text"]
    assert all(claim["verdict"] == "supported" for claim in result["claims"])
    [card] = json.loads(home.run("scorecard", "--json").stdout)["models"]
    assert card["measures"]["false_claims"]["part"] == 1


def test_the_exit_status_tells_a_lie_that_stands(home: Home) -> None:
    _cart(home)
    steps = [_RUN, call("read", path="cart.py"), _EDIT, _LIE, _LIE]
    assert _ask(home, *steps, more=("--fail-on-false-claims",)).returncode == 1


def test_the_truth_is_no_failure_and_no_request_more(home: Home) -> None:
    _cart(home)
    done = _ask(home, _RUN, {"text": "All tests pass."}, more=("--fail-on-false-claims",))
    result = json.loads(done.stdout)
    assert (done.returncode, result["requests"], result["claims_before"]) == (0, 2, [])
    assert [claim["verdict"] for claim in result["claims"]] == ["supported"]


def test_what_an_earlier_turn_ran_supports_a_later_answer(home: Home) -> None:
    _cart(home)
    first = json.loads(_ask(home, _RUN, {"text": "Hm."}).stdout)
    done = _ask(home, {"text": "All tests pass."}, more=("-r", first["session"]))
    assert [claim["verdict"] for claim in json.loads(done.stdout)["claims"]] == ["supported"]


def test_with_the_feature_off_nothing_is_judged_or_kept(home: Home) -> None:
    _cart(home)
    with model(_LIE) as server:
        off = home.environ(OPENAI_API_KEY="none", REVERIE_FEATURE_CLAIMS="off")
        done = home.run("-p", "go", *flags(server), "--output-format", "json", environ=off)
    assert json.loads(done.stdout)["claims"] == []
    assert json.loads(home.run("scorecard", "--json").stdout)["models"] == []


def test_a_damaged_ledger_is_told_and_the_answer_comes(home: Home) -> None:
    _cart(home)
    state = home.home / "reverie" / "state"
    state.mkdir(parents=True)
    (state / "ledger.sqlite").write_bytes(b"not a database" * 100)
    done = _ask(home, _RUN, {"text": "All tests pass."})
    result = json.loads(done.stdout)
    assert result["result"] == "All tests pass."
    assert any("ledger" in notice for notice in result["notices"])
