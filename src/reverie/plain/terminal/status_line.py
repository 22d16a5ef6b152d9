"""The line below the input: the session at a glance."""

from reverie.conversation.visible import visible_line
from reverie.plain.face import Status

from .columns import fit


def status_line(status: Status, width: int) -> str:
    """Model, permission mode, what the session has used, how full the context is; cut to `width` columns."""
    parts = [visible_line(status.model), f"mode {status.mode}"]
    if status.tokens:
        parts.append(f"{status.tokens:,} tokens")
    if status.cost_usd is None:
        parts.append("price unknown")
    elif status.cost_usd:
        parts.append(f"${status.cost_usd:.2f}" if status.cost_usd >= 1 else f"${status.cost_usd:.4f}")
    if status.cached:
        parts.append(f"cache {status.cached:.0%}")
    if status.context:
        parts.append(f"context {status.context:.0%}")
    return fit(" · ".join(parts), width)
