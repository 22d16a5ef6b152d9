"""What facts cite of a transcript is kept with them before it goes."""

from pathlib import Path

import msgspec
import pytest

from reverie.conversation.messages import TextPart, UserMessage
from reverie.memory.citing import Citations
from reverie.memory.fact import CommandRun, FileLine, TranscriptLine
from reverie.memory.journal import commits_backwards
from reverie.memory.quotes import keep_quotes
from reverie.memory.store import Memory
from reverie.memory.undo import undo_last
from reverie.transcripts.records import FORMAT, SessionHeader
from reverie.transcripts.session_file import SessionFile

from .folders import NOON, PERSON, a_memory, add, archived, facts, files, written

SESSION = "01JD4K8ZQ5T7ABCDEFGHJKMNPA"
OTHER = "01JD4K8ZQ5T7ABCDEFGHJKMNPB"


def transcript(folder: Path, *said: str, session: str = SESSION) -> Path:
    """A session whose lines from the second on are these messages of a person."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{session}.jsonl"
    file = SessionFile.create(path, SessionHeader(FORMAT, session, "t", "/p", "m", "0", interactive=True), lambda: NOON)
    for text in said:
        file.write_message(UserMessage((TextPart(text),)))
    file.close()
    return path


def cites(memory: Memory, title: str, **parts: object) -> None:
    """Let a fact rest on something, as if it had been proposed so."""
    with memory.writing() as held:
        for slug in held.draft.topic_slugs():
            topic = held.draft.topic(slug)
            for fact in topic.facts if topic else ():
                if topic and fact.title == title:
                    held.draft.put_topic(slug, topic.changing(msgspec.structs.replace(fact, **parts)))
        held.commit("repair", PERSON, ())


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    memory = a_memory(tmp_path / "memory")
    written(
        memory, add("Production runs on Fly"), add("Staging runs on Fly", "Staging"), add("Costs are shared", "Costs")
    )
    return memory


def test_each_line_that_a_fact_rests_on_is_quoted_once(memory: Memory, tmp_path: Path) -> None:
    sessions = tmp_path / "sessions"
    transcript(sessions, "deploy\nto Fly", "make ship said: ok", "and so on")
    bare, file = TranscriptLine(SESSION, 3), FileLine("fly.toml", 4)
    cites(memory, "Production runs on Fly", source=TranscriptLine(SESSION, 2), evidence=(bare, file))
    cites(memory, "Staging runs on Fly", evidence=(CommandRun("make ship", 0, SESSION, 3),))
    cites(memory, "Costs are shared", evidence=(TranscriptLine(OTHER, 2),))
    assert keep_quotes(memory, SESSION, sessions)
    found = facts(memory)
    said, shipped = TranscriptLine(SESSION, 2, "deploy to Fly"), TranscriptLine(SESSION, 3, "make ship said: ok")
    assert found["Production runs on Fly"].evidence == (file, said, shipped)
    assert found["Staging runs on Fly"].evidence == (CommandRun("make ship", 0, SESSION, 3), shipped)
    assert found["Costs are shared"].evidence == (TranscriptLine(OTHER, 2),)
    last = next(commits_backwards(memory.layout.journal))
    assert (last.action, len(last.facts)) == ("quote", 2)
    before = files(memory.layout.folder)
    assert keep_quotes(memory, SESSION, sessions)
    assert files(memory.layout.folder) == before
    assert next(commits_backwards(memory.layout.journal)) == last


def test_what_was_archived_keeps_its_quotes_too(memory: Memory, tmp_path: Path) -> None:
    sessions = tmp_path / "sessions"
    transcript(sessions, "deploy to Fly")
    cites(memory, "Production runs on Fly", evidence=(TranscriptLine(SESSION, 2),))
    written(memory, add("Production runs on Hetzner", supersedes=(facts(memory)["Production runs on Fly"].id,)))
    assert keep_quotes(memory, SESSION, sessions)
    assert archived(memory)["Production runs on Fly"].evidence == (TranscriptLine(SESSION, 2, "deploy to Fly"),)


def test_a_quote_is_short_and_holds_no_secret(memory: Memory, tmp_path: Path) -> None:
    sessions, token = tmp_path / "sessions", "ghp_" + "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0iL3oR6"[:36]
    transcript(sessions, f"token {token} " + "word " * 200)
    cites(memory, "Production runs on Fly", evidence=(TranscriptLine(SESSION, 2),))
    assert keep_quotes(memory, SESSION, sessions)
    [kept] = facts(memory)["Production runs on Fly"].evidence
    assert isinstance(kept, TranscriptLine)
    assert len(kept.quote) <= 400 and token not in kept.quote and kept.quote.startswith("token [")


def test_a_session_that_nothing_cites_or_a_line_that_is_not_there_may_go(memory: Memory, tmp_path: Path) -> None:
    sessions = tmp_path / "sessions"
    transcript(sessions, "deploy to Fly")
    before = files(memory.layout.folder)
    assert keep_quotes(memory, SESSION, sessions)
    assert files(memory.layout.folder) == before
    cites(memory, "Production runs on Fly", evidence=(TranscriptLine(SESSION, 99),))
    assert keep_quotes(memory, SESSION, sessions)


def test_when_it_cannot_be_written_the_session_stays(
    memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sessions = tmp_path / "sessions"
    transcript(sessions, "deploy to Fly")
    cites(memory, "Production runs on Fly", evidence=(TranscriptLine(SESSION, 2),))
    memory.read_only = "it lies on a network file system"
    assert not keep_quotes(memory, SESSION, sessions)
    memory.read_only = ""
    broken = memory.layout.folder / "topics" / "broken.md"
    broken.write_bytes(b"caf\xe9 " + SESSION.encode())
    assert not keep_quotes(memory, SESSION, sessions)
    broken.unlink()

    def unreadable(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Citations, "cite", unreadable)
    assert not keep_quotes(memory, SESSION, sessions)
    monkeypatch.undo()
    assert keep_quotes(memory, SESSION, sessions)


def test_the_last_change_to_take_back_is_a_persons_not_a_quote(memory: Memory, tmp_path: Path) -> None:
    sessions = tmp_path / "sessions"
    transcript(sessions, "deploy to Fly")
    cites(memory, "Production runs on Fly", evidence=(TranscriptLine(SESSION, 2),))
    written(memory, add("Logs are kept a week", "Logs"))
    keep_quotes(memory, SESSION, sessions)
    with memory.writing() as held:
        undo_last(held, PERSON)
    assert sorted(facts(memory)) == ["Costs are shared", "Production runs on Fly", "Staging runs on Fly"]
    assert facts(memory)["Production runs on Fly"].evidence[0] == TranscriptLine(SESSION, 2, "deploy to Fly")
