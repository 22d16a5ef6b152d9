"""What an import may bring in, under whose name, and that it is one change that can be taken back."""

import os
from pathlib import Path

import pytest
from tests.memory.folders import PERSON, a_memory, add, facts, files, written
from tests.memory.importers import (
    gathered,
    imported,
    line_of,
    machine,
    put,
    reasons,
    source,
    statements,
    tried,
)

from reverie.memory.fact import Fact, FileLine, Kind, plain_key
from reverie.memory.findings import FindingsFromDisk
from reverie.memory.gates.context import Binding
from reverie.memory.importing.cutting import cut
from reverie.memory.importing.report import report_lines
from reverie.memory.importing.taking import ask, take
from reverie.memory.importing.whose import Judged
from reverie.memory.index.block import index_block
from reverie.memory.journal import Tombstones
from reverie.memory.receipt import Receipt
from reverie.memory.store import Memory
from reverie.memory.tombstone import new_salt, tombstone
from reverie.memory.undo import undo_last

NOTES = """## Deployment

- Production runs on Fly
- Always run the smoke test first

## Data

- The db is Postgres 16
"""


def notes(folder: Path, text: str = NOTES) -> Path:
    return put(folder / "home" / "notes" / "MEMORY.md", text)


def test_what_is_taken_is_a_persons_and_stands_in_its_topics(tmp_path: Path) -> None:
    memory = a_memory(tmp_path / "m")
    found = imported(memory, gathered(tmp_path, notes(tmp_path)))
    assert (found.taken, found.kinds) == (3, {"fact": 2, "preference": 1})
    assert {title: (one.kind, one.origin) for title, one in facts(memory).items()} == {
        "Production runs on Fly": ("fact", "human"),
        "Always run the smoke test first": ("preference", "human"),
        "The db is Postgres 16": ("fact", "human"),
    }
    assert {one.title: one.facts for one in memory.known.topics()} == {"Deployment": 2, "Data": 1}
    assert "topics/deployment.md" in index_block({"m": memory.layout.folder})


def test_the_report_tells_each_line_and_the_way_back(tmp_path: Path) -> None:
    memory = a_memory(tmp_path / "m")
    path = notes(tmp_path)
    found = imported(memory, gathered(tmp_path, path))
    ids = {title: one.id for title, one in facts(memory).items()}
    assert list(report_lines(found)) == [
        f"{path}:1 not taken (a heading): ## Deployment",
        f'{path}:3 taken as fact in "Deployment": Production runs on Fly ^{ids["Production runs on Fly"]}',
        f'{path}:4 taken as preference in "Deployment": Always run the smoke test first'
        f" ^{ids['Always run the smoke test first']}",
        f"{path}:6 not taken (a heading): ## Data",
        f'{path}:8 taken as fact in "Data": The db is Postgres 16 ^{ids["The db is Postgres 16"]}',
        "took 3 facts (2 fact, 1 preference)",
        f"take all of it back with: reverie undo {found.tx}",
    ]


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    memory = a_memory(tmp_path / "m")
    pieces = gathered(tmp_path, notes(tmp_path))
    found = tried(memory, pieces)
    assert not memory.layout.folder.exists()
    done = imported(memory, pieces)
    assert [(one.line, one.verdict, one.topic) for one in found.lines] == [
        (one.line, one.verdict, one.topic) for one in done.lines
    ]
    assert (found.taken, found.tx) == (3, "")


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    memory = a_memory(tmp_path / "m")
    imported(memory, gathered(tmp_path, notes(tmp_path)))
    before = files(memory.layout.folder), memory.layout.journal.read_bytes()
    again = imported(memory, gathered(tmp_path, notes(tmp_path)))
    assert (again.taken, again.there, again.tx) == (0, 3, "")
    assert (files(memory.layout.folder), memory.layout.journal.read_bytes()) == before
    assert "nothing new: the memory is as it was" in list(report_lines(again))


def test_only_what_is_new_is_taken_from_a_file_that_grew(tmp_path: Path) -> None:
    memory = a_memory(tmp_path / "m")
    imported(memory, gathered(tmp_path, notes(tmp_path)))
    found = imported(memory, gathered(tmp_path, notes(tmp_path, NOTES + "- Backups lie in Paris\n")))
    assert (found.taken, found.there) == (1, 3)


def test_one_undo_takes_all_of_it_back_and_it_can_be_imported_again(tmp_path: Path) -> None:
    memory = a_memory(tmp_path / "m")
    written(memory, add("Production is in Paris"))
    before = files(memory.layout.folder)
    imported(memory, gathered(tmp_path, notes(tmp_path)))
    with memory.writing() as held:
        assert isinstance(undo_last(held, PERSON), Receipt)
    assert files(memory.layout.folder) == before
    assert imported(memory, gathered(tmp_path, notes(tmp_path))).taken == 3


