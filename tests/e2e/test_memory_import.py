"""A person takes the memory of another agent over, asks what is remembered, exports it and takes it back."""

from pathlib import Path

from tests.e2e.binary import Home
from tests.e2e.terminal import Terminal

MEMORY = """# Memory Index

## Build

- Run `make ship` to deploy
- [ ] check the pipeline

You are a senior engineer.
"""


def _home(folder: Path) -> tuple[Home, Path]:
    home = Home(folder)
    claude = home.home / ".claude" / "projects" / str(home.project).replace("/", "-").replace("_", "-") / "memory"
    claude.mkdir(parents=True)
    (claude / "MEMORY.md").write_text(MEMORY)
    return home, claude


def test_a_memory_of_claude_code_is_taken_over_and_given_back(tmp_path: Path) -> None:
    home, claude = _home(tmp_path)
    asked = home.run("memory", "import", str(claude))
    assert asked.returncode == 2
    assert "to take them: reverie memory import" in asked.stderr
    taken = home.run("memory", "import", str(home.home / ".claude"), "-y")
    assert (taken.returncode, taken.stderr) == (0, "")
    assert 'taken as procedure in "Build": Run `make ship` to deploy' in taken.stdout
    assert "not taken (an instruction to a model, not a statement): You are a senior engineer." in taken.stdout
    assert "Run `make ship` to deploy" in home.run("memory", "show", "Build").stdout
    assert home.run("memory", "export", "--format", "jsonl", "-o", "out.jsonl").returncode == 0
    assert home.run("undo").returncode == 0
    assert "no facts yet" in home.run("memory").stdout
    assert home.run("memory", "import", "out.jsonl", "-y").returncode == 0
    assert "Run `make ship` to deploy" in home.run("memory", "show", "Build").stdout


def test_at_a_terminal_a_person_is_asked_and_no_is_no(tmp_path: Path) -> None:
    home, claude = _home(tmp_path)
    for answer, said in (("n\n", "nothing was imported"), ("y\n", "took 1 fact")):
        terminal = Terminal("memory", "import", str(claude), cwd=home.project, environ=home.environ(COLUMNS="200"))
        terminal.wait_for("1 fact would count as your own words")
        terminal.wait_for("[y/N]")
        terminal.type(answer)
        terminal.wait_for(said)
