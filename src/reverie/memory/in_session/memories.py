"""The memories of one session: what its tools and its end ask of them. All of it in one thread."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from reverie.config.first_commit import remember_first_commit
from reverie.config.places import Places
from reverie.config.project import Project
from reverie.conversation.origin import Origin
from reverie.conversation.remembering import Kept, MemoryUnusable, Note, Recalled
from reverie.memory.citing import Citations
from reverie.memory.doubt import question_of_the_day, repair_moved
from reverie.memory.errors import MemoryTrouble
from reverie.memory.history import History
from reverie.memory.journal import Author
from reverie.memory.proposal import Change, Retire
from reverie.memory.reading.showing import shown_facts
from reverie.memory.recall.block import BLOCK_TOKENS
from reverie.memory.recall.recalling import Judged, recall
from reverie.memory.receipt import Receipt, Refused, said
from reverie.memory.usage.counts import UsageUnusable
from reverie.storage.errors import UnusableFile
from reverie.transcripts.errors import TranscriptError
from reverie.transcripts.hits import as_text
from reverie.transcripts.search import find_needle
from reverie.transcripts.sources import find_transcripts

from .given import Given
from .harvest import Harvested, harvest
from .keeping import proposal
from .opened import Shelf, Shelves
from .own_record import OwnRecord
from .signs import RulesOf

_RECALLED = "recall gave it, so it is remembered already; only what is new is learned"
_FAILURES = (MemoryTrouble, UnusableFile, TranscriptError, OSError)


class SessionMemories:
    """Opened at the first use. `transcript` is the session's own file, which has all its lines when this is asked.

    Each method raises MemoryUnusable with one line.
    """

    def __init__(self, project: Project, places: Places, transcript: Path) -> None:
        self._project = project
        self._places = places
        self._transcript = transcript
        self._session = transcript.stem
        self._shelves: Shelves | None = None
        self._histories: dict[Path, History] = {}
        self._recalled: dict[str, tuple[str, ...]] = {}
        self._doubted: set[str] = set()
        self._given: list[str] = []
        self._judged: list[tuple[list[Judged], Recalled]] = []
        self._knows_first_commit = False

    def remember(self, note: Note) -> Kept:
        with _in_one_line():
            shelf = self._open().persons_own() if note.all_projects else self._open().first
            record = OwnRecord(self._transcript)
            if Given([*self._given, *record.given, *(said.text for said in record.said)]).says(note.statement):
                return Kept((f"refused (recalled): {note.statement}: {_RECALLED}",))
            add = proposal(note, self._session, record, self._project.root)
            return self._write(shelf, [add], Author("model", self._session))

    def forget(self, fact_id: str, because: str, *, by_person: bool = False) -> Kept:
        """`by_person`: they said yes to it just now."""
        with _in_one_line():
            shelf = self._open().holding(fact_id)
            if shelf is None:
                return Kept((f"there is no fact ^{fact_id}; recall shows the ids of facts",))
            origin: Origin = "human" if by_person else "model"
            wish = Retire(id=fact_id, because=because, origin=origin)
            return self._write(shelf, [wish], Author(origin, self._session))

    def recall(self, query: str, topic: str, most_tokens: int = BLOCK_TOKENS) -> Recalled:
        """`follow` is to be called when the answer is given."""
        with _in_one_line():
            shelves = self._open()
            for shelf in shelves:
                shelf.look_again()
            quotes = () if topic else shelves.said_about(query, self._session)
            recalled, judged = recall(query, topic, shelves, quotes, tokens=most_tokens)
            self._given += [recalled.block] if recalled.block else []
            self._recalled |= {fact.id: fact.files for fact in recalled.facts}
            self._judged.append((judged, recalled))
            return recalled

    def follow(self) -> None:
        """What the recalls so far leave behind: facts that moved are repaired, all are counted. Never raises: whatever
        cannot be written now is found again."""
        judged, self._judged = self._judged, []
        with suppress(*_FAILURES):
            for shelf in self._open() if judged else ():
                for each, recalled in judged:
                    self._follow(shelf, [one for one in each if one.memory is shelf.memory], recalled)

    def cite(self, answer: str) -> None:
        """Count the recalled facts that an answer names. Never raises: nothing but a count is lost."""
        named = {fact_id for fact_id in self._recalled if f"^{fact_id}" in answer}
        with suppress(*_FAILURES, UsageUnusable):
            for shelf in self._open() if named else ():
                shelf.usage.count("cited", [one for one in named if shelf.memory.known.places_of(one)])

    def search(self, identifier: str) -> str:
        with _in_one_line():
            files = find_transcripts(self._open().sessions, directory=self._project.root)
            others = [file for file in files if file.path != self._transcript]
            hits = find_needle(identifier, others)
            return as_text(hits) if hits.hits else ""

    def doubt(self, path: Path) -> tuple[str, ...]:
        """The facts that were recalled about a file and no longer hold, a line each; once for each file."""
        with _in_one_line():
            shown = _relative(path, self._project.root)
            if shown in self._doubted:
                return ()
            about = [fact_id for fact_id, files in self._recalled.items() if shown in files]
            if not about:
                return ()
            self._doubted.add(shown)
            for shelf in self._open():
                shelf.look_again()
            return tuple(line for fact_id in about for line in self._doubts(fact_id))

    def harvest(self, rules_of: RulesOf) -> list[Kept]:
        """Propose what the session's record holds; gives what was saved. What the gates refuse is not told: nobody
        asked for it."""
        with _in_one_line():
            shelves = self._open()
            record = OwnRecord(self._transcript)
            saved: list[Kept] = []
            for one in harvest(self._session, record, Citations(shelves.sessions), rules_of):
                kept = self._harvested(shelves.first, one)
                saved += [kept] if kept.facts else []
            return saved

    def question(self) -> str:
        """What code cannot decide about a fact and the person can; empty when nothing is to be asked today."""
        with _in_one_line():
            now = datetime.fromtimestamp(self._open().first.memory.clock()).astimezone()
            asked = (question_of_the_day(shelf.memory, now) for shelf in self._open())
            return next(filter(None, asked), "")

    def settle(self) -> None:
        """After a write, when nobody waits: let the project's memory be found again when the project was moved.

        What cannot be kept now is tried again after the next one.
        """
        if not self._histories or self._knows_first_commit:
            return
        with suppress(UnusableFile, OSError):
            remember_first_commit(self._project, self._places)
            self._knows_first_commit = True

    def close(self) -> tuple[str, ...]:
        """Bring the histories up to date; lines about what went wrong with them."""
        if self._shelves is None:
            return ()
        self.settle()
        lines = [history.commit_pending() for history in self._histories.values()]
        self._shelves.close()
        self._shelves = None
        return tuple(line for line in lines if line)

    def _open(self) -> Shelves:
        if self._shelves is None:
            self._shelves = Shelves(self._project, self._places)
        return self._shelves

    def _write(self, shelf: Shelf, changes: Sequence[Change], author: Author, key: str = "") -> Kept:
        outcome = shelf.memory.write(changes, author, key=key)
        if isinstance(outcome, Refused):
            needs_person = any(one.gate == "authority" for one in outcome.refusals)
            return Kept(tuple(said(outcome)), needs_person=needs_person, title=outcome.refusals[0].title)
        if outcome.repeated:
            return Kept(tuple(said(outcome)))
        self._count(shelf)
        return _kept(outcome)

    def _harvested(self, shelf: Shelf, one: Harvested) -> Kept:
        """By the first of its wordings that is let in; nothing when it was harvested before."""
        tried = (self._write(shelf, [wording], one.author, key=one.key) for wording in one.wordings)
        return next((kept for kept in tried if kept.facts), Kept(()))

    def _follow(self, shelf: Shelf, judged: Sequence[Judged], recalled: Recalled) -> None:
        repaired = repair_moved(shelf.memory, [(one.fact, one.standing) for one in judged])
        if isinstance(repaired, Receipt):
            self._count(shelf)
        given = {fact.id for fact in recalled.facts}
        with suppress(UsageUnusable):
            shelf.usage.count("recalled", [one.fact.id for one in judged if one.fact.id in given])
            shelf.usage.count("contradicted", [one.fact.id for one in judged if not one.standing.may_leave])

    def _count(self, shelf: Shelf) -> None:
        layout = shelf.memory.layout
        history = self._histories.setdefault(layout.folder, History(layout, clock=shelf.memory.clock))
        history.count_write()

    def _doubts(self, fact_id: str) -> Iterable[str]:
        shelf = self._open().holding(fact_id)
        for shown in shown_facts(shelf.memory, fact_id) if shelf else ():
            standing = shelf.doubter.standing(shown.fact) if shelf else None
            if standing and not standing.may_leave:
                yield f"'{shown.fact.title}' ^{fact_id}: {standing.said}"


@contextmanager
def _in_one_line() -> Iterator[None]:
    try:
        yield
    except _FAILURES as error:
        raise MemoryUnusable(f"the memory cannot be used now: {error}") from error


def _kept(receipt: Receipt) -> Kept:
    changed = tuple(one.id for one in receipt.saved)
    return Kept(tuple(said(receipt)), receipt.tx, changed)


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
