"""Whatever a server sends, a reading answers with deltas, a reply or a fault: nothing else is ever raised."""

import contextlib

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.models.asking import NAME, WIRES

from reverie.models.faults import Fault
from reverie.models.provider_errors import Target, fault_of_event, fault_of_status
from reverie.models.script import parse_script
from reverie.models.scripted_wires.chat import Chat
from reverie.models.scripted_wires.messages import Messages
from reverie.models.scripted_wires.responses import Responses
from reverie.models.scripted_wires.speech import Answer, Speech
from reverie.models.sse import EventData

SPEECHES: dict[str, Speech] = {"chat": Chat(), "messages": Messages(), "responses": Responses()}
STEP = parse_script(
    '[{"reasoning":"hm","text":"a longer text in two pieces","calls":[{"name":"read","arguments":{"path":"a"}}]}]'
).steps[0]
VALUES: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5) | st.just({}),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def _good_events(wire: str) -> list[bytes]:
    answer = Answer(STEP, "m", 1, STEP.counted(10))
    return EventData().feed(b"".join(SPEECHES[wire].events(answer)))


def _read(wire: str, events: list[bytes]) -> None:
    reading = WIRES[wire]("m", Target(NAME)).reading()
    with contextlib.suppress(Fault):
        for event in events:
            reading.feed(event)
        reading.reply()


@pytest.mark.parametrize("wire", WIRES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_events_with_a_field_changed(wire: str, data: st.DataObject) -> None:
    events = _good_events(wire)
    at = data.draw(st.integers(0, len(events) - 1))
    with contextlib.suppress(msgspec.DecodeError):
        event = msgspec.json.decode(events[at])
        key = data.draw(st.sampled_from(sorted(event)))
        inner = event[key]
        if isinstance(inner, dict) and inner:
            inner[data.draw(st.sampled_from(sorted(inner)))] = data.draw(VALUES)
        else:
            event[key] = data.draw(VALUES)
        events[at] = msgspec.json.encode(event)
    _read(wire, events)


@pytest.mark.parametrize("wire", WIRES)
@settings(max_examples=30, deadline=None)
@given(order=st.permutations(range(8)), junk=st.binary(max_size=30))
def test_events_in_any_order_and_junk(wire: str, order: list[int], junk: bytes) -> None:
    events = _good_events(wire)
    _read(wire, [events[index % len(events)] for index in order])
    _read(wire, [junk])


@pytest.mark.parametrize("wire", WIRES)
def test_a_bottomless_event(wire: str) -> None:
    _read(wire, [b'{"type":"error","choices":' + b"[" * 100_000])


@settings(max_examples=60, deadline=None)
@given(value=VALUES, status=st.integers(400, 599))
def test_refusals_of_any_form(value: object, status: int) -> None:
    for body in (value, {"error": value}, [{"error": value}], {"response": {"error": value}}):
        content = msgspec.json.encode(body)
        for fault in (fault_of_status(status, content, {}, Target(NAME)), fault_of_event(content, Target(NAME))):
            assert "\n" not in fault.text and fault.text
