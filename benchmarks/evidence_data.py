"""The data of the benchmark of evidence: questions, each with a haystack of sessions, which become real transcripts."""

import hashlib
import json
import lzma
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from reverie.conversation.ids import new_session_id
from reverie.conversation.messages import AssistantMessage, Message, TextPart, user_text
from reverie.memory.embedding.embedder import Embedder
from reverie.transcripts.records import FORMAT, MessageRecord, SessionHeader, encode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Turn = tuple[str, int]
"""A session of the data and the number of a turn in it, from 0."""


class Question(msgspec.Struct, frozen=True):
    """`haystack` holds ids of sessions in their order with their dates; evidence is empty for abstention questions."""

    id: str
    text: str
    kind: str
    abstention: bool
    haystack: tuple[tuple[str, str], ...]
    sessions: frozenset[str]
    turns: frozenset[Turn]

    @property
    def is_held_out(self) -> bool:
        """Half of the questions, which nothing was tuned with."""
        return bool(hashlib.sha256(self.id.encode()).digest()[0] % 2)


Said = dict[str, list[tuple[str, str]]]
"""The turns of each session: the role and the text."""


def load(folder: Path) -> tuple[list[Question], Said]:
    """The questions and the sessions in a folder like longmemeval_dev. Raises OSError, ValueError, KeyError."""
    gold = {row["question_id"]: row for row in _rows((folder / "gold.jsonl").read_text())}
    questions = [_question(row, gold[row["question_id"]]) for row in _rows((folder / "questions.jsonl").read_text())]
    with lzma.open(folder / "sessions.jsonl.xz", "rt") as file:
        said = {
            row["session_id"]: [(turn["role"], turn["content"]) for turn in row["turns"]]
            for row in map(json.loads, file)
        }
    return questions, said


def write_haystack(sessions: Path, question: Question, said: Said) -> dict[tuple[str, int], Turn]:
    """Write a question's sessions as transcripts of ours; which line of which session is which turn."""
    sessions.mkdir(parents=True)
    places: dict[tuple[str, int], Turn] = {}
    for number, (name, date) in enumerate(question.haystack):
        at = datetime.strptime(date[:10] + date[-6:], "%Y/%m/%d %H:%M").replace(tzinfo=UTC)
        session = new_session_id(int(at.timestamp() * 1000) + number)
        stamp = at.strftime("%Y-%m-%dT%H:%M:%S.000Z")
        header = SessionHeader(FORMAT, session, stamp, "/project", "a/b", "0", interactive=True)
        lines = [encode(header)]
        for turn, (role, text) in enumerate(said[name]):
            lines.append(encode(MessageRecord(stamp, _message(role, text))))
            places[session, len(lines)] = (name, turn)
        (sessions / f"{session}.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    return places


class KeptVectors:
    """An embedder that remembers what it was asked, in `file` when one is given: minutes of a run are its work."""

    def __init__(self, embedder: Embedder, file: Path | None) -> None:
        self._embedder = embedder
        self._file = file
        self.model = embedder.model
        self._known: dict[bytes, NDArray[np.float32]] = {}
        if file is not None and file.exists():
            import numpy

            with numpy.load(file) as kept:
                self._known = dict(zip(map(bytes, kept["keys"]), kept["vectors"].astype(numpy.float32), strict=True))

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        import numpy

        keys = [hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest() for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if new:
            self._known |= zip(new, self._embedder.embed(list(new.values())), strict=True)
        return numpy.array([self._known[key] for key in keys])

    def keep(self) -> None:
        if self._file is not None:
            import numpy

            keys = numpy.array([list(key) for key in self._known], numpy.uint8)
            numpy.savez(self._file, keys=keys, vectors=numpy.array(list(self._known.values()), numpy.float16))


def _message(role: str, text: str) -> Message:
    return user_text(text) if role == "user" else AssistantMessage((TextPart(text, "model"),), "a/b")


def _rows(text: str) -> list[Any]:
    return [json.loads(line) for line in text.split("\n") if line]


def _question(row: dict[str, Any], gold: dict[str, Any]) -> Question:
    return Question(
        row["question_id"],
        row["question"],
        gold["question_type"],
        gold["abstention"],
        tuple((one["session_id"], one["date"]) for one in row["haystack"]),
        frozenset(gold["evidence_sessions"]),
        frozenset((session, turn) for session, turn in gold["evidence_turns"]),
    )
