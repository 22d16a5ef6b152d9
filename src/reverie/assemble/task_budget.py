"""The budget of one sub-session: its own share, within the caps of the session that started it."""

from reverie.conversation.messages import Usage
from reverie.conversation.ports import Budget, OverBudget, Reservation


class TaskBudget:
    """Reserves in the parent's budget, and refuses what might pass `most_usd`, the most this task may cost.

    That a price is unknown shows when the first request is settled; there is no second one then.
    """

    def __init__(self, parent: Budget, most_usd: float) -> None:
        self._parent = parent
        self._most_usd = most_usd
        self._reserved: dict[int, float] = {}
        self._spent_usd = 0.0
        self._is_unpriced = False

    async def reserve(self, model: str, input_tokens: int, output_tokens: int) -> Reservation | OverBudget:
        if self._is_unpriced:
            return OverBudget(f"model '{model}' has no known price, so the task's share cannot hold; leave it out")
        reservation = await self._parent.reserve(model, input_tokens, output_tokens)
        if isinstance(reservation, OverBudget):
            return reservation
        if self._spent_usd + sum(self._reserved.values()) + reservation.cost_usd > self._most_usd:
            await self._parent.settle(reservation, Usage())  # nothing was sent for it
            return OverBudget(
                f"the task's share of ${self._most_usd:g} would be exceeded: ${self._spent_usd:.4f} is spent, "
                f"and the next request may cost ${reservation.cost_usd:.4f}"
            )
        self._reserved[reservation.id] = reservation.cost_usd
        return reservation

    async def settle(self, reservation: Reservation, usage: Usage) -> float | None:
        cost = await self._parent.settle(reservation, usage)
        self._reserved.pop(reservation.id, None)
        self._spent_usd += cost or 0.0
        self._is_unpriced = self._is_unpriced or cost is None
        return cost
