"""The tail: the newest messages, kept as they are but for what is superseded, or big and already answered."""

from collections.abc import Mapping, Sequence

import msgspec

from reverie.agent.request import tokens_of_message
from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    Message,
    ReasoningPart,
    ResultPart,
    TextPart,
    ToolMessage,
    UserMessage,
    most_tokens_of,
)
from reverie.conversation.record import EditedFile, ReadFile
from reverie.conversation.truncation import counted

from .done_calls import DoneCall
from .left_out import big_result, cut_result, failed_result, place, superseded_result, without_superseded_text
from .persons_message import cut_to
from .view import View, is_instructions, is_words


class Tail(msgspec.Struct, frozen=True):
    """What is kept of the messages: those at `places`, as `messages`.

    `replaced` tells how many characters a result had that only a note stands for now, by call id.
    """

    places: tuple[int, ...]
    messages: tuple[Message, ...]
    replaced: Mapping[str, int]


def keep_tail(view: View) -> Tail:
    """The newest messages that fit their share, and what the person asks for in this turn, whatever its age.

    A result is never without its call: the tail begins with a message of a person or of the model.
    """
    lighter = _Lighter(view)
    kept: dict[int, Message] = {}
    waiting: dict[int, Message] = {}  # results whose call comes next, going backwards
    left = view.shares.tail
    for index in range(len(view.messages) - 1, view.first - 1, -1):
        message = lighter.lighten(index)
        if message is not None:
            waiting[index] = message
            left -= tokens_of_message(message) if index not in view.asked else 0
        if isinstance(view.messages[index], ToolMessage):
            continue
        if left < 0 and kept:
            break
        kept |= waiting
        waiting = {}
    kept |= {index: message for index in view.asked if (message := lighter.lighten(index)) is not None}
    places = tuple(sorted(kept))
    return Tail(places, tuple(kept[index] for index in places), lighter.replaced_in(tuple(kept.values())))


class _Lighter:
    """Makes single messages lighter, each in the same way however often it is asked."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._calls = {call.call.id: call for call in view.calls}
        self._replaced = dict(view.digest.replaced)
        self._newest = _unanswered(view.messages)

    def lighten(self, index: int) -> Message | None:
        """None for a message of which nothing has to be kept."""
        message = self._view.messages[index]
        if isinstance(message, AssistantMessage):
            return self._reply(message, index)
        if isinstance(message, ToolMessage):
            return self._results(message, index)
        if is_instructions(message):
            return None
        return self._persons(message, index)

    def replaced_in(self, messages: tuple[Message, ...]) -> dict[str, int]:
        """Of what was replaced, what is in these messages."""
        results = (result for message in messages if isinstance(message, ToolMessage) for result in message.results)
        ids = sorted(result.call_id for result in results if result.call_id in self._replaced)
        return {call_id: self._replaced[call_id] for call_id in ids}

    def _reply(self, message: AssistantMessage, index: int) -> AssistantMessage | None:
        """Providers want a model's thoughts back beside calls whose results are new, and within a turn."""
        is_over = index < self._view.turn_start and index + 1 != self._newest
        parts = tuple(
            self._slim(part) if isinstance(part, CallPart) else part
            for part in message.parts
            if not (is_over and isinstance(part, ReasoningPart))
        )
        return msgspec.structs.replace(message, parts=parts) if parts else None

    def _slim(self, part: CallPart) -> CallPart:
        """An edit's arguments hold the text that it replaced, which is in the file no more."""
        call = self._calls.get(part.id)
        is_old = part.id in self._view.superseded
        if call is None or not (is_old or isinstance(call.effect, EditedFile)):
            return part
        return without_superseded_text(part, all_of_it=is_old)

    def _results(self, message: ToolMessage, index: int) -> ToolMessage:
        calls = [self._calls[result.call_id] for result in message.results if result.call_id in self._calls]
        fits = sum(map(_tokens_of_result, message.results)) <= self._view.shares.tail
        share = self._view.shares.tail // max(1, len(calls))
        if index == self._newest:
            return ToolMessage(tuple(self._newest_result(call, None if fits else share) for call in calls))
        return ToolMessage(tuple(self._result(call, is_over=index < self._view.turn_start) for call in calls))

    def _newest_result(self, call: DoneCall, share: int | None) -> ResultPart:
        """What the model asked for and has not answered stays, as far as it fits."""
        if call.call.id in self._view.superseded:
            return self._replace(call, superseded_result(call))
        if share is None or _tokens_of_result(call.result) <= share:
            return call.result
        return self._replace(call, cut_result(call, share))

    def _result(self, call: DoneCall, *, is_over: bool) -> ResultPart:
        """Of a turn that is over, a failed attempt becomes one line, as in the digest; the person's words stay."""
        size = _tokens_of_result(call.result)
        if call.call.id in self._view.superseded:
            return self._replace(call, superseded_result(call))
        if call.status != "ok" and call.persons_words:
            return call.result
        if call.status != "ok" and is_over:
            return self._replace(call, failed_result(call, self._size(call)))
        is_current = call.status == "ok" and isinstance(call.effect, ReadFile)
        if is_current or size <= self._view.shares.output:
            return call.result
        return self._replace(call, big_result(call, self._size(call)))

    def _size(self, call: DoneCall) -> int:
        """Characters of its text, as it was."""
        return self._replaced.get(call.call.id, len(call.text))

    def _replace(self, call: DoneCall, result: ResultPart) -> ResultPart:
        self._replaced.setdefault(call.call.id, len(call.text))
        return result

    def _persons(self, message: UserMessage, index: int) -> UserMessage:
        line = self._view.lines[index]
        if index in self._view.asked:
            return cut_to(message, line, self._view.shares.asked)
        parts = tuple(
            TextPart(f"[left out: {counted(len(part.text), 'character')}; {place(line)}]", "tool")
            if isinstance(part, TextPart)
            and not is_words(part)
            and most_tokens_of(part.text) > self._view.shares.output
            else part
            for part in message.parts
        )
        return message if parts == message.parts else UserMessage(parts)


def _unanswered(messages: Sequence[Message]) -> int:
    """The index of the results that the model has not answered yet; -1 when there are none."""
    for index in range(len(messages) - 1, -1, -1):
        if isinstance(messages[index], ToolMessage):
            return index
        if isinstance(messages[index], AssistantMessage):
            break
    return -1


def _tokens_of_result(result: ResultPart) -> int:
    return tokens_of_message(ToolMessage((result,)))
