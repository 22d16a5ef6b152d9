"""Purge: what a person wants gone is nowhere any more, all else is as it was, and nothing brings it back."""

import json
from pathlib import Path

import msgspec
import pytest

from reverie.memory.errors import NoSuchFact, ReadOnly
from reverie.memory.history import commit_pending, history_lines
from reverie.memory.index.describing import mark_of
from reverie.memory.index.pointer import pointer_in
from reverie.memory.journal import Author, commits_backwards
from reverie.memory.proposal import Add
from reverie.memory.purge import Purged, purge, purge_lines
from reverie.memory.receipt import Receipt, Refused
from reverie.memory.undo import undo_fact, undo_last, undo_transaction
from reverie.storage.git import find_git
from reverie.transcripts.history import rebuild_history
from reverie.transcripts.records import UnknownRecord, read_from_last_mark, read_records

from .folders import PERSON, facts, written
from .purging import BODY, BYSTANDER, OTHER, QUOTE, SESSION, TEXTS, TITLE, Home

pytestmark = pytest.mark.skipif(find_git() is None, reason="no git on this machine")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def _purged(home: Home, *ids: str, texts: tuple[str, ...] = ()) -> Purged:
    outcome = purge(home.memory, ids, PERSON, home.reach, texts=texts)
    assert isinstance(outcome, Purged), outcome
    return outcome


def test_the_home_of_these_tests_holds_the_texts_wherever_we_keep_any(home: Home) -> None:
    home.fill()
    for text in TEXTS:
        assert "git" in home.holding(text) or text == QUOTE
    where = "\n".join(home.holding(*TEXTS))
    for name in (
        *("journal.jsonl", "journal.jsonl.torn", ".cache.sqlite", "topics/doors.md", "topics/.doors.md.4711.new"),
        *(f"{SESSION}.jsonl", f"{SESSION}.jsonl.torn", f"{SESSION}/outputs/call_1.txt", f"{SESSION}/before/"),
        *("input_history.jsonl", "git", "state/edits/", "cache/prefixes/"),
    ):
        assert name in where, name


def test_after_a_purge_no_file_holds_the_text_in_any_spelling(home: Home) -> None:
    fact = home.fill()
    others = home.holding(OTHER)
    done = _purged(home, fact, texts=(QUOTE,))
    assert done.is_finished
    assert home.holding(*TEXTS) == []
    commit_pending(home.memory)
    home.memory.known.search("vault", 3)
    assert home.holding(*TEXTS) == []
    assert set(others) == set(home.holding(OTHER))
    assert list(home.memory_folder.glob(".purge*")) == []


def test_all_else_is_as_it_was(home: Home) -> None:
    fact = home.fill()
    bystander = (home.sessions / f"{BYSTANDER}.jsonl").read_bytes()
    times = (home.sessions / f"{SESSION}.jsonl").stat().st_mtime_ns
    lines = (home.sessions / f"{SESSION}.jsonl").read_bytes().count(b"\n")
    _purged(home, fact)
    assert list(facts(home.memory)) == [OTHER]
    assert (home.sessions / f"{BYSTANDER}.jsonl").read_bytes() == bystander
    assert (home.sessions / f"{SESSION}.jsonl").stat().st_mtime_ns == times
    assert (home.sessions / f"{SESSION}.jsonl").read_bytes().count(b"\n") == lines
    assert [json.loads(line) for line in home.typed.read_text().splitlines()] == ["remember: (purged)", OTHER, QUOTE]
    texts = {path.name: path.read_text() for path in home.memory_folder.rglob("*.md")}
    assert "(topics/doors.md)" in texts["MEMORY.md"]
    assert "vault" not in texts["MEMORY.md"] + texts["doors.md"]


def test_a_purged_session_is_resumed_as_any_other(home: Home) -> None:
    path = home.sessions / f"{SESSION}.jsonl"
    fact = home.fill()
    _purged(home, fact)
    records = list(read_records(path))
    assert not any(isinstance(record, UnknownRecord) for record in records)
    history = rebuild_history(read_from_last_mark(path))
    assert (history.damaged, history.added) == (0, None)
    said, reply, result, _ = history.messages
    encoded = msgspec.json.encode((said, reply, result)).decode()
    assert "Please keep in mind: (purged). we knock" in encoded
    assert "opaque" not in encoded
    arguments = json.loads(history.messages[1].parts[1].arguments)  # type: ignore[union-attr]
    assert arguments == {"title": "(purged)", "body": "(purged).", "inner": '["(purged)."]'}


