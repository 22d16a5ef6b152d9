"""The `Redactor` port: masks secrets before a text is stored, shown or sent."""

from collections.abc import Iterable

from .find import SHORTEST, find_secrets
from .found import Found
from .mask import holds_mask, masked
from .stream import LONGEST_WORD, RedactingStream


class SecretRedactor:
    """Masks every secret that can be told by its form or its name, and the `known` values wherever they stand."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._known = tuple(known)

    def redact(self, text: str) -> str:
        if len(text) < SHORTEST:
            return text
        if len(text) > LONGEST_WORD:  # as the stream does it, so that both mask the same
            stream = self.stream()
            return stream.feed(text) + stream.finish()
        found = self._find(text)
        return masked(text, found) if found else text

    def holds_mask(self, text: str) -> bool:
        return holds_mask(text)

    def stream(self) -> RedactingStream:
        return RedactingStream(self._find)

    def _find(self, text: str) -> tuple[Found, ...]:
        return find_secrets(text, self._known)
