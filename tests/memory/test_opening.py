"""A memory folder in any state opens: what can be read is read, what stands in the way is one line, nothing is lost."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from reverie.config.places import Places
from reverie.config.project import Project
from reverie.memory import opening
from reverie.memory.errors import ReadOnly
from reverie.memory.layout import Layout
from reverie.memory.opening import open_memory
from reverie.memory.proposal import Edit, Retire
from reverie.memory.reading import log
from reverie.memory.receipt import Refused
from reverie.memory.scopes import project_memory_folder, user_memory_folder
from reverie.memory.store import Memory
from reverie.storage.errors import BrokenFile
from reverie.storage.lock import FileLock

from .caches import a_fact, a_topic, files_read, put, rebuilt
from .folders import NOON, PERSON, add, files, written

ONE, TWO, THREE = "k7m2q9x4td", "aaaaaaaaaa", "bbbbbbbbbb"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A memory with one good topic, and a place for what is bad."""
    folder = tmp_path / "memory"
    put(folder, "topics/good.md", a_topic(a_fact(ONE, "Production runs on Fly"), title="Good"))
    return folder


def _snapshot(folder: Path) -> dict[str, bytes]:
    """The bytes of all files but those that an open memory keeps for itself."""
    own = (".cache.sqlite", ".cache.lock", ".lock", "journal.jsonl")
    found = (path for path in folder.rglob("*") if path.is_file() and path.name not in own)
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def _notice(memory: Memory) -> str:
    (notice,) = memory.notices
    assert "\n" not in notice
    return notice


def _works(memory: Memory) -> None:
    """The good topic is there, and can be written to."""
    assert memory.known.slug_of(ONE) == "good"
    written(memory, add("Staging runs on Fly", "Good"), Edit(id=ONE, body="as acme-prod"))
    assert [one.title for one in memory.known.search("acme", 5)] == ["Production runs on Fly"]


def test_a_folder_that_is_missing_is_an_empty_memory_until_something_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "projects" / "x" / "memory"
    memory = open_memory(folder)
    assert (memory.notices, memory.read_only) == ((), "")
    assert memory.known.search("anything", 5) == ()
    assert list(tmp_path.iterdir()) == []
    written(memory, add("Production runs on Fly"))
    assert memory.known.search("fly", 5)
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "topics", folder.parent)} == {0o700}


def test_opening_writes_nothing_but_the_cache(folder: Path) -> None:
    put(folder, "topics/bad.md", b"\xff\xfe")
    put(folder, "MEMORY.md", "# Mine\n")
    before = _snapshot(folder)
    open_memory(folder).close()
    assert _snapshot(folder) == before
    names = [".cache.lock", ".cache.sqlite", "MEMORY.md", "archive", "areas", "topics"]
    assert sorted(path.name for path in folder.iterdir()) == names


_HEADED = "## Runs on Fly ^aaaaaaaaaa\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe\x00", "is broken (line 1 is not UTF-8)"),
        (b"fine\nfine\n\xc3(", "is broken (line 3 is not UTF-8)"),
        (b"---\ntitle: [\n---\n", "of its front matter is not YAML"),
        (b"---\ntitle: x\n", "line 1 opens front matter that no later '---' closes"),
        (b"---\nformat: new\n---\n", "its format is 'new', not a number"),
        (b"x" * (5 << 20), "it has more than 4 MiB, where 64 KiB are usual"),
        (f"---\ntitle: x\n---\n\n{_HEADED}no list\n".encode(), "bad.md' line 5: it has no line '- kind: …'"),
        (f"{_HEADED}- kind: hearsay · origin: human · seen: 2026-11-20\n".encode(), "line 2: its kind is 'hearsay'"),
    ],
    ids=["not utf-8", "not utf-8 later", "no yaml", "unclosed", "format", "huge", "no list", "bad kind"],
)
@pytest.mark.parametrize("where", ["topics", "archive"])
def test_a_broken_file_is_told_with_its_line_and_stays(folder: Path, where: str, content: bytes, told: str) -> None:
    path = put(folder, f"{where}/bad.md", content)
    memory = open_memory(folder)
    assert told in _notice(memory)
    assert str(path) in _notice(memory)
    _works(memory)
    assert path.read_bytes() == content


