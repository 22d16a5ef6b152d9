"""Words that several commands share: ages, money, tokens, one line of a text."""

from collections.abc import Sequence
from datetime import UTC, datetime

from reverie.conversation.messages import Usage
from reverie.conversation.truncation import counted

_STEPS = ((60, 60, "min"), (24, 3600, "h"))
_DAYS = 60


def ago(at: str, now: float) -> str:
    """`3 min ago`, from an instant in ISO 8601 to `now` (seconds since the epoch); a date when it is long ago."""
    try:
        then = datetime.fromisoformat(at)
    except ValueError:
        return "at an unknown time"
    return ago_seconds(then.timestamp(), now)


def ago_seconds(then: float, now: float) -> str:
    """The same, from seconds since the epoch."""
    seconds = max(0.0, now - then)
    if seconds < 60:
        return "just now"
    for most, length, name in _STEPS:
        if seconds < most * length:
            return f"{int(seconds // length)} {name} ago"
    days = int(seconds // 86_400)
    return f"{counted(days, 'day')} ago" if days < _DAYS else f"on {datetime.fromtimestamp(then, UTC):%Y-%m-%d}"


def money(usd: float) -> str:
    return f"${usd:,.4f}" if usd < 100 else f"${usd:,.2f}"


def tokens(usage: Usage) -> str:
    """`12,345 tokens in (67 % from the cache), 890 out`."""
    sent = usage.input + usage.cache_read + usage.cache_write
    cached = f" ({100 * usage.cache_read / sent:.0f} % from the cache)" if usage.cache_read else ""
    return f"{sent:,} tokens in{cached}, {usage.output:,} out"


def one_line(text: str, most: int) -> str:
    """The text on one line, cut at its end."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def columns(rows: Sequence[Sequence[str]], gap: str = "  ") -> list[str]:
    """Lines of aligned columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [gap.join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
