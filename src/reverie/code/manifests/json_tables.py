"""JSON manifests as tables."""

import msgspec

from .declared import Unreadable, table


def json_tables(text: str) -> dict[str, object]:
    """Raises `Unreadable`."""
    try:
        return table(msgspec.json.decode(text.removeprefix("\ufeff").encode(errors="replace")))
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise Unreadable(str(error)) from error
