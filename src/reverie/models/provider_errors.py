"""What providers say when they refuse, turned into a `Fault` with one clear line.

The forms differ: OpenAI and most others send `{"error": {"message", "type", "code"}}`, Anthropic adds an outer
`type`, Gemini wraps a list around it, vLLM and Mistral have no `error` level, Ollama a plain string.
"""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from .faults import Fault
from .retry_after import retry_after_seconds
from .wire import UNREADABLE

# Compiled when first looked for: a start should not pay for refusals that never come.
_OVERFLOW = (
    r"context_length_exceeded|exceed_context_size|context_window_exceeded|request_too_large|string_above_max_length"
    r"|maximum context length|maximum prompt length|prompt is too long|input is too long|exceed context limit"
    r"|exceeds the (?:available )?context|context window|context the overflows|greater than the context length"
    r"|input token count.*exceeds|reduce the length of (?:the|your)|request too large|too many (?:input )?tokens"
)
_QUOTA = (
    r"insufficient_quota|insufficient balance|insufficient credits|credit balance is too low|billing_hard_limit"
    r"|billing_error|spend_limit_reached|requires more credits"
)
_KEY = r"invalid_api_key|authentication_error|api key not valid|(?:invalid|incorrect) api key|no auth credentials"
_UNKNOWN_MODEL = (
    r"model_not_found|model not exist|invalid model\b|not a valid model|unknown model"
    r"|models?\b.{0,120}(?:not found|does not exist|not exist|not supported)|not_found_error\W.*\bmodel:"
)
_REFUSED = r"content_policy|content_filter|cyber_policy|moderation|safety_violation"
_RATE = r"rate_limit|too many requests|resource_exhausted"
_BUSY = r"overloaded|server_error|api_error|internal|unavailable|timeout|try again"
_INVALID = r"invalid_request|invalid_argument|invalid_prompt|validation|bad_request"


class Target(msgspec.Struct, frozen=True):
    """What a request was sent to, as far as an error line names it. The key itself is never here."""

    name: str
    url: str = ""
    key_variable: str = ""
    has_key: bool = False


class _Said(msgspec.Struct, frozen=True):
    """The provider's words: `message` for a person on one line, `marks` for matching."""

    message: str
    marks: str
    code: int | None


def fault_of_status(
    status: int, body: bytes, headers: Mapping[str, str], target: Target, retry_after: float | None = None
) -> Fault:
    """The fault of an HTTP answer that is no success. `headers` have lower-case names."""
    said = _read(body)
    if retry_after is None:
        retry_after = retry_after_seconds(headers, body)
    fault = _final_fault(status, said, target) or _passing_fault(status, said, target)
    fault.retry_after = retry_after
    if headers.get("x-should-retry") == "false":
        fault.retry = False
    return fault


def fault_of_event(event: bytes, target: Target) -> Fault:
    """The fault of an error event within a stream that had begun with status 200."""
    said = _read(event)
    status = said.code or 0
    if not 400 <= status < 600:
        status = _status_of(said.marks)
    fault = _final_fault(status, said, target) or _passing_fault(status, said, target)
    fault.retry_after = retry_after_seconds({}, event)
    fault.billable = fault.kind == "server"
    return fault


def _status_of(marks: str) -> int:
    if _says(marks, _BUSY):
        return 503
    if _says(marks, _RATE):
        return 429
    return 400 if any(_says(marks, form) for form in (_INVALID, _OVERFLOW, _REFUSED)) else 500


def _final_fault(status: int, said: _Said, target: Target) -> Fault | None:
    """A fault that another attempt would only repeat."""
    name, words = repr(target.name), said.message
    if _says(said.marks, _QUOTA) or status == 402:
        return Fault("rate", f"{name}: no credit left: {words}; add credit there or choose another --model")
    if status in (401, 407) or _says(said.marks, _KEY):
        return Fault("auth", _key_line(status, target))
    if status >= 500:
        return None
    if status == 413 or _says(said.marks, _OVERFLOW):
        return Fault("overflow", _overflow_line(words, target))
    if status == 429:
        return None
    if _says(said.marks, _UNKNOWN_MODEL):
        return Fault("unknown_model", _unknown_line(target))
    if _says(said.marks, _REFUSED):
        return Fault("refused", f"{name} refused the request: {words}; say it differently or choose another --model")
    return _other_final_fault(status, words, target)


def _other_final_fault(status: int, words: str, target: Target) -> Fault | None:
    name = repr(target.name)
    if status == 403:
        return Fault("auth", f"{name}: not allowed (403): {words}; check what the key may do, or its region")
    if status in (404, 405):
        return Fault("unknown_model", f"{name}: nothing at {target.url!r} ({status}): {words}; check --base-url")
    if status in (408, 409, 425):
        return None
    return Fault("invalid", f"{name} did not accept the request ({status}): {words}; report it if it repeats")


def _passing_fault(status: int, said: _Said, target: Target) -> Fault:
    """A fault that waiting may cure."""
    if status == 429:
        return Fault("rate", f"{target.name!r} is limiting requests (429): {said.message}; try later", retry=True)
    return Fault("server", f"{target.name!r} has a problem ({status}): {said.message}; try later", retry=True)


def _overflow_line(words: str, target: Target) -> str:
    next_step = "start a new session, or ask with a --model that has a larger window"
    return f"{target.name!r}: the conversation is too long for the model: {words}; {next_step}"


def _key_line(status: int, target: Target) -> str:
    variable = target.key_variable or "its key variable"
    if not target.has_key:
        return f"{target.name!r} wants a key ({status}): set {variable}, or choose another --model"
    return (
        f"{target.name!r} did not accept the key ({status}): put a valid one in {variable}, or choose another --model"
    )


def _unknown_line(target: Target) -> str:
    from .catalog import close_names

    close = close_names(target.name)
    hint = f"did you mean {' or '.join(map(repr, close))}?" if close else "check its spelling at the provider"
    return f"the model {target.name!r} is not known to its provider; {hint}"


def _read(body: bytes) -> _Said:
    try:
        answer: Any = msgspec.json.decode(body)
    except UNREADABLE:
        text = _plain(body)
        return _Said(text, text, None)
    while isinstance(answer, list) and answer:
        answer = answer[0]
    inner = _inner(answer)
    if not isinstance(inner, dict):
        return _Said(_one_line(str(inner)), str(inner), None)
    message = inner.get("message") or inner.get("detail") or msgspec.json.encode(inner).decode()
    code = inner.get("code")
    number = int(code) if isinstance(code, int | str) and str(code).isdecimal() else None
    marks = " ".join(str(inner[key]) for key in ("type", "code", "status", "message", "detail") if inner.get(key))
    return _Said(_one_line(str(message)), marks, number)


def _inner(answer: Any) -> Any:
    """The object with the message: below `error`, below `response.error` (Responses), or the answer itself."""
    if not isinstance(answer, dict):
        return answer
    if isinstance(response := answer.get("response"), dict) and response.get("error"):
        return response["error"]
    return answer.get("error") or answer


def _plain(body: bytes) -> str:
    text = body[:20_000].decode(errors="replace")
    title = re.search(r"<title>(.*?)</title>", text, re.IGNORECASE | re.DOTALL)
    return _one_line(title[1] if title else text) or "no reason given"


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 300 else line[:299] + "…"


def _says(marks: str, form: str) -> bool:
    return re.search(form, marks, re.IGNORECASE | re.DOTALL) is not None
