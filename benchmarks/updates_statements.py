"""The rows of `statements.jsonl`, old ones then new ones in a memory, and what each arm answers to their questions."""

import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec
from benchmarks.report import Row
from benchmarks.updates_arms import Bm25, Grep
from benchmarks.updates_memory import NEW_DAY, OLD_DAY, Kept, fill

from reverie.memory.embedding.embedder import Embedder
from reverie.memory.recall.ranking import FactRanking
from reverie.memory.slots.asking import asked_day
from reverie.memory.slots.current import current_of, holding_on

_DEEP = 30
"""How far down is looked for facts that ended."""
_AT = 5
_ALL = 1_000_000
OLD_MONTH = "In August 2026"
"""Between the two days."""


class Statement(msgspec.Struct, frozen=True):
    """A row of the file."""

    id: str
    subject: str
    relation: str
    relation_kind: str
    old_statement: str
    new_statement: str
    question: str


class Shown(msgspec.Struct, frozen=True):
    """What an arm answers to a question: as current, and of a day in the past."""

    now: Sequence[str]
    then: Sequence[str]


Slot = tuple[str, str]
Arm = Callable[[str], Shown]


def read_statements(path: Path) -> list[Statement]:
    return [msgspec.json.decode(line, type=Statement) for line in path.read_bytes().splitlines()]


def measure_statements(
    rows: Sequence[Statement], others: Mapping[str, Slot], folder: Path, seed: int, embedder: Embedder | None
) -> list[Row]:
    """`others` are statements of other kinds, put in between, each with its subject and relation."""
    order = _order(rows, list(others), seed)
    kept = fill(folder, order)
    texts = [text for _, text in order]
    plain: dict[str, Bm25 | Grep] = {
        "BM25": Bm25(texts),
        "newest-wins": Bm25(texts, is_newest_first=True),
        "grep": Grep(texts),
    }
    arms: dict[str, Arm] = {name: _plain(arm.rank, texts) for name, arm in plain.items()}
    arms["ours"] = _ours(kept, None)
    if embedder is not None:
        arms["ours with embedder"] = _ours(kept, embedder)
    measured = [row for name, arm in arms.items() for row in _judged(name, arm, rows)]
    return [*measured, *_links(rows, others, kept)]


def _order(rows: Sequence[Statement], others: Sequence[str], seed: int) -> list[tuple[str, str]]:
    """Day and statement: all old ones in one order, then all new ones in another, the others anywhere between."""
    draw = random.Random(seed)
    half = len(others) // 2
    old = [*dict.fromkeys(row.old_statement for row in rows), *others[:half]]
    new = [*dict.fromkeys(row.new_statement for row in rows), *others[half:]]
    draw.shuffle(old)
    draw.shuffle(new)
    return [*((OLD_DAY, text) for text in old), *((NEW_DAY, text) for text in new)]


def _plain(rank: Callable[[str, int], list[int]], texts: Sequence[str]) -> Arm:
    def answer(question: str) -> Shown:
        now = [texts[number] for number in rank(question, _AT)]
        then = [texts[number] for number in rank(f"{OLD_MONTH}, {question}", _AT)]
        return Shown(now, then)

    return answer


def _ours(kept: Kept, embedder: Embedder | None) -> Arm:
    ranking = FactRanking(kept.memory.known, embedder)
    ranking.embed_more(_ALL)

    def answer(question: str) -> Shown:
        now = [one.entry.title for one in current_of(ranking.rank(question, _DEEP))[:_AT]]
        asked = asked_day(f"{OLD_MONTH}, {question}")
        assert asked is not None and asked.day is not None
        found = [one.entry for one in ranking.rank(asked.rest, _DEEP)]
        then = [one.title for one in holding_on(found, asked.day)]
        return Shown(now, then[:_AT])

    return answer


def _judged(name: str, arm: Arm, rows: Sequence[Statement]) -> list[Row]:
    changing = [row for row in rows if row.relation_kind == "functional"]
    shown = {row.id: arm(row.question) for row in rows}
    missed = {
        "current value not first": sum(shown[row.id].now[:1] != [row.new_statement] for row in changing),
        "current value below the old one, or not in the first 5": sum(
            not _is_above(shown[row.id], row) for row in changing
        ),
        "old value among the first 5 as current": sum(row.old_statement in shown[row.id].now for row in changing),
        "old value by date not first": sum(shown[row.id].then[:1] != [row.old_statement] for row in changing),
    }
    budgets = {
        "current value not first": 5.0,
        "old value among the first 5 as current": 2.0,
        "old value by date not first": 5.0,
    }
    is_ours = name.startswith("ours")
    return [
        _share(what, wrong, len(changing), name, budgets.get(what) if is_ours else None)
        for what, wrong in missed.items()
    ]


def _is_above(shown: Shown, row: Statement) -> bool:
    if row.new_statement not in shown.now:
        return False
    now = list(shown.now)
    return row.old_statement not in now or now.index(row.new_statement) < now.index(row.old_statement)


def _links(rows: Sequence[Statement], others: Mapping[str, Slot], kept: Kept) -> list[Row]:
    """What took whose place, compared with the slots of the rows, which the memory was not told."""
    slots = dict(others) | {
        text: (row.subject, row.relation) for row in rows for text in (row.old_statement, row.new_statement)
    }
    linked = dict(kept.replaced)
    changing = [row for row in rows if row.relation_kind == "functional"]
    adding = [row for row in rows if row.relation_kind != "functional"]
    wrong = sum(slots[old] != slots[new] for old, new in kept.replaced)
    return [
        _share(
            "slots whose old value was not superseded",
            sum(row.old_statement not in linked for row in changing),
            len(changing),
            "ours",
        ),
        _share(
            "additive rows that lost a value",
            sum(row.old_statement in linked for row in adding),
            len(adding),
            "ours",
            1.0,
        ),
        Row("wrong links", wrong, f"of {len(kept.replaced)}", 1, arm="ours"),
        Row("a write, median", kept.median_ms, "ms", len(kept.ids), arm="ours", budget=20.0),
    ]


def _share(what: str, wrong: int, of: int, arm: str, budget: float | None = None) -> Row:
    return Row(what, 100 * wrong / max(1, of), "%", of, arm=arm, budget=budget)
