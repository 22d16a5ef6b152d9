"""The official SDKs run against the scripted server: somebody else's clients say whether it speaks their formats."""

from collections.abc import Iterator

import anthropic
import openai
import pytest
from anthropic.types import MessageParam, ToolParam
from openai.types.chat import ChatCompletionMessageParam, ChatCompletionToolUnionParam
from openai.types.responses import FunctionToolParam

from reverie.models.script import parse_script
from reverie.models.scripted_server import ScriptedServer, running_server

SCRIPT = parse_script(
    """[{"reasoning": "Let me think.", "text": "I will read two files.", "repeat": 9,
         "calls": [{"name": "read", "arguments": {"path": "a"}}, {"name": "read", "arguments": {"path": "b"}}],
         "usage": {"input": 11, "output": 7, "cache_read": 100, "cache_write": 5}}]"""
)
SCHEMA: dict[str, object] = {"type": "object", "properties": {"path": {"type": "string"}}}
ASKED: list[ChatCompletionMessageParam] = [{"role": "user", "content": "read both"}]
ASKED_CLAUDE: list[MessageParam] = [{"role": "user", "content": "read both"}]
CHAT_TOOLS: list[ChatCompletionToolUnionParam] = [
    {"type": "function", "function": {"name": "read", "description": "Reads.", "parameters": SCHEMA}}
]
CLAUDE_TOOLS: list[ToolParam] = [{"name": "read", "description": "Reads.", "input_schema": {"type": "object"}}]
RESPONSES_TOOL: FunctionToolParam = {"type": "function", "name": "read", "parameters": SCHEMA, "strict": False}


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with running_server(SCRIPT) as running:
        yield running


@pytest.fixture
def openai_client(server: ScriptedServer) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=server.url, api_key="k", max_retries=0) as client:
        yield client


@pytest.fixture
def anthropic_client(server: ScriptedServer) -> Iterator[anthropic.Anthropic]:
    with anthropic.Anthropic(base_url=server.root, api_key="k", max_retries=0) as client:
        yield client


def test_chat_completions_streamed(openai_client: openai.OpenAI) -> None:
    with openai_client.chat.completions.stream(model="m", messages=ASKED, tools=CHAT_TOOLS) as stream:
        completion = stream.get_final_completion()
    message = completion.choices[0].message
    assert message.content == "I will read two files."
    assert completion.choices[0].finish_reason == "tool_calls"
    assert [call.function.arguments for call in message.tool_calls or [] if call.type == "function"] == [
        '{"path":"a"}',
        '{"path":"b"}',
    ]


def test_chat_completions_streamed_usage(openai_client: openai.OpenAI) -> None:
    options: openai.types.chat.ChatCompletionStreamOptionsParam = {"include_usage": True}
    chunks = list(openai_client.chat.completions.create(model="m", messages=ASKED, stream=True, stream_options=options))
    usage = chunks[-1].usage
    assert usage is not None and usage.prompt_tokens_details is not None
    assert (usage.prompt_tokens, usage.completion_tokens, usage.prompt_tokens_details.cached_tokens) == (116, 7, 100)
    assert any(getattr(chunk.choices[0].delta, "reasoning_content", "") for chunk in chunks if chunk.choices)


def test_chat_completions_whole(openai_client: openai.OpenAI) -> None:
    completion = openai_client.chat.completions.create(model="m", messages=ASKED, tools=CHAT_TOOLS)
    message = completion.choices[0].message
    assert message.content == "I will read two files."
    assert [call.id for call in message.tool_calls or []] == ["call_1_0", "call_1_1"]


def test_messages_streamed(anthropic_client: anthropic.Anthropic) -> None:
    with anthropic_client.messages.stream(
        model="m", max_tokens=99, messages=ASKED_CLAUDE, tools=CLAUDE_TOOLS
    ) as stream:
        text = "".join(stream.text_stream)
        message = stream.get_final_message()
    assert text == "I will read two files."
    _judge_claude(message)


def test_messages_whole(anthropic_client: anthropic.Anthropic) -> None:
    _judge_claude(anthropic_client.messages.create(model="m", max_tokens=99, messages=ASKED_CLAUDE, tools=CLAUDE_TOOLS))


def _judge_claude(message: anthropic.types.Message) -> None:
    assert [block.type for block in message.content] == ["thinking", "text", "tool_use", "tool_use"]
    thinking = message.content[0]
    assert thinking.type == "thinking" and (thinking.thinking, thinking.signature) == ("Let me think.", "signature-1")
    assert [block.input for block in message.content if block.type == "tool_use"] == [{"path": "a"}, {"path": "b"}]
    assert message.stop_reason == "tool_use"
    usage = message.usage
    assert (usage.input_tokens, usage.output_tokens) == (11, 7)
    assert (usage.cache_read_input_tokens, usage.cache_creation_input_tokens) == (100, 5)


def test_responses_streamed(openai_client: openai.OpenAI) -> None:
    with openai_client.responses.stream(model="m", input="read both", tools=[RESPONSES_TOOL]) as stream:
        response = stream.get_final_response()
    assert response.output_text == "I will read two files."
    assert [item.type for item in response.output] == ["reasoning", "message", "function_call", "function_call"]
    calls = [item.arguments for item in response.output if item.type == "function_call"]
    assert calls == ['{"path":"a"}', '{"path":"b"}']


def test_responses_whole(openai_client: openai.OpenAI) -> None:
    response = openai_client.responses.create(model="m", input="read both", tools=[RESPONSES_TOOL])
    assert response.output_text == "I will read two files."
    assert response.usage is not None and response.usage.input_tokens_details.cached_tokens == 100


def test_models_are_listed(openai_client: openai.OpenAI, anthropic_client: anthropic.Anthropic) -> None:
    assert [model.id for model in openai_client.models.list()] == ["scripted"]
    assert [model.id for model in anthropic_client.models.list()] == ["scripted"]


def test_the_sdks_see_faults_as_they_see_real_ones() -> None:
    script = parse_script('[{"status":429,"retry_after":3},{"overloaded":true,"text":"x"},{"text":"y","tear":2}]')
    with (
        running_server(script) as server,
        anthropic.Anthropic(base_url=server.root, api_key="k", max_retries=0) as client,
    ):
        with pytest.raises(anthropic.RateLimitError) as limited:
            client.messages.create(model="m", max_tokens=9, messages=ASKED_CLAUDE)
        assert limited.value.response.headers["retry-after"] == "3"
        with (
            pytest.raises(anthropic.APIStatusError, match="Overloaded"),
            client.messages.stream(model="m", max_tokens=9, messages=ASKED_CLAUDE) as stream,
        ):
            stream.get_final_message()