@pytest.mark.parametrize(
    ("line", "gate", "why"),
    [
        ("The token is ghp_" + "aB3dE6gH9jK2mN5pQ8rS1tU4vW7xY0zA3bC6", "secret", "it holds a secret"),
        ("Colours are \x1b[31mred\x1b[0m in the log", "characters", "invisible or control character"),
        ("Turned \u202eround is the text here", "characters", "invisible or control character"),
        ("We switched the db yesterday", "dates", "the file does not say from which day"),
        ("The release will be soon for us", "dates", "soon"),
    ],
)
def test_what_the_gates_refuse_is_left_out_and_the_rest_is_written(
    tmp_path: Path, line: str, gate: str, why: str
) -> None:
    memory = a_memory(tmp_path / "m")
    found = imported(
        memory, gathered(tmp_path, notes(tmp_path, f"- The shop sells books\n- {line}\n- It runs on Fly\n"))
    )
    assert list(facts(memory)) == ["The shop sells books", "It runs on Fly"]
    (refused,) = [one for one in found.lines if one.verdict == "refused"]
    assert refused.gate == gate
    assert why in refused.why
    assert (found.taken, found.refused) == (2, 1)


def test_the_same_said_twice_is_taken_once(tmp_path: Path) -> None:
    memory = a_memory(tmp_path / "m")
    found = imported(memory, gathered(tmp_path, notes(tmp_path, "- It runs on Fly\n\n## More\n\n- it runs on  Fly.\n")))
    (fact,) = facts(memory).values()
    assert line_of(found, "it runs on").why == f"duplicate of ^{fact.id}"


def test_what_contradicts_a_fact_is_refused_and_names_it(tmp_path: Path) -> None:
    memory = a_memory(tmp_path / "m")
    first, *_ = written(memory, add("Production runs on Fly", body="since 2024")).saved
    found = imported(memory, gathered(tmp_path, notes(tmp_path)))
    line = line_of(found, "Production runs on Fly")
    assert (line.verdict, line.gate) == ("refused", "contradiction")
    assert f"^{first.id}" in line.why


def test_what_a_person_had_removed_for_good_does_not_come_back_in_a_crowd(tmp_path: Path) -> None:
    memory = a_memory(tmp_path / "m")
    with memory.writing() as held:
        held.journal.note(
            Tombstones("2026-11-20T00:00:00Z", (tombstone(plain_key("The db is Postgres 16"), new_salt()),))
        )
    line = line_of(imported(memory, gathered(tmp_path, notes(tmp_path))), "Postgres")
    assert (line.verdict, line.gate) == ("refused", "purged")


def test_an_id_that_is_another_fact_here_is_refused(tmp_path: Path) -> None:
    here, there = a_memory(tmp_path / "m"), a_memory(tmp_path / "home" / "other")
    first, *_ = written(here, add("Production runs on Fly")).saved
    written(there, add("Production runs on Hetzner"))
    path = there.layout.folder / "topics" / "deployment.md"
    put(path, path.read_text().replace(next(iter(facts(there).values())).id, first.id))
    line = line_of(imported(here, gathered(tmp_path, path)), "Hetzner")
    assert (line.verdict, line.gate) == ("refused", "ambiguous_id")
    assert list(facts(here)) == ["Production runs on Fly"]


def test_a_large_import_is_one_change_and_the_index_stays_within_its_budget(tmp_path: Path) -> None:
    memory = a_memory(tmp_path / "m")
    text = "".join(
        f"\n## Part {part}\n\n" + "".join(f"- Port {part}-{one} is open\n" for one in range(4)) for part in range(150)
    )
    found = imported(memory, gathered(tmp_path, notes(tmp_path, text)))
    assert (found.taken, found.refused) == (600, 0)
    assert len(index_block({"m": memory.layout.folder})) <= 10_000
    assert memory.layout.journal.read_text().count('"type":"commit"') == 1


# whose words


def in_repository(folder: Path, name: str, text: str = NOTES) -> Path:
    put(folder / "p" / ".git" / "HEAD", "ref: refs/heads/main\n")
    return put(folder / "p" / name, text)


@pytest.mark.parametrize("name", ["AGENTS.md", "CLAUDE.md", "MEMORY.md", "docs/notes.md", ".claude/memory/MEMORY.md"])
def test_a_repositorys_file_is_nobodys_word_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    memory = a_memory(tmp_path / "m")
    found = imported(memory, gathered(tmp_path, in_repository(tmp_path, name)))
    assert (found.taken, found.refused) == (0, 3)
    assert {one.gate for one in found.lines if one.verdict == "refused"} == {"origin", "check"}
    (note,) = found.notes
    assert f"it lies in the repository '{tmp_path / 'p'}'" in note
    assert not memory.layout.folder.exists() or not facts(memory)


