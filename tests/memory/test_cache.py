"""The cache answers from its tables what the files say, and reads no more of them than it must."""

import os
from pathlib import Path

import pytest

from reverie.memory.fact import CommandRun, Ended, TranscriptLine, plain_key
from reverie.memory.journal import Author, Commit, Done, Journal, Tombstones, Void
from reverie.memory.layout import Layout
from reverie.memory.opening import open_memory
from reverie.memory.patch import patch
from reverie.memory.proposal import Add, Retire
from reverie.memory.tombstone import new_salt, tombstone

from .caches import Ticks, a_cache, a_fact, a_topic, dump, files_read, put, rebuilt
from .folders import PERSON, add, written

ONE, TWO, THREE = "k7m2q9x4td", "aaaaaaaaaa", "bbbbbbbbbb"


def _commit(tx: str, key: str = "", *names: str) -> Commit:
    files = tuple(patch(name, None, "x\n") for name in names)
    return Commit(tx, "2026-11-22T12:00:00.000Z", "+00:00", "write", Author("human"), (), files, key)


def _journal(folder: Path, *entries: Commit | Done | Void | Tombstones) -> None:
    journal = Journal(Layout(folder).journal)
    for entry in entries:
        journal.note(entry) if not isinstance(entry, Commit) else journal.commit(entry)
    journal.close()


def test_facts_are_known_by_statement_title_and_id(tmp_path: Path) -> None:
    put(tmp_path, "topics/deploy.md", a_topic(a_fact(ONE, "Runs on Fly", "as acme-prod"), a_fact(TWO, "Runs on Fly")))
    put(tmp_path, "topics/deploy-2.md", a_topic(a_fact(THREE, "Runs on  FLY."), continues="deploy"))
    put(tmp_path, "topics/other.md", a_topic(a_fact("cccccccccc", "Runs on Fly"), title="Other"))
    cache = a_cache(tmp_path)
    assert cache.with_statement(plain_key("runs on fly\nAS acme-prod!")) == (ONE,)
    assert sorted(cache.with_title("deploy", plain_key("Runs on Fly"))) == sorted((ONE, TWO, THREE))
    assert sorted(cache.with_title("deploy-2", plain_key("Runs on Fly"))) == sorted((ONE, TWO, THREE))
    assert cache.with_title("", plain_key("Runs on Fly")) == ()
    assert cache.slug_of(THREE) == "deploy-2"
    assert cache.slug_of("zzzzzzzzzz") is None
    assert cache.places_of(ONE) == ("topics/deploy.md",)


def test_what_ended_is_neither_a_duplicate_nor_current(tmp_path: Path) -> None:
    put(tmp_path, "archive/deploy.md", a_topic(a_fact(ONE, "Runs on Fly", ended=Ended("2026-11-21", by=TWO))))
    put(tmp_path, "topics/deploy.md", a_topic(a_fact(TWO, "Ran on Fly", ended=Ended("2026-11-21"))))
    cache = a_cache(tmp_path)
    assert cache.with_statement(plain_key("Runs on Fly")) == ()
    assert cache.with_statement(plain_key("Ran on Fly")) == ()
    assert cache.slug_of(ONE) is None
    assert [(one.id, one.ended, one.ended_by, one.is_current) for one in cache.entries("k7", 9)] == [
        (ONE, "2026-11-21", TWO, False)
    ]
    assert [one.id for one in cache.superseded_by(TWO)] == [ONE]


def test_topics_are_known_by_title_and_by_folded_slug(tmp_path: Path) -> None:
    put(tmp_path, "topics/Größe.md", a_topic(title="Größe der Maschine"))
    put(tmp_path, "archive/old.md", a_topic(title="Old"))
    cache = a_cache(tmp_path)
    assert cache.topics_titled(plain_key("GRÖßE der  Maschine.")) == ("Größe",)
    assert cache.topics_titled(plain_key("Old")) == ()
    assert cache.has_slug("GRO\u0308SSE".casefold())
    assert cache.has_slug("old")
    assert not cache.has_slug("new")


