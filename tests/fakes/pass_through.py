"""A redactor that masks nothing, where a test is about something else."""


class PassThrough:
    """The `Redactor` port, and its own `RedactedStream`: it keeps nothing back."""

    def redact(self, text: str) -> str:
        return text

    def holds_mask(self, text: str) -> bool:
        return False

    def stream(self) -> "PassThrough":
        return self

    def feed(self, text: str) -> str:
        return text

    def finish(self) -> str:
        return ""
