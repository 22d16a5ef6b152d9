"""Memories of other agents, and ours, as they lie on a disk."""

import os
from pathlib import Path

import pytest
from tests.memory.folders import a_memory, add, archived, facts, written
from tests.memory.importers import gathered, imported, machine, put, reasons, statements

from reverie.memory.exporting import export_json_lines, export_markdown
from reverie.memory.fact import CommandRun, FileLine, TranscriptLine
from reverie.memory.importing import gathering, source_file
from reverie.memory.importing.finding import CannotImport
from reverie.memory.importing.gathering import claude_name
from reverie.memory.importing.pieces import Passed
from reverie.memory.journal import Author
from reverie.memory.proposal import Add, Retire
from reverie.memory.store import Memory

FEEDBACK = """---
name: feedback_uitest_timeouts
description: "UI test waits: 5s Windows, 10s Android"
metadata:
  node_type: memory
  type: feedback
  modified: 2026-07-30T07:40:18.191Z
---

15 seconds for any element is a test failure.

**Why:** the user could see it yesterday.

**How to apply:** set the wait to 5 seconds.
"""
HANDBOOK = """# Task Group: Acme deploy

scope: Deploying acme from the checkout.
applies_to: cwd={here}; reuse_rule=safe

## Task 1: Deploy acme

### rollout_summary_files

- rollout_summaries/x.md (cwd={here}, rollout_path=/x, success)

### keywords

- fly, deploy

## User preferences

- when deploying, the user asked for the smoke test first -> run it. [Task 1]

## Reusable knowledge

- The staging app shares its database with nobody. [Task 1][ad-hoc note]

# Task Group: Other

scope: other things
applies_to: cwd=/other/place; reuse_rule=x

## Reusable knowledge

- The other one uses Go everywhere. [Task 1]
"""
SUMMARY = """v1

## User Profile

The user works on macOS with zsh.

## User preferences

- Keep the diffs small.

## What's in Memory

- x: y z
"""
INDEX = """# Memory Index

## Testing

- [Timeouts](feedback_uitest.md) — 5s
- [Gone](gone.md) — x

## Build

- The build needs Node 22
"""
MOTOR = """---
name: motor-learnings
description: x
type: feedback
---

## Flash

- Hold BOOT1 high

## Blink

The LED is PA1.
"""


def claude_folder(folder: Path) -> Path:
    memory = machine(folder).claude / "projects" / claude_name(folder / "p") / "memory"
    put(memory / "MEMORY.md", INDEX)
    put(memory / "feedback_uitest.md", FEEDBACK)
    put(memory / "debugging.md", "# Debugging\n\n- The watcher misses changes on NFS\n")
    return memory


def test_a_memory_folder_of_claude_code(tmp_path: Path) -> None:
    pieces = gathered(tmp_path, claude_folder(tmp_path))
    found = statements(pieces)
    assert {title: (one.kind, one.topic) for title, one in found.items()} == {
        "The build needs Node 22": ("fact", "Build"),
        "UI test waits: 5s Windows, 10s Android": ("feedback", "Testing"),
        "The watcher misses changes on NFS": ("fact", "Debugging"),
    }
    one = found["UI test waits: 5s Windows, 10s Android"]
    assert (one.seen, one.is_dated, one.line, one.last) == ("2026-07-30", True, 1, 14)
    assert "it points to feedback_uitest.md, which is read itself" in reasons(pieces).values()
    assert "it points to gone.md, which is not there" in reasons(pieces).values()


def test_a_date_is_counted_from_the_day_that_the_file_gives(tmp_path: Path) -> None:
    memory = a_memory(tmp_path / "m")
    imported(memory, gathered(tmp_path, claude_folder(tmp_path)))
    assert "could see it 2026-07-29" in facts(memory)["UI test waits: 5s Windows, 10s Android"].body


def test_a_large_memory_file_is_cut_and_keeps_its_kind(tmp_path: Path) -> None:
    found = statements(gathered(tmp_path, put(tmp_path / "home" / "n" / "a.md", MOTOR)))
    assert {title: (one.kind, one.topic) for title, one in found.items()} == {
        "Hold BOOT1 high": ("feedback", "motor learnings: Flash"),
        "The LED is PA1.": ("feedback", "motor learnings: Blink"),
    }


def test_the_home_of_claude_code_gives_what_belongs_to_the_scope(tmp_path: Path) -> None:
    claude_folder(tmp_path)
    home = machine(tmp_path).claude
    put(home / "CLAUDE.md", "- Always use uv\n")
    put(home / "projects" / "-else" / "memory" / "MEMORY.md", "- A thing of another project\n")
    assert "Always use uv" not in statements(gathered(tmp_path, home))
    assert "The build needs Node 22" in statements(gathered(tmp_path, home))
    assert list(statements(gathered(tmp_path, home, user=True))) == ["Always use uv"]


