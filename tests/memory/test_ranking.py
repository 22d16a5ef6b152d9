"""Which facts a query finds by their words."""

from pathlib import Path

import pytest

from reverie.memory.journal import Author
from reverie.memory.opening import open_memory
from reverie.memory.proposal import Add
from reverie.memory.recall.ranking import rank_facts
from reverie.memory.recall.terms import query_terms, terms_of
from reverie.memory.store import Memory

FACTS = (
    Add(title="Production runs as the Fly app acme-prod", topic="Deployment"),
    Add(title="The tests are run with `make check`", topic="Testing", body="They take three minutes."),
    Add(title="Names like parseHTTPBody are banned", topic="Style"),
    Add(title="`session_file.py` owns the transcripts", topic="Layout"),
)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    opened = open_memory(tmp_path / "memory")
    opened.write(FACTS, Author("human"))
    return opened


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("How do I run the test?", FACTS[1].title),
        ("which app is production running on", FACTS[0].title),
        ("parse http bodies", FACTS[2].title),
        ("parseHTTPBody", FACTS[2].title),
        ("session_file", FACTS[3].title),
        ("transcript sessions", FACTS[3].title),
        ("deployments", FACTS[0].title),
    ],
)
def test_a_question_finds_the_fact_by_the_stems_and_parts_of_its_words(memory: Memory, query: str, title: str) -> None:
    found = rank_facts(memory, query, 5)
    assert found
    assert found[0].entry.title == title


@pytest.mark.parametrize("query", ["", "what is the weather in Paris?", "???", '" OR NEAR(a b) *', "\x00"])
def test_what_no_fact_speaks_of_finds_nothing(memory: Memory, query: str) -> None:
    assert rank_facts(memory, query, 5) == ()


def test_a_fact_is_found_as_soon_as_it_is_written_and_no_more_once_it_is_gone(memory: Memory) -> None:
    assert rank_facts(memory, "kubernetes cluster", 5) == ()
    memory.write([Add(title="The Kubernetes cluster is called blue", topic="Deployment")], Author("human"))
    assert [one.entry.title for one in rank_facts(memory, "kubernetes cluster", 5)] == [
        "The Kubernetes cluster is called blue"
    ]
    (memory.layout.folder / "topics" / "deployment.md").unlink()
    assert rank_facts(memory, "kubernetes cluster", 5) == ()


def test_terms_are_stems_identifiers_whole_and_in_parts() -> None:
    assert terms_of("The fooBar in session_file bakes cookies") == [
        "foobar", "foo", "bar", "session_file", "sess", "fil", "bak", "cooki",
    ]  # fmt: skip
    assert terms_of("baking a cookie") == ["bak", "cooki"]


def test_a_query_of_words_that_only_ask_keeps_them() -> None:
    assert query_terms("Can you remind me what we discussed about cookies?") == ["cooki"]
    assert query_terms("previous conversation") == ["previous", "conversat"]
