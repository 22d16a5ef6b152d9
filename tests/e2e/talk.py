"""A conversation of the real program, on either face: what a person does there, in one vocabulary for both."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Protocol

from tests.e2e.binary import COMMAND, Home
from tests.e2e.drawn_terminal import DrawnTerminal
from tests.e2e.terminal import ANSWER, PROMPT, Terminal

FULL = {"TERM": "xterm-256color"}
_WORKING = "(Esc interrupts)"


class Talk(Protocol):
    """Each `wait` reads until the screen is as wanted; nothing depends on how long that takes."""

    pid: int

    def at_prompt(self) -> None:
        """Nothing runs, and the empty input line waits."""

    def at_question(self) -> None:
        """A question stands and can be answered."""

    def wait(self, text: str) -> None:
        """The text stands on the screen (full), or comes after what was waited for before (lines)."""

    def send(self, text: str) -> None:
        """Type a line and Enter."""

    def type(self, text: str) -> None: ...

    def paste(self, text: str) -> None: ...

    def interrupt(self) -> None:
        """Ctrl-C."""

    def shown(self) -> str: ...

    def resize(self, columns: int, rows: int) -> None: ...

    def hang_up(self) -> int: ...

    def end(self) -> int: ...

    def kill(self) -> None: ...


class FullTalk:
    def __init__(self, terminal: DrawnTerminal) -> None:
        self.terminal = terminal
        self.pid = terminal.pid

    def at_prompt(self) -> None:
        self.terminal.wait_until(lambda: self._is_idle(self.terminal.rows()), "the empty prompt")

    def at_question(self) -> None:
        self.terminal.wait_for("answer ›")

    def wait(self, text: str) -> None:
        self.terminal.wait_for(text)

    def send(self, text: str) -> None:
        self.terminal.type(text)
        self.terminal.type("\r")

    def type(self, text: str) -> None:
        self.terminal.type(text)

    def paste(self, text: str) -> None:
        self.terminal.paste(text)

    def interrupt(self) -> None:
        self.terminal.type("\x03")

    def shown(self) -> str:
        return self.terminal.text()

    def resize(self, columns: int, rows: int) -> None:
        self.terminal.resize(columns, rows)

    def hang_up(self) -> int:
        return self.terminal.hang_up()

    def end(self) -> int:
        return self.terminal.end()

    def kill(self) -> None:
        self.terminal.kill()

    @staticmethod
    def _is_idle(rows: list[str]) -> bool:
        idle = rows[-2:-1] == ["›"] and rows[-1].startswith("openai/scripted")
        return idle and not any(_WORKING in row or row.startswith("• ") for row in rows)


class LineTalk:
    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.pid = terminal.pid

    def at_prompt(self) -> None:
        self.terminal.wait_for(PROMPT)

    def at_question(self) -> None:
        self.terminal.wait_for(ANSWER)

    def wait(self, text: str) -> None:
        self.terminal.wait_for(text)

    def send(self, text: str) -> None:
        self.terminal.type(text + "\n")

    def type(self, text: str) -> None:
        self.terminal.type(text)

    def paste(self, text: str) -> None:
        self.terminal.paste(text)

    def interrupt(self) -> None:
        self.terminal.interrupt()

    def shown(self) -> str:
        return self.terminal.screen

    def resize(self, columns: int, rows: int) -> None:
        self.terminal.resize(rows, columns)

    def hang_up(self) -> int:
        return self.terminal.hang_up()

    def end(self) -> int:
        return self.terminal.end()

    def kill(self) -> None:
        self.terminal.kill()


@contextmanager
def full(home: Home, *arguments: str, columns: int = 80, rows: int = 24, **environ: str) -> Iterator[Talk]:
    """The face that draws, in a terminal of that size; ended with the test."""
    argv = [*COMMAND, *arguments]
    given = home.environ(**{**FULL, **environ})
    terminal = DrawnTerminal(argv, cwd=home.project, environ=given, columns=columns, rows=rows)
    with _ended(FullTalk(terminal)) as talk:
        yield talk


@contextmanager
def lines(home: Home, *arguments: str, **environ: str) -> Iterator[Talk]:
    """The face of a dumb terminal; ended with the test."""
    with _ended(LineTalk(Terminal(*arguments, cwd=home.project, environ=home.environ(**environ)))) as talk:
        yield talk


@contextmanager
def _ended(talk: Talk) -> Iterator[Talk]:
    try:
        yield talk
    finally:
        with suppress(ProcessLookupError, ChildProcessError, OSError):
            talk.kill()


FACES: dict[str, Callable[..., AbstractContextManager[Talk]]] = {"full": full, "lines": lines}


def alive(pid: int) -> bool:
    """Whether a process is there; one that has ended and waits for its parent is not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] not in "ZX"
    except OSError:
        return False
