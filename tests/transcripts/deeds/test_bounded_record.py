"""A record of any length stays within its bounds, and what is newest in it stays whole."""

from reverie.conversation.deeds import Command, Edit, Read
from reverie.transcripts.deeds.bounded import BoundedRecord


def test_a_very_long_text_loses_its_middle() -> None:
    record = BoundedRecord(longest=100)
    record.add(Command(command="x", output="begin" + "." * 5000 + "3 passed"))
    (kept,) = record.deeds
    assert isinstance(kept, Command)
    assert kept.output.startswith("begin") and kept.output.endswith("3 passed")
    assert "4913 characters left out" in kept.output and len(kept.output) < 200


def test_old_texts_get_thin_before_new_ones() -> None:
    record = BoundedRecord(most=60_000)
    for number in range(10):
        record.add(Edit(path=f"{number}", diff="+x\n" * 3000))
    sizes = [len(deed.diff) for deed in record.deeds if isinstance(deed, Edit)]
    assert len(sizes) == 10 and max(sizes[:4]) < 3000 and sizes[-5:] == [9000] * 5


def test_texts_of_a_long_session_are_bounded_and_the_newest_whole() -> None:
    record = BoundedRecord(most=60_000)
    for number in range(1000):
        record.add(Command(command=f"{number}", output="x" * 3000))
    outputs = [len(deed.output) for deed in record.deeds if isinstance(deed, Command)]
    assert sum(outputs) <= 60_000 and outputs[-1] == 3000


def test_the_oldest_deeds_go_and_the_turn_keeps_its_beginning() -> None:
    record = BoundedRecord(most_deeds=100)
    for number in range(95):
        record.add(Read(path=f"{number}"))
    record.begin_turn()
    for number in range(20):
        record.add(Read(path=f"new {number}"))
    paths = [deed.path for deed in record.deeds if isinstance(deed, Read)]
    assert len(paths) <= 100
    assert paths[record.start :] == [f"new {number}" for number in range(20)]


def test_a_turn_longer_than_the_record_begins_with_it() -> None:
    record = BoundedRecord(most_deeds=10)
    record.begin_turn()
    for number in range(100):
        record.add(Read(path=f"{number}"))
    assert record.start == 0 and len(record.deeds) <= 10
