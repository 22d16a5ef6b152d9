"""What reaches the terminal, and in how many pieces; where the old rows are after a resize."""

import asyncio
import os
import pty

from prompt_toolkit.data_structures import Point
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout.screen import Char, Screen

from reverie.plain.face import Closed, Interrupted, Typed
from reverie.plain.terminal.application import rows_added, wraps_anew
from reverie.plain.terminal.heard import HeardQueue
from reverie.plain.terminal.scrollback import divided
from reverie.plain.terminal.tty_input import TtyInput
from reverie.plain.terminal.tty_output import TtyOutput


def test_big_texts_are_divided_between_lines() -> None:
    text = "".join(f"line {number}\n" for number in range(50_000)) + "x" * 300_000 + "\nend\n"
    parts = divided(text)
    assert "".join(parts) == text
    assert all(part.endswith("\n") for part in parts)
    assert max(len(part) for part in parts if "xx" not in part) <= 65_536
    assert divided("") == []


def test_rows_that_wrap_anew_are_counted() -> None:
    screen = Screen()
    for row, width in enumerate((50, 0, 20, 21, 60)):
        for column in range(width):
            screen.data_buffer[row][column] = Char("x")
    assert rows_added(screen, Point(5, 0), 20) == 0
    assert rows_added(screen, Point(5, 4), 20) == 2 + 0 + 0 + 1
    assert rows_added(screen, Point(45, 4), 20) == 2 + 0 + 0 + 1 + 2


def test_which_terminals_wrap_anew() -> None:
    assert wraps_anew({"TERM": "xterm-256color"})
    assert wraps_anew({"TERM": "screen-256color", "TMUX": "/tmp/tmux"})
    assert not wraps_anew({"TERM": "xterm-256color", "XTERM_VERSION": "XTerm(390)"})
    assert not wraps_anew({"TERM": "linux"})
    assert not wraps_anew({"TERM": "screen"})


def test_a_frame_is_written_at_once_and_a_lost_terminal_is_told_once() -> None:
    ours, theirs = pty.openpty()
    lost: list[bool] = []
    with open(theirs, "w") as stdout:
        output = TtyOutput(stdout, lambda: lost.append(True), colour=True)
        with output.frame():
            output.write_raw("one ")
            output.flush()
            with output.frame():
                output.write_raw("two")
            assert output._buffer
        assert os.read(ours, 100) == b"\x1b[?2026hone two\x1b[?2026l"
        os.close(ours)
        for _ in range(3):
            output.write_raw("three")
            output.flush()
    assert lost == [True]


def test_keys_pastes_and_the_end_are_read() -> None:
    ours, theirs = pty.openpty()
    with open(theirs) as stdin:
        tty = TtyInput(stdin)
        with tty.raw_mode():
            os.write(ours, b"a\x1b[A\x1b")
            assert [press.key for press in tty.read_keys()] == ["a", Keys.Up]
            alone = [tty.escape_alone]
            assert [press.key for press in tty.flush_keys()] == [Keys.Escape]
            alone.append(tty.escape_alone)
            os.write(ours, b"\x1bb")
            assert [press.key for press in tty.read_keys()] == [Keys.Escape, "b"]
            assert [*alone, tty.escape_alone] == [False, True, False]
            os.write(ours, b"x\r" * 1_000)
            assert [(press.key, len(press.data)) for press in tty.read_keys()] == [(Keys.BracketedPaste, 2_000)]
            os.write(ours, b"\x1b[200~" + b"y\r" * 1_000 + b"\x1b[201~z")
            assert [press.key for press in tty.read_keys()] == [Keys.BracketedPaste, "z"]
        os.close(ours)
        assert tty.read_keys() == []
        assert tty.closed


def test_what_was_heard_comes_in_order_and_the_end_again_and_again() -> None:
    async def scene() -> None:
        heard = HeardQueue()
        waiting = asyncio.ensure_future(heard.next())
        await asyncio.sleep(0)
        waiting.cancel()
        heard.put(Typed("one"))
        heard.put(Interrupted())
        heard.close(Closed(hung_up=True))
        heard.close(Closed())
        heard.put(Typed("late"))
        got = [await heard.next() for _ in range(5)]
        assert got == [Typed("one"), Interrupted(), *[Closed(hung_up=True)] * 3]

    asyncio.run(scene())