def test_the_log_still_says_that_something_happened_and_undo_refuses(home: Home) -> None:
    fact = home.fill()
    before = [entry.tx for entry in commits_backwards(home.memory.layout.journal)]
    _purged(home, fact)
    entries = list(commits_backwards(home.memory.layout.journal))
    assert [entry.tx for entry in entries[1:]] == before
    assert [(entry.action, entry.purged) for entry in entries] == [
        ("purge", True),
        ("undo", False),
        ("write", False),
        ("write", True),
        ("write", True),
    ]
    assert [(one.id, one.title) for one in entries[0].facts] == [(fact, "")]
    with home.memory.writing() as held:
        for outcome in (
            undo_last(held, PERSON),
            undo_transaction(held, entries[4].tx, PERSON),
            undo_fact(held, fact, PERSON),
        ):
            assert isinstance(outcome, Refused)
            assert "purged" in outcome.refusals[0].why
    assert len(history_lines(home.memory, 10)) == 3


def test_nothing_but_a_person_brings_it_back(home: Home) -> None:
    fact = home.fill()
    _purged(home, fact)
    for again in (Add(title=TITLE.upper(), body="and more"), Add(title="Something about doors", body=BODY)):
        outcome = home.memory.write([again], Author("model"))
        assert isinstance(outcome, Refused)
        assert "purged" in {one.gate for one in outcome.refusals}
    assert isinstance(home.memory.write([Add(title=TITLE, body=BODY)], PERSON), Receipt)
    assert TITLE in facts(home.memory)


def test_what_a_person_wrote_again_on_purpose_stays_when_another_thing_is_purged(home: Home) -> None:
    fact = home.fill()
    _purged(home, fact)
    written(home.memory, Add(title=TITLE, body=BODY, topic="Doors"))
    _purged(home, facts(home.memory)[OTHER].id)
    assert list(facts(home.memory)) == [TITLE]


def test_a_fact_in_the_archive_is_purged_too(home: Home) -> None:
    fact = home.fill()
    written(home.memory, Add(title="The vault has a key now", topic="Doors", supersedes=(fact,)))
    commit_pending(home.memory)
    done = _purged(home, fact)
    assert "archive/doors.md" in {one.where for one in done.removed}
    assert home.holding(TITLE, BODY) == []
    assert not (home.memory_folder / "archive" / "doors.md").exists()


def test_the_last_fact_of_a_topic_takes_the_topic_and_its_pointer_along(home: Home) -> None:
    saved = written(home.memory, Add(title=TITLE, body=BODY, topic="Doors")).saved[0]
    commit_pending(home.memory)
    _purged(home, saved.id)
    assert not (home.memory_folder / "topics" / "doors.md").exists()
    assert "doors" not in (home.memory_folder / "MEMORY.md").read_text()


def test_a_text_alone_can_be_purged_and_facts_that_hold_more_keep_the_rest(home: Home) -> None:
    secret = "hunter2-Xyz"
    home.talk(SESSION, f"the password is {secret} today", "x" * 30, "y" * 30)
    written(home.memory, Add(title=f"The door takes {secret} and a key", body="for now", topic=secret))
    written(home.memory, Add(title=secret, body="", topic="Words"), Add(title="procedure for doors", topic="Words"))
    commit_pending(home.memory)
    done = _purged(home, texts=(secret,))
    assert sorted(facts(home.memory)) == ["The door takes (purged) and a key", "procedure for doors"]
    assert home.holding(secret) == []
    assert [one.where for one in done.left] == ["the name 'topics/hunter2-xyz.md'"]
    assert done.is_finished


def test_a_text_that_is_a_word_of_our_own_files_leaves_their_structure_alone(home: Home) -> None:
    written(home.memory, Add(title="Deployment is a procedure of its own", topic="Deployment", kind="procedure"))
    before = (home.memory_folder / "MEMORY.md").read_text()
    _purged(home, texts=("procedure", "deployment"))
    [(title, fact)] = facts(home.memory).items()
    assert (title, fact.kind) == ("(purged) is a (purged) of its own", "procedure")
    after = (home.memory_folder / "MEMORY.md").read_text()
    assert "(topics/deployment.md)" in before and "[(purged)](topics/deployment.md)" in after


