"""Shares: how much of the window each part may take, so that a digest is as small at turn 2,000 as at turn 200."""

import msgspec


class Shares(msgspec.Struct, frozen=True):
    """Parts of a window, in tokens (by the estimate that is rather too large)."""

    window: int

    @property
    def tail(self) -> int:
        """The newest messages, kept as they are."""
        return self.window // 5

    @property
    def said(self) -> int:
        """The person's messages, whole."""
        return self.window // 10

    @property
    def asked(self) -> int:
        """The one message that is being worked on."""
        return self.window // 10

    @property
    def list(self) -> int:
        """The quotes of older messages; the failed attempts; each of them."""
        return self.window // 20

    @property
    def short_list(self) -> int:
        """What was denied, what was changed, what was read, what was left in the transcript; each of them."""
        return self.window // 40

    @property
    def narrative(self) -> int:
        return self.window // 20

    @property
    def output(self) -> int:
        """One output of a tool in the tail, unless it is still to be answered."""
        return max(400, self.window // 100)

    @property
    def unbounded(self) -> int:
        """Rules, decisions, plan and todos are never let go; past this the person is told."""
        return self.window // 3