def test_a_topic_of_100_mb_is_told_and_not_read(folder: Path) -> None:
    path = folder / "topics/huge.md"
    with path.open("wb") as file:
        file.truncate(100 << 20)
    memory = open_memory(folder)
    assert "'" + str(path) + "' is broken (it has more than 4 MiB" in _notice(memory)
    _works(memory)


@pytest.mark.parametrize("name", ["topics/empty.md", "archive/empty.md", "MEMORY.md", "journal.jsonl", ".cache.sqlite"])
def test_an_empty_file_is_no_trouble(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"")
    memory = open_memory(folder)
    assert memory.notices == ()
    _works(memory)


def test_crlf_and_a_bom_are_read(folder: Path) -> None:
    text = a_topic(a_fact(TWO, "Windows runs too", "second\nline"), title="Windows").render()
    put(folder, "topics/windows.md", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    memory = open_memory(folder)
    assert memory.notices == ()
    assert [(one.title, one.topic, one.body) for one in memory.known.entries(TWO, 1)] == [
        ("Windows runs too", "Windows", "second\nline")
    ]


def test_many_broken_files_are_told_in_few_lines(folder: Path) -> None:
    for number in range(9):
        put(folder, f"topics/bad{number}.md", b"\xff")
    memory = open_memory(folder)
    assert len(memory.notices) == 6
    assert memory.notices[-1] == "and 4 more such lines; 'reverie memory' shows all of them"
    assert len(memory.known.problems()) == 9


def test_a_file_that_is_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(a_topic(a_fact(TWO, "A neighbour's secret")).render())
    (folder / "topics/link.md").symlink_to(outside)
    (folder / "archive/gone.md").symlink_to(tmp_path / "nowhere")
    memory = open_memory(folder)
    assert memory.notices == (
        f"'{folder}/archive/gone.md' is a link, which is not followed; put the file itself there",
        f"'{folder}/topics/link.md' is a link, which is not followed; put the file itself there",
    )
    assert memory.known.search("secret", 5) == ()
    _works(memory)
    assert outside.read_text() == a_topic(a_fact(TWO, "A neighbour's secret")).render()


@pytest.mark.parametrize("name", ["topics", "archive", "areas"])
def test_a_folder_that_is_a_link_is_not_followed(folder: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "theirs.md").write_text(a_topic(a_fact(TWO, "A neighbour's secret")).render())
    (folder / name).rename(tmp_path / "moved")
    (folder / name).symlink_to(outside)
    memory = open_memory(folder)
    assert f"'{folder}/{name}' is a link, which is not followed, so the memory is only read" in memory.read_only
    assert memory.notices == (memory.read_only,)
    assert memory.known.search("secret", 5) == ()
    with pytest.raises(ReadOnly, match="is a link"):
        memory.write([add("Staging runs on Fly")], PERSON)
    assert [path.name for path in outside.iterdir()] == ["theirs.md"]


def test_a_folder_that_becomes_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    memory = open_memory(folder)
    assert memory.known.slug_of(ONE) == "good"
    outside = tmp_path / "outside"
    (folder / "topics").rename(outside)
    (outside / "good.md").write_text(a_topic(a_fact(TWO, "A neighbour's secret"), title="Good").render())
    (folder / "topics").symlink_to(outside)
    assert memory.known.search("secret", 5) == ()
    assert memory.known.topics() == ()
    with pytest.raises(ReadOnly, match="is a link"):
        memory.write([add("Staging runs on Fly", "Good")], PERSON)
    assert open_memory(folder).known.topics() == ()
    assert [path.name for path in outside.iterdir()] == ["good.md"]


@pytest.mark.parametrize("name", ["MEMORY.md", "journal.jsonl", ".lock"])
def test_a_link_in_the_place_of_our_own_files_is_not_written_through(folder: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    outside.write_text("theirs")
    (folder / name).symlink_to(outside)
    memory = open_memory(folder)
    with pytest.raises(ReadOnly, match="is a link"):
        memory.write([add("Staging runs on Fly")], PERSON)
    assert outside.read_text() == "theirs"
    assert memory.known.slug_of(ONE) == "good"


def test_a_topic_that_is_no_file_is_passed_over(folder: Path) -> None:
    (folder / "topics/folder.md").mkdir()
    os.mkfifo(folder / "topics/pipe.md")
    memory = open_memory(folder)
    assert [("is no file" in line) for line in memory.notices] == [True, True]
    _works(memory)


def test_a_name_that_is_not_utf8_is_passed_over(folder: Path) -> None:
    strange = os.fsencode(folder / "topics") + b"/caf\xe9.md"
    try:
        with open(strange, "wb") as file:
            file.write(a_topic(a_fact(TWO, "Two")).render().encode())
    except OSError:
        pytest.skip("this file system takes no such names")
    memory = open_memory(folder)
    assert "has a name that is not UTF-8" in _notice(memory)
    _notice(memory).encode()
    _works(memory)
    assert os.path.exists(strange)


def test_ids_given_twice_are_both_shown_and_refused_to_be_changed(folder: Path) -> None:
    put(folder, "topics/copy.md", a_topic(a_fact(ONE, "A copy"), a_fact(TWO, "Alone"), title="Copy"))
    memory = open_memory(folder)
    assert f"2 facts are called ^{ONE}, in '{folder}/topics/copy.md' and '{folder}/topics/good.md'" in _notice(memory)
    assert [one.title for one in memory.known.entries(ONE, 5)] == ["A copy", "Production runs on Fly"]
    before = files(folder)
    for change in (Edit(id=ONE, body="x"), Retire(id=ONE), add("New", supersedes=(ONE,))):
        outcome = memory.write([change], PERSON)
        assert isinstance(outcome, Refused)
        assert [one.gate for one in outcome.refusals] == ["ambiguous_id"]
        assert "in topics/copy.md and topics/good.md" in outcome.refusals[0].why
    assert files(folder) == before
    written(memory, Edit(id=TWO, body="can be changed"))


_NEWER = "of a newer Reverie (this one knows 1) and is only read; update Reverie"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("topics/new.md", "---\nformat: 2\ntitle: New\n---\n"),
        ("archive/new.md", "---\nformat: 2\ntitle: New\n---\n"),
        ("MEMORY.md", "<!-- Reverie's index, format 2 -->\n"),
        ("journal.jsonl", '{"type":"journal","format":2}\n'),
    ],
)
def test_a_memory_of_a_newer_version_is_only_read(folder: Path, name: str, content: str) -> None:
    put(folder, name, content)
    before = _snapshot(folder)
    memory = open_memory(folder)
    assert f"{name}' has format 2 {_NEWER}" in _notice(memory)
    assert memory.known.slug_of(ONE) == "good"
    with pytest.raises(ReadOnly, match="newer Reverie"):
        memory.write([add("Staging runs on Fly")], PERSON)
    assert _snapshot(folder) == before
    assert (folder / "journal.jsonl").exists() == (name == "journal.jsonl")


