"""/rewind: what the memory took from edits that go back is withdrawn, in one line."""

from contextlib import closing
from pathlib import Path

from tests.fakes.faces import FakeRoom, in_room
from tests.fakes.loop import calls, says

from reverie.memory.fact import TranscriptLine
from reverie.memory.journal import Author
from reverie.memory.proposal import Add
from reverie.memory.receipt import Receipt
from reverie.memory.scope_opening import open_project_memory
from reverie.transcripts.records import CallRecord, read_records

STEPS = [calls(("write", {"path": "a.txt", "content": "one\n"})), says("done")]


def _remember(room: FakeRoom) -> None:
    desk = room.desk
    records = enumerate(read_records(desk.transcript.path), 1)
    line = next(line for line, record in records if isinstance(record, CallRecord))
    add = Add(title="The greeting stands in a.txt", evidence=(TranscriptLine(desk.session.id, line),))
    with closing(open_project_memory(desk.project, desk.places)) as memory:
        assert isinstance(memory.write([add], Author("human")), Receipt)


def test_a_fact_that_rests_on_a_rewound_edit_is_withdrawn(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> list[str]:
        await room.type("write it")
        _remember(room)
        kept = await room.says("/rewind 1", "c", "y")
        return [kept, await room.says("/rewind 1", "f", "y")]

    kept, gone = in_room(tmp_path, act, *STEPS, mode="accept-edits")
    assert "withdrawn" not in kept
    assert gone.split("\n")[-1].startswith("withdrawn from memory, because the edit that it rests on was taken back: ")
    assert "'The greeting stands in a.txt' ^" in gone


def test_a_rewind_on_which_nothing_rests_says_nothing_of_memory(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> str:
        await room.type("write it")
        return await room.says("/rewind 1", "b", "y")

    assert "memory" not in in_room(tmp_path, act, *STEPS, mode="accept-edits")
