"""Deeds out of our own transcripts: from the effects that the tools wrote, and for what had none from its arguments."""

import re
from collections.abc import Iterator
from typing import Any

from reverie.conversation.deeds import AnyDeed, Command, Edit, Memory, Read, Revert, Search, TaskResult, Web, Write
from reverie.conversation.mark import Mark
from reverie.conversation.record import (
    EditedFile,
    FetchedUrl,
    ListedFolder,
    RanCommand,
    RanTask,
    ReadFile,
    Searched,
    WroteMemory,
)
from reverie.transcripts.entries import AnyEntry, Call, Ended, Other, Said
from reverie.transcripts.json_line import text_in
from reverie.transcripts.own_entries import OwnReader
from reverie.transcripts.records import CallRecord, MarkRecord, MessageRecord, decode, encode

from .pairing import NO_RESULT, OpenCalls, arguments_of, line_of, name_of, text_of

_STARTED = re.compile(r"Started as (job-\d+);")
_RUNNING = re.compile(r"\[job-\d+ is running\]\s*$")


_PERSONS = re.compile(
    r"\[The person ran this command themselves: (.*)\]\n(.*)\n\[(?:exit status (\d+)|stopped[^\n]*)\]\Z", re.DOTALL
)
"""How `!COMMAND` is told to the model."""


class OwnDeeds:
    """Takes the entries of one transcript. A forked session's record begins with what it took over."""

    def __init__(self) -> None:
        self.unknown = 0
        self._open = OpenCalls()
        self._jobs: dict[str, RanCommand] = {}

    def take(self, entry: AnyEntry) -> Iterator[AnyDeed]:
        if isinstance(entry, Other) and entry.kind == "mark":
            record = decode(entry.content)
            if isinstance(record, MarkRecord):
                yield from self._of_mark(entry.line, record.mark)
        elif isinstance(entry, Said):
            yield from _persons_own(entry)
        elif call := self._open.take(entry):
            yield from self._of_call(call)

    def finish(self) -> Iterator[AnyDeed]:
        for call in self._open.drain():
            yield from self._of_call(call)

    def _of_mark(self, line: int, mark: Mark) -> Iterator[AnyDeed]:
        for restored in mark.restored:
            yield Revert(line=line, path=restored.path)
        if mark.why == "fork":
            yield from self._taken_over(line, mark)

    def _taken_over(self, line: int, mark: Mark) -> Iterator[AnyDeed]:
        """The calls of the session that this one was forked from, as far as the mark holds them."""
        reader = OwnReader()
        records: list[CallRecord | MessageRecord] = [CallRecord("", call) for call in mark.calls]
        records += [MessageRecord("", message) for message in mark.messages]
        entries = [entry for record in records for entry in reader.take(line, encode(record))]
        ends = {entry.call_id: entry for entry in entries if isinstance(entry, Ended)}
        calls = OpenCalls()
        for entry in entries:
            if not isinstance(entry, Ended) and (call := calls.take(entry)):
                call.ended = ends.get(call.call_id)
                yield from self._of_call(call)

    def _of_call(self, call: Call) -> Iterator[AnyDeed]:
        line, text = line_of(call), text_of(call)
        effect = call.ended.effect if call.ended else None
        match effect:
            case RanCommand():
                yield self._command(line, effect, call)
            case EditedFile():
                yield _edited(line, effect, call)
            case ReadFile():
                yield Read(line=line, path=effect.path)
            case ListedFolder():
                yield Search(line=line, query=effect.path, output=text)
            case Searched():
                yield Search(line=line, query=effect.query, output=text)
            case FetchedUrl():
                yield Web(line=line, url=effect.url, ok=not _failed(call), output=text)
            case RanTask():
                yield TaskResult(line=line, result=text)
            case WroteMemory() if name_of(call) == "remember":
                yield Memory(line=line, ok=True, receipt=text)
            case None:
                yield from self._without_effect(line, call, text)

    def _command(self, line: int, effect: RanCommand, call: Call) -> Command:
        output = text_of(call)
        started = _STARTED.search(output) if effect.background and effect.exit_status is None else None
        if started:
            self._jobs[started[1]] = effect
        return Command(
            line=line,
            command=effect.command,
            exit=effect.exit_status,
            output=output,
            background=started is not None,
            directory=effect.directory,
        )

    def _without_effect(self, line: int, call: Call, text: str) -> Iterator[AnyDeed]:
        """A call that failed, was denied or was cancelled; or one that looked at a job that still runs."""
        arguments = arguments_of(call)
        denied = call.ended is not None and call.ended.status == "denied"
        path, error = text_in(arguments, "path"), text or NO_RESULT
        match name_of(call):
            case "shell":
                yield from self._shell(line, arguments, text, denied=denied)
            case "edit":
                yield Edit(line=line, path=path, ok=False, error=error, denied=denied)
            case "write":
                yield Write(line=line, path=path, ok=False, error=error, denied=denied)
            case "read":
                yield Read(line=line, path=path, ok=False)
            case "list":
                yield Search(line=line, query=path, ok=False, output=text)
            case "search" | "ranked_search":
                query = text_in(arguments, "pattern") or text_in(arguments, "words") or text_in(arguments, "glob")
                yield Search(line=line, query=query, ok=False, output=text)
            case "web_fetch":
                yield Web(line=line, url=text_in(arguments, "url"), ok=False, output=text)
            case "remember":
                yield Memory(line=line, ok=False, reason=error)
            case "task" if text:
                yield TaskResult(line=line, result=text)

    def _shell(self, line: int, arguments: dict[str, Any], text: str, *, denied: bool) -> Iterator[Command]:
        command, directory = text_in(arguments, "command"), text_in(arguments, "directory")
        if job := self._jobs.get(text_in(arguments, "job")):
            if _RUNNING.search(text):
                yield Command(line=line, command=job.command, output=text, background=True, directory=job.directory)
        elif command:
            yield Command(line=line, command=command, output=text, denied=denied, directory=directory)


def _edited(line: int, effect: EditedFile, call: Call) -> Edit | Write:
    """A file that was there is edited also by the tool `write`: the diff says what became of it."""
    if not effect.created:
        return Edit(line=line, path=effect.path, diff=effect.diff)
    content = text_in(arguments_of(call), "content")
    return Write(line=line, path=effect.path, content=content or _content_in(effect.diff))


def _content_in(diff: str) -> str:
    return "".join(f"{line[1:]}\n" for line in diff.splitlines()[2:] if line.startswith("+"))


def _failed(call: Call) -> bool:
    return bool(call.returned and call.returned.failed)


def _persons_own(said: Said) -> Iterator[Command]:
    """What the person ran in between is a part of the record: the model was told of it."""
    if said.role == "user" and said.origin == "tool" and (found := _PERSONS.match(said.text)):
        command, output, status = found.groups()
        yield Command(line=said.line, command=command, exit=int(status) if status else None, output=output)
