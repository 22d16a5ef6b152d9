"""Spend, the port `Budget`: money is reserved in the ledger before each request leaves, and settled after it.

A cap holds over one run, which is one invocation; caps over a longer span (a job's day, all background work's day) are
further `Cap` values with a scope of their own.
"""

import asyncio
import os
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import msgspec

from ..conversation.messages import Usage
from ..conversation.ports import OverBudget, Reservation
from ..conversation.price import Price
from .ledger import Ledger, LedgerUnusable, Scope, Spent

_Result = TypeVar("_Result")
_ROUNDING_USD = 1e-9  # sums of floats: three times 0.1 is not more than 0.3
_NOT_KEPT = -1


class Cap(msgspec.Struct, frozen=True):
    """The most that requests of one scope may cost (US dollars) or number; None is no limit. `name` is for people."""

    name: str
    usd: float | None = None
    requests: int | None = None
    scope: Scope = "run"


class Spend:
    """Reserves and settles for one run of one session.

    `price_of` gives a model's price, None when it is unknown. `run` is a new random id unless a run goes on that was
    interrupted. Without caps a ledger that fails only leads to a warning; with one, to a refusal.
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
        reserving = self._executor.submit(self._reserve, model, usd)
        try:
            found = await _shielded(reserving)
        except asyncio.CancelledError:
            self._executor.submit(self._give_back, reserving)
            raise
        if isinstance(found, Reservation):
            self._prices[found.id] = price
        return found

    async def settle(self, reservation: Reservation, usage: Usage) -> float | None:
        """Book what was used; the cost in US dollars, None if unknown.

        It is written at once but not waited for: a process killed before that leaves the reservation, which counts.
        """
        price = self._prices.pop(reservation.id, None)
        usd = None if price is None else price.cost(usage)
        if reservation.id != _NOT_KEPT:
            self._executor.submit(self._settle, reservation.id, usage, usd)
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

    # --- on the ledger's thread -------------------------------------------------------------------------------------

    def _open(self) -> None:
        """While the caller still builds its first request. A failure is met again, and told, at the reservation."""
        try:
            self._ledger.open()
        except LedgerUnusable:
            return

    def _reserve(self, model: str, usd: float) -> Reservation | OverBudget:
        try:
            with self._ledger.transaction():
                if refused := self._exceeded(usd):
                    return refused
                row = self._ledger.add(run=self.run, session=self._session, model=model, usd=usd)
        except LedgerUnusable as error:
            if self._caps:
                return OverBudget(f"{error}; without it a budget cannot hold")
            self._warn(f"{error}; what this session spends is not kept")
            return Reservation(_NOT_KEPT, usd)
        return Reservation(row, usd)

    def _give_back(self, reserving: "Future[Reservation | OverBudget]") -> None:
        """Nothing was sent for it."""
        if isinstance(found := reserving.result(), Reservation) and found.id != _NOT_KEPT:
            self._settle(found.id, Usage(), 0.0)

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

    def _settle(self, row: int, usage: Usage, usd: float | None) -> None:
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
