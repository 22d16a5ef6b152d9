# ruff: noqa: E501 - what providers say is quoted whole
"""What providers really say when they refuse, and what a person reads then."""

import pytest
from tests.models.asking import SECRET

from reverie.models.provider_errors import Target, fault_of_event, fault_of_status

TARGET = Target("acme/model-1", "https://api.acme.test/v1", "ACME_API_KEY", has_key=True)

STATUSES = [
    ("openai key", 401, '{"error":{"message":"Incorrect API key provided: sk-ab***yz","code":"invalid_api_key"}}', "auth"),
    ("anthropic key", 401, '{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}', "auth"),
    ("gemini key", 400, '[{"error":{"code":400,"message":"API key not valid. Please pass","status":"INVALID_ARGUMENT"}}]', "auth"),
    ("openrouter key", 401, '{"error":{"message":"No auth credentials found","code":401}}', "auth"),
    ("region", 403, '{"error":{"message":"Country not supported","code":"unsupported_country"}}', "auth"),
    ("openai model", 404, '{"error":{"message":"The model `x` does not exist or you do not have access to it.","code":"model_not_found"}}', "unknown_model"),
    ("anthropic model", 404, '{"type":"error","error":{"type":"not_found_error","message":"model: claude-9"}}', "unknown_model"),
    ("gemini model", 404, '[{"error":{"code":404,"message":"models/gemini-x is not found for API version v1main","status":"NOT_FOUND"}}]', "unknown_model"),
    ("ollama model", 404, '{"error":{"message":"model \\"x\\" not found, try pulling it first","type":"api_error"}}', "unknown_model"),
    ("deepseek model", 400, '{"error":{"message":"Model Not Exist","type":"invalid_request_error"}}', "unknown_model"),
    ("mistral model", 400, '{"object":"error","message":"Invalid model: x","type":"invalid_model","code":"1500"}', "unknown_model"),
    ("openrouter model", 400, '{"error":{"message":"x/y is not a valid model ID","code":400}}', "unknown_model"),
    ("openai long", 400, '{"error":{"message":"This model\'s maximum context length is 8192 tokens.","code":"context_length_exceeded"}}', "overflow"),
    ("responses long", 400, '{"error":{"message":"Your input exceeds the context window of this model.","code":"context_length_exceeded"}}', "overflow"),
    ("anthropic long", 400, '{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}', "overflow"),
    ("anthropic sum", 400, '{"error":{"type":"invalid_request_error","message":"input length and `max_tokens` exceed context limit: 1 + 2 > 3"}}', "overflow"),
    ("anthropic bytes", 413, '{"error":{"type":"request_too_large","message":"Request exceeds the maximum size"}}', "overflow"),
    ("gemini long", 400, '[{"error":{"code":400,"message":"The input token count (12) exceeds the maximum number of tokens allowed (10)."}}]', "overflow"),
    ("llama.cpp long", 400, '{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}}', "overflow"),
    ("mistral long", 400, '{"message":"Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length"}', "overflow"),
    ("groq long", 400, '{"error":{"message":"Please reduce the length of the messages or completion."}}', "overflow"),
    ("vllm long", 400, '{"object":"error","message":"This model\'s maximum context length is 10 tokens.","code":400}', "overflow"),
    ("openai quota", 429, '{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}', "rate"),
    ("anthropic credit", 400, '{"error":{"type":"invalid_request_error","message":"Your credit balance is too low"}}', "rate"),
    ("deepseek credit", 402, '{"error":{"message":"Insufficient Balance"}}', "rate"),
    ("policy", 400, '{"error":{"message":"blocked","code":"content_policy_violation"}}', "refused"),
    ("wrong url", 404, "<html><title>404 Not Found</title><body>nothing</body></html>", "unknown_model"),
    ("invalid", 400, '{"detail":[{"msg":"field required"}]}', "invalid"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "body", "kind"), [row[1:] for row in STATUSES], ids=[row[0] for row in STATUSES])
def test_final_refusals(status: int, body: str, kind: str) -> None:
    fault = fault_of_status(status, body.encode(), {}, TARGET)
    assert (fault.kind, fault.retry) == (kind, False)
    assert "'acme/model-1'" in fault.text and "\n" not in fault.text and len(fault.text) < 500


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (429, '{"error":{"message":"Rate limit reached","code":"rate_limit_exceeded"}}', "rate"),
        (429, '[{"error":{"code":429,"message":"You exceeded your current quota, please check your plan"}}]', "rate"),
        (500, "", "server"),
        (503, "<html>busy</html>", "server"),
        (529, '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}', "server"),
        (408, "{}", "server"),
        (500, '{"error":{"message":"the context window of the scheduler failed"}}', "server"),
    ],
)
def test_passing_refusals(status: int, body: str, kind: str) -> None:
    fault = fault_of_status(status, body.encode(), {}, TARGET)
    assert (fault.kind, fault.retry) == (kind, True)


@pytest.mark.parametrize(
    ("event", "kind", "retry"),
    [
        ('{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}', "server", True),
        ('{"error":{"message":"busy","code":503}}', "server", True),
        ('{"error":{"message":"slow down","code":429}}', "rate", True),
        ('{"type":"error","code":"server_is_overloaded","message":"x"}', "server", True),
        ('{"type":"error","code":"rate_limit_exceeded","message":"x"}', "rate", True),
        ('{"type":"error","code":"context_length_exceeded","message":"x"}', "overflow", False),
        ('{"type":"response.failed","response":{"error":{"code":"server_error","message":"x"}}}', "server", True),
        ('{"type":"response.failed","response":{"error":{"code":"invalid_prompt","message":"x"}}}', "invalid", False),
        ('{"error":"out of memory"}', "server", True),
    ],
)
def test_errors_within_a_stream(event: str, kind: str, retry: bool) -> None:
    fault = fault_of_event(event.encode(), TARGET)
    assert (fault.kind, fault.retry) == (kind, retry)


def test_the_key_line_names_the_variable_and_never_the_key() -> None:
    body = f'{{"error":{{"message":"Incorrect API key provided: {SECRET}"}}}}'.encode()
    text = fault_of_status(401, body, {}, TARGET).text
    assert "ACME_API_KEY" in text and SECRET not in text
    without = fault_of_status(401, body, {}, Target("acme/m", key_variable="ACME_API_KEY")).text
    assert "wants a key" in without and "ACME_API_KEY" in without


def test_an_unknown_model_is_named_with_what_may_have_been_meant() -> None:
    body = b'{"error":{"code":"model_not_found","message":"no"}}'
    assert "'openai/gpt-5'" in fault_of_status(404, body, {}, Target("openai/gtp-5")).text


def test_a_server_may_forbid_a_retry() -> None:
    assert not fault_of_status(500, b"", {"x-should-retry": "false"}, TARGET).retry


def test_a_long_page_is_cut_to_its_title() -> None:
    page = b"<html><title>502 Bad\nGateway</title>" + b"x" * 100_000
    assert "502 Bad Gateway;" in fault_of_status(502, page, {}, TARGET).text


def test_a_conversation_that_is_too_long_says_what_a_person_can_do() -> None:
    fault = fault_of_status(413, b"", {}, TARGET)
    assert "compact" not in fault.text
    assert "start a new session" in fault.text and "--model that has a larger window" in fault.text
