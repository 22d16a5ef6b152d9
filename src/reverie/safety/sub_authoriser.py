"""The port `Authoriser` for a sub-session: never more than its session may, and never a grant."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from reverie.conversation.access import CommandAccess, Decision, Denied, ProposedCall, WriteAccess
from reverie.conversation.visible import visible_line

from .authoriser import PolicyAuthoriser
from .permissions import Ask, Policy, judge


class SubAuthoriser:
    """Denies what lies outside the task; all else is judged by the policy of the session that started it.

    Where that asks, the same person is asked, with the task's title before the question, and for this one call only:
    nothing is offered, so nothing they answer is remembered. `write_root` (a real path) is where files may be changed,
    None for nowhere; `own` is the folder of the sub-session's outputs. `on_asking` is told when a question begins to
    wait for the person (True) and when it is answered (False).
    """

    def __init__(
        self,
        parent: PolicyAuthoriser,
        title: str,
        write_root: Path | None,
        own: Path,
        on_asking: Callable[[bool], object] = lambda asking: None,
    ) -> None:
        self._parent = parent
        self._title = title
        self._write_root = write_root
        self._own = own.resolve()
        self._on_asking = on_asking

    async def authorise(self, call: ProposedCall) -> Decision:
        if reason := self._outside(call):
            return Denied(reason)
        if not self._parent.can_ask or not isinstance(judge(call, self._policy()), Ask):
            return await self._parent.authorise_by(self._policy, call, once=True)
        self._on_asking(True)
        try:
            return await self._parent.authorise_by(self._policy, self._titled(call), once=True)
        finally:
            self._on_asking(False)

    def _outside(self, call: ProposedCall) -> str:
        """Why the task may not do this, whatever anybody grants; empty when it may be judged."""
        root = self._write_root
        match call.access:
            case WriteAccess() | CommandAccess() if root is None:
                return "this task only reads: say in your result what should be changed or run"
            case WriteAccess(path=path) if root is not None and not path.is_relative_to(root):
                return f"this task may write below '{root}' only: say in your result what should change elsewhere"
        return ""

    def _policy(self) -> Policy:
        policy = self._parent.policy()
        return msgspec.structs.replace(policy, readable=(*policy.readable, self._own, self._own.with_suffix(".jsonl")))

    def _titled(self, call: ProposedCall) -> ProposedCall:
        return msgspec.structs.replace(call, summary=f"[task: {visible_line(self._title)}] {call.summary}")
