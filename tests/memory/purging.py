"""A home in which a text lies wherever we keep texts, and a search of every file for it."""

import json
from pathlib import Path

from reverie.config.places import Places
from reverie.config.project import Project
from reverie.conversation.events import CallFinished
from reverie.conversation.mark import Mark
from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    ReasoningPart,
    ResultPart,
    TextPart,
    ToolMessage,
    UserMessage,
)
from reverie.conversation.record import EditedFile
from reverie.memory.history import commit_pending
from reverie.memory.opening import open_memory
from reverie.memory.proposal import Add, Edit
from reverie.memory.purge import Reach, reach_of
from reverie.memory.receipt import Receipt
from reverie.memory.store import Memory
from reverie.memory.undo import undo_last
from reverie.storage.atomic import private_folder
from reverie.storage.git import run_git
from reverie.storage.kept_bytes import KeptBytes
from reverie.transcripts.records import FORMAT, SessionHeader
from reverie.transcripts.session_file import SessionFile

from .folders import NOON, PERSON, written

TITLE = 'The vault "Größe" is opened by knocking thrice'
BODY = "First the left door,\nthen `C:\\vault` as ever — 金庫 by Ann."
EARLIER = "Before it was opened by whistling a tune"
QUOTE = "we knock three times, as my grandmother did"
OTHER = "Deploys go through make ship on Fridays"
SESSION = "01JD4K8ZQ5T7ABCDEFGHJKMNPA"
BYSTANDER = "01JD4K8ZQ5T7ABCDEFGHJKMNPB"
TEXTS = (TITLE, BODY, EARLIER, QUOTE)


class Home:
    """`REVERIE_HOME` with one project."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sessions = private_folder(root / "data" / "projects" / "p" / "sessions")
        self.typed = private_folder(root / "state") / "input_history.jsonl"
        self.memory_folder = root / "data" / "projects" / "p" / "memory"
        self.memory = self.opened()

    def opened(self) -> Memory:
        return open_memory(self.memory_folder, sessions=self.sessions, clock=lambda: NOON)

    @property
    def reach(self) -> Reach:
        places = Places(self.root / "config", self.root / "data", self.root / "state", self.root / "cache")
        return reach_of(places, Project(Path("/p"), "p", git=False))

    def fill(self) -> str:
        """A session, writes, edits, an undo, commits of the history; the id of the fact that is to go."""
        self.talk(SESSION, TITLE, BODY, QUOTE)
        self.talk(BYSTANDER, OTHER, "it always did", "we ship on Fridays")
        self.typed.write_text(
            json.dumps(f"remember: {TITLE}")
            + "\n"
            + json.dumps(OTHER)
            + "\n"
            + json.dumps(QUOTE, ensure_ascii=False)
            + "\n"
        )
        private_folder(self.root / "state" / "edits")
        (self.root / "state" / "edits" / "k7m2q9x4td-abc.md").write_text(f"## {TITLE} ^k7m2q9x4td\n{BODY}\n")
        (private_folder(self.root / "cache" / "prefixes") / "a-b.kv").write_text(TITLE)
        return self.remember()

    def remember(self) -> str:
        memory = self.memory
        fact = Add(title=TITLE, body=EARLIER, topic="Doors")
        saved = written(memory, fact, Add(title=OTHER, topic="Doors")).saved[0]
        commit_pending(memory)
        written(memory, Edit(id=saved.id, body=BODY))
        commit_pending(memory)
        written(memory, Add(title="Something else that is known", topic="Doors"))
        with memory.writing() as held:
            assert isinstance(undo_last(held, PERSON), Receipt)
        commit_pending(memory)
        memory.known.search("vault", 3)
        (self.memory_folder / "topics" / ".doors.md.4711.new").write_text(TITLE)
        (self.memory_folder / "journal.jsonl.torn").write_text(json.dumps(TITLE)[:-1])
        return saved.id

    def talk(self, session: str, title: str, body: str, quote: str) -> None:
        path = self.sessions / f"{session}.jsonl"
        header = SessionHeader(FORMAT, session, "t", "/p", "m", "0", interactive=True)
        file = SessionFile.create(path, header, lambda: NOON)
        outputs = private_folder(file.folder / "outputs")
        (outputs / "call_1.txt").write_text(
            f"  12\t{title}\n" + "\n".join(f"{n:>5}\t{x}" for n, x in enumerate(body.split("\n")))
        )
        kept = KeptBytes(file.folder / "before").keep(f"notes: {title}\n".encode(), 0o644)
        arguments = json.dumps({"title": title, "body": body, "inner": json.dumps([body])})
        said = UserMessage((TextPart(f"Please keep in mind: {title}. {quote}!"),))
        thought = ReasoningPart(f"They said {title}", "m", json.dumps({"signature": "s", "thinking": title}))
        reply = AssistantMessage((thought, CallPart("call_1", "remember", arguments), TextPart(f"> {body}")), "m")
        diff = "@@\n" + "".join(f"+{line}\n" for line in body.split("\n"))
        end = CallFinished("call_1", "remember", "ok", title[:200], EditedFile("notes.md", diff, before=kept))
        result = ToolMessage((ResultPart("call_1", (TextPart(f"saved: {title}", "tool"),)),))
        for message in (said, reply):
            file.write_message(message)
        file.write_call(end)
        file.write_message(result)
        file.write_mark(Mark("compaction", file.next_line, (said, reply, result), calls=(end,)))
        file.write_message(UserMessage((TextPart("thank you"),)))
        file.close()
        path.with_name(path.name + ".torn").write_bytes(json.dumps({"text": title}).encode()[:-2])

    def holding(self, *texts: str) -> list[str]:
        """The files, and objects of the git history, in which one of these texts stands in any spelling."""
        wanted = {spelling for text in texts for spelling in spellings(text)}
        found = [
            str(path.relative_to(self.root))
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and any(one in path.read_bytes() for one in wanted)
        ]
        objects = run_git(self.memory_folder, "cat-file", "--batch", "--batch-all-objects").stdout
        return [*found, *(["git"] if any(one in objects for one in wanted) else [])]


def spellings(text: str) -> set[bytes]:
    """A text as it stands in files: as it is, and as JSON within JSON, each with and without escapes for all but ASCII;
    of several lines, each."""
    found = {text}
    for _ in range(3):
        found |= {json.dumps(one, ensure_ascii=is_ascii)[1:-1] for one in found for is_ascii in (True, False)}
    lines = {line for line in text.split("\n") if len(line) > 15}
    return {one.encode() for one in found | lines}
