"""Spend, the port `Budget`: money is reserved in the ledger before each request leaves, and settled after it.

A cap holds over one run, which is one invocation; caps over a longer span (a job's day, all background work's day) are
further `Cap` values with a scope of their own.
"""

import asyncio
import itertools
import os
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import msgspec

from reverie.conversation.messages import Usage
from reverie.conversation.ports import OverBudget, Reservation
from reverie.conversation.price import Price

from .ledger import Ledger, LedgerUnusable, Scope, Spent

_Result = TypeVar("_Result")
_ROUNDING_USD = 1e-9  # sums of floats: three times 0.1 is not more than 0.3


class Cap(msgspec.Struct, frozen=True):
    """The most that requests of one scope may cost (US dollars) or number; None is no limit. `name` is for people."""

    name: str
    usd: float | None = None
    requests: int | None = None
    scope: Scope = "run"


class Spend:
    """Reserves and settles for one run of one session.

    `price_of` gives a model's price, None when it is unknown. `run` is a new random id unless a run goes on that was
    interrupted. Under a cap a request waits until its reservation is on the disk, and a ledger that fails refuses it.
    Without caps nothing depends on the ledger: the request does not wait for the disk, and a failure only warns.
    """

    def __init__(
        self,
        ledger: Ledger,
        session: str,
        price_of: Callable[[str], Price | None],
        caps: Iterable[Cap] = (),
        run: str | None = None,
    ) -> None:
        self.run = run or os.urandom(8).hex()
        self._ledger = ledger
        self._session = session
        self._price_of = price_of
        self._caps = tuple(caps)
        self._prices: dict[int, Price | None] = {}
        self._numbers = itertools.count(1)
        self._rows: dict[int, int] = {}  # of the ledger, by the number of a reservation; for the ledger's thread only
        self._warning: str | None = None
        self._warned = False
        self._executor = ThreadPoolExecutor(1, "spend")
        self._executor.submit(self._open)

    def refusal(self, model: str) -> OverBudget | None:
        """Why a model cannot be asked under a cap on money at all; to be shown before the first request."""
        capped = any(cap.usd is not None for cap in self._caps)
        if not capped or self._price_of(model) is not None:
            return None
        return OverBudget(
            f"model '{model}' has no known price, so a budget cannot hold; "
            f'set it in config.toml under [catalog."{model}"], or leave out the budget'
        )

    async def reserve(self, model: str, input_tokens: int, output_tokens: int) -> Reservation | OverBudget:
        """Set aside the most that the request can cost, or refuse it. A cancelled reservation is given back."""
        if refused := self.refusal(model):
            return refused
        price = self._price_of(model)
        usd = 0.0 if price is None else price.most(input_tokens, output_tokens)
        reservation = Reservation(next(self._numbers), usd)
        reserving = self._executor.submit(self._reserve, reservation, model)
        if self._caps and (refused := await self._answer(reserving, reservation)):
            return refused
        self._prices[reservation.id] = price
        return reservation

    async def settle(self, reservation: Reservation, usage: Usage) -> float | None:
        """Book what was used; the cost in US dollars, None if unknown.

        It is written at once but not waited for: a process killed before that leaves the reservation, which counts.
        """
        price = self._prices.pop(reservation.id, None)
        usd = None if price is None else price.cost(usage)
        self._executor.submit(self._settle, reservation, usage, usd)
        return usd

    async def session_total(self) -> Spent:
        """What the whole session cost, over all of its runs. Raises `LedgerUnusable`."""
        return await _shielded(self._executor.submit(self._ledger.spent, "session", self._session))

    def take_warning(self) -> str | None:
        """One line, once, when the ledger failed and the run went on without it."""
        warning, self._warning = self._warning, None
        return warning

    def close(self) -> None:
        """Wait for what is being written, and close the ledger."""
        self._executor.submit(self._ledger.close)
        self._executor.shutdown(wait=True)

    async def _answer(self, reserving: "Future[OverBudget | None]", reservation: Reservation) -> OverBudget | None:
        try:
            return await _shielded(reserving)
        except asyncio.CancelledError:
            self._executor.submit(self._settle, reservation, Usage(), 0.0)  # nothing was sent for it
            raise

    # --- on the ledger's thread -------------------------------------------------------------------------------------

    def _open(self) -> None:
        """While the caller still builds its first request. A failure is met again, and told, at the reservation."""
        try:
            self._ledger.open()
        except LedgerUnusable:
            return

    def _reserve(self, reservation: Reservation, model: str) -> OverBudget | None:
        usd = reservation.cost_usd
        try:
            with self._ledger.transaction():
                if refused := self._exceeded(usd):
                    return refused
                row = self._ledger.add(run=self.run, session=self._session, model=model, usd=usd)
        except LedgerUnusable as error:
            if self._caps:
                return OverBudget(f"{error}; without it a budget cannot hold")
            self._warn(f"{error}; what this session spends is not kept")
        else:
            self._rows[reservation.id] = row
        return None

    def _exceeded(self, usd: float) -> OverBudget | None:
        for cap in self._caps:
            spent = self._ledger.spent(cap.scope, self.run if cap.scope == "run" else self._session)
            if cap.requests is not None and spent.requests >= cap.requests:
                return OverBudget(f"{cap.name} of {cap.requests} requests is used up")
            if cap.usd is not None and spent.usd + usd > cap.usd + _ROUNDING_USD:
                return OverBudget(
                    f"{cap.name} of ${cap.usd:.2f} would be exceeded: "
                    f"${spent.usd:.4f} is spent, and the next request may cost ${usd:.4f}"
                )
        return None

    def _settle(self, reservation: Reservation, usage: Usage, usd: float | None) -> None:
        row = self._rows.pop(reservation.id, None)
        if row is None:
            return
        try:
            self._ledger.settle(row, usage, usd)
        except LedgerUnusable as error:
            self._warn(f"{error}; a request stays booked with what was reserved for it")

    def _warn(self, text: str) -> None:
        if not self._warned:
            self._warned, self._warning = True, text


async def _shielded(work: "Future[_Result]") -> _Result:
    """What the ledger's thread began it finishes, also when the caller is cancelled."""
    return await asyncio.shield(asyncio.wrap_future(work))
