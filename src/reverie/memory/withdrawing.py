"""Withdrawing what rests on edits that a rewind took back: a fact about a file that is no longer so."""

from collections.abc import Iterator
from contextlib import closing

from reverie.config.places import Places
from reverie.config.project import Project
from reverie.storage.errors import UnusableFile

from .citing import Citations
from .draft import Draft
from .errors import MemoryTrouble
from .fact import Evidence, Fact, FileLine, TranscriptLine
from .journal import Author
from .layout import TOPICS, slug_of_name
from .proposal import Retire
from .publish import NotOurs, read_bytes
from .receipt import Receipt, said
from .scope_opening import open_project_memory, open_user_memory, project_sessions
from .scopes import user_memory_folder
from .store import Memory

BECAUSE = "the edit that it rests on was taken back"


def withdraw_rewound(project: Project, places: Places, session: str) -> list[str]:
    """Retire, in the project's memory and the person's own, what rests on edits of a session that were taken back.

    Gives lines for the person: what was withdrawn, or why that could not be; none when nothing rested on them. Must not
    raise.
    """
    memories = [open_project_memory(project, places)]
    if project.id is not None and user_memory_folder(places).is_dir():
        memories.append(open_user_memory(places))
    citations = Citations(project_sessions(project, places))
    lines: list[str] = []
    for memory in memories:
        with closing(memory):
            lines += _withdrawn(memory, citations, session)
    return lines


def facts_resting_on(memory: Memory, citations: Citations, session: str) -> list[Fact]:
    """The facts of a memory that cite edits of a session, or of its tasks, that were taken back.

    Raises OSError, NotOurs; UnusableFile for a topic that cites one and cannot be read.
    """
    sessions = citations.sessions_rewound(session)
    return [fact for fact in _facts_citing(memory, sessions) if _rests(fact, citations, sessions)]


def _withdrawn(memory: Memory, citations: Citations, session: str) -> Iterator[str]:
    try:
        facts = facts_resting_on(memory, citations, session)
        if not facts:
            return
        outcome = memory.write([Retire(id=fact.id, because=BECAUSE) for fact in facts], Author("human", session))
    except (MemoryTrouble, UnusableFile, OSError, NotOurs) as error:
        yield f"what the memory took from edits that were taken back could not be withdrawn: {error}"
        return
    if isinstance(outcome, Receipt):
        titles = "; ".join(f"'{one.title}' ^{one.id}" for one in outcome.saved)
        yield f"withdrawn from memory, because {BECAUSE}: {titles}"
    else:
        yield from said(outcome)


def _facts_citing(memory: Memory, sessions: frozenset[str]) -> Iterator[Fact]:
    """The facts of topics in which one of the sessions' ids stands."""
    draft = Draft(memory.layout)
    wanted = [session.encode() for session in sessions]
    for name in memory.layout.names(TOPICS) if wanted else ():
        content = read_bytes(memory.layout, name) or b""
        if any(session in content for session in wanted):
            topic = draft.topic(slug_of_name(name))
            yield from topic.facts if topic else ()


def _rests(fact: Fact, citations: Citations, sessions: frozenset[str]) -> bool:
    return any(
        one.session in sessions and citations.tells_of_rewound(one.session, one.line, _quote(one))
        for one in fact.rests_on
        if not isinstance(one, FileLine)
    )


def _quote(evidence: Evidence) -> str:
    return evidence.quote if isinstance(evidence, TranscriptLine) else ""