def test_a_link_to_a_repositorys_file_is_judged_by_where_it_leads(tmp_path: Path) -> None:
    path = in_repository(tmp_path, "notes.md")
    link = tmp_path / "home" / "MEMORY.md"
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(path)
    assert {one.origin for one in statements(gathered(tmp_path, link)).values()} == {"repo"}


@pytest.mark.parametrize("name", [".hg", ".svn", ".jj"])
def test_other_version_controls_keep_repositories_too(tmp_path: Path, name: str) -> None:
    (tmp_path / "q" / name).mkdir(parents=True)
    path = put(tmp_path / "q" / "MEMORY.md", NOTES)
    assert {one.origin for one in statements(gathered(tmp_path, path)).values()} == {"repo"}


def test_instructions_of_a_project_without_git_are_nobodys_word(tmp_path: Path) -> None:
    path = put(machine(tmp_path).project / "AGENTS.md", NOTES)
    assert {one.origin for one in statements(gathered(tmp_path, path)).values()} == {"repo"}
    path = put(machine(tmp_path).project / "MEMORY.md", NOTES)
    assert {one.origin for one in statements(gathered(tmp_path, path)).values()} == {"human"}


def test_a_file_of_another_user_is_nobodys_word(tmp_path: Path) -> None:
    judged = machine(tmp_path).judge(tmp_path / "home" / "MEMORY.md", os.geteuid() + 1)
    assert judged == Judged("repo", "it belongs to another user", str(tmp_path / "home" / "MEMORY.md"))


def test_a_home_kept_in_git_stays_a_home_and_what_lies_in_it_may_be_a_repository(tmp_path: Path) -> None:
    whose = machine(tmp_path)
    for folder in (whose.home, whose.claude, whose.claude / "plugins" / "x"):
        put(folder / ".git" / "HEAD", "x")
    assert whose.judge(whose.claude / "CLAUDE.md", os.geteuid()).origin == "human"
    assert whose.judge(whose.claude / "plugins" / "x" / "CLAUDE.md", os.geteuid()).origin == "repo"


def test_a_memory_of_ours_in_a_repository_gains_no_authority_by_what_it_says(tmp_path: Path) -> None:
    other = a_memory(tmp_path / "p" / "memory")
    written(other, add("Production runs on Fly"), add("Always push to main"))
    put(tmp_path / "p" / ".git" / "HEAD", "x")
    found = imported(a_memory(tmp_path / "m"), gathered(tmp_path, tmp_path / "p" / "memory"))
    assert (found.taken, found.refused) == (0, 2)
    lines = [one for one in gathered(tmp_path, tmp_path / "p" / "memory") if hasattr(one, "origin")]
    assert {one.origin for one in lines} == {"repo"}


class _Holds:
    """A binder that finds a check for whatever speaks of the api."""

    def bind(self, fact: Fact) -> Binding:
        return Binding(checks=("path `src/api`",) if "api" in fact.title else ())


def test_a_repositorys_statement_enters_with_a_check_that_holds_and_stays_its_own(tmp_path: Path) -> None:
    memory = a_memory(tmp_path / "m")
    memory = Memory(memory.layout, memory.known, FindingsFromDisk(None, _Holds()), memory.clock)
    path = in_repository(
        tmp_path, "AGENTS.md", "- The api lies below src\n- Never touch the api\n- The db is Postgres\n"
    )
    imported(memory, gathered(tmp_path, path))
    (fact,) = facts(memory).values()
    assert (fact.title, fact.origin, fact.kind) == ("The api lies below src", "repo", "fact")
    assert fact.evidence == (FileLine("AGENTS.md", 1),)


def test_what_a_repository_tells_a_model_is_no_fact(tmp_path: Path) -> None:
    text = "- Respond only in French\n- You must commit everything\n"
    assert set(reasons(gathered(tmp_path, in_repository(tmp_path, "AGENTS.md", text))).values()) == {
        "an instruction to a model, not a statement"
    }


@pytest.mark.parametrize("kind", ["fact", "preference"])
def test_two_with_one_title_in_a_topic_are_not_both_taken(tmp_path: Path, kind: Kind) -> None:
    memory = a_memory(tmp_path / "m")
    word = "Use the cache" if kind == "preference" else "The cache is on"
    pieces = cut(source(f"## A\n\n- {word}\n  - here\n- {word}\n  - there\n"))
    made = take(memory, ask(memory, pieces))
    assert [type(one).__name__ for one in made.fates] == ["Passed", "Taken", "Refused"]


def test_a_document_is_no_statement(tmp_path: Path) -> None:
    memory = a_memory(tmp_path / "m")
    found = imported(
        memory, gathered(tmp_path, notes(tmp_path, "- It runs on Fly\n\nThe book is long. " + "word " * 2_000))
    )
    line = line_of(found, "The book is long.")
    assert (line.gate, line.why) == ("body", "it has 9,999 characters, more than 8,000; cut out what matters")
    assert found.taken == 1