def codex_folder(folder: Path) -> Path:
    memories = machine(folder).codex / "memories"
    put(memories / "MEMORY.md", HANDBOOK.format(here=folder / "p"))
    put(memories / "memory_summary.md", SUMMARY)
    put(memories / "raw_memories.md", "- raw\n")
    put(memories / "rollout_summaries" / "x.md", "- raw\n")
    (memories / ".git").mkdir()
    put(memories / ".git" / "HEAD", "ref: refs/heads/main\n")
    return memories


def test_a_memory_folder_of_codex(tmp_path: Path) -> None:
    pieces = gathered(tmp_path, codex_folder(tmp_path))
    found = statements(pieces)
    assert {title: (one.kind, one.topic, one.origin) for title, one in found.items()} == {
        "when deploying, the user asked for the smoke test first -> run it.": ("preference", "Acme deploy", "human"),
        "The staging app shares its database with nobody.": ("fact", "Acme deploy", "human"),
        "The user works on macOS with zsh.": ("fact", "The person", "human"),
        "Keep the diffs small.": ("preference", "Preferences", "human"),
    }
    assert found["The staging app shares its database with nobody."].description == "Deploying acme from the checkout."
    why = reasons(pieces)
    assert (
        why["- The other one uses Go everywhere. [Task 1]"]
        == "it is about '/other/place'; import it there, or with --user"
    )
    assert why["- fly, deploy"] == "it says where Codex found it"
    unread = {one.file.rpartition("/")[2] for one in pieces if isinstance(one, Passed) and not one.line}
    assert unread == {"raw_memories.md", "rollout_summaries"}


def test_what_codex_knows_of_other_folders_comes_for_all_projects(tmp_path: Path) -> None:
    found = statements(gathered(tmp_path, codex_folder(tmp_path), user=True))
    assert found["The other one uses Go everywhere."].topic == "Other"


def test_a_plain_memory_file_may_be_prose_with_any_line_ends(tmp_path: Path) -> None:
    path = put(
        tmp_path / "home" / "MEMORY.md",
        "\ufeff# Memory\r\n\r\nThe shop sells\r\nbooks.\r\n\r\n- It runs on Fly\r\n".encode(),
    )
    found = statements(gathered(tmp_path, path))
    assert list(found) == ["The shop sells books.", "It runs on Fly"]
    assert [one.line for one in found.values()] == [3, 6]


def test_a_form_can_be_forced(tmp_path: Path) -> None:
    path = put(tmp_path / "home" / "x.md", "# Task Group: A\n\n### keywords\n\n- a, b c\n")
    assert reasons(gathered(tmp_path, path))["- a, b c"] == "it says where Codex found it"
    assert "keywords: a, b" not in reasons(gathered(tmp_path, path, form="memory-md"))
    assert list(statements(gathered(tmp_path, path, form="memory-md"))) == ["a, b c"]


def full_memory(folder: Path) -> Memory:
    """Facts of all sorts: dated, with evidence, of two topics, superseded, retired, with backslashes in the body."""
    memory = a_memory(folder)
    fact = Add(
        title="Production runs on Fly",
        body="## not a heading\n- kind: of text\nboth from `main`",
        topic="Deployment",
        description="where it runs",
        seen="2026-01-02",
        commit="3f2a91c",
        source=TranscriptLine("01JD4K8ZQ5T7G9V2M3N4P5Q6R7", 42),
        evidence=(FileLine("fly.toml", 3), CommandRun("make ship", 0)),
    )
    first, *_ = written(memory, fact, add("Tests run with pytest", "Testing"), add("The old way", "Testing")).saved
    written(memory, add("Production runs on Hetzner", supersedes=(first.id,)))
    (old,) = [one.id for one in facts(memory).values() if one.title == "The old way"]
    assert memory.write([Retire(id=old, because="gone")], Author("human"))
    return memory


@pytest.mark.parametrize("form", ["jsonl", "folder", "markdown"])
def test_a_memory_of_ours_comes_back_as_it_was(tmp_path: Path, form: str) -> None:
    before = full_memory(tmp_path / "home" / "one")
    path = tmp_path / "home" / "one"
    if form == "jsonl":
        made = export_json_lines(before, "project", lambda: 0.0, archived=True)
        assert (made.facts, made.problems, made.masked) == (4, (), 0)
        path = put(tmp_path / "home" / "e.jsonl", made.text)
    if form == "markdown":
        path = put(tmp_path / "home" / "e.md", export_markdown(before, "project", lambda: 0.0, archived=True).text)
    after = a_memory(tmp_path / "home" / "two")
    found = imported(after, gathered(tmp_path, path))
    assert (found.taken, found.refused) == (4, 0)
    assert (facts(after), archived(after)) == (facts(before), archived(before))
    topics = {one.title: one.facts for one in after.known.topics() if not one.is_archived}
    assert topics == {"Deployment": 1, "Testing": 1}
    again = imported(after, gathered(tmp_path, path))
    assert (again.taken, again.there, again.tx) == (0, 4, "")


