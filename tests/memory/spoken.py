"""Sessions whose transcripts facts cite, as a session writes them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from reverie.conversation.events import CallFinished, CallStatus, TurnEnded
from reverie.conversation.mark import Mark
from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    ResultPart,
    TextPart,
    ToolMessage,
    Usage,
    UserMessage,
    user_text,
)
from reverie.conversation.origin import Origin
from reverie.conversation.record import AnyEffect, EditedFile, RanCommand
from reverie.transcripts.records import FORMAT, SessionHeader
from reverie.transcripts.session_file import SessionFile

SESSION = "01JD4K8ZQ5T7G9V2M3N4P5Q6R7"
TASK = "01JD4K8ZQ5T7G9V2M3N4P5Q6R8"
SUNDAY = datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp()


class Spoken:
    """A session that is being written; each method gives the line of what it wrote."""

    def __init__(
        self,
        folder: Path,
        session: str = SESSION,
        *,
        interactive: bool = True,
        parent: str = "",
        task: str = "",
        clock: float = SUNDAY,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{session}.jsonl"
        header = SessionHeader(
            FORMAT, session, "2026-11-22T12:00:00.000Z", "/project", "m", "1", interactive, parent, task
        )
        self._clock = lambda: clock
        self._file = SessionFile.create(self.path, header, self._clock)
        self._calls = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    @property
    def _last(self) -> int:
        return self._file.next_line - 1

    def resume(self, *, headless: bool) -> None:
        self._file.close()
        self._file, _ = SessionFile.reopen(self.path, self._clock, model="m", version="1", headless=headless)

    def person(self, text: str, *added: TextPart) -> int:
        self._file.write_message(UserMessage((TextPart(text), *added)))
        return self._last

    def other(self, text: str, origin: Origin) -> int:
        self._file.write_message(user_text(text, origin))
        return self._last

    def model(self, text: str) -> int:
        self._file.write_message(AssistantMessage((TextPart(text, "model"),), "m"))
        return self._last

    def calls(self, *done: tuple[AnyEffect | None, CallStatus, Sequence[TextPart]]) -> tuple[list[int], int]:
        """One reply with these calls; gives the line of each call's end, and that of their results."""
        ids = [f"call{self._calls + number}" for number in range(len(done))]
        self._calls += len(done)
        self._file.write_message(AssistantMessage(tuple(CallPart(one, "tool", "{}") for one in ids), "m"))
        lines = []
        for one, (effect, status, _) in zip(ids, done, strict=True):
            self._file.write_call(CallFinished(one, "tool", status, "its note", effect))
            lines.append(self._last)
        results = (
            ResultPart(one, tuple(parts), status != "ok") for one, (_, status, parts) in zip(ids, done, strict=True)
        )
        self._file.write_message(ToolMessage(tuple(results)))
        return lines, self._last

    def edit(self, path: str, after: str = "", status: CallStatus = "ok") -> int:
        effect = EditedFile(path, "diff", after=after or f"hash of {path}")
        lines, _ = self.calls((effect, status, [TextPart(f"Edited {path}", "tool")]))
        return lines[0]

    def command(self, command: str, exit_status: int | None, output: str = "out") -> int:
        status: CallStatus = "ok" if exit_status == 0 else "failed"
        lines, _ = self.calls((RanCommand(command, ".", exit_status), status, [TextPart(output, "tool")]))
        return lines[0]

    def end_turn(self) -> int:
        self._file.write_turn_end(TurnEnded("done", "", 1, Usage()))
        return self._last

    def rewind(self, *restored: EditedFile) -> int:
        self._file.write_mark(Mark("rewind", self._file.next_line, restored=restored))
        return self._file.next_line - 1
