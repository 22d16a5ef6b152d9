"""What is violated in a memory folder after a crash, told by this reader of its own and then by opening it.

I1: every pointer resolves to a readable topic, also before recovery. I2: an acknowledged fact is there. I3: a
transaction is wholly there or wholly absent, and recovery is idempotent. I4, of several writers: nothing is there
twice, nothing acknowledged by one was lost by another.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from reverie.memory.fact import Fact
from reverie.memory.journal import Author
from reverie.memory.opening import open_memory
from reverie.memory.proposal import Add
from reverie.memory.receipt import Receipt
from reverie.memory.topic import parse_topic

from .scenarios import Step, body_of

_POINTER = re.compile(r"\]\(((?:topics|areas)/[^)]+)\)")


def violations(folder: Path, prepared: Iterable[str], steps: Sequence[Step]) -> list[str]:
    """What is wrong, in words; empty when nothing is."""
    found = [f"I1 before recovery: {one}" for one in dangling(folder)]
    memory = open_memory(folder)
    memory.close()
    found += [f"I1: {one}" for one in dangling(folder)]
    found += _facts_wrong(folder, prepared, steps)
    state = _state(folder)
    open_memory(folder).close()
    if _state(folder) != state:
        found.append("I3: recovery is not idempotent")
    return found + _still_writable(folder)


def dangling(folder: Path) -> list[str]:
    """Pointers that resolve to nothing readable."""
    wrong: list[str] = []
    for path in (folder / "MEMORY.md", *sorted((folder / "areas").glob("*.md"))):
        if not path.exists():
            continue
        for target in _POINTER.findall(path.read_text(errors="replace")):
            try:
                text = (folder / target).read_text()
            except (OSError, UnicodeDecodeError) as error:
                wrong.append(f"{path.name} points to {target}: {error}")
                continue
            if not text.startswith("---\n") and target.startswith("topics/"):
                wrong.append(f"{path.name} points to {target}, which has {len(text)} characters and no front matter")
    return wrong


def current(folder: Path) -> list[Fact]:
    """All facts of all topics."""
    paths = sorted((folder / "topics").glob("*.md"))
    return [fact for path in paths for fact in parse_topic(path.read_bytes(), path).facts]


def _facts_wrong(folder: Path, prepared: Iterable[str], steps: Sequence[Step]) -> list[str]:
    found = current(folder)
    wrong = [f"I4: {one.title!r} is there twice" for one in found if _count(found, one.title) > 1]
    wrong += [f"I2: {one.title!r} is not whole" for one in found if one.body != body_of(one.title)]
    titles = {one.title for one in found}
    certain, open_step = set(prepared), None
    for step in steps:
        if step.acknowledged:
            certain = (certain | set(step.adds)) - set(step.ends)
            open_step = None
        else:
            open_step = step
    return wrong + _titles_wrong(titles, certain, open_step)


def _titles_wrong(titles: set[str], certain: set[str], begun: Step | None) -> list[str]:
    """The titles must be those that are certain, before or after the transaction that was only begun."""
    allowed = [certain]
    if begun:
        allowed.append((certain | set(begun.adds)) - set(begun.ends))
    if titles in allowed:
        return []
    lost = min((sorted(state - titles) for state in allowed), key=len)
    more = min((sorted(titles - state) for state in allowed), key=len)
    return [f"I2/I3: missing {lost}, not to be there {more}"]


def _count(facts: Sequence[Fact], title: str) -> int:
    return sum(fact.title == title for fact in facts)


def _state(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.md"))}


def _still_writable(folder: Path) -> list[str]:
    memory = open_memory(folder)
    outcome = memory.write([Add(title="After the crash", body=body_of("After the crash"))], Author("human"))
    memory.close()
    is_there = isinstance(outcome, Receipt) and any(fact.title == "After the crash" for fact in current(folder))
    return [] if is_there else [f"afterwards a write gives {outcome}"]