def test_a_journal_that_is_none_is_not_written(folder: Path) -> None:
    put(folder, "journal.jsonl", "my notes\n")
    memory = open_memory(folder)
    assert memory.read_only.startswith(f"the memory is only read: '{folder}/journal.jsonl' is broken")
    assert memory.known.slug_of(ONE) == "good"
    with pytest.raises(ReadOnly, match="is broken"):
        memory.write([add("Staging runs on Fly")], PERSON)
    assert (folder / "journal.jsonl").read_text() == "my notes\n"


def test_a_broken_index_is_told(folder: Path) -> None:
    put(folder, "MEMORY.md", b"# Memory\n\xff")
    memory = open_memory(folder)
    assert _notice(memory).startswith(f"'{folder}/MEMORY.md' is broken (line 2 is not UTF-8)")
    with pytest.raises(BrokenFile, match="line 2 is not UTF-8"):
        memory.write([add("Staging runs on Fly")], PERSON)
    assert memory.known.slug_of(ONE) == "good"


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "memory").write_text("mine")
    memory = open_memory(tmp_path / "memory")
    assert "is no folder, so it holds no memory" in memory.read_only
    with pytest.raises(ReadOnly):
        memory.write([add("Production runs on Fly")], PERSON)
    assert memory.known.topics() == ()


