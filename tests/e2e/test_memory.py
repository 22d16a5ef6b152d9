"""The memory's commands as a person runs them: pipes, terminals, closed outputs, two at once."""

import json
import subprocess
from pathlib import Path
from typing import Any

from wcwidth import wcswidth

from tests.e2e.binary import COMMAND, Home
from tests.e2e.terminal import Terminal


def said(home: Home, *arguments: str, stdin: str = "") -> str:
    done = home.run(*arguments, stdin=stdin)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def as_json(home: Home, *arguments: str) -> Any:
    return json.loads(said(home, *arguments, "--json"))


def folder(home: Home) -> Path:
    (found,) = home.home.glob("reverie/data/projects/*/memory")
    return found


def git(home: Home, *arguments: str, cwd: Path | None = None) -> str:
    name = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
    environ = home.environ(GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_NOSYSTEM="1")
    done = subprocess.run(
        ["git", *name, *arguments], cwd=cwd or home.project, env=environ, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_a_day_with_a_memory(home: Home) -> None:
    git(home, "init", "-q")
    git(home, "commit", "-q", "--allow-empty", "-m", "first")
    old = as_json(home, "memory", "add", "The API listens on 8080")["saved"][0]["id"]
    said(home, "memory", "add", "-", "--supersedes", old[:6], stdin="The API listens on 9090\nBehind nginx.\n")
    said(home, "memory", "add", "Answer in German", "--kind", "preference", "--user")
    (hit, gone) = as_json(home, "memory", "search", "listens")
    assert (hit["title"], gone["by"]) == ("The API listens on 9090", hit["id"])
    value = as_json(home, "why", hit["id"])
    assert value["facts"][0]["fact"]["commit"] == git(home, "rev-parse", "HEAD").strip()[:12]
    assert [one["id"] for one in value["superseded"]] == [old]
    before = {path.name: path.read_bytes() for path in (folder(home) / "topics").iterdir()}
    said(home, "memory", "forget", hit["id"])
    said(home, "undo")
    assert {path.name: path.read_bytes() for path in (folder(home) / "topics").iterdir()} == before
    log = git(home, "log", "--format=%s", cwd=folder(home)).splitlines()
    assert [line.partition(":")[0] for line in log] == ["undo", "forget", "2 changes", "write"]
    assert "first_commit" in (home.home / "reverie/data/projects.json").read_text()
    assert "ok    memory    this project: 1 fact; yours: 1 fact\n" in home.run("doctor").stdout


def test_a_copied_project_is_offered_the_memory_and_takes_it_when_told(home: Home) -> None:
    git(home, "init", "-q")
    git(home, "commit", "-q", "--allow-empty", "-m", "first")
    said(home, "memory", "add", "The API listens on 8080")
    copy = home.project.parent / "copy"
    git(home, "clone", "-q", str(home.project), str(copy))

    def there(*arguments: str) -> str:
        done = home.run(*arguments, cwd=copy)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout

    offered = there("memory").splitlines()[-1]
    assert offered.startswith(f"'{home.project}' has the same first commit, and a memory; to share it")
    assert there("memory", "search", "8080") == "no fact has anything like '8080' in it\n"
    (choice,) = json.loads(there("memory", "adopt", "--json"))
    assert choice["id"] in offered and choice["is_there"] is True
    assert there("memory", "adopt").splitlines()[0] == f"{choice['id']}  {home.project} (still there)"
    assert "are now one project" in there("memory", "adopt", choice["id"][:6])
    assert "The API listens on 8080" in there("memory", "search", "8080")
    assert "is a project by itself again" in there("memory", "adopt", "--undo")
    assert "no fact has anything" in there("memory", "search", "8080")
    assert "The API listens on 8080" in said(home, "memory", "search", "8080")


def test_a_reader_who_goes_away_loses_nothing(home: Home) -> None:
    said(home, "memory", "add", "The API listens on 8080")
    process = subprocess.Popen(
        [*COMMAND, "memory", "add", "The database is Postgres"],
        cwd=home.project,
        env=home.environ(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), told) == (130, b"")
    assert as_json(home, "memory", "log")[0]["facts"][0]["title"] == "The database is Postgres"


def in_bash(home: Home, line: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line.replace("$reverie", " ".join(COMMAND))],
        cwd=home.project, env=home.environ(), capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_change_that_cannot_be_told_is_said_to_be_saved(home: Home) -> None:
    fact_id = as_json(home, "memory", "add", "The API listens on 8080")["saved"][0]["id"]
    for line in ("memory add 'The database is Postgres' --json", f"memory forget {fact_id}", f"undo {fact_id}"):
        done = in_bash(home, f"$reverie {line} >/dev/full")
        change = as_json(home, "memory", "log")[0]["tx"]
        why = f"the change {change} was saved, but the output cannot be written (No space left on device)"
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.endswith(f"{why}; 'reverie memory log' shows it\n") and done.stderr.count("\n") == 1


def test_a_reader_who_left_ends_every_command_with_the_same_status(home: Home) -> None:
    said(home, "memory", "add", "The API listens on 8080")
    for line in ("memory log", "memory export", "memory show Facts", "memory", "config list", "model list"):
        process = home.start(*line.split())
        assert process.stdout is not None
        process.stdout.close()
        assert (process.wait(), process.stderr.read() if process.stderr else "") == (130, ""), line
        if process.stderr:
            process.stderr.close()


def test_eight_at_once_lose_nothing(home: Home) -> None:
    started = [home.start("memory", "add", f"Service {number} listens on 80{number:02}") for number in range(8)]
    for process in started:
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, ""), err
        assert out.startswith("saved: Service ")
    titles = {one["title"] for one in as_json(home, "memory", "search", "Service", "-n", "100")}
    assert titles == {f"Service {number} listens on 80{number:02}" for number in range(8)}
    assert as_json(home, "memory")["memories"][0]["facts"] == 8


