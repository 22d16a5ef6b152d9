"""/recap and /why: what a session's record tells."""

from pathlib import Path

import pytest
from tests.fakes.faces import FakeRoom, in_room
from tests.fakes.loop import calls, says

from reverie.conversation.messages import Usage
from reverie.plain.commands.told import told_by
from reverie.plain.commands.wording import ago, ago_seconds, columns, money, one_line, tokens

TODOS = [{"text": "look", "state": "done"}, {"text": "ship"}]
STEPS = [
    calls(
        ("write", {"path": "a.txt", "content": "one\ntwo\n"}),
        ("todo", {"todos": TODOS}),
        ("ask_user", {"question": "Tabs?", "options": ["tabs", "spaces"]}),
    ),
    says("first"),
    calls(("edit", {"path": "a.txt", "old": "two", "new": "2"}), ("shell", {"command": "echo hi; exit 4"})),
    says("second"),
]


def test_recap_tells_what_was_asked_and_done(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> list[str]:
        nothing = await room.says("/recap")
        await room.type("write\n it  down")
        await room.type("make it shorter")
        return [nothing, await room.says("/recap")]

    nothing, said = in_room(tmp_path, act, *STEPS, mode="accept-edits", answers=["2", "y"])
    assert nothing == "nothing was asked yet in this session"
    assert said.split("\n")[:-1] == [
        "asked:",
        "  write it down",
        "  make it shorter",
        "changed:",
        "  a.txt (+3 -1)",
        "commands:",
        "  exit status 4  echo hi; exit 4",
        "decided:",
        "  Tabs?: spaces",
        "open:",
        "  open   ship",
    ]
    assert said.split("\n")[-1].startswith("used: 4 requests, 40 tokens in, 20 out, $")


def test_recap_asks_no_model_and_costs_nothing(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> None:
        await room.type("hello")
        await room.says("/recap")
        assert len(room.model.requests) == 1

    in_room(tmp_path, act, says("ok"))


def test_what_a_rewind_took_out_is_no_longer_asked_until_another_brings_it_back(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> None:
        await room.type("one")
        await room.type("two")
        await room.says("/rewind 2", "b", "y")
        assert told_by(room.desk.transcript.path).asked == ["one"]
        await room.says("/rewind 1", "b", "y")
        assert told_by(room.desk.transcript.path).asked == []
        await room.says("/rewind r1", "c", "y")
        assert told_by(room.desk.transcript.path).asked == ["one"]
        await room.says("/rewind r3", "c", "y")
        assert told_by(room.desk.transcript.path).asked == ["one", "two"]

    in_room(tmp_path, act, *STEPS, mode="accept-edits", answers=["2", "y"])


def test_what_a_rewind_took_back_was_not_changed(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> None:
        path = room.desk.transcript.path
        await room.type("one")
        await room.type("two")
        assert told_by(path).changed == {"a.txt": (3, 1)}
        await room.says("/rewind 2", "f", "y")
        assert told_by(path).changed == {"a.txt": (2, 0)}
        await room.says("/rewind 1", "f", "y")
        assert told_by(path).changed == {}
        await room.says("/rewind r2", "f", "y")
        assert told_by(path).changed == {"a.txt": (3, 1)}, "the later one is r1"

    in_room(tmp_path, act, *STEPS, mode="accept-edits", answers=["2", "y"])


def test_a_long_session_is_told_by_its_last_lines(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> str:
        for number in range(23):
            await room.type(f"question {number}")
        return await room.says("/recap")

    said = in_room(tmp_path, act, *[says("ok")] * 23)
    assert "asked: (and 3 earlier ones)\n  question 3\n" in said and "question 2\n" not in said


def test_why_lists_the_last_calls_with_what_allowed_them(tmp_path: Path) -> None:
    steps = [
        calls(
            ("list", {}),
            ("shell", {"command": "echo one"}),
            ("shell", {"command": "echo two"}),
            ("read", {"path": "none.txt"}),
        ),
        says("ok"),
        calls(("shell", {"command": "echo two"})),
        says("ok"),
    ]

    async def act(room: FakeRoom) -> None:
        assert await room.says("/why") == "no call was made in this session yet"
        await room.type("go")
        await room.type("again")
        listed = (await room.says("/why")).split("\n")
        assert listed[0] == " 1  allowed  shell echo two: granted: shell(echo two)"
        kinds = {line.split()[1] for line in listed[:-1]}
        assert kinds == {"allowed", "denied", "not"} and len(listed) == 6
        denied = next(line for line in listed if " denied " in line)
        number = denied.split()[0]
        assert denied.endswith("denied   shell echo one: the person said no: use make")
        told = await room.says(f"/why {number}")
        assert "  denied: the person said no: use make\n" in told and told.startswith("shell echo one\n")
        assert "a grant covers it" in await room.says("/why 1")
        assert await room.says("/why 99") == "there is no call 99: 1 is the newest of 5"

    in_room(tmp_path, act, *steps, answers=["use make", "s"])


@pytest.mark.parametrize(
    ("mode", "answers", "told"),
    [
        ("accept-edits", [], "in the mode accept-edits, edits within the project run unasked"),
        ("ask", ["y"], "you said yes to this one call"),
        ("ask", ["s1"], "you said yes for this session; /permissions takes it back"),
        ("ask", ["a1"], "you said yes for good in this project; /permissions takes it back"),
        ("plan", [], "in plan mode nothing is changed"),
    ],
)
def test_why_explains_each_gate(tmp_path: Path, mode: str, answers: list[str], told: str) -> None:
    async def act(room: FakeRoom) -> str:
        await room.type("go")
        return await room.says("/why 1")

    steps = [calls(("write", {"path": "a.txt", "content": "one\n"})), says("ok")]
    assert told in in_room(tmp_path, act, *steps, mode=mode, answers=answers)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-5, "just now"),
        (59, "just now"),
        (60, "1 min ago"),
        (3_599, "59 min ago"),
        (3_600, "1 h ago"),
        (86_399, "23 h ago"),
        (86_400, "1 day ago"),
        (86_400 * 59, "59 days ago"),
        (86_400 * 60, "on 2001-07-11"),
    ],
)
def test_ages_are_told_as_a_person_would(seconds: int, said: str) -> None:
    assert ago_seconds(1_000_000_000 - seconds, 1_000_000_000) == said


def test_an_instant_is_read_and_a_broken_one_is_told() -> None:
    assert ago("2001-09-09T01:43:40.000Z", 1_000_000_000) == "3 min ago"
    assert ago("yesterday", 1_000_000_000) == "at an unknown time"


def test_numbers_are_grouped_and_lines_are_cut() -> None:
    assert money(0.12345) == "$0.1235" and money(1234.5) == "$1,234.50"
    assert tokens(Usage(1_000, 2_000, 3_000)) == "4,000 tokens in (75 % from the cache), 2,000 out"
    assert one_line(" a\n b ", 10) == "a b" and one_line("abcdef", 4) == "abc…"
    assert columns([("a", "b"), ("ccc", "d")]) == ["a    b", "ccc  d"]