def test_a_file_in_the_place_of_the_topics(folder: Path) -> None:
    (folder / "archive").rmdir()
    (folder / "archive").write_text("mine")
    memory = open_memory(folder)
    assert _notice(memory) == f"'{folder}/archive' is no folder, so the memory is only read; move it away"
    assert memory.known.slug_of(ONE) == "good"


def test_a_folder_that_may_not_be_written_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "topics")
    memory = open_memory(folder)
    assert _notice(memory) == (
        f"'{folder}/topics' may not be written by this user, so the memory is only read; change its permissions"
    )
    assert memory.known.slug_of(ONE) == "good"
    with pytest.raises(ReadOnly, match="may not be written"):
        memory.write([add("Staging runs on Fly")], PERSON)


@pytest.fixture
def locked(folder: Path) -> Iterator[Path]:
    """A folder whose mode forbids writing; root may write all the same."""
    for path in (folder, folder / "topics"):
        path.chmod(0o500)
    yield folder
    for path in (folder, folder / "topics"):
        path.chmod(0o700)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_whose_mode_forbids_writing_is_read(locked: Path) -> None:
    memory = open_memory(locked)
    assert "may not be written by this user" in _notice(memory)
    assert memory.known.slug_of(ONE) == "good"
    with pytest.raises(ReadOnly):
        memory.write([add("Staging runs on Fly")], PERSON)
    assert not (locked / ".cache.sqlite").exists()


def test_a_network_file_system_is_read_and_not_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "network_kind", lambda path: "nfs4")
    before = _snapshot(folder)
    memory = open_memory(folder)
    assert f"'{folder}' lies on a network file system (nfs4), where a write can be lost" in _notice(memory)
    assert memory.known.slug_of(ONE) == "good"
    with pytest.raises(ReadOnly, match="network file system"):
        memory.write([add("Staging runs on Fly")], PERSON)
    assert _snapshot(folder) == before
    assert not (folder / ".cache.sqlite").exists()


