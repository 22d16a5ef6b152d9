"""The bill of one request: money reserved before each attempt that may cost some, settled after it."""

from reverie.conversation.messages import Usage
from reverie.conversation.ports import Budget, OverBudget, Reservation

from .tally import Tally


class Bill:
    """What one request costs, over its attempts.

    `input_tokens` and `output_tokens` are the most that one attempt can use.
    """

    def __init__(self, budget: Budget, tally: Tally, model: str, input_tokens: int, output_tokens: int) -> None:
        self._budget = budget
        self._tally = tally
        self._of = (model, input_tokens, output_tokens)
        self._reservation: Reservation | None = None

    async def reserve(self) -> OverBudget | None:
        """Set aside what one attempt can cost; why not, when a cap is in the way."""
        answer = await self._budget.reserve(*self._of)
        if isinstance(answer, OverBudget):
            return answer
        self._reservation = answer
        return None

    async def reserve_again(self, lost: Usage) -> OverBudget | None:
        """Before another attempt: what the broken one is billed is settled, and as much reserved as before.

        The reservation of an attempt that is billed nothing serves the next one.
        """
        if lost == Usage():
            return None
        self._tally.count_usage(lost, await self._settled(lost))
        refused = await self.reserve()
        if refused is not None:
            self._tally.count_request(Usage(), 0.0)  # it was asked, though it is not asked to its end
        return refused

    async def settle(self, usage: Usage) -> float | None:
        """Book the last attempt; its cost in US dollars, None when the price is unknown."""
        cost = await self._settled(usage)
        self._tally.count_request(usage, cost)
        return cost

    async def cancel(self, usage: Usage) -> None:
        """Book an attempt that was cancelled; nothing when none was under way."""
        if self._reservation is not None:
            await self.settle(usage)

    async def _settled(self, usage: Usage) -> float | None:
        reservation, self._reservation = self._reservation, None
        return None if reservation is None else await self._budget.settle(reservation, usage)
