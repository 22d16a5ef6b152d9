"""Our own transcripts as entries."""

from collections.abc import Iterator

import msgspec

from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    ImagePart,
    Message,
    ReasoningPart,
    ResultPart,
    TextPart,
    ToolMessage,
)
from reverie.conversation.record import RanCommand

from .entries import AnyEntry, Called, Damaged, Ended, Header, Other, Returned, Said, Thought
from .json_line import DamagedLine, decode_line, text_in
from .records import (
    CallRecord,
    MessageRecord,
    SessionHeader,
    UnknownRecord,
    decode,
)


class OwnReader:
    """Takes the lines of one transcript, one after the other."""

    def __init__(self) -> None:
        self._ended: dict[str, int | None] = {}

    def take(self, number: int, line: bytes) -> Iterator[AnyEntry]:
        """The entries of a line."""
        match decode(line):
            case SessionHeader() as header:
                yield _header(number, header)
            case MessageRecord(at=at, message=message):
                entries = list(self._message(number, at, message))
                yield from entries or [Other(line=number, at=at, kind="message", content=line)]
            case CallRecord(at=at, call=call):
                exit_status = call.effect.exit_status if isinstance(call.effect, RanCommand) else None
                self._ended[call.call_id] = exit_status
                yield Ended(
                    line=number,
                    at=at,
                    call_id=call.call_id,
                    status=call.status,
                    note=call.note,
                    exit_status=exit_status,
                    effect=call.effect,
                )
            case UnknownRecord(damaged=damaged):
                yield _unknown(number, line, damaged)
            case known:
                kind = known.__struct_config__.tag
                assert isinstance(kind, str)
                yield Other(line=number, at=known.at, kind=kind, content=line)

    def finish(self) -> Iterator[AnyEntry]:
        """What was held back: nothing."""
        yield from ()

    def _message(self, number: int, at: str, message: Message) -> Iterator[AnyEntry]:
        if isinstance(message, ToolMessage):
            for result in message.results:
                yield self._returned(number, at, result)
            return
        model = message.model if isinstance(message, AssistantMessage) else ""
        for part in message.parts:
            match part:
                case TextPart(text=text, origin=origin):
                    role = "assistant" if isinstance(message, AssistantMessage) else "user"
                    yield msgspec.convert(
                        {"line": number, "at": at, "role": role, "origin": origin, "text": text, "model": model}, Said
                    )
                case ReasoningPart(text=text):
                    yield Thought(line=number, at=at, text=text, model=model)
                case CallPart(id=call_id, name=name, arguments=arguments):
                    yield Called(line=number, at=at, call_id=call_id, name=name, arguments=arguments, model=model)
                case ImagePart():
                    yield Other(line=number, at=at, kind="message/image", content=msgspec.json.encode(part))

    def _returned(self, number: int, at: str, result: ResultPart) -> Returned:
        texts = [part for part in result.content if isinstance(part, TextPart)]
        return Returned(
            line=number,
            at=at,
            call_id=result.call_id,
            text="\n".join(part.text for part in texts),
            origin=texts[0].origin if texts else "tool",
            failed=result.failed,
            exit_status=self._ended.pop(result.call_id, None),
        )


def _header(number: int, header: SessionHeader) -> Header:
    return Header(
        line=number,
        at=header.created,
        session=header.id,
        directory=header.root,
        version=header.version,
        model=header.model,
        parent=header.parent,
    )


def _unknown(number: int, line: bytes, damaged: bool) -> Other | Damaged:
    if damaged:
        try:
            decode_line(line)
        except DamagedLine as error:
            return Damaged(line=number, reason=str(error), content=line)
        return Damaged(line=number, reason="it is not what its type should hold", content=line)
    record = decode_line(line)
    return Other(line=number, at=text_in(record, "at"), kind=text_in(record, "type"), content=line)
