"""How long a server asks to wait: `retry-after-ms`, `retry-after` (seconds or a date), Gemini's `retryDelay`."""

import re
import time
from collections.abc import Mapping

from reverie.storage.clock import Clock

_RETRY_DELAY = re.compile(rb'"retryDelay"\s*:\s*"(\d+(?:\.\d+)?)s"')


def retry_after_seconds(headers: Mapping[str, str], body: bytes, clock: Clock = time.time) -> float | None:
    """Seconds to wait, None when the server did not say. `headers` have lower-case names.

    A date (RFC 9110, 10.2.3) is read against the server's own `date`, because clocks differ.
    """
    if (milliseconds := _number(headers.get("retry-after-ms"))) is not None:
        return milliseconds / 1000
    asked = headers.get("retry-after")
    if (seconds := _number(asked)) is not None:
        return seconds
    if asked and (then := _instant(asked)) is not None:
        now = _instant(headers.get("date", ""))
        return max(0.0, then - (clock() if now is None else now))
    found = _RETRY_DELAY.search(body)
    return float(found[1]) if found else None


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0 <= number < float("inf") else None


def _instant(text: str) -> float | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError):
        return None
