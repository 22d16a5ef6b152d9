"""Commands that look at a session or change it: model, cost, compact, plan, todo, permissions, memory, init."""

import asyncio
from pathlib import Path

import msgspec
import pytest
from tests.fakes.faces import FakeRoom, in_room, open_room
from tests.fakes.loop import HangingModel, calls, says

from reverie.config.settings import Settings
from reverie.conversation.events import Compacted, Notice, TextDelta
from reverie.conversation.messages import AssistantMessage, TextPart, Usage
from reverie.conversation.ports import ModelReply
from reverie.plain.commands.init import write
from reverie.safety.rules import command_prefix, exact_command
from reverie.storage.errors import UnusableFile


def test_the_models_at_hand_are_shown_with_window_and_price(tmp_path: Path) -> None:
    said = in_room(tmp_path, lambda room: room.says("/model"))
    now, other, hint = said.split("\n")
    assert now.split() == ["now:", "fake/model", "window", "100,000", "price", "unknown"]
    assert "anthropic/claude-sonnet-4-6" in other and "$3 in, $15 out a million tokens" in other
    assert "reverie config set model" in hint


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("anthropic/claude-sonnet-4-6", "anthropic/claude-sonnet-4-6 answers from now on in this session"),
        ("local/x", "local/x answers from now on in this session"),
        (
            "anthropic/claude-sonet-4-6",
            "anthropic/claude-sonet-4-6 answers from now on in this session; its window and price are not known "
            "(did you mean anthropic/claude-sonnet-4-6?)",
        ),
        ("nobody/x", "the provider of 'nobody/x' is not known"),
    ],
)
def test_another_model_answers_or_a_line_says_why_not(tmp_path: Path, typed: str, said: str) -> None:
    assert in_room(tmp_path, lambda room: room.says(f"/model {typed}")) == said


def test_a_model_of_the_settings_is_known(tmp_path: Path) -> None:
    settings = Settings(catalog={"me/mine": {"context_window": 9_000}})
    said = in_room(tmp_path, lambda room: room.says("/model me/mine"), settings=settings)
    assert said == "me/mine answers from now on in this session"


def _cached(text: str) -> ModelReply:
    return ModelReply(AssistantMessage((TextPart(text, "model"),), "fake/model"), Usage(250, 100, 750), "end")


