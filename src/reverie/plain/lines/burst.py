"""Keys that came too fast for fingers: a terminal that can only write on does not say what was pasted."""

_MOST_TYPED = 3
"""Characters in one moment; two keys and Enter may fall together."""


class Burst:
    """What was read since nothing came for a moment.

    `sees_pastes` is false where another program hands over whole lines that a person had typed there.
    """

    def __init__(self) -> None:
        self.sees_pastes = True
        self._texts: list[str] = []

    def add(self, text: str) -> None:
        self._texts.append(text)

    def end(self) -> str:
        """The text if it was pasted, else nothing; the next burst begins."""
        text = "".join(self._texts)
        self._texts.clear()
        return text if self.sees_pastes and len(text) > _MOST_TYPED else ""
