"""What rests on an edit that a rewind took back is withdrawn, and nothing else is."""

from contextlib import closing
from pathlib import Path

import pytest

from reverie.config.places import Places
from reverie.config.project import Project
from reverie.conversation.messages import TextPart, Usage
from reverie.conversation.record import EditedFile, RanTask
from reverie.memory.fact import TranscriptLine
from reverie.memory.journal import Author
from reverie.memory.proposal import Add
from reverie.memory.receipt import Receipt
from reverie.memory.scope_opening import open_project_memory, open_user_memory, project_sessions
from reverie.memory.withdrawing import BECAUSE, withdraw_rewound

from .folders import archived, facts
from .spoken import SESSION, TASK, Spoken

OLD = EditedFile("app.py", "", after="as it was before all of it")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "project").mkdir()
    return Project(tmp_path / "project", "p", False)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(*(tmp_path / name for name in ("config", "data", "state", "cache")))


def _remember(project: Project, places: Places, title: str, *lines: tuple[str, int], own: bool = False) -> None:
    evidence = tuple(TranscriptLine(session, line) for session, line in lines)
    with closing(open_user_memory(places) if own else open_project_memory(project, places)) as memory:
        outcome = memory.write([Add(title=title, evidence=evidence)], Author("human"))
    assert isinstance(outcome, Receipt), outcome


def _left(project: Project, places: Places, *, own: bool = False) -> tuple[set[str], set[str]]:
    """The titles that are there, and those in the archive."""
    with closing(open_user_memory(places) if own else open_project_memory(project, places)) as memory:
        return set(facts(memory)), set(archived(memory))


def test_only_what_rests_on_what_was_taken_back_goes(project: Project, places: Places) -> None:
    with Spoken(project_sessions(project, places)) as spoken:
        said = spoken.person("make it so")
        first = spoken.edit("app.py", "first")
        second = spoken.edit("app.py", "second")
        other = spoken.edit("lib.py", "other")
        for title, line in (("one", first), ("two", second), ("three", other), ("four", said), ("five", second + 1)):
            _remember(project, places, title, (SESSION, line))
        _remember(project, places, "rests on nothing")
        assert withdraw_rewound(project, places, SESSION) == []
        spoken.rewind(EditedFile("app.py", "", after="first"))
        (told,) = withdraw_rewound(project, places, SESSION)
        assert told.startswith(f"withdrawn from memory, because {BECAUSE}: ")
        assert "'two' ^" in told and "'five' ^" in told and "'one'" not in told
        assert _left(project, places) == ({"one", "three", "four", "rests on nothing"}, {"two", "five"})
        assert withdraw_rewound(project, places, SESSION) == []
        spoken.rewind(OLD)
        assert len(withdraw_rewound(project, places, SESSION)) == 1
    assert _left(project, places)[0] == {"three", "four", "rests on nothing"}


def test_what_rests_on_a_tasks_edit_goes_too(project: Project, places: Places) -> None:
    folder = project_sessions(project, places)
    with Spoken(folder) as spoken:
        spoken.person("make it so")
        with Spoken(folder, TASK, parent=SESSION, task="look") as task:
            task.other("go", "peer")
            inner = task.edit("app.py", "inner")
        (outer,), _ = spoken.calls((RanTask(TASK, "look", "done", Usage()), "ok", [TextPart("done", "peer")]))
        _remember(project, places, "inner", (TASK, inner))
        _remember(project, places, "outer", (SESSION, outer))
        spoken.rewind(OLD)
        withdraw_rewound(project, places, SESSION)
    assert _left(project, places) == (set(), {"inner", "outer"})


def test_a_persons_own_memory_is_looked_at_too(project: Project, places: Places) -> None:
    with Spoken(project_sessions(project, places)) as spoken:
        spoken.person("make it so")
        line = spoken.edit("app.py")
        _remember(project, places, "of all projects", (SESSION, line), own=True)
        spoken.rewind(OLD)
        assert len(withdraw_rewound(project, places, SESSION)) == 1
    assert _left(project, places, own=True) == (set(), {"of all projects"})


def test_edits_of_another_session_stay(project: Project, places: Places) -> None:
    other = TASK
    folder = project_sessions(project, places)
    with Spoken(folder, other) as spoken:
        spoken.person("make it so")
        _remember(project, places, "of another", (other, spoken.edit("app.py")))
    with Spoken(folder) as spoken:
        spoken.person("make it so")
        spoken.edit("app.py")
        spoken.rewind(OLD)
    assert withdraw_rewound(project, places, SESSION) == []
    assert _left(project, places)[0] == {"of another"}


def test_what_cannot_be_withdrawn_is_said_in_a_line(project: Project, places: Places) -> None:
    with Spoken(project_sessions(project, places)) as spoken:
        spoken.person("make it so")
        _remember(project, places, "one", (SESSION, spoken.edit("app.py")))
        spoken.rewind(OLD)
    topic = next((places.data / "projects" / "p" / "memory" / "topics").glob("*.md"))
    topic.write_bytes(topic.read_bytes() + b"\xff")
    (line,) = withdraw_rewound(project, places, SESSION)
    assert "could not be withdrawn" in line and "\n" not in line


def test_a_project_without_a_memory_is_left_without(project: Project, places: Places) -> None:
    with Spoken(project_sessions(project, places)) as spoken:
        spoken.edit("app.py")
        spoken.rewind(OLD)
    assert withdraw_rewound(project, places, SESSION) == []
    assert not (places.data / "user").exists()
