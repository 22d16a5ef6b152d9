"""The chaos model: the same seed does the same harm, each kind of it within the contract of a client."""

import pytest
from tests.models.asking import ask, ask_once, failure_of, reply_of, request_of, retries_in

from reverie.conversation.events import TextDelta
from reverie.conversation.ports import ModelEvent
from reverie.models.chaos import MISCHIEF, ChaosModel, Mischief
from reverie.models.script import parse_script
from reverie.models.scripted import ScriptedModel

SCRIPT = parse_script('[{"text":"hi","calls":[{"name":"read","arguments":{"path":"a"},"id":"x"}],"repeat":99}]')


def _harm(mischief: Mischief) -> list[ModelEvent]:
    return ask_once(ChaosModel(ScriptedModel(SCRIPT), seed=1, rate=1.0, mischief=(mischief,)))


def test_the_same_seed_does_the_same() -> None:
    def done(seed: int) -> list[Mischief | None]:
        model = ChaosModel(ScriptedModel(SCRIPT), seed)
        ask(model, *[request_of()] * 40)
        return model.done

    assert done(7) == done(7) != done(8)
    assert set(MISCHIEF) & set(done(7)) and None in done(7)


def test_failure_and_void() -> None:
    assert failure_of(_harm("failure")).kind == "server"
    void = _harm("void")
    assert reply_of(void).message.parts == () and not any(isinstance(event, TextDelta) for event in void)


def test_a_torn_stream_ends_well_and_its_text_is_void() -> None:
    events = _harm("torn")
    assert len(retries_in(events)) == 1 and reply_of(events).message.text == "hi"


@pytest.mark.parametrize(
    ("mischief", "names"),
    [("unknown_tool", ["read_9000"]), ("double_call", ["read", "read"]), ("broken_arguments", ["read"])],
)
def test_harmed_calls(mischief: Mischief, names: list[str]) -> None:
    calls = reply_of(_harm(mischief)).message.calls
    assert [call.name for call in calls] == names
    assert len({call.id for call in calls}) == len(calls)
    assert (calls[0].arguments == '{"path":"a"}') is (mischief != "broken_arguments")
