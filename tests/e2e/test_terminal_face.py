"""The full face in a pseudo-terminal: what a person types, and what stands on the screen."""

import os
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.e2e.drawn_terminal import DrawnTerminal

_REPOSITORY = Path(__file__).parents[2]
_ENVIRON = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
_STATUS = "test/model · mode ask"
_COLOUR = re.compile(rb"\x1b\[[\d;]*[39][0-7]")


@contextmanager
def face(folder: Path, *arguments: str, columns: int = 80, wraps: bool = True, **more: str) -> Iterator[DrawnTerminal]:
    """The program with its prompt on the screen. A terminal that cuts its rows is known by `XTERM_VERSION`."""
    argv = [sys.executable, "-m", "tests.e2e.face_program", str(folder), *arguments]
    environ = _ENVIRON | more | ({} if wraps else {"XTERM_VERSION": "XTerm"})
    terminal = DrawnTerminal(argv, cwd=_REPOSITORY, environ=environ, columns=columns)
    try:
        terminal.wait_for(_STATUS)
        yield terminal
    finally:
        with suppress(ProcessLookupError, ChildProcessError, OSError):
            terminal.kill()


def at_rest(terminal: DrawnTerminal, status: str = _STATUS) -> None:
    """One prompt and one status line stand at the end of the screen, and nowhere else."""
    terminal.wait_until(lambda: terminal.rows()[-2:] == ["›", status], "the empty prompt")
    assert sum(row.startswith(status) for row in terminal.everything()) == 1
    assert sum(row == "›" for row in terminal.everything()) == 1


def at_rest_with(terminal: DrawnTerminal, typed: str) -> None:
    """This stands in the line, and no menu below it."""
    terminal.wait_until(lambda: terminal.rows()[-2:] == [f"› {typed}", _STATUS], f"the line with {typed!r}")


