"""A question about the past is answered with what held then, and never as what is so."""

from pathlib import Path

from reverie.memory.doubt import open_doubter
from reverie.memory.doubt.standing import Doubter
from reverie.memory.journal import Author
from reverie.memory.opening import open_memory
from reverie.memory.proposal import Add
from reverie.memory.recall.ranking import FactRanking
from reverie.memory.recall.recalling import recall
from reverie.memory.receipt import Receipt
from reverie.memory.store import Memory


class _Shelf:
    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.doubter: Doubter = open_doubter(memory, None)
        self.ranking = FactRanking(memory.known)


def _shelf(folder: Path) -> _Shelf:
    memory = open_memory(folder)
    for title, day in (("The API listens on port 8080", "2026-03-01"), ("The API listens on port 9090", "2026-10-01")):
        assert isinstance(memory.write([Add(title=title, seen=day)], Author("human")), Receipt)
    return _Shelf(memory)


def test_what_is_so_is_given_alone(tmp_path: Path) -> None:
    block = recall("On which port does the API listen?", "", [_shelf(tmp_path)])[0].block
    assert "9090" in block
    assert "8080" not in block


def test_what_held_before_is_given_with_its_dates(tmp_path: Path) -> None:
    shelf = _shelf(tmp_path)
    for question in ("On which port did the API listen in April 2026?", "Which port did the API previously listen on?"):
        block = recall(question, "", [shelf])[0].block
        now, _, past = block.partition("What held earlier and is no longer so:\n")
        assert "8080" not in now
        assert "port 8080 [^" in past
        assert "seen 2026-03-01; no longer so since 2026-10-01; ^" in past
        assert "took its place]" in past
