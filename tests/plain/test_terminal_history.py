"""What was typed before, over sessions and processes."""

import os
import subprocess
import sys
from pathlib import Path

from reverie.conversation.ports import RedactedStream
from reverie.plain.terminal.input_history import MOST_ENTRIES, InputHistory

_APPEND = """
import sys
from pathlib import Path
from reverie.plain.terminal.input_history import InputHistory
history = InputHistory(Path(sys.argv[1]))
for number in range(100):
    history.append_string(f"{sys.argv[2]} {number}\\nsecond line")
"""


class _Masking:
    def redact(self, text: str) -> str:
        return text.replace("hunter2", "[secret]")

    def holds_mask(self, text: str) -> bool:
        return "[secret]" in text

    def stream(self) -> RedactedStream:
        raise NotImplementedError


def newest_first(path: Path) -> list[str]:
    return list(InputHistory(path).load_history_strings())


def test_entries_come_back_newest_first_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "state" / "history"
    history = InputHistory(path)
    for text in ("one", "two\nlines", "two\nlines", "", "  \n", " private", "世界 \udcff"):
        history.append_string(text)
    assert history.get_strings() == ["one", "two\nlines", "世界 \udcff"]
    assert newest_first(path) == ["世界 ?", "two\nlines", "one"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_mark_is_brought_back_now_and_its_text_later(tmp_path: Path) -> None:
    history = InputHistory(tmp_path / "history")
    history.remember("[pasted 20 lines]", "the text")
    history.remember("[pasted 90,000 lines]", "x" * 100_000)
    assert history.get_strings() == ["[pasted 20 lines]", "[pasted 90,000 lines]"]
    assert newest_first(tmp_path / "history") == ["the text"]


def test_secrets_do_not_reach_the_file(tmp_path: Path) -> None:
    InputHistory(tmp_path / "history", _Masking()).append_string("login hunter2")
    assert newest_first(tmp_path / "history") == ["login [secret]"]


def test_the_file_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "history"
    path.write_bytes(b"".join(b'"%d"\n' % number for number in range(MOST_ENTRIES + 600)))
    assert len(newest_first(path)) == MOST_ENTRIES
    assert path.read_bytes().count(b"\n") == MOST_ENTRIES
    assert newest_first(path)[0] == str(MOST_ENTRIES + 599)


def test_broken_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "history"
    path.write_bytes(b'"one"\nnot json\n{"a": 1}\n\xff\xfe\n"two"\n"torn')
    assert newest_first(path) == ["two", "one"]


def test_a_line_after_a_torn_one_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "history"
    path.write_bytes(b'"one"\n"torn')
    InputHistory(path).append_string("after")
    assert newest_first(path) == ["after", "one"]


def test_no_file_and_no_folder_cost_nothing_but_the_past(tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("")
    history = InputHistory(tmp_path / "blocked" / "history")
    history.append_string("one")
    assert list(history.load_history_strings()) == []
    assert history.get_strings() == ["one"]


def test_processes_append_side_by_side(tmp_path: Path) -> None:
    path = tmp_path / "history"
    argv = [sys.executable, "-c", _APPEND, str(path)]
    running = [subprocess.Popen([*argv, name], env=dict(os.environ)) for name in ("a", "b", "c")]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    entries = newest_first(path)
    assert len(entries) == 300
    for name in ("a", "b", "c"):
        own = [entry for entry in entries if entry.startswith(name)]
        assert own == [f"{name} {number}\nsecond line" for number in reversed(range(100))]
