"""Fault: why one attempt at a request failed, and whether another attempt makes sense.

Faults are raised inside this package only; a client's stream ends with the `ModelFailure` made of the last one.
"""

from reverie.conversation.messages import Usage
from reverie.conversation.ports import FailureKind


class Fault(Exception):
    """One failed attempt.

    `text` is one line with the next step. `retry_after` is what the server asked to wait, in seconds. `unreachable`
    when no connection was made. `billable` when the provider may have worked before the attempt broke. `usage` is what
    it is believed to bill for that, set by the client.
    """

    def __init__(
        self,
        kind: FailureKind,
        text: str,
        *,
        retry: bool = False,
        retry_after: float | None = None,
        unreachable: bool = False,
        billable: bool = False,
    ) -> None:
        super().__init__(text)
        self.kind: FailureKind = kind
        self.text = text
        self.retry = retry
        self.retry_after = retry_after
        self.unreachable = unreachable
        self.billable = billable
        self.usage = Usage()


def torn(what: str) -> Fault:
    """A stream that ended, stalled or broke before its last event, or before its first: nobody knows what was done."""
    line = f"{what}; ask again, the connection or the provider is unstable"
    return Fault("network", line, retry=True, billable=True)