def test_a_text_of_a_persons_own_in_a_topic_is_told_and_not_taken(tmp_path: Path) -> None:
    memory = a_memory(tmp_path / "home" / "one")
    written(memory, add("Production runs on Fly"))
    path = memory.layout.folder / "topics" / "deployment.md"
    put(path, path.read_text().replace("\n## Prod", "\nmy own words\n\n## Prod") + "\nand more\n")
    pieces = gathered(tmp_path, path)
    assert list(statements(pieces)) == ["Production runs on Fly"]
    assert set(reasons(pieces)) == {"---", "my own words", "and more"}
    lines = [number for one in pieces for number in range(one.line, one.last + 1)]
    filled = [number for number, line in enumerate(path.read_text().split("\n"), 1) if line.strip()]
    assert len(lines) == len(set(lines))
    assert set(filled) <= set(lines)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"a\0b", "is no text"),
        (b"ok\n\xff\xfe\n", "is not UTF-8 in line 2; save it as UTF-8"),
        (b"", "it is empty"),
        (b" \n\n", "it is empty"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told(tmp_path: Path, content: bytes, why: str) -> None:
    path = put(tmp_path / "home" / "MEMORY.md", content)
    assert gathered(tmp_path, path) == [Passed(str(path), 0, 0, "", why)]


def test_a_file_that_is_too_large_is_told(tmp_path: Path) -> None:
    path = put(tmp_path / "home" / "MEMORY.md", "")
    with path.open("wb") as file:
        file.truncate(source_file.MOST_BYTES + 1)
    (piece,) = gathered(tmp_path, path)
    assert isinstance(piece, Passed)
    assert piece.why == "is larger than 10 MB; cut out what matters"


def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(put(tmp_path / "home" / "x", "").parent / "MEMORY.md")
    (piece,) = gathered(tmp_path, tmp_path / "home" / "MEMORY.md")
    assert isinstance(piece, Passed)
    assert piece.why == "is no file"


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "notes"
    put(folder / "a.md", "- The shop sells books\n")
    secret = put(tmp_path / "home" / "elsewhere.md", "- A thing that is elsewhere\n")
    (folder / "b.md").symlink_to(secret)
    (folder / "c").symlink_to(tmp_path / "home")
    pieces = gathered(tmp_path, folder)
    assert list(statements(pieces)) == ["The shop sells books"]
    unread = [one for one in pieces if isinstance(one, Passed)]
    assert {one.why for one in unread} == {"a link, which is not followed; name the file itself"}
    assert len(unread) == 2


def test_folders_that_hold_nothing_or_too_much_are_refused(tmp_path: Path) -> None:
    empty = tmp_path / "home" / "empty"
    empty.mkdir(parents=True)
    with pytest.raises(CannotImport, match="holds nothing that can be imported"):
        gathered(tmp_path, empty)
    with pytest.raises(CannotImport, match="is not there"):
        gathered(tmp_path, tmp_path / "nowhere")
    for number in range(2_001):
        os.close(os.open(empty / f"{number}.md", os.O_CREAT | os.O_WRONLY))
    with pytest.raises(CannotImport, match="more than 2,000 files"):
        gathered(tmp_path, empty)


def test_a_broken_export_is_told_line_by_line(tmp_path: Path) -> None:
    text = (
        '{"type":"reverie-memory","format":1,"scope":"project","exported":""}\nno json\n{"type":"fact","topic":"A"}\n'
    )
    pieces = gathered(tmp_path, put(tmp_path / "home" / "e.jsonl", text))
    assert [one.line for one in pieces] == [1, 2, 3]
    assert not statements(pieces)


@pytest.mark.parametrize(
    "head", ["---\n" + "[" * 9_000 + "\n---\n", "---\na: &a [x]\nb: [*a, *a]\n---\n", "---\nopen: never\n"]
)
def test_front_matter_steers_nothing(tmp_path: Path, head: str) -> None:
    path = put(tmp_path / "home" / "n" / "a.md", head + "\n- The shop sells books\n")
    assert "The shop sells books" in statements(gathered(tmp_path, path))


def test_more_than_a_person_can_have_said_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_STATEMENTS", 3)
    path = put(tmp_path / "home" / "MEMORY.md", "".join(f"- Port {one} is open\n" for one in range(4)))
    with pytest.raises(CannotImport, match="4 statements, more than 3"):
        gathered(tmp_path, path)
