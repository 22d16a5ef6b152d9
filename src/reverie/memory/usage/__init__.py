"""Usage: how often each fact was recalled, cited and contradicted; what is used stays in the index."""

from .counts import FactUse, Usage
from .ranking import by_usage, uses_of

__all__ = ["FactUse", "Usage", "by_usage", "uses_of"]
