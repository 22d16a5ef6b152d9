import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reverie.conversation.ports import ToolSpec
from reverie.models.local.call_schema import (
    Answer,
    Call,
    ReplyText,
    answer_text,
    call_text,
    object_schema,
    read_object,
)

READ = ToolSpec(
    "read",
    "show a file",
    {"type": "object", "properties": {"path": {"type": "string"}, "offset": {"type": "integer"}}, "required": ["path"]},
)
LIST = ToolSpec("list", "show a folder", {"type": "object", "properties": {"path": {"type": "string"}}})


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        ({"tool": "read", "path": "a"}, True),
        ({"tool": "read", "path": "a", "offset": 3}, True),
        ({"tool": "read"}, False),
        ({"tool": "list"}, True),
        ({"tool": "fly", "path": "a"}, False),
        ({"reply": "hello"}, True),
        ({"reply": ""}, False),
        ({"reply": "hello", "path": "a"}, False),
    ],
)
def test_a_reply_is_one_call_or_an_answer(value: dict[str, object], valid: bool) -> None:
    assert jsonschema.Draft202012Validator(object_schema((READ, LIST))).is_valid(value) is valid


def test_without_tools_only_an_answer_is_left_and_it_can_be_made_to_name_a_place() -> None:
    schema = jsonschema.Draft202012Validator(object_schema((), with_place=True))
    assert schema.is_valid({"reply": "there", "where": "src/a.py:12"})
    assert not schema.is_valid({"reply": "there", "where": "src/a.py"})
    assert not schema.is_valid({"reply": "there"})
    assert not schema.is_valid({"tool": "list"})


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('{"tool": "read", "path": "ä.py"}', Call("read", '{"path": "ä.py"}')),
        ('{"tool": "list"}', Call("list", "{}")),
        ('{"reply": "so"}', Answer("so")),
        ('{"reply": "so", "where": "a.py:3"}', Answer("so", "a.py:3")),
        ('{"reply": "cut in the mid', Answer("cut in the mid")),
        ('{"reply": "cut in an escape \\u00', Answer("cut in an escape ")),
        ('{"tool": "write", "content": "cut', Call("write", '{"tool": "write", "content": "cut')),
        ("no JSON at all", Answer("no JSON at all")),
        ('{"other": 1}', Answer('{"other": 1}')),
        ("[1]", Answer("[1]")),
        ("", Answer("")),
    ],
)
def test_what_a_reply_means(text: str, meant: Call | Answer) -> None:
    assert read_object(text) == meant


def test_a_call_is_written_again_as_the_model_wrote_it() -> None:
    for written in ['{"tool": "read", "path": "ä.py", "offset": 3}', '{"tool": "list"}']:
        call = read_object(written)
        assert isinstance(call, Call)
        assert call_text(call.name, call.arguments) == written


def test_broken_arguments_are_written_again_as_they_were() -> None:
    assert call_text("write", '{"tool": "write", "content": "cut') == '{"tool": "write", "content": "cut'
    assert call_text("list", "[1]") == '{"tool": "list", "arguments": [1]}'


@given(st.text(st.characters(codec="utf-8")), st.booleans(), st.data())
def test_the_text_of_a_reply_streams_through_any_cuts(text: str, ascii_only: bool, data: st.DataObject) -> None:
    written = json.dumps({"reply": text, "where": "a:1"}, ensure_ascii=ascii_only)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(written)), max_size=8)))
    reader, pieces, start = ReplyText(), list[str](), 0
    for cut in [*cuts, len(written)]:
        pieces.append(reader.feed(written[start:cut]))
        start = cut
    assert "".join(pieces) == text


def test_a_call_gives_no_text() -> None:
    assert ReplyText().feed(call_text("read", '{"path": "reply"}')) == ""
    assert ReplyText().feed(answer_text("yes")) == "yes"
