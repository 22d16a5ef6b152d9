"""OpenAI Chat Completions, as the scripted server speaks it."""

from typing import Any

import msgspec

from reverie.models.script import pieces

from .speech import Answer, event, halves

_OVERLOADED = {"message": "The server is overloaded", "type": "overloaded_error", "code": "server_overloaded"}


class Chat:
    """Implements `Speech`."""

    def events(self, answer: Answer) -> list[bytes]:
        step = answer.step
        deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
        deltas += [{"reasoning_content": piece} for piece in pieces(step.reasoning)]
        deltas += [{"content": piece} for piece in pieces(step.text)]
        for index, call in enumerate(step.calls):
            function = {"name": call.name, "arguments": ""}
            first: dict[str, Any] = {
                "index": index,
                "id": answer.call_id(index, call),
                "type": "function",
                "function": function,
            }
            deltas.append({"tool_calls": [first]})
            for piece in halves(call.wire_arguments):
                deltas.append({"tool_calls": [{"index": index, "function": {"arguments": piece}}]})
        choices: list[Any] = [[{"index": 0, "delta": delta, "finish_reason": None}] for delta in deltas]
        choices.append([{"index": 0, "delta": {}, "finish_reason": _finish(answer)}])
        head = _head(answer, "chat.completion.chunk")
        chunks = [event(head | {"choices": choice}) for choice in choices]
        return [*chunks, event(head | {"choices": [], "usage": _usage(answer)}), b"data: [DONE]\n\n"]

    def whole(self, answer: Answer) -> bytes:
        step = answer.step
        message: dict[str, Any] = {"role": "assistant", "content": step.text or None, "refusal": None}
        if step.reasoning:
            message["reasoning_content"] = step.reasoning
        if step.calls:
            message["tool_calls"] = [
                {
                    "id": answer.call_id(index, call),
                    "type": "function",
                    "function": {"name": call.name, "arguments": call.wire_arguments},
                }
                for index, call in enumerate(step.calls)
            ]
        choice = {"index": 0, "message": message, "finish_reason": _finish(answer), "logprobs": None}
        body = _head(answer, "chat.completion") | {"choices": [choice], "usage": _usage(answer)}
        return msgspec.json.encode(body)

    def overloaded(self) -> bytes:
        return event({"error": _OVERLOADED})

    def refusal(self, status: int, text: str) -> bytes:
        kind = "invalid_request_error" if status < 500 else "server_error"
        return msgspec.json.encode({"error": {"message": text, "type": kind, "param": None, "code": None}})


def _head(answer: Answer, kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{answer.number}", "object": kind, "created": 1_700_000_000, "model": answer.model}


def _finish(answer: Answer) -> str:
    return "tool_calls" if answer.step.calls else "stop"


def _usage(answer: Answer) -> dict[str, Any]:
    usage = answer.usage
    prompt = usage.input + usage.cache_read + usage.cache_write
    return {
        "prompt_tokens": prompt,
        "completion_tokens": usage.output,
        "total_tokens": prompt + usage.output,
        "prompt_tokens_details": {"cached_tokens": usage.cache_read, "cache_write_tokens": usage.cache_write},
        "completion_tokens_details": {"reasoning_tokens": 0},
    }