def test_a_topic_without_a_title_is_called_by_its_file(tmp_path: Path) -> None:
    put(tmp_path, "topics/deploy.md", "## Runs on Fly ^k7m2q9x4td\n- kind: fact · origin: human · seen: 2026-11-20\n")
    cache = a_cache(tmp_path)
    assert [(one.slug, one.title, one.first, one.facts) for one in cache.topics()] == [
        ("deploy", "deploy", "deploy", 1)
    ]


def test_sessions_that_facts_rest_on(tmp_path: Path) -> None:
    rests = (CommandRun("make", 0, "S2", 4), TranscriptLine("S1", 9))
    put(tmp_path, "topics/a.md", a_topic(a_fact(ONE, "One", source=TranscriptLine("S1", 3), evidence=rests)))
    put(tmp_path, "archive/a.md", a_topic(a_fact(TWO, "Two", source=TranscriptLine("S3", 3))))
    cache = a_cache(tmp_path)
    assert cache.cited_sessions() == {"S1", "S2", "S3"}
    (tmp_path / "archive/a.md").unlink()
    assert cache.cited_sessions() == {"S1", "S2"}


def test_a_write_is_found_by_its_key(tmp_path: Path) -> None:
    memory = open_memory(tmp_path)
    written(memory, add("Runs on Fly"))
    receipt = written(memory, add("Staging runs on Fly"), key="tool call 7")
    memory.known.refresh()
    found = memory.known.write_of("tool call 7")
    assert found is not None
    assert found.tx == receipt.tx
    assert memory.known.write_of("tool call 8") is None


def test_a_write_that_was_taken_back_is_none(tmp_path: Path) -> None:
    cache = a_cache(tmp_path)
    _journal(tmp_path, _commit("t1", "key"))
    cache.refresh()
    assert cache.write_of("key") is not None
    _journal(tmp_path, Void("t1", "no space"))
    cache.refresh()
    assert cache.write_of("key") is None


def test_tombstones_are_known_and_those_of_others_are_not(tmp_path: Path) -> None:
    cache = a_cache(tmp_path)
    salt = new_salt()
    _journal(tmp_path, Tombstones("2026-11-22T12:00:00.000Z", (tombstone("the old address", salt), "no tombstone")))
    cache.refresh()
    assert cache.is_purged("the old address")
    assert not cache.is_purged("the new address")
    assert not cache.is_purged("no tombstone")


def test_a_journal_in_another_ones_place_is_read_from_its_start(tmp_path: Path) -> None:
    cache = a_cache(tmp_path)
    _journal(tmp_path, _commit("t1", "first"), _commit("t2", "second"))
    cache.refresh()
    path = Layout(tmp_path).journal
    path.rename(tmp_path / "away")
    _journal(tmp_path, _commit("t2", "second"))
    cache.refresh()
    assert cache.write_of("first") is None
    found = cache.write_of("second")
    assert found is not None
    assert found.tx == "t2"
    path.unlink()
    cache.refresh()
    assert cache.write_of("second") is None


def test_a_journal_that_was_cut_is_read_from_its_start(tmp_path: Path) -> None:
    """A commit whose sync failed is cut off, and another one takes its place."""
    cache = a_cache(tmp_path)
    _journal(tmp_path, _commit("t1", "first"))
    size = Layout(tmp_path).journal.stat().st_size
    _journal(tmp_path, _commit("t2", "second"))
    cache.refresh()
    os.truncate(Layout(tmp_path).journal, size)
    _journal(tmp_path, _commit("t3", "third!"))
    cache.refresh()
    assert [cache.write_of(key) is not None for key in ("first", "second", "third!")] == [True, False, True]


def test_a_damaged_line_of_the_journal_is_told_with_its_number(tmp_path: Path) -> None:
    cache = a_cache(tmp_path)
    _journal(tmp_path, _commit("t1", "first"))
    with Layout(tmp_path).journal.open("ab") as file:
        file.write(b"\x00\x00\x00\n")
    _journal(tmp_path, _commit("t2", "second"))
    (line,) = cache.problems()
    assert "journal.jsonl' line 3 cannot be read" in line
    assert cache.write_of("second") is not None


