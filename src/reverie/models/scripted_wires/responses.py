"""OpenAI Responses, as the scripted server speaks it."""

from typing import Any

import msgspec

from reverie.models.script import pieces

from .speech import Answer, event, halves

_OVERLOADED = {"type": "error", "code": "server_is_overloaded", "message": "Our servers are overloaded", "param": None}


class Responses:
    """Implements `Speech`."""

    def events(self, answer: Answer) -> list[bytes]:
        begun = _response(answer, [], "in_progress")
        data: list[dict[str, Any]] = [
            {"type": "response.created", "response": begun},
            {"type": "response.in_progress", "response": begun},
        ]
        items = _items(answer)
        for index, item in enumerate(items):
            opened = {"type": "response.output_item.added", "item": _opened(item)}
            closed = {"type": "response.output_item.done", "item": item}
            data += [part | {"output_index": index} for part in (opened, *_deltas(item), closed)]
        data.append({"type": "response.completed", "response": _response(answer, items, "completed")})
        numbered = (part | {"sequence_number": number} for number, part in enumerate(data))
        return [event(part, part["type"]) for part in numbered]

    def whole(self, answer: Answer) -> bytes:
        return msgspec.json.encode(_response(answer, _items(answer), "completed"))

    def overloaded(self) -> bytes:
        return event(_OVERLOADED | {"sequence_number": 0}, "error")

    def refusal(self, status: int, text: str) -> bytes:
        kind = "invalid_request_error" if status < 500 else "server_error"
        return msgspec.json.encode({"error": {"message": text, "type": kind, "param": None, "code": None}})


def _items(answer: Answer) -> list[dict[str, Any]]:
    step, number = answer.step, answer.number
    items: list[dict[str, Any]] = []
    if step.reasoning:
        summary = [{"type": "summary_text", "text": step.reasoning}]
        proof = {"encrypted_content": f"encrypted-{number}"}
        items.append({"id": f"rs_{number}", "type": "reasoning", "summary": summary} | proof)
    if step.text:
        content = [{"type": "output_text", "text": step.text, "annotations": [], "logprobs": []}]
        message = {"type": "message", "role": "assistant", "status": "completed", "content": content}
        items.append({"id": f"msg_{number}"} | message)
    for index, call in enumerate(step.calls):
        function = {"name": call.name, "arguments": call.wire_arguments, "status": "completed"}
        ids = {"id": f"fc_{number}_{index}", "call_id": answer.call_id(index, call)}
        items.append({"type": "function_call"} | ids | function)
    return items


def _opened(item: dict[str, Any]) -> dict[str, Any]:
    empty: dict[str, dict[str, Any]] = {
        "reasoning": {"summary": [], "encrypted_content": ""},
        "message": {"content": [], "status": "in_progress"},
        "function_call": {"arguments": "", "status": "in_progress"},
    }
    return item | empty[item["type"]]


def _deltas(item: dict[str, Any]) -> list[dict[str, Any]]:
    if item["type"] == "reasoning":
        return _reasoning_deltas(item)
    if item["type"] == "message":
        return _text_deltas(item)
    key = "response.function_call_arguments"
    whole = item["arguments"]
    deltas = [{"type": f"{key}.delta", "item_id": item["id"], "delta": piece} for piece in halves(whole)]
    return [*deltas, {"type": f"{key}.done", "item_id": item["id"], "name": item["name"], "arguments": whole}]


def _reasoning_deltas(item: dict[str, Any]) -> list[dict[str, Any]]:
    part = item["summary"][0]
    at = {"item_id": item["id"], "summary_index": 0}
    key = "response.reasoning_summary"
    return [
        {"type": f"{key}_part.added", "part": part | {"text": ""}} | at,
        *({"type": f"{key}_text.delta", "delta": piece} | at for piece in pieces(part["text"])),
        {"type": f"{key}_text.done", "text": part["text"]} | at,
        {"type": f"{key}_part.done", "part": part} | at,
    ]


def _text_deltas(item: dict[str, Any]) -> list[dict[str, Any]]:
    part = item["content"][0]
    at = {"item_id": item["id"], "content_index": 0}
    text = {"type": "response.output_text.delta", "logprobs": []}
    return [
        {"type": "response.content_part.added", "part": part | {"text": ""}} | at,
        *(text | {"delta": piece} | at for piece in pieces(part["text"])),
        {"type": "response.output_text.done", "text": part["text"], "logprobs": []} | at,
        {"type": "response.content_part.done", "part": part} | at,
    ]


def _response(answer: Answer, output: list[dict[str, Any]], status: str) -> dict[str, Any]:
    return {
        "id": f"resp_{answer.number}",
        "object": "response",
        "created_at": 1_700_000_000,
        "status": status,
        "model": answer.model,
        "output": output,
        "error": None,
        "incomplete_details": None,
        "instructions": None,
        "metadata": {},
        "parallel_tool_calls": True,
        "temperature": 1.0,
        "tool_choice": "auto",
        "tools": [],
        "top_p": 1.0,
        "usage": _usage(answer) if status == "completed" else None,
    }


def _usage(answer: Answer) -> dict[str, Any]:
    usage = answer.usage
    prompt = usage.input + usage.cache_read + usage.cache_write
    return {
        "input_tokens": prompt,
        "input_tokens_details": {"cached_tokens": usage.cache_read, "cache_write_tokens": usage.cache_write},
        "output_tokens": usage.output,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": prompt + usage.output,
    }
