import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Coroutine
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reverie.conversation.messages import Usage
from reverie.conversation.ports import Budget, OverBudget, Reservation
from reverie.conversation.price import Price
from reverie.jobs.ledger import Ledger, LedgerUnusable, Spent
from reverie.jobs.spend import Cap, Spend

_Result = TypeVar("_Result")
DOLLAR = Price(input=1_000_000.0, output=1_000_000.0)  # a dollar a token
PRICES = {"a/b": DOLLAR, "a/cents": Price(100_000.0, 100_000.0), "a/free": Price(0.0, 0.0)}
NO_LEDGER = "'{}' cannot be used"


def _spend(folder: Path, *caps: Cap, session: str = "s", run: str | None = None) -> Spend:
    return Spend(Ledger(folder / "l.sqlite"), session, PRICES.get, caps, run)


def _run(spend: Spend, work: Coroutine[Any, Any, _Result]) -> _Result:
    try:
        return asyncio.run(work)
    finally:
        spend.close()


async def _reserved(budget: Budget, usd: int, model: str = "a/b") -> Reservation:
    found = await budget.reserve(model, usd, 0)
    assert isinstance(found, Reservation), found
    return found


def test_a_cap_holds_with_what_is_reserved_and_what_is_spent(tmp_path: Path) -> None:
    spend = _spend(tmp_path, Cap("the budget", usd=10.0))

    async def work() -> None:
        first = await _reserved(spend, 6)
        assert first.cost_usd == 6.0
        refused = await spend.reserve("a/b", 3, 2)
        assert refused == OverBudget(
            "the budget of $10.00 would be exceeded: $6.0000 is spent, and the next request may cost $5.0000"
        )
        assert await spend.settle(first, Usage(1, 1)) == 2.0
        second = await _reserved(spend, 8)
        assert isinstance(await spend.reserve("a/b", 1, 0), OverBudget)
        assert await spend.settle(second, Usage(8)) == 8.0
        assert (await _reserved(spend, 100, "a/free")).cost_usd == 0.0
        assert await spend.session_total() == Spent(10.0, 3, open=1, usage=Usage(9, 1))

    _run(spend, work())


def test_floats_do_not_refuse_the_last_cent(tmp_path: Path) -> None:
    spend = _spend(tmp_path, Cap("the budget", usd=0.3))

    async def work() -> None:
        for _ in range(3):
            await _reserved(spend, 1, "a/cents")
        assert isinstance(await spend.reserve("a/cents", 1, 0), OverBudget)

    _run(spend, work())


def test_a_cap_on_requests(tmp_path: Path) -> None:
    spend = _spend(tmp_path, Cap("the limit", requests=2))

    async def work() -> None:
        for _ in range(2):
            await spend.settle(await _reserved(spend, 1, "x/unknown"), Usage(1))
        assert await spend.reserve("a/b", 1, 1) == OverBudget("the limit of 2 requests is used up")

    _run(spend, work())


def test_an_unknown_price_cannot_be_capped_and_is_else_unpriced(tmp_path: Path) -> None:
    capped, free = _spend(tmp_path, Cap("the budget", usd=1.0)), _spend(tmp_path)

    async def refused() -> None:
        refusal = capped.refusal("x/y")
        assert refusal is not None
        assert refusal.text.startswith("model 'x/y' has no known price")
        assert '[catalog."x/y"]' in refusal.text
        assert await capped.reserve("x/y", 1, 1) == refusal
        assert capped.refusal("a/b") is None

    async def unpriced() -> None:
        assert free.refusal("x/y") is None
        assert await free.settle(await _reserved(free, 1, "x/y"), Usage(5)) is None
        assert await free.session_total() == Spent(requests=1, unpriced=1, usage=Usage(5))

    _run(capped, refused())
    _run(free, unpriced())


def test_thirty_at_once_do_not_break_the_cap(tmp_path: Path) -> None:
    spend = _spend(tmp_path, Cap("the budget", usd=10.0))

    async def work() -> list[Reservation | OverBudget]:
        return await asyncio.gather(*(spend.reserve("a/b", 1, 0) for _ in range(30)))

    found = _run(spend, work())
    assert sum(isinstance(one, Reservation) for one in found) == 10


def test_a_run_counts_alone_and_a_session_over_its_runs(tmp_path: Path) -> None:
    for _ in range(2):
        spend = _spend(tmp_path, Cap("the budget", usd=1.0))
        _run(spend, _reserved(spend, 1))
    spend = _spend(tmp_path, Cap("the session's budget", usd=2.5, scope="session"))
    found = _run(spend, spend.reserve("a/b", 1, 0))
    assert isinstance(found, OverBudget)
    assert "$2.0000 is spent" in found.text


_KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from reverie.conversation.price import Price
from reverie.jobs.ledger import Ledger
from reverie.jobs.spend import Cap, Spend
async def work():
    price = Price(1_000_000.0, 0.0)
    spend = Spend(Ledger(Path(sys.argv[1])), "s", lambda model: price, [Cap("the budget", usd=10.0)], run="r")
    print(await spend.reserve("a/b", 7, 0), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
asyncio.run(work())
"""


def test_what_a_killed_process_reserved_counts(tmp_path: Path) -> None:
    died = subprocess.run(
        [sys.executable, "-c", _KILLED, tmp_path / "l.sqlite"], capture_output=True, text=True, check=False
    )
    assert (died.returncode, died.stdout) == (-9, "Reservation(id=1, cost_usd=7.0)\n"), died.stderr
    spend = _spend(tmp_path, Cap("the budget", usd=10.0), run="r")

    async def work() -> None:
        assert await spend.session_total() == Spent(7.0, requests=1, open=1)
        assert isinstance(await spend.reserve("a/b", 4, 0), OverBudget)
        await _reserved(spend, 3)

    _run(spend, work())


def test_a_cancelled_reservation_is_given_back(tmp_path: Path) -> None:
    spend = _spend(tmp_path, Cap("the budget", usd=5.0))

    async def work() -> None:
        task = asyncio.create_task(spend.reserve("a/b", 5, 0))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await _reserved(spend, 5)

    _run(spend, work())


def test_what_is_settled_at_the_end_is_written(tmp_path: Path) -> None:
    spend = _spend(tmp_path)

    async def work() -> None:
        await spend.settle(await _reserved(spend, 5), Usage(2))

    _run(spend, work())
    ledger = Ledger(tmp_path / "l.sqlite")
    assert ledger.spent("session", "s") == Spent(2.0, requests=1, usage=Usage(2))
    ledger.close()


def test_without_a_cap_a_request_does_not_wait_for_the_ledger(tmp_path: Path) -> None:
    _run(_spend(tmp_path), asyncio.sleep(0))  # makes the file
    spend = _spend(tmp_path)

    async def work() -> None:
        with closing(sqlite3.connect(tmp_path / "l.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            reservation = await _reserved(spend, 5)
            assert await spend.settle(reservation, Usage(2)) == 2.0
            assert spend.take_warning() is None
            other.execute("ROLLBACK")
        assert await spend.session_total() == Spent(2.0, requests=1, usage=Usage(2))

    _run(spend, work())


def test_without_a_ledger_a_cap_refuses_and_no_cap_warns_once(tmp_path: Path) -> None:
    (tmp_path / "l.sqlite").mkdir()
    capped, free = _spend(tmp_path, Cap("the budget", usd=5.0)), _spend(tmp_path)

    async def refused() -> None:
        found = await capped.reserve("a/b", 1, 0)
        assert isinstance(found, OverBudget)
        assert NO_LEDGER.format(tmp_path / "l.sqlite") in found.text

    async def goes_on() -> None:
        for _ in range(2):
            assert await free.settle(await _reserved(free, 1), Usage(1)) == 1.0
        with pytest.raises(LedgerUnusable):
            await free.session_total()  # comes after what is still being written
        warning = free.take_warning()
        assert warning is not None
        assert NO_LEDGER.format(tmp_path / "l.sqlite") in warning
        assert free.take_warning() is None

    _run(capped, refused())
    _run(free, goes_on())


_FULL = """
import asyncio, resource, signal, sys
from pathlib import Path
from reverie.conversation.price import Price
from reverie.jobs.ledger import Ledger
from reverie.jobs.spend import Cap, Spend
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
async def work(caps):
    spend = Spend(Ledger(Path(sys.argv[1])), "s", lambda model: Price(1.0, 1.0), caps)
    print(type(await spend.reserve("a/b", 1, 0)).__name__)
    await spend.session_total()  # comes after what is still being written
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
    print(type(await spend.reserve("a/b", 1, 0)).__name__, end=" ")
    await spend.session_total()
    print(spend.take_warning() is not None)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(type(await spend.reserve("a/b", 1, 0)).__name__, spend.take_warning() is not None)
    spend.close()
asyncio.run(work([Cap("the budget", 1.0)] if sys.argv[2] == "capped" else []))
"""


@pytest.mark.parametrize(
    ("caps", "then"), [("capped", "OverBudget False"), ("free", "Reservation True")], ids=["capped", "free"]
)
def test_a_disk_that_fills_up_refuses_under_a_cap_and_else_warns(tmp_path: Path, caps: str, then: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FULL, tmp_path / "l.sqlite", caps], capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == ["Reservation", then, "Reservation False"], done.stderr


_STEPS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()), max_size=12)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS, cap=st.integers(0, 15))
def test_spent_never_passes_the_cap_while_requests_stay_within_what_they_reserved(
    tmp_path: Path, steps: list[tuple[int, int, bool]], cap: int
) -> None:
    spend = _spend(tmp_path, Cap("the budget", usd=float(cap)))

    async def work() -> float:
        total = 0.0
        for most, used, settled in steps:
            found = await spend.reserve("a/b", most, 0)
            assert isinstance(found, OverBudget) == (total + most > cap)
            if isinstance(found, Reservation):
                used = min(used, most) if settled else most
                total += used
                if settled:
                    await spend.settle(found, Usage(used))
        return total

    assert _run(spend, work()) <= cap