def test_a_torn_last_line_is_read_when_it_is_whole(tmp_path: Path) -> None:
    cache = a_cache(tmp_path)
    _journal(tmp_path, _commit("t1", "first"))
    path = Layout(tmp_path).journal
    whole = path.read_bytes()
    _journal(tmp_path, _commit("t2", "second"))
    line = path.read_bytes()[len(whole) :]
    path.write_bytes(whole + line[:30])
    cache.refresh()
    assert cache.write_of("second") is None
    with path.open("ab") as file:
        file.write(line[30:])
    cache.refresh()
    assert cache.write_of("second") is not None


def test_files_of_an_unfinished_transaction_are_looked_at_until_it_ends(tmp_path: Path) -> None:
    ticks = Ticks()
    cache = a_cache(tmp_path, ticks)
    path = put(tmp_path, "topics/a.md", a_topic(a_fact(ONE, "One")))
    _journal(tmp_path, _commit("t1", "", "topics/a.md"))
    cache.refresh()
    assert cache.places_of(ONE)
    path.write_text(a_topic(a_fact(TWO, "Two")).render())
    cache.refresh()
    assert not cache.places_of(ONE)
    assert cache.places_of(TWO)
    _journal(tmp_path, Done("t1"))
    path.write_text(a_topic(a_fact(THREE, "Three")).render())
    cache.refresh()
    assert cache.places_of(THREE)


def test_a_write_reads_the_files_that_it_changed_and_no_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        put(tmp_path, f"topics/t{number}.md", a_topic(a_fact(f"{number:0>10}", f"Fact {number}"), title=f"T{number}"))
    memory = open_memory(tmp_path)
    old = f"{7:0>10}"
    with files_read(monkeypatch) as names:
        written(memory, add("Runs on Fly", "Deployment"))
        written(memory, Add(title="New", topic="T7", supersedes=(old,)), Retire(id=f"{8:0>10}"))
        memory.known.refresh()
    assert sorted(names) == ["archive/t7.md", "archive/t8.md", "topics/deployment.md", "topics/t7.md"]
    assert memory.known.slug_of(f"{8:0>10}") is None


def test_nothing_is_read_when_nothing_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        path = put(tmp_path, f"topics/t{number}.md", a_topic(a_fact(f"{number:0>10}", f"Fact {number}")))
        os.utime(path, ns=(0, 1_500_000_000_123_456_789))
    a_cache(tmp_path).refresh()
    with files_read(monkeypatch) as names:
        cache = a_cache(tmp_path)
        cache.refresh(thorough=True)
        assert len(cache.topics()) == 40
    assert names == []


def test_a_file_that_comes_or_goes_is_seen_at_once(tmp_path: Path) -> None:
    cache = a_cache(tmp_path)
    cache.refresh()
    path = put(tmp_path, "topics/a.md", a_topic(a_fact(ONE, "One")))
    cache.refresh()
    assert cache.slug_of(ONE) == "a"
    path.rename(tmp_path / "topics/b.md")
    cache.refresh()
    assert cache.slug_of(ONE) == "b"
    (tmp_path / "topics/b.md").unlink()
    cache.refresh()
    assert cache.slug_of(ONE) is None


def test_a_file_that_was_changed_in_its_place_is_seen_after_a_while(tmp_path: Path) -> None:
    ticks = Ticks()
    cache = a_cache(tmp_path, ticks)
    path = put(tmp_path, "topics/a.md", a_topic(a_fact(ONE, "One")))
    cache.refresh()
    path.write_text(a_topic(a_fact(TWO, "Two")).render())
    cache.refresh()
    assert cache.slug_of(ONE) == "a"
    ticks.now += 6
    cache.refresh()
    assert (cache.slug_of(ONE), cache.slug_of(TWO)) == (None, "a")


def test_a_change_in_the_same_instant_and_of_the_same_size_is_seen(tmp_path: Path) -> None:
    cache = a_cache(tmp_path)
    path = put(tmp_path, "topics/a.md", a_topic(a_fact(ONE, "One")))
    cache.refresh()
    found = path.stat()
    path.write_text(a_topic(a_fact(TWO, "Two")).render())
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert path.stat().st_size == found.st_size
    cache.refresh(thorough=True)
    assert cache.slug_of(TWO) == "a"


