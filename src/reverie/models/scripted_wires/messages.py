"""Anthropic Messages, as the scripted server speaks it."""

from typing import Any

import msgspec

from reverie.models.script import pieces

from .speech import Answer, event, halves, parsed_arguments

_OVERLOADED = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}


class Messages:
    """Implements `Speech`."""

    def events(self, answer: Answer) -> list[bytes]:
        start = _message(answer, [], None) | {"usage": _usage(answer) | {"output_tokens": 1}}
        events = [_named({"type": "message_start", "message": start})]
        for index, (opening, deltas) in enumerate(_blocks(answer)):
            events.append(_named({"type": "content_block_start", "index": index, "content_block": opening}))
            events += [_named({"type": "content_block_delta", "index": index, "delta": delta}) for delta in deltas]
            events.append(_named({"type": "content_block_stop", "index": index}))
        end = {"stop_reason": _stop(answer), "stop_sequence": None}
        usage = {"output_tokens": answer.usage.output}
        events.append(_named({"type": "message_delta", "delta": end, "usage": usage}))
        return [*events, _named({"type": "message_stop"})]

    def whole(self, answer: Answer) -> bytes:
        step = answer.step
        content: list[dict[str, Any]] = []
        if step.reasoning:
            content.append({"type": "thinking", "thinking": step.reasoning, "signature": _signature(answer)})
        if step.text:
            content.append({"type": "text", "text": step.text})
        for index, call in enumerate(step.calls):
            opening = _call(answer, index)
            content.append(opening | {"input": parsed_arguments(call)})
        return msgspec.json.encode(_message(answer, content, _stop(answer)))

    def overloaded(self) -> bytes:
        return event(_OVERLOADED, "error")

    def refusal(self, status: int, text: str) -> bytes:
        kinds = {401: "authentication_error", 404: "not_found_error", 429: "rate_limit_error", 529: "overloaded_error"}
        kind = kinds.get(status, "invalid_request_error" if status < 500 else "api_error")
        return msgspec.json.encode({"type": "error", "error": {"type": kind, "message": text}})


def _named(data: dict[str, Any]) -> bytes:
    return event(data, data["type"])


def _blocks(answer: Answer) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each content block as it opens, and its deltas."""
    step = answer.step
    blocks: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []
    if step.reasoning:
        deltas = [{"type": "thinking_delta", "thinking": piece} for piece in pieces(step.reasoning)]
        deltas.append({"type": "signature_delta", "signature": _signature(answer)})
        blocks.append(({"type": "thinking", "thinking": "", "signature": ""}, deltas))
    if step.text:
        deltas = [{"type": "text_delta", "text": piece} for piece in pieces(step.text)]
        blocks.append(({"type": "text", "text": ""}, deltas))
    for index, call in enumerate(step.calls):
        deltas = [{"type": "input_json_delta", "partial_json": piece} for piece in halves(call.wire_arguments)]
        blocks.append((_call(answer, index), deltas))
    return blocks


def _call(answer: Answer, index: int) -> dict[str, Any]:
    call = answer.step.calls[index]
    return {"type": "tool_use", "id": answer.call_id(index, call), "name": call.name, "input": {}}


def _message(answer: Answer, content: list[dict[str, Any]], stop: str | None) -> dict[str, Any]:
    return {
        "id": f"msg_{answer.number}",
        "type": "message",
        "role": "assistant",
        "model": answer.model,
        "content": content,
        "stop_reason": stop,
        "stop_sequence": None,
        "usage": _usage(answer),
    }


def _signature(answer: Answer) -> str:
    return f"signature-{answer.number}"


def _stop(answer: Answer) -> str:
    return "tool_use" if answer.step.calls else "end_turn"


def _usage(answer: Answer) -> dict[str, Any]:
    usage = answer.usage
    return {
        "input_tokens": usage.input,
        "output_tokens": usage.output,
        "cache_read_input_tokens": usage.cache_read,
        "cache_creation_input_tokens": usage.cache_write,
    }
