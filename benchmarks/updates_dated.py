"""The rows of `dated_facts.jsonl`: values that hold at once must not be taken for a change; years can be asked for."""

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec
from benchmarks.report import Row
from benchmarks.updates_memory import NEW_DAY, Kept, instant_of

from reverie.memory.embedding.embedder import Embedder
from reverie.memory.opening import open_memory
from reverie.memory.proposal import Add
from reverie.memory.recall.ranking import FactRanking
from reverie.memory.slots.asking import asked_day
from reverie.memory.slots.current import holding_on

_BATCH = 100
_DEEP = 30
_QUESTIONS = 400
_ALL = 1_000_000
_AT_ONCE = "playsFor"
"""Nearly all of its rows have another one in the same year, so it is taken for one with several values."""
_ASKED = {
    "wasBornIn": "where was {} born?",
    "diedIn": "where did {} die?",
    "isMarriedTo": "who was {} married to?",
    "worksAt": "where did {} work?",
}


class Dated(msgspec.Struct, frozen=True):
    """A row of the file; `years` are those in which it is listed."""

    id: str
    subject: str
    relation: str
    relation_kind: str
    value_may_change: bool | None
    object: str
    years: tuple[int, ...]
    others_in_same_year: bool
    statement: str

    @property
    def slot(self) -> tuple[str, str]:
        return self.subject, self.relation

    @property
    def is_single(self) -> bool:
        is_functional = self.relation_kind == "functional" and self.relation != _AT_ONCE
        return is_functional and not self.others_in_same_year


def read_dated(path: Path) -> list[Dated]:
    return [msgspec.json.decode(line, type=Dated) for line in path.read_bytes().splitlines()]


def measure_dated(rows: Sequence[Dated], folder: Path, seed: int, embedder: Embedder | None) -> list[Row]:
    """Every row written in the order of its first year, as seen on the first day of it."""
    kept = _filled(rows, folder)
    measured = _contradictions(rows, kept)
    arms = {"ours": None} | ({"ours with embedder": embedder} if embedder else {})
    for arm, one in arms.items():
        measured.append(_by_year(rows, kept, seed, one, arm))
    return measured


def _filled(rows: Sequence[Dated], folder: Path) -> Kept:
    kept = Kept(open_memory(folder, clock=lambda: instant_of(NEW_DAY)))
    years: defaultdict[int, dict[str, Add]] = defaultdict(dict)
    for row in rows:
        years[row.years[0]].setdefault(row.statement, Add(title=row.statement, seen=f"{row.years[0]}-01-01"))
    for year in sorted(years):
        adds = list(years[year].values())
        for start in range(0, len(adds), _BATCH):
            kept.write(adds[start : start + _BATCH])
    return kept


def _contradictions(rows: Sequence[Dated], kept: Kept) -> list[Row]:
    by_statement = {row.statement: row for row in rows}
    pairs = [(by_statement[old], by_statement[new]) for old, new in kept.replaced]
    slots: defaultdict[tuple[str, str], list[Dated]] = defaultdict(list)
    for row in rows:
        slots[row.slot].append(row)
    adding = [row for row in rows if row.relation_kind == "additive" and len(slots[row.slot]) > 1]
    lost = {old.id for old, _ in pairs}
    wrong = sum(old.slot != new.slot for old, new in pairs)
    concurrent = sum(bool(set(old.years) & set(new.years)) for old, new in pairs)
    changed = [
        old
        for old in rows
        if old.is_single and any(new.is_single and new.years[0] > old.years[-1] for new in slots[old.slot])
    ]
    many = [row for row in rows if len(slots[row.slot]) > 1]
    return [
        _share("dated: additive facts that lost their place", sum(row.id in lost for row in adding), len(adding), 1.0),
        _share("dated: facts superseded by one that held in the same year", concurrent, len(many), 1.0),
        Row("dated: wrong links", wrong, f"of {len(pairs)}", 1, arm="ours"),
        _share(
            "dated: changed values that were not superseded", sum(row.id not in lost for row in changed), len(changed)
        ),
    ]


def _by_year(rows: Sequence[Dated], kept: Kept, seed: int, embedder: Embedder | None, arm: str) -> Row:
    """Of facts with one value at a time: what answers is first, when it is asked for a year."""
    asked = [(row, year) for row in rows if row.is_single and row.relation in _ASKED for year in row.years]
    draw = random.Random(seed)
    answers: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        answers[row.subject, row.object].add(row.statement)
        if row.relation == "isMarriedTo":  # said of either of the two, it answers the question about the other
            answers[row.object, row.subject].add(row.statement)
    wrong = 0
    ranking = FactRanking(kept.memory.known, embedder)
    ranking.embed_more(_ALL)
    questions = draw.sample(asked, min(_QUESTIONS, len(asked)))
    for row, year in questions:
        found = asked_day(f"In {year}, {_ASKED[row.relation].format(row.subject)}")
        assert found is not None and found.day == date(year, 12, 31)
        ranked = [one.entry for one in ranking.rank(found.rest, _DEEP)]
        first = next(iter(holding_on(ranked, found.day)), None)
        wrong += first is None or first.title not in answers[row.subject, row.object]
    return _share("dated: value of a year not first", wrong, len(questions), 5.0, arm)


def _share(what: str, wrong: int, of: int, budget: float | None = None, arm: str = "ours") -> Row:
    return Row(what, 100 * wrong / max(1, of), "%", of, arm=arm, budget=budget)
