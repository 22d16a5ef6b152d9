"""A person who answers questions in a fixed order."""

from reverie.conversation.ports import PermissionMode, Question
from tests.fakes.pass_through import PassThrough


class ScriptedPerson:
    """Gives the answers in their order, and None when there are no more; notes what was asked."""

    def __init__(self, *answers: str | None) -> None:
        self.answers = list(answers)
        self.asked: list[Question] = []

    async def answer(self, question: Question) -> str | None:
        self.asked.append(question)
        return self.answers.pop(0) if self.answers else None


class Mode:
    """A permission mode; notes each change."""

    def __init__(self, mode: PermissionMode = "ask") -> None:
        self._mode = mode
        self.changes: list[PermissionMode] = []

    @property
    def mode(self) -> PermissionMode:
        return self._mode

    @mode.setter
    def mode(self, mode: PermissionMode) -> None:
        self._mode = mode
        self.changes.append(mode)


class MaskingRedactor(PassThrough):
    """Masks one word."""

    def redact(self, text: str) -> str:
        return text.replace("hunter2", "[masked]")
