"""What is known on the second day: a session of ten turns in which nothing is asked to be remembered, ten questions.

    python -m benchmarks.day_two [--data FILE] [--json FILE]

Plays the day with a scripted model and the real tools, as a person's session that ends well. On the next day each
question is asked of `recall`, as its tool does it, in a session of its own; no project file is read for the model. A
question counts when what recall gives holds one text of each group of its evidence. Day and questions were committed
before the code that answers them.

Arms: facts that code took from the record alone; the person's quoted words alone; both; a memory that keeps only what
a model asks to be kept, which is empty after this day.
"""

import asyncio
import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from benchmarks.measuring import arguments
from benchmarks.report import Report, Row

from reverie.agent.profile import full_profile
from reverie.assemble.model import OpenModel
from reverie.assemble.session import Audience, open_session
from reverie.assemble.wishes import Wishes
from reverie.config.features import FEATURES
from reverie.config.places import Places, find_places
from reverie.config.project import Project, find_project
from reverie.conversation.events import AnyEvent, CallFinished
from reverie.conversation.ports import Question
from reverie.conversation.price import Price
from reverie.memory.in_session.memories import SessionMemories
from reverie.models.script import parse_script
from reverie.models.scripted import ScriptedModel

_DATA = Path(__file__).parent / "data" / "day_two.json"
_ENOUGH = 8


class Asked(msgspec.Struct, frozen=True):
    """A question of the next day; of each group of `evidence` one text has to be there."""

    id: str
    question: str
    evidence: tuple[tuple[str, ...], ...]

    def is_in(self, block: str) -> bool:
        return all(any(text in block for text in group) for group in self.evidence)


class Turn(msgspec.Struct, frozen=True):
    """What the person says, what the model does, and what the person answers to its questions."""

    person: str
    model: tuple[dict[str, Any], ...]
    answers: tuple[str, ...] = ()


class Day(msgspec.Struct, frozen=True):
    files: dict[str, str]
    turns: tuple[Turn, ...]
    questions: tuple[Asked, ...]


class Person:
    """Answers in a fixed order."""

    def __init__(self, answers: Sequence[str]) -> None:
        self._answers = list(answers)

    async def answer(self, question: Question) -> str | None:
        return self._answers.pop(0) if self._answers else None


async def play(day: Day, project: Project, places: Places) -> list[str]:
    """The first day; gives what went wrong in it, which has to be nothing but the one failure of its script."""
    steps = [step for turn in day.turns for step in turn.model]
    client = ScriptedModel(parse_script(msgspec.json.encode({"steps": steps})))
    wishes = Wishes(
        trusted=True, skip_permissions=True, interactive=True, features=frozenset(FEATURES), transcript_days=0
    )
    failed: list[str] = []

    def watch(event: AnyEvent) -> None:
        if isinstance(event, CallFinished) and event.status != "ok":
            failed.append(f"{event.tool}: {event.note}")

    person = Person([answer for turn in day.turns for answer in turn.answers])
    model = OpenModel(client, full_profile(1_000), 200_000, lambda name: Price(0.0, 0.0))
    async with open_session(wishes, project, places, model, Audience(watch, None, person)) as opened:
        for turn in day.turns:
            ended = await opened.session.turn(turn.person)
            if ended.outcome != "done":
                failed.append(f"{turn.person[:40]}: {ended.reason}")
    return failed


def ask(day: Day, project: Project, places: Places) -> dict[str, dict[str, str]]:
    """What each arm gives to each question, on the next day."""
    memories = SessionMemories(
        project, places, project.folder(places) / "sessions" / "01ZZZZZZZZZZZZZZZZZZZZZZZZ.jsonl"
    )
    given: dict[str, dict[str, str]] = {}
    try:
        for one in day.questions:
            block = memories.recall(one.question, "").block
            facts, _, quotes = block.partition("Said by the person in earlier sessions")
            given[one.id] = {"facts": facts, "quotes": quotes, "both": block, "kept by the model": ""}
    finally:
        memories.close()
    return given


def measure(day: Day) -> Report:
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        root = Path(folder).resolve() / "orders"
        for name, text in day.files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        for command in (
            ("init", "-q"),
            ("add", "-A"),
            ("-c", "user.name=x", "-c", "user.email=x", "commit", "-qm", "x"),
        ):
            subprocess.run(["git", *command], cwd=root, check=True)
        places = find_places({**os.environ, "REVERIE_HOME": f"{folder}/home"})
        project = find_project(root, places)
        failed = asyncio.run(play(day, project, places))
        given = ask(day, project, places)
    rows, notes = [], [f"failed on the first day (one failure is in the script): {'; '.join(failed) or 'nothing'}"]
    for arm in ("kept by the model", "facts", "quotes", "both"):
        held = [one.id for one in day.questions if one.is_in(given[one.id][arm])]
        budget = float(len(day.questions) - _ENOUGH) if arm == "both" else None
        missed = len(day.questions) - len(held)
        rows.append(
            Row("questions without their evidence", float(missed), "", len(day.questions), arm=arm, budget=budget)
        )
    missing = [f"{one.id} {one.question}" for one in day.questions if not one.is_in(given[one.id]["both"])]
    notes += [f"not answered: {one}" for one in missing]
    return Report("day two", tuple(rows), tuple(notes))


def main() -> None:
    parser = arguments(__doc__, runs=1)
    parser.add_argument("--data", type=Path, default=_DATA, metavar="FILE")
    chosen = parser.parse_args()
    measure(msgspec.json.decode(chosen.data.read_bytes(), type=Day)).show(chosen.json)


if __name__ == "__main__":
    main()