def test_cost_adds_the_turns_and_tells_the_last(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> str:
        await room.type("one")
        await room.type("two")
        return await room.says("/cost")

    session, last = in_room(tmp_path, act, says("a"), _cached("b")).split("\n")
    assert session == "this session: 2 requests, 1,010 tokens in (74 % from the cache), 105 out, $0.0012"
    assert last == "last turn: 1 request, 1,000 tokens in (75 % from the cache), 100 out, $0.0012"


def test_an_unknown_price_is_said(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> str:
        await room.type("one")
        return await room.says("/cost")

    session, without, last = in_room(tmp_path, act, says("a"), priced=False).split("\n")
    assert session.endswith("price unknown") and last.endswith("price unknown")
    assert '1 request whose price is unknown; set it in config.toml under [catalog."fake/model"]' in without


def test_compact_says_when_there_is_nothing_to_do(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> list[str]:
        empty = await room.says("/compact")
        await room.type("one")
        return [empty, await room.says("/compact the tests")]

    empty, recent = in_room(tmp_path, act, says("a"), says("narrative"))
    assert empty == "there is nothing to compact yet"
    assert recent.startswith("nothing to gain")


def test_compact_makes_the_context_smaller(tmp_path: Path) -> None:
    steps = [step for number in range(8) for step in (calls(("shell", {"command": f"seq {number} 9000"})), says("ok"))]

    async def act(room: FakeRoom) -> None:
        for _ in range(8):
            await room.type("count")
        assert await room.says("/compact the counting") == ""
        (compacted,) = room.face.of(Compacted)
        assert compacted.after < compacted.before / 2

    in_room(tmp_path, act, *steps, skip_permissions=True)


def test_an_interrupted_compaction_says_so(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> str:
        await room.type("one")
        room.interrupt = lambda: asyncio.sleep(0)
        messages = room.desk.session.history.messages

        async def never(focus: str = "") -> bool:
            assert focus == "the tests"
            await asyncio.Event().wait()
            return True

        room.desk.session.compact = never  # type: ignore[method-assign]
        said = await room.says("/compact the tests")
        assert room.desk.session.history.messages == messages
        return said

    assert in_room(tmp_path, act, says("a")) == "stopped; the context is as it was"


def test_plan_mode_goes_on_and_off_and_sends_a_text(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> list[str]:
        modes = []
        for typed, said in (
            ("/plan off", "plan mode was not on"),
            ("/plan", "plan mode is on: nothing is changed"),
            ("/plan", "plan mode is on already"),
            ("/plan off", "plan mode is off"),
            ("/plan the new\nparser", ""),
        ):
            assert said in await room.says(typed)
            modes.append(room.desk.session.mode.mode)
        assert room.submitted == ["the new\nparser"]
        return [str(mode) for mode in modes]

    assert in_room(tmp_path, act) == ["ask", "plan", "plan", "ask", "plan"]


def test_the_accepted_plan_is_shown(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> list[str]:
        await room.type("go")
        room.desk.session.mode.mode = "accept-edits"
        looked, mode = await room.says("/plan"), str(room.desk.session.mode.mode)
        assert mode == "accept-edits", "who only looks loses nothing"
        on, mode = await room.says("/plan on"), str(room.desk.session.mode.mode)
        assert mode == "plan" and not room.submitted
        return [looked, on, await room.says("/plan")]

    steps = calls(("plan", {"text": "1. look\n2. do"})), says("ok")
    looked, on, again = in_room(tmp_path, act, *steps, answers=["accept"])
    plan = "the plan that you accepted:\n1. look\n2. do\n"
    assert looked == plan + "plan mode is off; /plan on or /plan TEXT turns it on"
    assert on.startswith("plan mode is on: ") and again.startswith(plan + "plan mode is on already")


def test_todos_are_shown_in_words(tmp_path: Path) -> None:
    todos = [{"text": "look", "state": "done"}, {"text": "write", "state": "doing"}, {"text": "ship"}]

    async def act(room: FakeRoom) -> list[str]:
        nothing = await room.says("/todo")
        await room.type("go")
        return [nothing, await room.says("/todo")]

    nothing, listed = in_room(tmp_path, act, calls(("todo", {"todos": todos})), says("ok"))
    assert nothing.startswith("no todos")
    assert listed == "done   look\ndoing  write\nopen   ship"


def test_grants_are_listed_by_where_they_hold_and_taken_back_one_by_one(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> None:
        assert "nothing is granted" in await room.says("/permissions")
        await room.type("go")
        listed = await room.says("/permissions")
        assert listed.split("\n")[1:] == [
            "in this session:",
            "   1  shell(echo one)",
            "always in this project:",
            "   2  shell(echo two)",
            "/permissions rm N takes one back",
        ]
        assert await room.says("/permissions rm 3") == "there is no grant 3; /permissions lists them"
        assert await room.says("/permissions rm 2") == "taken back: shell(echo two)"
        assert await room.says("/permissions rm 1") == "taken back: shell(echo one)"
        assert "nothing is granted" in await room.says("/permissions")
        await room.says("again", "y")
        assert [asked.heading for asked in room.face.asked][-1] == "$ echo two"

    steps = [calls(("shell", {"command": "echo one"}), ("shell", {"command": "echo two"})), says("ok")]
    again = [calls(("shell", {"command": "echo two"})), says("ok")]
    in_room(tmp_path, act, *steps, *again, answers=["s", "a"])


def test_a_grant_of_several_lines_stays_one_line(tmp_path: Path) -> None:
    listed = in_room(tmp_path, lambda room: room.says("/permissions"), grants=(exact_command("true\n   1  shell(x)"),))
    assert "      shell(true\\n   1  shell(x))" in listed.split("\n")


def test_grants_of_the_command_line_and_the_mode(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> None:
        listed = await room.says("/permissions")
        assert "from the command line, for this run:\n      shell(pytest *)\n      shell(make)" in listed
        assert await room.says("/permissions accept-edits") == (
            "mode accept-edits: edits in the project run unasked, commands ask"
        )
        assert room.desk.session.mode.mode == "accept-edits"
        assert "is none of these: ask, accept-edits, plan" in await room.says("/permissions yolo")

    in_room(tmp_path, act, grants=(command_prefix("pytest"), exact_command("make")))


def test_memory_tells_the_files_in_force_and_where_to_change_them(tmp_path: Path) -> None:
    project, config = tmp_path / "project", tmp_path / "reverie" / "config"
    project.mkdir()
    config.mkdir(parents=True)
    (project / "AGENTS.md").write_text("Use tabs.\n@none.md\n")
    (config / "AGENTS.md").write_text("Be brief.\n")

    async def act(room: FakeRoom) -> list[str]:
        before = await room.says("/memory")
        (project / "AGENTS.md").write_text("Use spaces.\n")
        return [before, await room.says("/memory")]

    before, after = in_room(tmp_path, act, trusted=True)
    assert "  AGENTS.md  " in before and "the project's\n" in before and "3 tokens" in before
    assert f"your own, for all projects: {config / 'AGENTS.md'}\n" in before
    assert before.endswith(f"the project's: {project / 'AGENTS.md'}")
    assert "changed since it was read" in after and "changed since" not in before


def test_many_notes_on_the_files_are_one_line_at_the_start_and_all_in_memory(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "AGENTS.md").write_text("Use tabs.\n@../one.md\n@../two.md\n")
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(name)

    async def act(room: FakeRoom) -> None:
        (line,) = [each.text for each in room.face.of(Notice)]
        assert line == "2 notes on the instruction files; /memory tells them"
        told = await room.says("/memory")
        assert all(part in told for part in ("one.md", "two.md", "the mode stays ask"))

    in_room(tmp_path, act, trusted=True, settings=Settings(notices=("the mode stays ask",)))


def test_memory_tells_the_files_of_folders_that_the_model_was_given(tmp_path: Path) -> None:
    folder = tmp_path / "project" / "docs"
    folder.mkdir(parents=True)
    (folder / "AGENTS.md").write_text("Write short sentences.")
    (folder / "a.md").write_text("text\n")

    async def act(room: FakeRoom) -> list[str]:
        before = await room.says("/memory")
        await room.type("look")
        return [before, await room.says("/memory")]

    steps = calls(("read", {"path": "docs/a.md"})), says("done")
    features = frozenset({"nested_instructions"})
    before, after = in_room(tmp_path, act, *steps, trusted=True, features=features)
    assert "docs/AGENTS.md" not in before
    assert "given for the folders that were touched:\n  docs/AGENTS.md  6 tokens  holds below docs\n" in after


def test_memory_says_why_a_projects_file_is_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "AGENTS.md").write_text("Use tabs.\n")
    said = in_room(tmp_path, lambda room: room.says("/memory"))
    assert "\nno instruction file is in force\n" in said and "(not there yet)" in said
    assert "AGENTS.md: not loaded, as the project is not trusted; reverie trust add" in said


def _python_project(folder: Path) -> Path:
    project = folder / "project"
    project.mkdir()
    (project / "pyproject.toml").write_text('[project]\nname = "demo"\n[tool.pytest.ini_options]\n')
    return project / "AGENTS.md"


def test_init_writes_only_after_a_yes(tmp_path: Path) -> None:
    path = _python_project(tmp_path)

    async def act(room: FakeRoom) -> None:
        for answer in ("n", "", "maybe", None):
            assert await room.says("/init", answer) == "nothing was written"
            assert not path.exists()
        assert "+- Test: `pytest`" in room.face.asked[0].preview
        said = await room.says("/init", "y")
        assert said.startswith("written: AGENTS.md; this project is not trusted")
        assert "- Test: `pytest`" in path.read_text()
        assert await room.says("/init") == "nothing to add: AGENTS.md names all that was found"

    in_room(tmp_path, act)


def test_init_proposes_nothing_in_an_empty_project(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> None:
        assert (await room.says("/init")).startswith("nothing was found that an AGENTS.md could say yet")
        assert not room.face.asked

    in_room(tmp_path, act)


def test_init_keeps_what_was_there_and_its_mode(tmp_path: Path) -> None:
    path = _python_project(tmp_path)
    path.write_text("# Mine\r\n")
    path.chmod(0o640)

    async def act(room: FakeRoom) -> str:
        return await room.says("/init", "yes")

    assert "holds after /compact" in in_room(tmp_path, act, trusted=True)
    assert path.read_bytes().startswith(b"# Mine\r\n\r\n## ") and path.stat().st_mode & 0o777 == 0o640


def test_init_does_not_overwrite_what_somebody_wrote_meanwhile(tmp_path: Path) -> None:
    from reverie.agent.survey import Proposal

    path = tmp_path / "AGENTS.md"
    path.write_text("theirs\n")
    with pytest.raises(UnusableFile, match="has changed while you read"):
        write(Proposal(path, "", "ours\n"))
    assert path.read_text() == "theirs\n"


def test_init_in_a_home_directory_writes_nothing(tmp_path: Path) -> None:
    async def run() -> str:
        (tmp_path / "home").symlink_to("project")
        async with open_room(tmp_path) as room:
            return await room.says("/init", "y")

    assert asyncio.run(run()).startswith("a home directory is no project")


def test_context_is_told_in_lines(tmp_path: Path) -> None:
    said = in_room(tmp_path, lambda room: room.says("/context"))
    assert "100,000" in said


def test_an_interrupted_turn_is_in_the_cost(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> str:
        session = room.desk.session
        session.equipment = msgspec.structs.replace(session.equipment, model=HangingModel())
        turn = asyncio.ensure_future(room.type("go"))
        while not room.face.of(TextDelta):
            await asyncio.sleep(0)
        turn.cancel()
        await asyncio.wait({turn})
        return await room.says("/cost")

    assert "this session: 1 request, " in in_room(tmp_path, act)
