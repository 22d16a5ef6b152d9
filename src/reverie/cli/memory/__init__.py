"""`reverie memory`: what is remembered, for the person whose memory it is. One module a subcommand, all in `group`."""

from .group import memory

__all__ = ["memory"]
