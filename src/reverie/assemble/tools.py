"""The tools of a session, opened for a profile and kept open when the model changes."""

from contextlib import AsyncExitStack

from reverie.agent.profile import Profile
from reverie.conversation.ports import Tool
from reverie.tools.means import Means


class OpenTools:
    """Opens the tools that a profile wants, once for each kind of profile; `stack` closes them at the session's end.

    A change of model so leaves running background commands alone. `without` names tools that are not there at all.
    """

    def __init__(self, stack: AsyncExitStack, means: Means, without: frozenset[str] = frozenset()) -> None:
        self._stack = stack
        self._means = means
        self._without = without
        self._opened: dict[tuple[str, ...] | None, dict[str, Tool]] = {}

    def of(self, profile: Profile) -> dict[str, Tool]:
        """The tools by name, in their fixed order."""
        if profile.opened not in self._opened:
            self._opened[profile.opened] = self._open(profile)
        return self._opened[profile.opened]

    def _open(self, profile: Profile) -> dict[str, Tool]:
        from reverie.tools.registry import TOOL_NAMES, close_tools, open_tools

        names = [name for name in profile.opened or TOOL_NAMES if name not in self._without]
        tools = open_tools(self._means, limits=profile.result_limits, names=names)
        self._stack.push_async_callback(close_tools, tools)
        return {tool.spec.name: tool for tool in tools}
