"""What a cited line says: by whom, whether it failed, and whether its edit still stands."""

import os
from datetime import UTC, date, timedelta, timezone
from pathlib import Path

import pytest

from reverie.conversation.messages import TextPart, Usage
from reverie.conversation.record import EditedFile, RanCommand, RanTask
from reverie.memory.citing import Citations, quoted
from reverie.memory.citing_lines import LinesByNumber
from reverie.memory.gates.context import Cited

from .spoken import SESSION, SUNDAY, TASK, Spoken


def _cited(folder: Path, line: int, quote: str = "", session: str = SESSION) -> Cited:
    cited = Citations(folder).cite(session, line, quote, UTC)
    assert cited is not None
    return cited


def test_a_persons_words_are_told_from_what_was_added_to_them(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        line = spoken.person("Use tabs.", TextPart("Always use spaces.", "repo"))
    cited = _cited(tmp_path, line)
    assert cited.text == "Use tabs.\nAlways use spaces."
    assert cited.said_by == {"human", "repo"}
    assert cited.by_person == "Use tabs."
    assert cited.day == date(2026, 11, 22)


@pytest.mark.parametrize("made", [{"interactive": False}, {"task": "look", "parent": SESSION}])
def test_no_person_speaks_in_a_headless_session_or_a_task(tmp_path: Path, made: dict[str, object]) -> None:
    session = TASK if "task" in made else SESSION
    with Spoken(tmp_path, session, **made) as spoken:  # type: ignore[arg-type]
        line = spoken.person("Use tabs.")
    assert _cited(tmp_path, line, session=session).by_person == ""


def test_what_a_program_says_to_a_persons_session_is_not_a_persons(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        lines = [spoken.person("Use tabs.")]
        for headless in (True, False, True):
            spoken.resume(headless=headless)
            lines += [spoken.person("Use spaces."), spoken.model("I do."), spoken.person("Use both.")]
    said = [_cited(tmp_path, line).by_person for line in lines]
    assert said == ["Use tabs.", "", "", "", "Use spaces.", "", "Use both.", "", "", ""]


def test_a_session_that_was_resumed_before_that_was_noted_is_a_persons(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        spoken.person("Use tabs.")
    with spoken.path.open("a") as file:
        file.write('{"type":"resumed","at":"2026-11-22T12:00:00.000Z","model":"m","version":"1"}\n')
        file.write(spoken.path.read_text().splitlines()[1] + "\n")
    assert _cited(tmp_path, 4).by_person == "Use tabs."


def test_whom_a_damaged_resumption_was_for_is_not_guessed(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        spoken.person("Use tabs.")
        spoken.resume(headless=True)
        line = spoken.person("Use spaces.")
    damaged = spoken.path.read_text().replace('"headless":true', '"headless":tru!')
    spoken.path.write_text(damaged)
    assert _cited(tmp_path, line).by_person == ""


def test_the_models_own_words_are_its_own(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        line = spoken.model("Tests pass.")
    cited = _cited(tmp_path, line)
    assert cited.said_by == {"model"}
    assert cited.by_person == ""


@pytest.mark.parametrize(("status", "is_failed"), [(0, False), (1, True), (None, True)])
def test_a_command_failed_unless_it_ended_with_0(tmp_path: Path, status: int | None, is_failed: bool) -> None:
    with Spoken(tmp_path) as spoken:
        line = spoken.command("make test", status, "12 passed")
    cited = _cited(tmp_path, line)
    assert cited.failed is is_failed
    assert cited.text == "12 passed"
    assert cited.effects == (RanCommand("make test", ".", status),)


def test_a_command_that_the_tool_calls_good_and_that_ended_badly_failed(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        _, line = spoken.calls((RanCommand("grep x", ".", 1), "ok", [TextPart("", "tool")]))
    assert _cited(tmp_path, line).failed


def test_a_denied_call_failed_and_what_the_person_said_to_it_is_theirs(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        _, line = spoken.calls((None, "denied", [TextPart("Denied:", "tool"), TextPart("never push to main", "human")]))
    cited = _cited(tmp_path, line)
    assert cited.failed
    assert cited.by_person == "never push to main"


def test_of_several_results_in_a_line_the_quoted_one_is_meant(tmp_path: Path) -> None:
    good = (RanCommand("a", ".", 0), "ok", [TextPart("all well", "tool")])
    bad = (RanCommand("b", ".", 2), "failed", [TextPart("it broke", "tool")])
    with Spoken(tmp_path) as spoken:
        (first, second), results = spoken.calls(good, bad)  # type: ignore[arg-type]
    assert [_cited(tmp_path, line).failed for line in (first, second, results)] == [False, True, True]
    assert not _cited(tmp_path, results, "all  well").failed
    assert _cited(tmp_path, results, "it broke").failed
    assert [_cited(tmp_path, line).text for line in (first, second)] == ["all well", "it broke"]


def test_what_is_not_there_is_none(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        last = spoken.person("hello")
    citations = Citations(tmp_path)
    assert citations.cite(SESSION, last + 1) is None
    assert citations.cite(SESSION, 0) is None
    assert citations.cite(SESSION, -1) is None
    assert citations.cite(TASK, 1) is None
    assert citations.cite("../../etc/passwd", 1) is None
    assert Citations(None).cite(SESSION, 1) is None


def test_a_header_or_a_turns_end_says_nothing(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        spoken.person("hello")
        end = spoken.end_turn()
    assert [_cited(tmp_path, line).said_by for line in (1, end)] == [frozenset(), frozenset()]


def test_damaged_lines_and_transcripts_of_newer_versions_are_not_read(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        line = spoken.person("hello")
    text = spoken.path.read_text()
    spoken.path.write_text(text + '{"type":"message","at":5}\nnot json\n{"type":"message"')
    citations = Citations(tmp_path)
    assert [citations.cite(SESSION, line + more) for more in (1, 2, 3)] == [None, None, None]
    spoken.path.write_text(text.replace('"format":1', '"format":99'))
    assert Citations(tmp_path).cite(SESSION, line) is None
    spoken.path.write_text("")
    assert Citations(tmp_path).cite(SESSION, line) is None


def test_a_day_is_told_in_the_zone_that_is_asked_for(tmp_path: Path) -> None:
    with Spoken(tmp_path, clock=SUNDAY + 11.5 * 3600) as spoken:
        line = spoken.person("hello")
    citations = Citations(tmp_path)
    days = [citations.cite(SESSION, line, "", timezone(timedelta(hours=hours))) for hours in (0, 1, -12)]
    assert [one.day for one in days if one] == [date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 22)]


def test_a_strange_instant_has_no_day(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        line = spoken.person("hello")
    text = spoken.path.read_text()
    for instant in ("0001-01-01T00:00:00Z", "soon", "", "9999-12-31T23:59:59Z"):
        spoken.path.write_text(text.replace('"at":"2026-11-22T12:00:00.000Z"', f'"at":"{instant}"'))
        for hours in (-23, 23):
            cited = Citations(tmp_path).cite(SESSION, line, "", timezone(timedelta(hours=hours)))
            assert cited is not None


def test_the_edits_of_this_turn_are_those_since_the_last_one_ended(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        spoken.person("one")
        old = spoken.edit("old.py")
        spoken.end_turn()
        spoken.person("two")
        spoken.edit("app.py", "first")
        last = spoken.edit("app.py", "second")
        other = spoken.edit("lib.py")
        citations = Citations(tmp_path)
        assert dict(citations.edited_now(SESSION)) == {"app.py": last, "lib.py": other}
        both = [citations.cite(SESSION, line) for line in (old, last)]
        assert [one.is_this_turn for one in both if one] == [False, True]
        spoken.end_turn()
        assert dict(citations.edited_now(SESSION)) == {"app.py": last, "lib.py": other}
        spoken.person("three")
        assert citations.edited_now(SESSION) == ()
    assert Citations(tmp_path).edited_now(TASK) == ()


def test_a_steering_message_begins_no_turn(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        spoken.person("one")
        line = spoken.edit("app.py")
        spoken.person("and hurry")
    assert Citations(tmp_path).edited_now(SESSION) == (("app.py", line),)


def test_a_rewound_edit_does_not_count(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        spoken.person("one")
        first = spoken.edit("app.py", "first")
        second = spoken.edit("app.py", "second")
        created = spoken.edit("new.py", "created")
        spoken.rewind(EditedFile("app.py", "", after="first"), EditedFile("new.py", "", before="kept"))
        citations = Citations(tmp_path)

        def edits(*lines: int) -> list[bool]:
            return [bool(one and one.effects) for one in (citations.cite(SESSION, line) for line in lines)]

        assert edits(first, second, created) == [True, False, False]
        assert citations.edited_now(SESSION) == (("app.py", first),)
        third = spoken.edit("app.py", "third")
        assert edits(first, second, third) == [True, False, True]
        spoken.rewind(EditedFile("app.py", "", after="second"))  # the rewind was taken back
        assert edits(first, second, third) == [True, True, False]
        spoken.rewind(EditedFile("app.py", "", after="as it was before all of it"))
        assert edits(first, second, third) == [False, False, False]


def test_the_edits_of_a_task_belong_to_the_call_that_ran_it(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        spoken.person("one")
        with Spoken(tmp_path, TASK, parent=SESSION, task="look") as task:
            task.other("do it", "peer")
            inner = task.edit("app.py", "by the task")
        effect = RanTask(TASK, "look", "done", Usage())
        (line,), _ = spoken.calls((effect, "ok", [TextPart("done", "peer")]))
        citations = Citations(tmp_path)
        assert citations.edited_now(SESSION) == (("app.py", line),)
        cited = citations.cite(TASK, inner)
        assert cited and isinstance(cited.effects[0], EditedFile)
        spoken.rewind(EditedFile("app.py", "", before="kept"))
        assert citations.edited_now(SESSION) == ()
        cited = citations.cite(TASK, inner)
        assert cited and cited.effects == ()


def test_tasks_that_name_each_other_end(tmp_path: Path) -> None:
    other = TASK[:-1] + "9"
    for one, two in ((TASK, other), (other, TASK)):
        with Spoken(tmp_path, one, parent=two, task="circle") as spoken:
            spoken.other("go", "peer")
            spoken.edit("app.py")
            spoken.calls((RanTask(two, "circle", "done", Usage()), "ok", [TextPart("done", "peer")]))
    cited = Citations(tmp_path).cite(TASK, 4)
    assert cited is not None


def test_a_transcript_is_read_on_and_not_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Spoken(tmp_path) as spoken:
        spoken.person("x" * 100_000)
        lines = LinesByNumber(spoken.path)
        count = lines.refresh()
        taken: list[int] = []
        take = lines._take

        def noted(block: bytes) -> None:
            taken.append(len(block))
            take(block)

        monkeypatch.setattr(lines, "_take", noted)
        assert lines.refresh() == count and taken == []
        spoken.person("more")
        assert lines.refresh() == count + 1
        assert sum(taken) < 500
        assert lines.line(count + 1).startswith(b'{"type":"message"')


def test_a_transcript_that_was_replaced_is_read_anew(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        line = spoken.person("the first one")
    citations = Citations(tmp_path)
    assert citations.cite(SESSION, line) is not None
    other = tmp_path / "other"
    other.write_text(spoken.path.read_text().replace("first", "other"))
    os.replace(other, spoken.path)
    cited = citations.cite(SESSION, line)
    assert cited and cited.text == "the other one"


def test_a_quote_is_one_line_of_at_most_400_characters() -> None:
    assert quoted(Cited(SESSION, 1, "a\n  b\tc")) == "a b c"
    long = quoted(Cited(SESSION, 1, "word " * 200))
    assert len(long) <= 400 and long.endswith("…")
