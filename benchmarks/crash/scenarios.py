"""The writers that are made to die: what each begins with, and what it does.

Each acknowledges by `say` what a receipt proved, so that the judge knows what must be there, and announces by `try_`
what it is about to write, so that the judge knows what may be.
"""

from collections.abc import Callable
from pathlib import Path

import msgspec

from reverie.memory.journal import Author
from reverie.memory.layout import Layout
from reverie.memory.opening import open_memory
from reverie.memory.proposal import Add, Change, Retire
from reverie.memory.receipt import Receipt
from reverie.memory.repair import repair
from reverie.memory.store import Memory
from reverie.memory.undo import undo_last

PERSON = Author("human")


class Step(msgspec.Struct, frozen=True):
    """One transaction: the titles of facts that are current after it and were not before, and those that no longer are.

    `acknowledged` when a receipt proved it; else it was only begun.
    """

    adds: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    acknowledged: bool = False


Say = Callable[[Step], None]


class Scenario(msgspec.Struct, frozen=True):
    """`prepare` makes the folder; `run` is what dies. `prepared` are titles that are current before it runs."""

    name: str
    run: Callable[[Path, Say], None]
    prepare: Callable[[Path], None]
    prepared: tuple[str, ...] = ()


def body_of(title: str) -> str:
    """The body that the fact of this title has, so that the judge can tell a whole one."""
    return f"Because {title.lower()} was decided together, line one.\nAnd line two of {title}."


def add(title: str, topic: str, supersedes: tuple[str, ...] = ()) -> Add:
    return Add(title=title, body=body_of(title), topic=topic, supersedes=supersedes)


def _write(
    memory: Memory, say: Say, changes: list[Change], adds: tuple[str, ...], ends: tuple[str, ...] = ()
) -> Receipt:
    say(Step(adds, ends))
    outcome = memory.write(changes, PERSON)
    if not isinstance(outcome, Receipt):
        raise RuntimeError(f"the scenario was refused: {outcome}")
    say(Step(adds, ends, acknowledged=True))
    return outcome


def _writer(folder: Path, say: Say) -> None:
    memory = open_memory(folder)
    for number in range(4):
        title = f"Fact {number} of the writer"
        _write(memory, say, [add(title, f"Subject {number % 2}")], (title,))


def _transaction(folder: Path, say: Say) -> None:
    """Many topics at once: new ones, superseded facts, a topic that goes with its last fact."""
    memory = open_memory(folder)
    ids = _ids(memory)
    changes: list[Change] = [add(f"New fact {number}", f"Subject {number}") for number in range(4)]
    changes.append(add("Replacement", "Old", supersedes=(ids["Old fact 0"],)))
    changes.append(Retire(id=ids["Lonely fact"], because="it is over"))
    adds = (*(f"New fact {number}" for number in range(4)), "Replacement")
    _write(memory, say, changes, adds, ("Old fact 0", "Lonely fact"))


def _undo(folder: Path, say: Say) -> None:
    memory = open_memory(folder)
    ids = _ids(memory)
    changes: list[Change] = [add("Replacement", "Old", supersedes=(ids["Old fact 0"],)), add("Another", "Fresh")]
    _write(memory, say, changes, ("Replacement", "Another"), ("Old fact 0",))
    say(Step(("Old fact 0",), ("Replacement", "Another")))
    with memory.writing() as held:
        if not isinstance(undo_last(held, PERSON), Receipt):
            raise RuntimeError("the undo was refused")
    say(Step(("Old fact 0",), ("Replacement", "Another"), acknowledged=True))


def _repair(folder: Path, say: Say) -> None:
    """What `doctor --fix` does after somebody took pointers out of the index."""
    repair(open_memory(folder))


def _one_of_two(name: str) -> Callable[[Path, Say], None]:
    def run(folder: Path, say: Say) -> None:
        memory = open_memory(folder)
        for number in range(5):
            title = f"Fact {number} of writer {name}"
            _write(memory, say, [add(title, f"Subject {number % 2}")], (title,))

    return run


def _prepare(folder: Path) -> None:
    memory = open_memory(folder)
    facts = [add("Lonely fact", "Lonely"), *(add(f"Old fact {number}", "Old") for number in range(3))]
    memory.write(facts, PERSON)
    memory.close()
    _forget_cache(folder)


def _prepare_broken_index(folder: Path) -> None:
    _prepare(folder)
    index = folder / "MEMORY.md"
    lines = index.read_text().splitlines(keepends=True)
    index.write_text("".join(line for line in lines if "](topics/" not in line) + "a line of a person\n")


def _prepare_nothing(folder: Path) -> None:
    folder.mkdir(exist_ok=True)


def _ids(memory: Memory) -> dict[str, str]:
    from reverie.memory.draft import Draft

    draft = Draft(memory.layout)
    topics = [draft.topic(slug) for slug in draft.topic_slugs()]
    return {fact.title: fact.id for topic in topics if topic for fact in topic.facts}


def _forget_cache(folder: Path) -> None:
    for path in Layout(folder).folder.glob(".cache.sqlite*"):
        path.unlink()


_OLD = ("Lonely fact", "Old fact 0", "Old fact 1", "Old fact 2")
SCENARIOS = (
    Scenario("writer", _writer, _prepare_nothing),
    Scenario("transaction of many topics", _transaction, _prepare, _OLD),
    Scenario("undo", _undo, _prepare, _OLD),
    Scenario("doctor --fix", _repair, _prepare_broken_index, _OLD),
)
TWO = (
    Scenario("two writers", _one_of_two("A"), _prepare, _OLD),
    Scenario("two writers", _one_of_two("B"), _prepare, _OLD),
)
