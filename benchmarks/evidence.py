"""Whether recall finds the evidence of a question among what was said in past sessions, and keeps silent without any.

    python -m benchmarks.evidence --data FOLDER [--vectors FILE] [--json FILE]

FOLDER is one like longmemeval_dev: questions.jsonl, gold.jsonl, sessions.jsonl.xz. For each question its sessions are
written as transcripts of ours and indexed by recall's second source, as those of a project are. All arms are asked the
same. FILE keeps the vectors for the next run, whose first takes minutes without it.
"""

import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
from benchmarks.evidence_arms import Order, PlainArms, by_meaning, by_ranks, by_recall
from benchmarks.evidence_data import KeptVectors, Question, Said, Turn, load, write_haystack
from benchmarks.measuring import arguments, percentile
from benchmarks.report import Report, Row

from reverie.memory.embedding.finding import seek_embedder
from reverie.memory.recall.past.ranking import PastSessions
from reverie.memory.recall.past.sentences import MOST_QUOTED

OURS, LEXICAL, RANKS = "ours", "ours without embedder", "plain RRF"
_ARMS = ("grep", "BM25", "embedding", RANKS, LEXICAL, OURS)
_MOST_CHARACTERS = 2_000 * 4
_OFF_TOPIC = 2
"""Questions of others that each haystack is asked."""


class Found(msgspec.Struct, frozen=True):
    """What each arm made of one question; `answered` says of recall's two whether they gave anything."""

    question: Question
    orders: dict[str, Order]
    answered: dict[str, bool]
    others_answered: dict[str, list[bool]]
    build_s: float
    query_ms: dict[str, float]


def measure(folder: Path, vectors: Path | None) -> Report:
    questions, said = load(folder)
    sought = seek_embedder()
    embedder = KeptVectors(sought.embedder, vectors) if sought.embedder else None
    found = list(_found(questions, said, embedder))
    if embedder is not None:
        embedder.keep()
    rows = [row for arm in _ARMS for row in _rows(arm, found, said)]
    return Report("Evidence", tuple(rows), (sought.why_not, *_notes(found)) if sought.why_not else tuple(_notes(found)))


def _found(questions: Sequence[Question], said: Said, embedder: KeptVectors | None) -> Iterator[Found]:
    chance = random.Random(20)
    for question in questions:
        haystack = {session for session, _ in question.haystack}
        strangers = [one for one in questions if one is not question and not one.sessions & haystack]
        with tempfile.TemporaryDirectory() as folder:
            asked = chance.sample(strangers, min(_OFF_TOPIC, len(strangers)))
            yield _asked(Path(folder), question, asked, said, embedder)


def _asked(
    folder: Path, question: Question, strangers: Sequence[Question], said: Said, embedder: KeptVectors | None
) -> Found:
    places = write_haystack(folder / "sessions", question, said)
    past = {LEXICAL: PastSessions(folder / "sessions")}
    _, build_s = _timed(lambda: past[LEXICAL].rank("anything", 1))
    if embedder is not None:
        past[OURS] = PastSessions(folder / "sessions", embedder)
        while past[OURS].embed_more(1_000):
            pass
        embedder.embed([question.text])
    query_ms: dict[str, float] = {}
    answered: dict[str, bool] = {}
    for arm, source in past.items():
        source.rank(question.text, 10)  # loads the vectors
        given, seconds = _timed(lambda source=source: source.rank(question.text, 10))  # type: ignore[misc]
        query_ms[arm], answered[arm] = seconds * 1000, bool(given)
    others = {arm: [bool(source.rank(one.text, 10)) for one in strangers] for arm, source in past.items()}
    orders = _orders(question, past, places, said, embedder)
    for source in past.values():
        source.close()
    return Found(question, orders, answered, others, build_s, query_ms)


def _orders(
    question: Question,
    past: dict[str, PastSessions],
    places: dict[tuple[str, int], Turn],
    said: Said,
    embedder: KeptVectors | None,
) -> dict[str, Order]:
    plain = PlainArms(list(places.values()), said)
    orders = {"grep": plain.grep(question.text), "BM25": plain.bm25(question.text)}
    orders[LEXICAL] = by_recall(past[LEXICAL], places, question.text)
    if embedder is not None:
        orders["embedding"] = by_meaning(past[OURS], places, embedder, question.text)
        orders[RANKS] = by_ranks((orders[LEXICAL], orders["embedding"]))
        orders[OURS] = by_recall(past[OURS], places, question.text)
    return orders


