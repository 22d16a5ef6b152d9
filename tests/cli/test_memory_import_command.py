"""`reverie memory import` and `export`: what a person sees, is asked, and gets for a program."""

import json
from pathlib import Path

import pytest
from tests.cli.memory_commands import added, as_json, call, done, own_places, refused

NOTES = "## Deployment\n\n- Production runs on Fly\n- Always run the smoke test first\n"


@pytest.fixture(autouse=True)
def _places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CLAUDE_CONFIG_DIR", "CODEX_HOME"):
        monkeypatch.delenv(name, raising=False)
    own_places(tmp_path, monkeypatch)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "home" / "notes.md"
    path.write_text(NOTES)
    return path


def test_with_yes_it_takes_them_and_says_how_to_take_them_back(notes: Path) -> None:
    lines = done("memory", "import", str(notes), "-y").splitlines()
    assert lines[0] == f"{notes}:1 not taken (a heading): ## Deployment"
    assert lines[1].startswith(f'{notes}:3 taken as fact in "Deployment": Production runs on Fly ^')
    assert lines[3] == "took 2 facts (1 fact, 1 preference)"
    assert "Production runs on Fly" in done("memory", "search", "production")
    assert "removed: Production runs on Fly" in done(
        *lines[4].removeprefix("take all of it back with: reverie ").split()
    )
    assert done("memory", "search", "production").startswith("no fact")


def test_without_a_terminal_and_without_yes_nothing_happens_and_the_line_to_type_is_said(notes: Path) -> None:
    result = call("memory", "import", str(notes), "--from", "memory-md", "--user")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"  {notes}: 1 fact, 1 preference" in result.stderr.splitlines()
    assert f"to take them: reverie memory import {notes} --from memory-md --user -y" in result.stderr
    assert as_json("memory", "--user")["memories"][0]["facts"] == 0


def test_a_dry_run_asks_nothing_and_writes_nothing(notes: Path) -> None:
    found = as_json("memory", "import", str(notes), "--dry-run")
    assert (found["taken"], found["dry_run"], found["tx"]) == (2, True, "")
    assert "nothing was written: this was a dry run" in done("memory", "import", str(notes), "--dry-run")
    assert as_json("memory")["memories"][0]["facts"] == 0


def test_json_tells_the_fate_of_each_line(notes: Path) -> None:
    found = as_json("memory", "import", str(notes), "-y")
    assert [(one["line"], one["verdict"]) for one in found["lines"]] == [(1, "passed"), (3, "taken"), (4, "taken")]
    assert found["lines"][1]["topic"] == "Deployment"
    assert as_json("memory", "log")[0]["tx"] == found["tx"]
    again = as_json("memory", "import", str(notes))
    assert (again["taken"], again["there"]) == (0, 2)


def test_a_repositorys_file_is_refused_line_by_line_without_a_question(tmp_path: Path) -> None:
    (tmp_path / "p" / ".git").mkdir()
    (tmp_path / "p" / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (tmp_path / "p" / "AGENTS.md").write_text("- Use uv\n- The api lies in src\n")
    lines = done("memory", "import", "AGENTS.md").splitlines()
    assert (
        lines[0]
        == "AGENTS.md:1 not taken (it comes from a file of the repository, so it cannot be a preference): Use uv"
    )
    assert lines[1].startswith("AGENTS.md:2 not taken (it comes from a file of the repository, and no check")
    assert lines[2] == "took 0 facts, 2 refused"
    assert lines[3].startswith("note: AGENTS.md: it lies in the repository '")


def test_control_characters_never_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "home" / "x.md"
    path.write_text("- Colours \x1b[31mare red\x1b[0m here\n> \x1b]0;title\x07 said\n")
    for flags in (("--dry-run",), ("--dry-run", "--json")):
        assert "\x1b" not in done("memory", "import", str(path), *flags)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("nowhere",), "'nowhere' is not there; name a file or a folder"),
        ((".",), "'.' holds nothing that can be imported: no Markdown file and no export of a memory"),
    ],
)
def test_a_wrong_path_is_one_line(arguments: tuple[str, ...], line: str) -> None:
    assert refused("memory", "import", *arguments, status=2) == line


def test_an_export_can_be_imported_again(tmp_path: Path) -> None:
    fact_id = added("Production runs on Fly", "--topic", "Deployment")
    assert (
        done("memory", "export", "--format", "jsonl", "-o", "out.jsonl") == "wrote 1 fact of 1 topic to 'out.jsonl'\n"
    )
    assert (tmp_path / "p" / "out.jsonl").stat().st_mode & 0o777 == 0o600
    assert as_json("memory", "import", "out.jsonl")["there"] == 1
    assert as_json("memory", "import", "out.jsonl", "--user", "-y")["lines"][1]["id"] == fact_id


def test_an_export_is_readable_and_tells_of_what_is_archived(tmp_path: Path) -> None:
    fact_id = added("Production runs on Fly", "--topic", "Deployment")
    added("Production runs on Hetzner", "--supersedes", fact_id)
    text = done("memory", "export")
    assert "# Deployment" in text
    assert "## Production runs on Fly" not in text
    assert "- superseded:" in done("memory", "export", "--archived")
    lines = done("memory", "export", "--format", "jsonl", "--archived").splitlines()
    assert [json.loads(line)["type"] for line in lines] == ["reverie-memory", "fact", "fact"]


def test_an_export_never_writes_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "p" / "out.md").write_text("mine")
    (tmp_path / "p" / "link.md").symlink_to(tmp_path / "gone.md")
    assert refused("memory", "export", "-o", "out.md", status=2) == "'out.md' is there already; name a new file"
    assert refused("memory", "export", "-o", "link.md", status=2) == "'link.md' is there already; name a new file"
    assert "cannot be written" in refused("memory", "export", "-o", "no/out.md")
    assert (tmp_path / "p" / "out.md").read_text() == "mine"


def test_an_export_for_a_program_names_its_file() -> None:
    added("Production runs on Fly")
    assert as_json("memory", "export", "-o", "out.md") == {
        "path": "out.md",
        "facts": 1,
        "topics": 1,
        "masked": 0,
        "problems": [],
    }
    assert "name it with -o FILE" in refused("memory", "export", "--json", status=2)


def test_a_secret_that_a_person_wrote_into_a_file_does_not_leave_it(tmp_path: Path) -> None:
    added("Production runs on Fly", "--topic", "Deployment")
    (path,) = (tmp_path / "own").rglob("topics/deployment.md")
    token = "ghp_" + "aB3dE6gH9jK2mN5pQ8rS1tU4vW7xY0zA3bC6"
    path.write_text(path.read_text().replace("runs on Fly", f"runs with {token}"))
    for form in ("markdown", "jsonl"):
        result = call("memory", "export", "--format", form)
        assert token not in result.stdout
        assert "that looked like secrets are masked" in result.stderr
