"""Which transcripts `reverie claims` looks into, and what it says of what is none."""

import os
from pathlib import Path

import click
import pytest
from tests.transcripts.foreign_samples import CODEX_ID, claude, codex, lines

from reverie.cli.claiming.finding import transcripts
from reverie.transcripts.records import FORMAT, SessionHeader, encode

CLAUDE = lines({"type": "summary", "summary": "x"}, claude("user", "fix it"))
CODEX = lines(codex("session_meta", id=CODEX_ID, cwd="/p"))
OURS = encode(SessionHeader(FORMAT, "01JD4K8ZQ5T7ABCDEFGHJKMNPQ", "t", "/p", "m", "0")) + b"\n"


def put(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_form_is_told_by_what_a_file_holds(tmp_path: Path) -> None:
    for name, content in (("a", CLAUDE), ("b", CODEX), ("c", OURS), ("d", b"\xef\xbb\xbf" + CODEX)):
        put(tmp_path / f"{name}.jsonl", content)
    assert [file.form for file in transcripts([str(tmp_path)])] == ["claude-code", "codex", "reverie", "codex"]
    assert [file.form for file in transcripts([str(put(tmp_path / "x.txt", OURS))])] == ["reverie"]


def test_a_folder_gives_its_transcripts_once_and_ends_in_a_circle_of_links(tmp_path: Path) -> None:
    one = put(tmp_path / "deep" / "er" / "one.jsonl", CLAUDE)
    put(tmp_path / "deep" / "notes.jsonl", b'{"a": 1}\n')
    put(tmp_path / "deep" / "empty.jsonl", b"")
    put(tmp_path / "deep" / "binary.jsonl", bytes(range(256)) * 9)
    put(tmp_path / "s" / "subagents" / "agent-1.jsonl", CLAUDE)
    (tmp_path / "deep" / "loop").symlink_to(tmp_path)
    (tmp_path / "deep" / "again.jsonl").symlink_to(one)
    (tmp_path / "deep" / "gone.jsonl").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "deep" / "pipe.jsonl")
    assert len(transcripts([str(tmp_path), str(one)])) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"hello\n" * 300, "is no transcript"),
        (b'{"a": 1}\n[]\n', "is no transcript"),
        (b"\x00\xff" * 500, "is no transcript"),
        (b"[" * 100_000, "is no transcript"),
    ],
)
def test_a_file_that_is_none_is_named_in_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    path = put(tmp_path / "x.jsonl", content)
    with pytest.raises(click.UsageError) as caught:
        transcripts([str(path)])
    assert f"'{path}' {said}" in caught.value.message and "; name " in caught.value.message


def test_what_is_no_file_or_not_there_is_named_in_one_line(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").mkdir()
    for name, said in (("pipe", "is no file"), ("gone", "cannot be read"), ("empty", "holds no transcript")):
        with pytest.raises(click.UsageError, match=said):
            transcripts([str(tmp_path / name)])


def test_bare_finds_what_other_agents_keep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVERIE_HOME", str(tmp_path / "reverie"))
    monkeypatch.chdir(tmp_path)
    put(tmp_path / ".claude" / "projects" / "-p" / "one.jsonl", CLAUDE)
    put(tmp_path / "codex" / "sessions" / "2026" / f"rollout-x-{CODEX_ID}.jsonl", CODEX)
    environ = {"HOME": str(tmp_path), "CODEX_HOME": str(tmp_path / "codex")}
    assert [file.form for file in transcripts([], environ)] == ["claude-code", "codex"]
    assert not (tmp_path / "reverie").exists(), "nothing is written"
    with pytest.raises(click.ClickException) as caught:
        transcripts([], {"HOME": str(tmp_path / "nobody")})
    assert caught.value.exit_code == 6
