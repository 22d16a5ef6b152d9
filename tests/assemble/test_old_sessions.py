"""The end of a session removes old ones, and nothing that goes wrong there is in the way of the end."""

import asyncio
import os
from pathlib import Path
from typing import Any

from tests.assemble.scene import AnsweringModel, Scene
from tests.fakes.loop import says

from reverie.conversation.events import Notice
from reverie.conversation.messages import TextPart, UserMessage
from reverie.memory.fact import TranscriptLine
from reverie.memory.journal import Author
from reverie.memory.opening import open_memory
from reverie.memory.proposal import Add
from reverie.memory.scopes import user_memory_folder
from reverie.transcripts.records import FORMAT, MessageRecord, SessionHeader, encode

OLD = "01JD4K8ZQ5T7ABCDEFGHJKMNPA"


def old_session(scene: Scene) -> Path:
    folder = scene.project.folder(scene.places) / "sessions"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{OLD}.jsonl"
    path.touch()
    os.utime(path, (1000, 1000))
    return path


def run(scene: Scene, **wishes: Any) -> str:
    """Open a session and end it; its id."""

    async def play() -> str:
        async with scene.opened(AnsweringModel(lambda *_: says("hi")), **wishes) as opened:
            await opened.session.turn("hello")
            return opened.session.id

    return asyncio.run(play())


def test_old_sessions_go_at_the_end_of_one_and_that_one_stays(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    old = old_session(scene)
    session = run(scene, interactive=True)
    assert not old.exists() and set(scene.transcripts()) == {session}
    assert scene.of(Notice) == []


def test_without_caps_they_stay(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    old = old_session(scene)
    run(scene, transcript_days=0, transcript_megabytes=0)
    assert old.exists()


def test_one_that_the_memory_cites_goes_once_its_quote_is_kept(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    old = old_session(scene)
    header = SessionHeader(FORMAT, OLD, "t", "/p", "m", "0", interactive=True)
    message = MessageRecord("2026-11-20T09:30:00.000Z", UserMessage((TextPart("deploy to Fly"),)))
    old.write_bytes(b"".join(encode(record) + b"\n" for record in (header, message)))
    os.utime(old, (1000, 1000))
    memory = open_memory(user_memory_folder(scene.places), sessions=old.parent)
    memory.write([Add(title="Production runs on Fly", source=TranscriptLine(OLD, 2))], Author("human"))
    memory.close()
    (topic,) = (memory.layout.folder / "topics").iterdir()
    content = topic.read_bytes()
    topic.write_bytes(content + b"\xff")  # nobody can tell what it needs
    run(scene)
    assert old.exists()
    topic.write_bytes(content)
    (old.parent / ".retention").unlink(missing_ok=True)
    run(scene)
    assert not old.exists()
    assert f'- evidence: line {OLD}#2 said "deploy to Fly"' in topic.read_text()


def test_what_the_system_refuses_is_one_notice_for_a_person(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    folder = old_session(scene).parent
    (folder / ".retention.lock").mkdir()
    run(scene)
    assert scene.of(Notice) == []
    run(scene, interactive=True)
    (notice,) = scene.of(Notice)
    assert notice.text.startswith("old sessions could not be removed: ") and "\n" not in notice.text
