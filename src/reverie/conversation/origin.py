"""Origin: who caused a text or an event. It decides what may be trusted, never what the text says."""

from typing import Literal

Origin = Literal["human", "model", "tool", "repo", "web", "mcp", "hook", "schedule", "peer"]
