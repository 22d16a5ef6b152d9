"""How `reverie doctor` looks at all subjects at once, and how it tells what it found."""

import io
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tests.cli.doctor_host import host_in

from reverie.cli.health import report
from reverie.cli.health.finding import Finding, SetMode
from reverie.cli.health.host import Host
from reverie.cli.health.in_time import in_time
from reverie.cli.health.repairs import Repaired
from reverie.cli.health.side_by_side import Examination, examine_all
from reverie.cli.health.waiting_line import WaitingLine


def test_subjects_are_looked_at_side_by_side_and_told_in_order(tmp_path: Path) -> None:
    meet = threading.Barrier(2, timeout=30)  # breaks when they come one after the other

    def look(_: Host) -> Iterator[Finding]:
        meet.wait()
        yield Finding("one", "ok", "met")

    def look_too(_: Host) -> Iterator[Finding]:
        meet.wait()
        yield Finding("two", "ok", "met")

    found = examine_all(host_in(tmp_path), [Examination("one", look), Examination("two", look_too)], lambda *_: None)
    assert [finding.subject for finding in found] == ["one", "two"]


def test_one_that_hangs_is_given_up_and_the_others_count(tmp_path: Path) -> None:
    for_ever = threading.Event()
    told: list[list[str]] = []

    def hang(_: Host) -> list[Finding]:
        for_ever.wait()
        return []

    examinations = [Examination("disk", hang), Examination("git", lambda _: [Finding("git", "ok", "")])]
    found = examine_all(host_in(tmp_path), examinations, lambda names, _: told.append(list(names)), seconds=0.5)
    assert [(finding.subject, finding.word) for finding in found] == [("disk", "fail"), ("git", "ok")]
    assert told[-1] == ["disk"]
    for_ever.set()


def test_an_error_of_the_system_is_a_finding(tmp_path: Path) -> None:
    def fail(_: Host) -> list[Finding]:
        raise PermissionError(13, "Permission denied", "/x")

    (found,) = examine_all(host_in(tmp_path), [Examination("keys", fail)], lambda *_: None)
    assert (found.word, found.subject) == ("fail", "keys")
    assert "'/x': Permission denied" in found.text


def test_a_mistake_of_ours_is_shown_and_does_not_end_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda told: shown.append(told.exc_type.__name__))
    examinations = [Examination("keys", lambda _: [1 / 0]), Examination("git", lambda _: [Finding("git", "ok", "")])]  # type: ignore[list-item]
    found = examine_all(host_in(tmp_path), examinations, lambda *_: None)
    assert [finding.word for finding in found] == ["fail", "ok"]
    assert shown in ([], ["ZeroDivisionError"])  # told by its thread, perhaps a moment later


def test_a_call_that_hangs_is_given_up() -> None:
    for_ever = threading.Event()
    assert in_time(0.05, for_ever.wait) is None
    assert in_time(30, lambda: "soon") == "soon"
    for_ever.set()


FOUND = [
    Finding("git", "ok", "2.47"),
    Finding("keys", "fail", "open\x1b[31m", "chmod 600 x", (SetMode(Path("x"), 0o600),)),
    Finding("sandbox", "note", "none", "install it"),
]


def test_the_lines_align_and_escape_what_could_move_the_cursor() -> None:
    assert list(report.lines(FOUND, colours=False)) == [
        "ok    git      2.47",
        "fail  keys     open\\x1b[31m",
        "               fix: chmod 600 x",
        "note  sandbox  none",
        "               fix: install it",
        "1 fail, 1 note",
    ]
    assert list(report.lines(FOUND[:1], colours=False))[-1] == "all is well"


def test_colours_only_repeat_the_word() -> None:
    assert next(report.lines(FOUND[1:], colours=True)).startswith("\x1b[31mfail\x1b[0m  keys")


def test_json_holds_all_of_it() -> None:
    said = msgspec.json.decode(report.as_json(FOUND, [Repaired("chmod 1"), Repaired("chmod 2", "no")]))
    assert said["failed"] is True
    assert said["findings"][1] == {
        "subject": "keys",
        "word": "fail",
        "text": "open\\x1b[31m",
        "fix": "chmod 600 x",
        "repairable": True,
    }
    assert (said["repaired"], said["not_repaired"]) == (["chmod 1"], ["chmod 2"])


def test_the_waiting_line_comes_after_a_second_and_goes_again() -> None:
    stream = io.StringIO()
    line = WaitingLine(stream, redraws=True, columns=20)
    line(["model"], 0.9)
    line.clear()
    assert stream.getvalue() == ""
    for seconds in (1.2, 1.3, 2.0):
        line(["model", "folders"], seconds)
    line.clear()
    assert stream.getvalue() == "\r\x1b[Klooking at model, f\r\x1b[K"


def test_a_terminal_that_cannot_clear_a_line_gets_few_plain_ones() -> None:
    stream = io.StringIO()
    line = WaitingLine(stream, redraws=False)
    for tenths in range(80):
        line(["model"], tenths / 10)
    line.clear()
    assert stream.getvalue() == "looking at model: 1 s\nlooking at model: 6 s\n"