def _unfinished(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Kill a writer right after its commit point; gives the files before and after the change."""
    memory = open_memory(folder)
    written(memory, add("Staging runs on Fly", "Good"))
    before = files(folder)
    written(memory, Edit(id=ONE, body="as acme-prod"), add("Tests run in containers", "Testing"))
    after = files(folder)
    memory.close()
    for name in after:
        (folder / name).unlink()
    for name, text in before.items():
        (folder / name).write_text(text)
    journal = Layout(folder).journal
    lines = journal.read_bytes().splitlines(keepends=True)
    assert lines[-1].startswith(b'{"type":"done"')
    journal.write_bytes(b"".join(lines[:-1]))
    return before, after


def test_a_change_that_a_kill_left_is_finished(folder: Path) -> None:
    _, after = _unfinished(folder)
    memory = open_memory(folder)
    assert _notice(memory).endswith("was finished")
    assert files(folder) == after
    assert memory.known.search("acme", 5)
    assert open_memory(folder).notices == ()


def test_a_change_that_no_longer_fits_is_taken_back(folder: Path) -> None:
    _unfinished(folder)
    path = folder / "topics/good.md"
    path.write_text(path.read_text().replace("- kind: fact", "- kind: decision"))
    memory = open_memory(folder)
    assert "was taken back" in _notice(memory)
    assert {one.kind for one in memory.known.search("production", 5)} == {"decision"}
    assert not memory.known.search("acme", 5)
    assert not (folder / "topics/testing.md").exists()


def test_a_change_is_finished_beside_what_a_person_changed(folder: Path) -> None:
    _unfinished(folder)
    path = folder / "topics/good.md"
    path.write_text(path.read_text().replace("## Production runs on Fly", "## Production runs on Hetzner"))
    memory = open_memory(folder)
    assert _notice(memory).endswith("was finished")
    (fact,) = memory.known.entries(ONE, 1)
    assert (fact.title, fact.body) == ("Production runs on Hetzner", "as acme-prod")


def test_a_change_that_somebody_is_at_is_left_to_him(folder: Path) -> None:
    before, _ = _unfinished(folder)
    with FileLock(Layout(folder).lock):
        memory = open_memory(folder)
        assert memory.notices == ()
        assert files(folder) == before
        assert memory.known.slug_of(ONE) == "good"


def test_a_change_that_cannot_be_finished_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, _ = _unfinished(folder)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    memory = open_memory(folder)
    assert [line for line in memory.notices if "was not finished; the memory is shown as it is" in line]
    assert files(folder) == before
    assert memory.known.slug_of(ONE) == "good"


def test_a_clock_that_goes_backwards_mixes_nothing_up(folder: Path) -> None:
    for hours, title in ((0, "First"), (-30, "Second"), (-60, "Third")):
        memory = open_memory(folder, clock=lambda at=hours: NOON + at * 3600)  # type: ignore[misc]
        written(memory, add(title, "Good"), key=title)
        memory.close()
    for path in folder.rglob("*.md"):
        os.utime(path, (NOON * 2, NOON * 2))
    memory = open_memory(folder)
    assert memory.notices == ()
    assert [line for one in log(memory, 3) for line in one.lines if "Third" in line] == list(log(memory, 1)[0].lines)
    assert {one.title for one in memory.known.entries("", 9)} >= {"First", "Second", "Third"}
    _works(memory)


def test_many_facts_are_opened_without_reading_their_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(50):
        facts = [a_fact(f"{number:0>5}{one:0>5}", f"Fact {one} of {number}") for one in range(200)]
        path = put(folder, f"topics/t{number}.md", a_topic(*facts, title=f"Topic {number}"))
        os.utime(path, ns=(0, 1_500_000_000_123_456_789))
    os.utime(folder / "topics/good.md", ns=(0, 1_500_000_000_123_456_789))
    open_memory(folder).close()
    with files_read(monkeypatch) as names:
        memory = open_memory(folder)
        assert len(memory.known.topics()) == 51
        written(memory, add("Staging runs on Fly", "Good"))
        written(memory, add("Tests run in containers", "Good"))
        memory.known.refresh()
    assert names == ["topics/good.md", "topics/good.md"]
    assert {one.id for one in memory.known.search("Fact 7 of 31", 50)} >= {f"{31:0>5}{7:0>5}"}


def test_the_folders_of_a_project_and_of_a_person(tmp_path: Path) -> None:
    places = Places(config=tmp_path / "c", data=tmp_path / "d", state=tmp_path / "s", cache=tmp_path / "k")
    project = Project(tmp_path, "abcdefghijklmnop", True)
    assert project_memory_folder(project, places) == tmp_path / "d/projects/abcdefghijklmnop/memory"
    assert user_memory_folder(places) == tmp_path / "d/user/memory"
    assert project_memory_folder(Project(tmp_path, None, False), places) == user_memory_folder(places)


def test_what_one_folder_holds_is_not_seen_in_another(tmp_path: Path, folder: Path) -> None:
    """A cache that was copied with another memory's files is brought up to date with these."""
    open_memory(folder).close()
    other = tmp_path / "other"
    put(other, "topics/other.md", a_topic(a_fact(TWO, "Other"), title="Other"))
    (other / ".cache.sqlite").write_bytes((folder / ".cache.sqlite").read_bytes())
    memory = open_memory(other)
    assert memory.known.slug_of(ONE) is None
    assert [one.id for one in memory.known.entries("", 9)] == [TWO]
    assert rebuilt(other)["facts"]