def _rows(arm: str, found: Sequence[Found], said: Said) -> Iterator[Row]:
    """What is missed, in percent: a bar of 92 % found is one of 8 % missed."""
    asked = [one for one in found if arm in one.orders and not one.question.abstention]
    if not asked:
        return
    is_ours = arm in (OURS, LEXICAL)
    for what, misses, most in _judges(said):
        missed = [misses(one.question, one.orders[arm]) for one in asked]
        yield _share(f"{what}: missed", missed, arm, most if is_ours else None)
        for name, part in (("half tuned with", False), ("half held out", True)):
            of_part = [miss for one, miss in zip(asked, missed, strict=True) if one.question.is_held_out is part]
            yield _share(f"{what}: missed, {name}", of_part, arm)
    changed = [one for one in asked if one.question.kind == "knowledge-update"]
    yield _share("older evidence above newer", [_is_older_first(one.question, one.orders[arm]) for one in changed], arm)
    if arm not in (OURS, LEXICAL):
        return
    off_topic = [answer for one in found for answer in one.others_answered[arm]]
    yield _share("off-topic questions answered", off_topic, arm, 10)
    for what, misses, _ in _judges(said):
        lost = [not one.answered[arm] and not misses(one.question, one.orders[arm]) for one in asked]
        yield _share(f"{what}: lost by silence", lost, arm, 1)
    yield _share("abstention questions answered", [one.answered[arm] for one in found if one.question.abstention], arm)
    times = [one.query_ms[arm] for one in found]
    yield Row("a query, median", percentile(times, 50), "ms", len(times), arm=arm)
    if arm == LEXICAL:
        yield Row("index of a haystack", percentile([one.build_s for one in found], 50), "s", len(found), arm=arm)


Misses = Callable[[Question, Order], bool]


def _judges(said: Said) -> list[tuple[str, Misses, float]]:
    """What is judged, whether an order misses it, and how many percent of the questions may."""

    def length(turn: Turn) -> int:
        return len(said[turn[0]][turn[1]][1])

    return [
        ("sessions in the first 5", lambda question, order: not question.sessions <= _sessions(order, 5), 8),
        ("sessions in the first 10", lambda question, order: not question.sessions <= _sessions(order, 10), 3),
        ("turns within 2,000 tokens, whole", lambda question, order: not question.turns <= _within(order, length), 15),
        (
            f"turns within 2,000 tokens, passages of {MOST_QUOTED} characters",
            lambda question, order: not question.turns <= _within(order, lambda turn: min(MOST_QUOTED, length(turn))),
            15,
        ),
    ]


def _sessions(order: Order, count: int) -> set[str]:
    return set(list(dict.fromkeys(session for session, _ in order))[:count])


def _within(order: Order, length: Callable[[Turn], int]) -> set[Turn]:
    taken: set[Turn] = set()
    room = _MOST_CHARACTERS
    for turn in order:
        room -= length(turn)
        if room < 0:
            break
        taken.add(turn)
    return taken


def _is_older_first(question: Question, order: Order) -> bool:
    wanted = [session for session, _ in question.haystack if session in question.sessions]
    ranked = [session for session in dict.fromkeys(session for session, _ in order) if session in question.sessions]
    return bool(ranked) and ranked[0] == wanted[0]


def _share(what: str, values: Sequence[bool], arm: str, most: float | None = None) -> Row:
    return Row(what, 100 * sum(values) / max(1, len(values)), "%", len(values), arm=arm, budget=most)


def _notes(found: Sequence[Found]) -> Iterator[str]:
    asked = [one for one in found if not one.question.abstention and OURS in one.orders]
    for count in (5, 10):
        flips = Counter(
            (one.question.sessions <= _sessions(one.orders[OURS], count))
            - (one.question.sessions <= _sessions(one.orders[RANKS], count))
            for one in asked
        )
        yield f"Against plain RRF of the same arms, sessions in the first {count}: {flips[1]} won, {flips[-1]} lost."
    missed = [
        f"{one.question.id} ({one.question.kind})"
        for one in asked
        if not one.question.sessions <= _sessions(one.orders[OURS], 5)
    ]
    yield f"Missed by ours in the first 5: {', '.join(missed) or 'none'}."


def _timed(deed: Callable[[], object]) -> tuple[object, float]:
    started = time.perf_counter()
    return deed(), time.perf_counter() - started


def main() -> None:
    parser = arguments(__doc__, runs=1)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="a folder like longmemeval_dev")
    parser.add_argument("--vectors", type=Path, metavar="FILE", help="keep vectors there (.npz)")
    given = parser.parse_args()
    measure(given.data, given.vectors).show(given.json)


if __name__ == "__main__":
    main()
