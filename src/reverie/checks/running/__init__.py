"""Deciding checks: one file a kind."""

from .deciding import decide
from .ports import Commands, History

__all__ = ["Commands", "History", "decide"]