def test_a_file_in_the_place_of_one_of_the_same_time_and_size_is_seen(tmp_path: Path) -> None:
    path = put(tmp_path, "topics/a.md", a_topic(a_fact(ONE, "One")))
    os.utime(path, ns=(0, 1_500_000_000_123_456_789))
    cache = a_cache(tmp_path)
    cache.refresh()
    other = put(tmp_path, "topics/b.txt", a_topic(a_fact(TWO, "Two")))
    os.utime(other, ns=(0, 1_500_000_000_123_456_789))
    other.replace(path)
    cache.refresh(thorough=True)
    assert cache.slug_of(TWO) == "a"


def test_only_what_changed_of_a_topic_is_put_in_anew(tmp_path: Path) -> None:
    facts = [a_fact(f"{number:0>10}", f"Fact {number}") for number in range(50)]
    put(tmp_path, "topics/a.md", a_topic(*facts))
    cache = a_cache(tmp_path)
    cache.refresh()
    tables = cache._database.connection
    before = dict(tables.execute("SELECT id, number FROM facts"))
    put(tmp_path, "topics/a.md", a_topic(*facts[:20], a_fact(facts[20].id, "Another one"), *facts[21:]))
    cache.refresh(thorough=True)
    after = dict(tables.execute("SELECT id, number FROM facts"))
    assert [one for one in after if after[one] != before.get(one)] in ([], [facts[20].id])
    assert dump(cache) == rebuilt(tmp_path)


def test_another_title_of_a_topic_reaches_its_facts(tmp_path: Path) -> None:
    put(tmp_path, "topics/a.md", a_topic(a_fact(ONE, "One")))
    cache = a_cache(tmp_path)
    assert cache.search("Deployment", 5)
    put(tmp_path, "topics/a.md", a_topic(a_fact(ONE, "One"), title="Releases"))
    cache.refresh(thorough=True)
    assert not cache.search("Deployment", 5)
    assert [one.topic for one in cache.search("releases", 5)] == ["Releases"]


def test_ids_that_stand_twice_are_told_with_their_files(tmp_path: Path) -> None:
    put(tmp_path, "topics/a.md", a_topic(a_fact(ONE, "One"), a_fact(ONE, "One again")))
    put(tmp_path, "archive/b.md", a_topic(a_fact(ONE, "And again")))
    cache = a_cache(tmp_path)
    (line,) = cache.problems()
    assert line.startswith(f"3 facts are called ^{ONE}, in '{tmp_path}/archive/b.md' and '{tmp_path}/topics/a.md'")
    put(tmp_path, "topics/a.md", a_topic(a_fact(TWO, "One")))
    assert cache.problems() == ()


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("The Fly app acme-prod is restarted through make restart", "deployment"),
        ("pytest fixtures of the database live in conftest", "testing"),
        ("Colleagues meet on Tuesdays", None),
        ("", None),
        ('" OR NEAR(', None),
    ],
)
def test_a_text_belongs_to_the_topic_that_has_its_words(tmp_path: Path, text: str, topic: str | None) -> None:
    deployment = ("Production runs as the Fly app acme-prod", "Staging is the Fly app acme-staging", "Use make ship")
    testing = (
        "Fixtures live in tests/conftest.py",
        "Run pytest with the database container",
        "pytest runs in parallel",
    )
    for title, statements in (("Deployment", deployment), ("Testing", testing)):
        facts = [a_fact(f"{title[:1].lower()}{number:0>9}", one) for number, one in enumerate(statements)]
        put(tmp_path, f"topics/{title.lower()}.md", a_topic(*facts, title=title))
    assert a_cache(tmp_path).best_topic(text) == topic


def test_after_a_refused_write_the_cache_is_as_before(tmp_path: Path) -> None:
    memory = open_memory(tmp_path)
    written(memory, add("Runs on Fly"))
    before = rebuilt(tmp_path)
    memory.write([add("Runs on Fly")], PERSON)
    assert rebuilt(tmp_path) == before