def test_what_is_sent_is_echoed_once_and_answered(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("hello there\r")
        terminal.wait_for("turn over")
        at_rest(terminal)
        assert terminal.everything().count("› hello there") == 1
        assert "sent 11 characters" in terminal.text()


def test_the_echo_stands_before_anything_that_comes_of_it(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("/say just printed\rcall 10\r")
        terminal.wait_for("• $ make")
        shown = terminal.written
        assert shown.index(b"\x1b[1mcall 10\x1b[0m") < shown.index("• $ make".encode())


def test_a_long_answer_scrolls_and_stands_there_once(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("stream 200\r")
        terminal.wait_for("turn over")
        at_rest(terminal)
        lines = [row for row in terminal.everything() if row.startswith("line ")]
        assert lines == [f"line {number} of the answer" for number in range(200)]


def test_the_unfinished_part_of_an_answer_is_shown_and_then_replaced(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("live done.//This *goes*\r")
        terminal.wait_for("This goes")
        terminal.type("/go\r")
        terminal.wait_for("turn over")
        at_rest(terminal)
        text = terminal.text()
        assert text.count("This goes and its end") == 1
        assert text.count("This goes") == 1


def test_enter_sends_and_other_keys_make_a_new_line(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("one\ntwo\x1b\rthree\\\rfour")
        terminal.wait_for("  four")
        assert "sent" not in terminal.text()
        terminal.type("\r")
        terminal.wait_for("one|two|three|four")
        terminal.wait_for("turn over")
        assert terminal.rows()[terminal.rows().index("› one") :][:4] == ["› one", "  two", "  three", "  four"]


def test_a_paste_keeps_its_lines_and_sends_nothing(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.paste("a\n\tb\n")
        terminal.wait_for("      b")
        terminal.type("c\r")
        terminal.wait_for("sent 6 characters")


def test_a_long_paste_is_a_mark_in_the_line_and_sent_whole(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.paste("line\n" * 1_233 + "end")
        terminal.wait_for("› [pasted 1,234 lines]")
        terminal.type("\x7f")
        at_rest(terminal)
        terminal.paste("line\n" * 1_233 + "end")
        terminal.wait_for("› [pasted 1,234 lines]")
        terminal.type("\r")
        terminal.wait_for(f"sent {5 * 1_233 + 3} characters")


def test_a_megabyte_is_pasted(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.paste("0123456789\n" * 100_000)
        terminal.wait_for("› [pasted 100,001 lines]")
        terminal.type("\r")
        terminal.wait_for("sent 1100000 characters")
        at_rest(terminal)


def test_escape_interrupts_what_runs_and_twice_goes_back(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("call 10\r")
        terminal.wait_for("• $ make")
        terminal.type("\x1b")
        terminal.wait_for("– interrupted")
        terminal.wait_for("turn over")
        at_rest(terminal)
        terminal.type("\x1b")
        terminal.wait_for("Esc again")
        terminal.type("\x1b")
        terminal.wait_for("heard RewindWanted()")


def test_control_c_clears_the_line_which_up_brings_back_then_interrupts(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("half a thought")
        terminal.wait_for("› half a thought")
        terminal.type("\x03")
        at_rest(terminal)
        assert "heard" not in terminal.text()
        terminal.type("\x1b[A")
        terminal.wait_for("› half a thought")
        terminal.type("\x03")
        at_rest(terminal)
        terminal.type("\x03")
        terminal.wait_for("heard Interrupted()")


def test_the_terminal_is_given_back_as_it_was(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        before = terminal.modes()
        terminal.type("\x04")
        assert terminal.end() == 0
        assert (tmp_path / "closed").read_text() == "False"
        assert terminal.rows() == ["ready"]
        assert before != terminal.modes()
        assert terminal.written.rfind(b"\x1b[?2004l") > terminal.written.rfind(b"\x1b[?2004h")


def test_a_terminal_that_is_gone_ends_it(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("call 10\r")
        terminal.wait_for("• $ make")
        assert terminal.hang_up() == 0
    assert (tmp_path / "closed").read_text() == "True"


def test_shift_tab_wants_another_mode(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("\x1b[Z")
        terminal.wait_for("heard ModeWanted()")


def test_what_waits_is_shown_and_up_takes_it_back(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("steer\r")
        terminal.wait_for("working (Esc interrupts)")
        terminal.type("and this\r")
        terminal.wait_for("waits › and this")
        terminal.type("not that\r")
        terminal.wait_for("waits › not that")
        terminal.type("\x1b[A")
        terminal.wait_for("› not that")
        terminal.wait_without("waits › not that")
        terminal.type("\x03/go\r")
        terminal.wait_for("turn over")
        at_rest(terminal)
        assert terminal.everything().count("› and this") == 1
        assert "› not that" not in terminal.everything()


def test_a_question_is_answered_by_its_key_and_enter(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("ask\r")
        terminal.wait_for("answer ›")
        assert "1 + x = 2" in terminal.rows()
        terminal.type("y\r")
        terminal.wait_for("answered 'y'")
        at_rest(terminal)
        assert "› y = yes, this once" in terminal.rows()


@pytest.mark.parametrize(
    ("keys", "answer"),
    [("\r", "n"), ("\x1b[A\r", "n"), ("\x1b[B\r", "y"), ("\x1b[B" * 9 + "\r", "s"), ("use make\r", "use make")],
)
def test_enter_alone_is_no_arrows_choose_and_words_are_words(tmp_path: Path, keys: str, answer: str) -> None:
    with face(tmp_path) as terminal:
        terminal.type("ask\r")
        terminal.wait_for("answer ›")
        terminal.type(keys)
        terminal.wait_for(f"answered {answer!r}")


def test_what_was_pasted_confirms_nothing(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("ask\r")
        terminal.wait_for("answer ›")
        terminal.paste("y\n")
        terminal.wait_for("answer › y")
        terminal.type("\r")
        terminal.wait_for("A choice is typed, not pasted.")
        assert "answered" not in terminal.text()
        terminal.paste("because of\nthe tests")
        terminal.type("\r")
        terminal.wait_for("answered 'because of the tests'")


def test_what_was_half_typed_answers_nothing_and_is_brought_back(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("later\r")
        terminal.wait_for("working (Esc interrupts)")
        terminal.type("y")
        terminal.wait_for("› y")
        os.kill(terminal.pid, signal.SIGUSR1)
        terminal.wait_for("Ctrl-U drops it")
        terminal.type("\x15")
        terminal.wait_for("answer ›")
        terminal.type("n\r")
        terminal.wait_for("answered 'n'")
        terminal.wait_for("turn over")
        terminal.type("\x1b[A")
        terminal.wait_until(lambda: terminal.rows()[-2] == "› y", "what was half typed")


def test_a_question_that_is_interrupted_vanishes(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("ask\r")
        terminal.wait_for("answer ›")
        terminal.type("\x03")
        terminal.wait_for("turn over")
        at_rest(terminal)
        assert "yes, this once" not in terminal.text()


def test_a_question_is_answered_with_vi_keys(tmp_path: Path) -> None:
    with face(tmp_path, "vi") as terminal:
        terminal.type("later\r")
        terminal.wait_for("working (Esc interrupts)")
        terminal.type("half")
        terminal.wait_for("› half")
        terminal.type("\x1b")
        os.kill(terminal.pid, signal.SIGUSR1)
        terminal.wait_for("Ctrl-U drops it")
        terminal.type("\x15")
        terminal.wait_for("answer ›")
        terminal.type("y\r")
        terminal.wait_for("answered 'y'")


def test_a_megabyte_in_a_question_is_words_of_ones_own(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("open\r")
        terminal.wait_for("answer ›")
        terminal.paste("0123456789\n" * 100_000)
        terminal.wait_for("answer › [pasted 1,100,000 characters]")
        terminal.type("\r")
        terminal.wait_for("turn over")


def test_a_question_without_choices_takes_a_line(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("open\r")
        terminal.wait_for("answer ›")
        terminal.type("the second one\r")
        terminal.wait_for("answered 'the second one'")


@pytest.mark.parametrize("wraps", [True, False])
@pytest.mark.parametrize("sizes", [[(50, 20), (100, 30)], [(30, 12)], [(80, 9), (80, 24)], [(120, 40), (40, 10)]])
def test_a_resize_in_a_question_is_harmless(tmp_path: Path, sizes: list[tuple[int, int]], wraps: bool) -> None:
    with face(tmp_path, wraps=wraps) as terminal:
        terminal.type("ask\r")
        terminal.wait_for("answer ›")
        for columns, rows in sizes:
            terminal.resize(columns, rows)
            status = _STATUS[:columns]
            terminal.wait_until(lambda status=status: status in terminal.rows()[-1:], "the status")  # type: ignore[misc]
            shown = terminal.everything()
            assert sum(row.startswith("answer ›") for row in shown) == 1
            assert sum(row.startswith(_STATUS[:20]) for row in shown) == 1
            assert sum("yes, this once" in row for row in shown) == 1
            assert sum(row == "1 + x = 2" for row in shown) == 1
        terminal.type("y\r")
        terminal.wait_for("answered 'y'")


@pytest.mark.parametrize("wraps", [True, False])
def test_a_resize_while_it_answers_is_harmless(tmp_path: Path, wraps: bool) -> None:
    with face(tmp_path, wraps=wraps) as terminal:
        terminal.type("live one.//" + "word " * 40 + "\r")
        terminal.wait_for("word word")
        for columns, rows in [(40, 24), (100, 24), (60, 15)]:
            terminal.resize(columns, rows)
            terminal.wait_until(lambda: terminal.rows()[-1] == _STATUS, "the status")
        terminal.type("/go\r")
        terminal.wait_for("turn over")
        at_rest(terminal)
        assert sum("and its end" in row for row in terminal.everything()) == 1


@pytest.mark.parametrize("wraps", [True, False])
def test_the_smallest_terminal_does_no_lasting_harm(tmp_path: Path, wraps: bool) -> None:
    with face(tmp_path, wraps=wraps) as terminal:
        terminal.type("half typed 世界")
        terminal.wait_for("› half typed 世界")
        for columns, rows in [(5, 3), (2, 2), (2, 24)]:
            terminal.resize(columns, rows)
        terminal.resize(80, 24)
        terminal.wait_until(lambda: terminal.rows()[-2:] == ["› half typed 世界", _STATUS], "the whole line")
        terminal.type("\r")
        terminal.wait_for("sent 13 characters")


def test_a_line_of_500_kilobytes_breaks_nothing(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("call 500000\r")
        terminal.wait_for("  oooo")
        assert max(len(row) for row in terminal.rows()) <= 80
        at_rest_rows = terminal.rows()[-2:]
        assert at_rest_rows == ["›", _STATUS]
        terminal.type("/go\r")
        terminal.wait_for("turn over")
        at_rest(terminal)


def test_a_line_that_is_longer_than_the_screen_goes_on_in_the_next_row(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("raw 5000\r")
        terminal.wait_for("turn over")
        at_rest(terminal)
        assert terminal.text().count("z") == 5000


def test_control_o_shows_the_last_outputs_whole(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("call 2000\r")
        terminal.wait_for("• $ make")
        terminal.type("/go\r")
        terminal.wait_for("turn over")
        assert terminal.text().count("o" * 50) == 0
        terminal.type("\x0f")
        terminal.wait_until(lambda: sum(row.count("o") for row in terminal.everything() if "ooo" in row) == 2000)


def test_commands_and_files_are_completed(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "my plan.md").write_text("x")
    with face(tmp_path) as terminal:
        terminal.type("/mo")
        terminal.wait_for("which model answers")
        terminal.type("\t")
        terminal.wait_for("› /model")
        terminal.type("\x03")
        at_rest(terminal)
        terminal.type("look at @note")
        terminal.wait_for("  notes.txt")
        terminal.type("\t")
        terminal.wait_for("› look at @notes.txt")
        terminal.type(" @pla")
        terminal.wait_for("  my plan.md")
        terminal.type("\t")
        terminal.wait_for('› look at @notes.txt @"my plan.md"')


def test_one_enter_sends_what_tab_completed_unless_it_chooses(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("/he")
        terminal.wait_for("commands and keys")
        terminal.type("\t")
        terminal.wait_for("› /help")
        terminal.type("\r")
        terminal.wait_for("sent 5 characters")
        at_rest(terminal)
        terminal.type("/mo")
        terminal.wait_for("which model answers")
        terminal.type("\t\t")
        terminal.wait_for("› /mode")
        terminal.type("\r")
        at_rest_with(terminal, "/mode")
        assert terminal.text().count("› /mode") == 1, "it is chosen, not sent"


def test_rows_that_nothing_needs_any_more_go(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("/")
        terminal.wait_for("which model answers")
        terminal.type("\x7f")
        terminal.wait_until(lambda: terminal.rows() == ["ready", "", "›", _STATUS], "one blank row before the prompt")
        terminal.type("one\ntwo\nthree")
        terminal.wait_for("  three")
        terminal.type("\x03")
        terminal.wait_until(lambda: terminal.rows() == ["ready", "", "›", _STATUS], "one blank row before the prompt")


def test_the_history_goes_on_over_sessions(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.type("first\r")
        terminal.wait_for("turn over")
        terminal.type(" private\r")
        terminal.wait_for("sent 8")
        terminal.type("one\ntwo\r")
        terminal.wait_for("one|two")
    assert (tmp_path / "state" / "history").stat().st_mode & 0o777 == 0o600
    with face(tmp_path) as terminal:
        terminal.type("\x1b[A")
        terminal.wait_for("  two")
        terminal.type("\x1b[A\x1b[A")
        terminal.wait_for("› first")
        terminal.type("\x03")
        at_rest(terminal)
        terminal.type("\x12on")
        terminal.wait_for("search › on")
        terminal.wait_for("› one")
        terminal.type("\r\r")
        terminal.wait_for("one|two")


def test_the_line_is_edited_in_the_editor(tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nprintf 'and more\\n' >>\"$1\"\n")
    editor.chmod(0o755)
    with face(tmp_path, EDITOR=str(editor)) as terminal:
        terminal.type("begun ")
        terminal.wait_for("› begun")
        terminal.type("\x07")
        terminal.wait_for("› begun and more")
        terminal.type("\r")
        terminal.wait_for("sent 14 characters")


def test_it_stops_and_goes_on(tmp_path: Path) -> None:
    shell = DrawnTerminal(["/bin/sh", "-i"], cwd=_REPOSITORY, environ={**_ENVIRON, "PS1": "shell> "})
    try:
        shell.wait_for("shell>")
        shell.type(f"{sys.executable} -m tests.e2e.face_program {tmp_path}\r")
        shell.wait_for(_STATUS)
        shell.type("half typed")
        shell.wait_for("› half typed")
        shell.type("\x1a")
        shell.wait_for("Stopped")
        shell.type("echo still he''re\r")
        shell.wait_for("still here")
        shell.type("fg\r")
        shell.wait_for("› half typed")
        shell.type(" text\r")
        shell.wait_for("sent 15 characters")
        shell.type("\x04")
        shell.wait_until(lambda: shell.rows()[-1] == "shell>", "the shell")
    finally:
        shell.kill()


def test_without_colour_there_is_none(tmp_path: Path) -> None:
    with face(tmp_path, NO_COLOR="1") as terminal:
        terminal.type("ask\r")
        terminal.wait_for("answer ›")
        terminal.type("y\r")
        terminal.wait_for("turn over")
        assert _COLOUR.search(terminal.written) is None
    with face(tmp_path) as terminal:
        terminal.type("ask\r")
        terminal.wait_for("answer ›")
        assert _COLOUR.search(terminal.written) is not None


def test_wide_and_combining_characters_keep_their_columns(tmp_path: Path) -> None:
    with face(tmp_path, columns=30) as terminal:
        terminal.type("世界" * 14)
        terminal.wait_for("› 世界世界")
        terminal.type("\x15e\u0301te\u0301 é\r")
        terminal.wait_for("turn over")
        at_rest(terminal)
        terminal.type("call 10\r")
        terminal.wait_for("• $ make")
        assert terminal.rows()[-2:] == ["›", _STATUS]


def test_what_could_move_the_cursor_is_shown_instead(tmp_path: Path) -> None:
    with face(tmp_path) as terminal:
        terminal.paste("a\x1b[2Jb\u202ec")
        terminal.wait_for("b�c")
        terminal.type("\r")
        terminal.wait_for("turn over")
        assert "ready" in terminal.rows()
        assert "› a\\x1b[2Jb\\u202ec" in terminal.rows()


def test_vi_keys(tmp_path: Path) -> None:
    with face(tmp_path, "vi") as terminal:
        terminal.type("one two")
        terminal.wait_for("› one two")
        terminal.type("\x1b")
        terminal.type("0dw")
        terminal.wait_until(lambda: terminal.rows()[-2] == "› two", "the second word")
        terminal.type("\r")
        terminal.wait_for("sent 3 characters")