def test_on_a_terminal_lines_are_wrapped_and_set_in(home: Home) -> None:
    title = "The nightly export of invoices runs on the second worker at 04:00 and takes forty minutes 漢字漢字"
    said(home, "memory", "add", title)
    terminal = Terminal("memory", "search", "invoices", cwd=home.project, environ=home.environ(COLUMNS="40"))
    assert terminal.end() == 0
    lines = terminal.screen.replace("\r", "").splitlines()
    assert lines[0].startswith("^") and all(line.startswith("  ") for line in lines[1:])
    assert max(map(wcswidth, lines)) <= 40
    assert title in " ".join(" ".join(lines).split())


def test_an_editor_on_a_terminal_and_a_person_who_leaves_it(home: Home) -> None:
    fact_id = as_json(home, "memory", "add", "The API listens on 8080")["saved"][0]["id"]
    editor = home.home / "editor"
    editor.write_text(
        '#!/bin/sh\nprintf "shall it change? "; read answer\n[ "$answer" = y ] && sed -i s/8080/9090/ "$1"\n'
    )
    editor.chmod(0o755)
    environ = home.environ(EDITOR=str(editor))
    for answer, status, title in (("n", 1, "The API listens on 8080"), ("y", 0, "The API listens on 9090")):
        terminal = Terminal("memory", "edit", fact_id, cwd=home.project, environ=environ)
        terminal.wait_for("shall it change? ")
        terminal.type(f"{answer}\n")
        assert terminal.end() == status, terminal.screen
        assert as_json(home, "memory", "show", fact_id)[0]["facts"][0]["fact"]["title"] == title


def test_a_purge_asks_and_no_is_no(home: Home) -> None:
    fact_id = as_json(home, "memory", "add", "The spare key lies under the third flower pot")["saved"][0]["id"]
    for answer, status in (("n", 130), ("y", 0)):
        terminal = Terminal("memory", "forget", fact_id, "--purge", cwd=home.project, environ=home.environ())
        asked = terminal.wait_for("This cannot be undone. [y/N]: ")
        assert f"Remove ^{fact_id} (The spare key lies under the third flower pot) for good" in " ".join(asked.split())
        assert list(folder(home).glob("topics/*.md"))
        terminal.type(f"{answer}\n")
        assert terminal.end() == status
    assert "removed from topics/facts.md" in terminal.screen
    files = [path for path in (home.home / "reverie").rglob("*") if path.is_file()]
    assert files and not [path for path in files if b"flower" in path.read_bytes()]
