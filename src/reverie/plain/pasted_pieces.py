"""What of the newest typed texts was pasted: its author may be a stranger, whom the person did not read to the end."""

from collections import deque

_MOST_TEXTS = 50


class PastedPieces:
    """Knows it also of a part of such a text (what follows a command), and when a text is put back and sent again."""

    def __init__(self) -> None:
        self._texts: deque[tuple[str, tuple[str, ...]]] = deque(maxlen=_MOST_TEXTS)

    def note(self, text: str, pieces: tuple[str, ...]) -> None:
        """A text was sent of which `pieces` were pasted. A name alone that was pasted earlier may be typed now."""
        again = [old for _, before in self._texts for old in before if len(old.split()) > 1 and old.strip() in text]
        self._texts.append((text, tuple(dict.fromkeys((*pieces, *again)))))

    def of(self, text: str) -> tuple[str, ...]:
        """What was pasted of a text, or of the one that it is a part of."""
        return next((pieces for typed, pieces in reversed(self._texts) if text in typed), ())
