"""A session whose memory is in a bad state: one clear line to the model, nothing torn, and the session goes on."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.binary import Home, call, end, flags, model
from tests.e2e.terminal import PROMPT, conversation
from tests.e2e.test_memory import as_json, folder, git, said
from tests.faults.test_full_disk import fill

FRIDAY = "Never deploy on Fridays."
LEARN = call("remember", statement="`check` is a target in `Makefile`", details="It runs `make check`.", topic="Build")
RECALL = call("recall", query="on which port does the API listen?")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    (home.project / "Makefile").write_text("check:\n\t@true\n")
    git(home, "init", "-q")
    git(home, "add", "-A")
    git(home, "commit", "-q", "-m", "first")
    said(home, "memory", "add", "The API listens on port 8080", "--topic", "Network")
    return home


def _results(home: Home, *steps: dict[str, Any]) -> list[str]:
    """What these calls gave to the model, in a run that ends well."""
    with model(*steps, {"text": "done"}) as server:
        done = home.run("-p", "go", "--trust", *flags(server))
        assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr
        assert "Traceback" not in done.stderr
        messages = json.loads(server.requests[-1].body)["messages"]
    return [one["content"] for one in messages if one["role"] == "tool"]


def _whole(home: Home) -> None:
    """Nothing is torn: the memory is well, and holds what it held."""
    assert "The API listens on port 8080" in {one["title"] for one in as_json(home, "memory", "search", "API")}
    assert as_json(home, "memory")["memories"][0]["problems"] == []


def test_a_journal_of_a_newer_format_is_read_and_not_written(home: Home) -> None:
    journal = folder(home) / "journal.jsonl"
    kept = journal.read_bytes()
    journal.write_text('{"type":"journal","format":999}\n')
    given, refused = _results(home, RECALL, LEARN)
    assert "The API listens on port 8080" in given
    assert refused.startswith("the memory cannot be used now: ") and "newer" in refused
    assert journal.read_text() == '{"type":"journal","format":999}\n'
    journal.write_bytes(kept)
    _whole(home)


def test_what_can_be_made_anew_is(home: Home) -> None:
    _results(home, RECALL)  # makes the index of what was said in past sessions, too
    found = [path for path in home.home.rglob("*.sqlite*") if path.parent.name != "state"]
    assert len(found) > 1
    for path in found:
        path.write_bytes(b"no database" * 4_000)
    given, kept = _results(home, RECALL, LEARN)
    assert "The API listens on port 8080" in given and kept.startswith("saved: "), (given, kept)
    _whole(home)


def test_a_folder_that_cannot_be_written_is_read(home: Home) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    for path in (folder(home), *(one for one in folder(home).rglob("*") if one.is_dir())):
        path.chmod(0o500)
    given, refused = _results(home, RECALL, LEARN)
    assert "The API listens on port 8080" in given and "cannot be" in refused


@pytest.fixture
def small_memory(home: Home) -> Iterator[Path]:
    """The memory on a file system of 1 MB."""
    here = folder(home)
    files = {path.relative_to(here): path.read_bytes() for path in here.rglob("*") if path.is_file()}
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(here)], check=False)
    if mounted.returncode:
        pytest.skip("mounting a small file system needs root")
    for name, content in files.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_bytes(content)
    yield here
    subprocess.run(["umount", "-l", str(here)], check=True)


def test_on_a_full_disk_nothing_is_kept_and_nothing_is_claimed(home: Home, small_memory: Path) -> None:
    filler = fill(small_memory, leave=0)
    given, refused = _results(home, RECALL, LEARN)
    assert "The API listens on port 8080" in given
    assert "nothing was saved: No space left" in refused
    with model({"text": "noted"}) as server, conversation(home, "--trust", *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type(f"{FRIDAY}\n")
        terminal.wait_for("noted")
        terminal.wait_for(PROMPT)
        terminal.type("/quit\n")
        assert terminal.end() == 0
    assert "nothing more was remembered of this session: " in terminal.screen and "memory: saved" not in terminal.screen
    filler.unlink()
    _whole(home)
    (kept,) = _results(home, LEARN)
    assert kept.startswith("saved: ")


def test_a_memory_mounted_read_only_is_read(home: Home, small_memory: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_memory)], check=True)
    given, refused = _results(home, RECALL, LEARN)
    assert "The API listens on port 8080" in given and "cannot be" in refused


def test_what_was_saved_survives_a_kill_right_after(home: Home) -> None:
    with model(LEARN, {"text": "never said", "stall": 100_000}) as server:
        process = home.start("-p", "go", "--trust", "--output-format", "stream-json", *flags(server))
        assert process.stdout is not None
        for line in process.stdout:
            if '"call_finished"' in line:
                assert "saved: " in line
                break
        end(process)
    assert {one["title"] for one in as_json(home, "memory", "search", "target")} == {
        "`check` is a target in `Makefile`"
    }
    _whole(home)
