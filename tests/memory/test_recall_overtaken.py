"""Two values of a slot, written by hand: the newer one alone is given as what is so, however it is asked for."""

from pathlib import Path

import pytest

from reverie.memory.doubt import open_doubter
from reverie.memory.doubt.standing import Doubter
from reverie.memory.opening import open_memory
from reverie.memory.recall.ranking import FactRanking
from reverie.memory.recall.recalling import recall
from reverie.memory.store import Memory

_GATEWAY = """---
format: 1
title: Gateway
updated: 2026-11-20
description: the gateway
---

## The API gateway is on port 8080 ^aaaaaaaaa1
- kind: fact · origin: human · seen: 2026-11-01

## The API gateway speaks HTTP/2 ^aaaaaaaaa2
- kind: fact · origin: human · seen: 2026-11-01
"""
_PORTS = """---
format: 1
title: Ports
updated: 2026-11-20
description: the ports
---

## The API gateway is on port 9090 ^aaaaaaaaa3
- kind: fact · origin: human · seen: 2026-11-20
"""


class _Shelf:
    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.doubter: Doubter = open_doubter(memory, None)
        self.ranking = FactRanking(memory.known)


@pytest.fixture
def shelf(tmp_path: Path) -> _Shelf:
    topics = tmp_path / "topics"
    topics.mkdir()
    (topics / "gateway.md").write_text(_GATEWAY)
    (topics / "ports.md").write_text(_PORTS)
    return _Shelf(open_memory(tmp_path))


@pytest.mark.parametrize("topic", ["gateway", "Gateway", "aaaaaaaaa1", "^aaaaaaaaa1"])
def test_a_topic_or_an_id_does_not_give_what_was_overtaken(shelf: _Shelf, topic: str) -> None:
    assert "8080" not in recall("", topic, [shelf])[0].block


def test_the_rest_of_its_topic_is_given(shelf: _Shelf) -> None:
    assert "HTTP/2" in recall("", "gateway", [shelf])[0].block
    assert "9090" in recall("", "ports", [shelf])[0].block


@pytest.mark.parametrize(
    "question", ["Which port was the API gateway on as of 2026-11-05?", "What was the API gateway's port before?"]
)
def test_a_question_about_the_past_finds_it_with_its_dates(shelf: _Shelf, question: str) -> None:
    now, _, past = recall(question, "", [shelf])[0].block.partition("What held earlier and is no longer so:\n")
    assert "8080" not in now
    assert "port 8080 [^aaaaaaaaa1; seen 2026-11-01; no longer so since 2026-11-20; ^aaaaaaaaa3 took" in past
