import subprocess
import sys
from pathlib import Path

import pytest

from reverie.conversation.messages import Usage
from reverie.jobs.ledger import Ledger, LedgerUnusable, Spent


def test_a_reservation_counts_in_full_until_it_is_settled(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "state" / "l.sqlite", clock=lambda: 0.0)
    first = ledger.add(run="r", session="s", model="a/b", usd=2.0)
    ledger.add(run="r", session="s", model="a/b", usd=1.0)
    assert ledger.spent("run", "r") == Spent(3.0, requests=2, open=2)
    ledger.settle(first, Usage(10, 20, 30, 40), 0.5)
    assert ledger.spent("run", "r") == Spent(1.5, requests=2, open=1, usage=Usage(10, 20, 30, 40))
    assert ledger.spent("session", "s") == ledger.spent("run", "r")
    assert ledger.spent("session", "other") == Spent()
    ledger.close()


def test_an_unknown_price_is_counted_apart(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "l.sqlite")
    ledger.settle(ledger.add(run="r", session="s", model="a/b", usd=0.0), Usage(1), None)
    assert ledger.spent("run", "r") == Spent(0.0, requests=1, unpriced=1, usage=Usage(1))
    ledger.close()


def test_a_session_sums_over_its_runs_and_over_reopening(tmp_path: Path) -> None:
    for run in ("r1", "r2"):
        ledger = Ledger(tmp_path / "l.sqlite")
        ledger.settle(ledger.add(run=run, session="s", model="a/b", usd=1.0), Usage(), 0.25)
        ledger.close()
    ledger = Ledger(tmp_path / "l.sqlite")
    assert (ledger.spent("session", "s").usd, ledger.spent("run", "r2").usd) == (0.5, 0.25)
    ledger.close()


def test_a_transaction_that_fails_writes_nothing(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "l.sqlite")
    with pytest.raises(ZeroDivisionError), ledger.transaction():
        ledger.add(run="r", session="s", model="a/b", usd=1 / 1)
        ledger.add(run="r", session="s", model="a/b", usd=1 / 0)
    assert ledger.spent("run", "r") == Spent()
    ledger.close()


def test_a_ledger_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "notes.sqlite").write_text("these are notes, " * 100)
    for path in (tmp_path / "file" / "l.sqlite", tmp_path / "notes.sqlite", tmp_path):
        with pytest.raises(LedgerUnusable, match=str(path)) as raised:
            Ledger(path).open()
        assert "\n" not in str(raised.value)


_MANY = """
import sys
from pathlib import Path
from reverie.conversation.messages import Usage
from reverie.jobs.ledger import Ledger
ledger = Ledger(Path(sys.argv[1]))
for number in range(20):
    with ledger.transaction():
        ledger.spent("session", "s")
        row = ledger.add(run=sys.argv[2], session="s", model="a/b", usd=1.0)
    if number % 2:
        ledger.settle(row, Usage(1), 0.5)
"""


def test_eight_processes_lose_no_row(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    running = [subprocess.Popen([sys.executable, "-c", _MANY, path, str(number)]) for number in range(8)]
    assert [one.wait() for one in running] == [0] * 8
    ledger = Ledger(path)
    assert ledger.spent("session", "s") == Spent(80 + 40.0, requests=160, open=80, usage=Usage(80))
    ledger.close()
