"""Which transcripts there are, and which of them belong to a folder."""

from pathlib import Path

from reverie.transcripts.sources import claude_folder_name, find_transcripts, foreign_transcripts, transcript_at
from tests.transcripts.foreign_samples import CODEX_ID, claude, codex, lines, message

OWN = "01JD4K8ZQ5T7ABCDEFGHJKMNPQ"


def put(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def rollout(home: Path, directory: str, number: int = 0) -> Path:
    name = f"rollout-2026-01-02T03-04-05-{CODEX_ID[:-1]}{number}.jsonl"
    return put(home / ".codex/sessions/2026/01/02" / name, lines(codex("session_meta", id=CODEX_ID, cwd=directory)))


def claude_file(home: Path, directory: str, name: str = "one", worked_in: str | None = None) -> Path:
    folder = home / ".claude/projects" / claude_folder_name(Path(directory))
    return put(folder / f"{name}.jsonl", lines({"type": "summary"}, claude("user", "hi", cwd=worked_in or directory)))


def test_all_of_a_machine_are_found(tmp_path: Path) -> None:
    sessions = tmp_path / "sessions"
    own = put(sessions / f"{OWN}.jsonl", b"")
    put(sessions / "notes.jsonl", b"")
    first = claude_file(tmp_path, "/home/ann/area")
    sub = put(first.with_suffix("") / "subagents/agent-1.jsonl", b"")
    second = rollout(tmp_path, "/elsewhere")
    found = find_transcripts(sessions, {"HOME": str(tmp_path)})
    assert [(file.form, file.path) for file in found] == [
        ("reverie", own),
        ("claude-code", first),
        ("claude-code", sub),
        ("codex", second),
    ]
    assert [file.session for file in found] == [OWN, "one", "agent-1", CODEX_ID[:-1] + "0"]


def test_those_of_a_folder_are_told_by_where_they_worked(tmp_path: Path) -> None:
    """Different folders may have one name at Claude Code."""
    environ = {"HOME": str(tmp_path)}
    area = claude_file(tmp_path, "/home/ann/area")
    claude_file(tmp_path, "/home/ann/area", "other", worked_in="/home/ann-area")
    claude_file(tmp_path, "/home/ann/area-two", "two")
    below = claude_file(tmp_path, "/home/ann/area/docs", "docs")
    here, there = rollout(tmp_path, "/home/ann/area"), rollout(tmp_path, "/home/ann/area-two", 1)
    found = [file.path for file in foreign_transcripts(environ, directory=Path("/home/ann/area"))]
    assert found == [area, below, here]
    assert there not in found


def test_long_folder_names_are_cut_as_claude_code_cuts_them(tmp_path: Path) -> None:
    directory = "/home/" + "a.b_c" * 60
    name = claude_folder_name(Path(directory))
    assert len(name) == 200 and set(name) <= set("-abchome")
    folder = tmp_path / ".claude/projects" / f"{name}-1x2y3z"
    path = put(folder / "one.jsonl", lines(claude("user", "hi", cwd=directory)))
    assert [file.path for file in foreign_transcripts({"HOME": str(tmp_path)}, directory=Path(directory))] == [path]


def test_other_places_can_be_named_by_the_environment(tmp_path: Path) -> None:
    claude_file(tmp_path, "/p")
    rollout(tmp_path, "/p")
    environ = {
        "HOME": "/nowhere",
        "CLAUDE_CONFIG_DIR": str(tmp_path / ".claude"),
        "CODEX_HOME": str(tmp_path / ".codex"),
    }
    assert [file.form for file in foreign_transcripts(environ)] == ["claude-code", "codex"]
    assert foreign_transcripts({"HOME": "/nowhere"}) == []


def test_the_form_of_a_named_file_is_told_by_what_it_holds(tmp_path: Path) -> None:
    assert transcript_at(put(tmp_path / f"{OWN}.jsonl", b"")).form == "reverie"
    assert transcript_at(rollout(tmp_path, "/p")).form == "codex"
    renamed = put(tmp_path / "renamed.jsonl", lines(codex("session_meta", id="x", cwd="/"), message("user", "hi")))
    assert transcript_at(renamed).form == "codex"
    assert transcript_at(claude_file(tmp_path, "/p")).form == "claude-code"
