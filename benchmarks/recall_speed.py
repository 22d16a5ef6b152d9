"""How long recall ranks the facts of a memory for a question: by words, and by words and meaning.

    python -m benchmarks.recall_speed [--sizes N,N] [--queries N] [--json FILE]

A warm process; facts are drawn by a program (seeded) from words as common as those of English (Zipf's law), queries are
questions of such words, each asked once. Vectors are drawn, too, in clouds around subjects: making 100,000 real ones
would take minutes and change nothing here. The query's own vector is not counted; its making is a row of its own.
"""

import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measuring import arguments, percentile
from benchmarks.report import Report, Row

from reverie.memory.cache.fact_cache import FactCache
from reverie.memory.embedding.finding import seek_embedder
from reverie.memory.fact import Fact, new_fact_id
from reverie.memory.layout import Layout
from reverie.memory.publish import make_folders
from reverie.memory.recall.nearness import packed
from reverie.memory.recall.ranking import FactRanking
from reverie.memory.topic import new_topic

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FACTS_A_TOPIC = 200
_DIMENSIONS = 384
_SUBJECTS = 2_000
_ASKED = (
    "where is the {} of {}?",
    "how do we {} the {} with {}?",
    "what did we decide about {} and {}?",
    "which {} does {} use for {}?",
)


class Drawn:
    """Words as common as in a natural text, the same for a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        sounds = [one + two for one in "bdfgklmnprstvz" for two in ("a", "e", "i", "o", "u", "ar", "en", "ol")]
        self._words = ["".join(self._random.choices(sounds, k=self._random.randint(2, 4))) for _ in range(30_000)]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._words))))

    def words(self, count: int) -> list[str]:
        return self._random.choices(self._words, cum_weights=self._weights, k=count)

    def fact(self) -> Fact:
        title = " ".join(self.words(self._random.randint(5, 10)))
        body = " ".join(self.words(self._random.randint(0, 25)))
        return Fact(id=new_fact_id(), title=title, body=body, kind="fact", origin="human", seen="2026-11-20")

    def question(self) -> str:
        form = self._random.choice(_ASKED)
        return form.format(*self.words(form.count("{}")))


class DrawnVectors:
    """An embedder that gives vectors as fast as they can be drawn."""

    model = "drawn"

    def __init__(self) -> None:
        import numpy

        self._chance = numpy.random.default_rng(5)
        self._subjects = self._chance.normal(size=(_SUBJECTS, _DIMENSIONS))

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        import numpy

        near = self._subjects[self._chance.integers(_SUBJECTS, size=len(texts))]
        drawn = near + self._chance.normal(size=near.shape) * 1.2
        vectors: NDArray[np.float32] = (drawn / numpy.linalg.norm(drawn, axis=1, keepdims=True)).astype(numpy.float32)
        return vectors


def measure(sizes: Sequence[int], queries: int) -> Report:
    rows = [row for size in sizes for row in _rows(size, queries)]
    sought = seek_embedder()
    if sought.embedder is not None:
        drawn = Drawn(9)
        times = [_seconds(sought.embedder, drawn.question()) * 1000 for _ in range(50)]
        rows.append(Row("making the vector of a question", percentile(times, 50), "ms", len(times)))
    return Report("Recall speed", tuple(rows), (sought.why_not,) if sought.why_not else ())


def _rows(size: int, queries: int) -> Iterator[Row]:
    drawn = Drawn(size)
    with tempfile.TemporaryDirectory() as folder:
        cache = _memory(Path(folder), drawn, size)
        lexical = FactRanking(cache)
        started = time.perf_counter()
        lexical.rank("anything", 1)
        yield Row(f"{size:,} facts: taking in their terms, once", time.perf_counter() - started, "s", 1)
        yield from _timed(f"{size:,} facts: by words", lexical, drawn, queries, (10.0, 50.0))
        if seek_embedder().embedder is None:
            return
        _put_vectors(cache, size)
        both = FactRanking(cache, DrawnVectors())
        started = time.perf_counter()
        both.rank("anything", 1)
        yield Row(f"{size:,} facts: loading their vectors, once", time.perf_counter() - started, "s", 1)
        yield from _timed(f"{size:,} facts: both arms", both, drawn, queries, (15.0, None))
        cache.close()


def _timed(
    what: str, ranking: FactRanking, drawn: Drawn, queries: int, budgets: tuple[float, float | None]
) -> Iterator[Row]:
    asked = [drawn.question() for _ in range(queries + 20)]
    times = []
    for question in asked:
        started = time.perf_counter()
        ranking.rank(question, 10)
        times.append((time.perf_counter() - started) * 1000)
    for percent, budget in zip((50, 99), budgets, strict=True):
        yield Row(
            f"{what}, p{percent}", percentile(times[20:], percent), "ms", queries, lowest=min(times), budget=budget
        )


def _memory(folder: Path, drawn: Drawn, size: int) -> FactCache:
    layout = Layout(folder)
    make_folders(layout)
    for start in range(0, size, _FACTS_A_TOPIC):
        topic = new_topic(" ".join(drawn.words(3)), "drawn", "2026-11-20")
        blocks = [topic.adding(drawn.fact()) for _ in range(min(_FACTS_A_TOPIC, size - start))]
        text = blocks[0].head.text + "".join(block.segments[-1].text + "\n" for block in blocks)
        (layout.folder / "topics" / f"drawn-{start}.md").write_text(text)
    cache = FactCache(layout)
    cache.refresh()
    return cache


def _put_vectors(cache: FactCache, size: int) -> None:
    digests = cache.ask(lambda tables: tables.execute("SELECT digest FROM facts").fetchall())
    vectors = packed(DrawnVectors().embed([""] * size))
    rows = [("drawn", digest, vector) for (digest,), vector in zip(digests, vectors, strict=True)]
    cache.change(lambda tables: tables.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows))


def _seconds(embedder: object, question: str) -> float:
    from reverie.memory.recall.fusing import embed_query

    started = time.perf_counter()
    embed_query(embedder, question)  # type: ignore[arg-type]
    return time.perf_counter() - started


def main() -> None:
    parser = arguments(__doc__, runs=1)
    parser.add_argument("--sizes", default="100,1000,10000,100000", help="numbers of facts (default %(default)s)")
    parser.add_argument("--queries", type=int, default=300, help="questions a size and arm (default %(default)s)")
    given = parser.parse_args()
    measure([int(size) for size in given.sizes.split(",")], given.queries).show(given.json)


if __name__ == "__main__":
    main()