def test_texts_that_only_share_words_stay(home: Home) -> None:
    fact = written(home.memory, Add(title="Deploys run with make", topic="Doors")).saved[0]
    others = ["Deploys run with makefiles", "Redeploys run with make", "Deploys run", "run with make and Deploys"]
    written(home.memory, *(Add(title=one, topic="Doors") for one in others))
    _purged(home, fact.id)
    assert sorted(facts(home.memory)) == sorted(others)


def test_a_short_text_is_taken_from_the_memory_only_and_that_is_said(home: Home) -> None:
    home.talk(SESSION, "Use tabs", "it is what we agreed on long ago", QUOTE)
    fact = written(
        home.memory, Add(title="Use tabs", topic="Style"), Add(title="Use tabs in make", topic="Style")
    ).saved[0]
    commit_pending(home.memory)
    done = _purged(home, fact.id)
    assert any("too short" in line and "Use tabs" not in line for line in purge_lines(done))
    assert f"## Use tabs ^{fact.id}" not in (home.memory_folder / "topics" / "style.md").read_text()
    assert list(facts(home.memory)) == ["Use tabs in make"]
    assert f"Use tabs ^{fact.id}" not in "".join(home.holding(f"Use tabs ^{fact.id}"))
    assert b"Use tabs" in (home.sessions / f"{SESSION}.jsonl").read_bytes()


def test_broken_blocks_and_files_that_cannot_be_read(home: Home) -> None:
    fact = home.fill()
    topic = home.memory_folder / "topics" / "doors.md"
    topic.write_text(topic.read_text() + f"\n## {TITLE} ^zzzzzzzzz0\nno list of its own\n")
    (home.memory_folder / "topics" / "latin.md").write_bytes(b"caf\xe9 " + TITLE.encode())
    done = _purged(home, fact)
    assert [(one.where, one.waits) for one in done.left] == [("topics/latin.md", False)]
    assert "line 1 is not UTF-8" in done.left[0].why
    assert "## (purged) ^zzzzzzzzz0\nno list" in topic.read_text()
    assert [one for one in home.holding(TITLE) if "latin" not in one] == []


def test_what_is_refused(home: Home) -> None:
    fact = home.fill()
    for author, ids, texts, gate in (
        (Author("model"), (fact,), (), "authority"),
        (PERSON, (), ("tabs",), "text"),
    ):
        outcome = purge(home.memory, ids, author, home.reach, texts=texts)
        assert isinstance(outcome, Refused)
        assert outcome.refusals[0].gate == gate
    with pytest.raises(NoSuchFact, match="zzzzzzzzzz"):
        purge(home.memory, ["zzzzzzzzzz"], PERSON, home.reach)
    home.memory.read_only = "it lies on a network file system"
    with pytest.raises(ReadOnly):
        purge(home.memory, [fact], PERSON, home.reach)
    assert TITLE in facts(home.memory)


def test_what_is_told(home: Home) -> None:
    fact = home.fill()
    lines = purge_lines(_purged(home, fact))
    assert "removed from topics/doors.md" in lines
    assert "removed from the git history" in lines
    assert f"removed from session {SESSION} (5 places)" in lines
    assert not any(text in line for line in lines for text in TEXTS)


def test_words_of_none_but_the_purged_fact_go_from_the_areas_too(home: Home) -> None:
    fact = written(home.memory, Add(title="The codeword is xylophonist here", topic="Words")).saved[0]
    written(home.memory, Add(title="Rows are kept for a week here", topic="Words"))
    page, area = home.memory_folder / "MEMORY.md", home.memory_folder / "areas" / "noon.md"
    pointer = page.read_text().splitlines()[-1]
    shown = "codeword xylophonist rows"
    mark = mark_of(shown)
    area.write_text(f"<!-- Reverie's index, format 1; mark {mark} -->\n# rows xylophonist\n\n{pointer}\n")
    arranged = page.read_text().replace("format 1 -->", "format 1; 1 topics arranged, 0 since -->")
    page.write_text(arranged.replace(pointer, f"- [rows xylophonist](areas/noon.md): {shown}"))
    commit_pending(home.memory)
    assert _purged(home, fact.id).is_finished
    assert home.holding("xylophonist") == []
    assert "(areas/noon.md)" in page.read_text()
    said = pointer_in(next(line for line in page.read_text().splitlines() if "(areas/noon.md)" in line))
    assert said is not None
    assert f"; mark {mark_of(said.description)} -->" in area.read_text(), "it is still code's own description"
    assert "(topics/words.md)" in area.read_text()
