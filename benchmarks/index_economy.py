"""The index of a memory: what it costs in every request, and whether a fact's topic is found by it.

    python -m benchmarks.index_economy [--facts N]... [--queries N] [--data FILE.jsonl] [--json FILE]

Facts (`index_facts.py`, or rows {"topic", "text"} of a file) are written one by one, in a mixed order, by
`Memory.write`. Then, for each of some facts, a query is made of its text, of which a random half of the content words
is dropped, and a reader that knows words only (`index_reader.py`) opens at most five pointers, areas included,
beginning with those that are always in context. A hit is when one of them is the topic that holds the fact.

Beside it, on the same topics: the index made from the topics alone (`rebuild`); all pointers in one list, which no
context has room for; of that list what fits; and areas by the alphabet.
"""

import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec
from benchmarks.index_facts import SEED, Fact, facts, half_of_content_words
from benchmarks.index_reader import Reader
from benchmarks.measuring import arguments
from benchmarks.report import Report, Row

from reverie.conversation.messages import tokens_of
from reverie.memory.draft import Draft
from reverie.memory.index.block import index_block
from reverie.memory.index.following import pointer_to
from reverie.memory.index.rebuilding import rebuild
from reverie.memory.journal import Author
from reverie.memory.layout import Layout
from reverie.memory.opening import open_memory
from reverie.memory.proposal import Add
from reverie.memory.receipt import Receipt

_SIZES = (100, 1_000, 10_000)
_MOST_TOKENS = 2_500
_MISSED_AT_LEAST_SIZE = 5.0
_MISSED_MORE = 3.0
_LAST_WRITES = 100


class Written(msgspec.Struct, frozen=True):
    """Facts in a memory: the file of each, those that were refused, and how long each write took in milliseconds."""

    places: Sequence[tuple[Fact, str]]
    refused: int
    milliseconds: Sequence[float]


def write_all(folder: Path, wanted: Sequence[Fact]) -> Written:
    memory = open_memory(folder)
    places, refused, times = [], 0, []
    for fact in wanted:
        started = time.perf_counter()
        outcome = memory.write([Add(title=fact.text, topic=fact.topic)], Author("human"))
        times.append((time.perf_counter() - started) * 1e3)
        if isinstance(outcome, Receipt):
            places.append((fact, f"topics/{outcome.saved[0].topic}.md"))
        else:
            refused += 1
    memory.close()
    return Written(places, refused, times)


def pages_of(folder: Path) -> dict[str, str]:
    """What is in context under the empty name, and the areas."""
    areas = {f"areas/{path.name}": path.read_text() for path in sorted((folder / "areas").glob("*.md"))}
    return {"": index_block({"Project": folder}), **areas}


def rebuilt(folder: Path, beside: Path) -> dict[str, str]:
    """The same of an index that is made from the topics alone, in one go."""
    shutil.copytree(folder / "topics", beside / "topics")
    draft = Draft(Layout(beside))
    rebuild(draft, date.today())
    for name, text in draft.texts.items():
        if text is not None:
            (beside / name).parent.mkdir(exist_ok=True)
            (beside / name).write_text(text)
    return pages_of(beside)


def flat_lines(folder: Path) -> list[str]:
    """A pointer to each topic, by title."""
    draft = Draft(Layout(folder))
    topics = {slug: draft.topic(slug) for slug in draft.topic_slugs()}
    lines = [pointer_to(slug, topic).line() + "\n" for slug, topic in topics.items() if topic]
    return sorted(lines, key=str.casefold)


def first_that_fit(lines: Sequence[str]) -> dict[str, str]:
    kept, room = [], _MOST_TOKENS * 4
    for line in lines:
        room -= len(line)
        if room < 0:
            break
        kept.append(line)
    return {"": "".join(kept)}


def by_alphabet(lines: Sequence[str]) -> dict[str, str]:
    """Areas of neighbours in the alphabet, each named by its first and last title; as few as hold 64 topics each."""
    pages, root = {}, []
    for number, start in enumerate(range(0, len(lines), 64)):
        part = lines[start : start + 64]
        name = f"areas/{number}.md"
        pages[name] = "".join(part)
        root.append(f"- [{_title(part[0])} to {_title(part[-1])}]({name})\n")
    return {"": "".join(root), **pages}


def _title(line: str) -> str:
    return line[3 : line.index("]")]


def missed(pages: Mapping[str, str], queries: Sequence[tuple[str, str]]) -> float:
    """Percent of the queries whose file was not opened."""
    reader = Reader(pages)
    return 100 * statistics.fmean(place not in reader.opened(query) for query, place in queries)


def measure(size: int, data: Path | None, many: int, most_missed: float) -> tuple[list[Row], float]:
    """The rows for one size, and how many percent were missed; `most_missed` is the bar for these."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, beside = Path(temporary) / "written", Path(temporary) / "rebuilt"
        beside.mkdir()
        written = write_all(folder, facts(size, data))
        lines = flat_lines(folder)
        ours = {"reverie": pages_of(folder), "rebuilt": rebuilt(folder, beside)}
    others = {
        "flat list": {"": "".join(lines)},
        "flat, what fits": first_that_fit(lines),
        "alphabetical areas": by_alphabet(lines),
    }
    queries = _queries(written, many)
    shares = {arm: missed(pages, queries) for arm, pages in (ours | others).items()}
    rows = []
    for arm, pages in (ours | others).items():
        bars = (_MOST_TOKENS, most_missed, 0) if arm in ours else (None, None, None)
        measured = (tokens_of(pages[""]), shares[arm], unreachable(pages, written))
        rows += [
            Row(f"{size:,} facts: {what}", value, unit, len(queries), budget=bar, arm=arm)
            for (what, unit), value, bar in zip(_JUDGED, measured, bars, strict=True)
        ]
    return rows + _of_the_writes(size, written, len(lines), len(ours["reverie"]) - 1), shares["reverie"]


_JUDGED = (("always in context", "tokens"), ("right topic not reached", "%"), ("unreachable", "times"))


def unreachable(pages: Mapping[str, str], written: Written) -> int:
    """How many facts lie in topics to which no opening of pointers leads."""
    found = Reader(pages).reachable()
    return sum(place not in found for _, place in written.places)


def _of_the_writes(size: int, written: Written, topics: int, areas: int) -> list[Row]:
    last = written.milliseconds[-_LAST_WRITES:]
    counted = {"topics": topics, "areas": areas, "refused by the gates": written.refused}
    timed = {
        f"a write, median of the last {len(last)}": statistics.median(last),
        "a write, mean of all": statistics.fmean(written.milliseconds),
        "the longest write": max(written.milliseconds),
    }
    return [
        *(Row(f"{size:,} facts: {what}", many, "times", 1, arm="reverie") for what, many in counted.items()),
        *(Row(f"{size:,} facts: {what}", ms, "ms", size, arm="reverie") for what, ms in timed.items()),
    ]


def _queries(written: Written, many: int) -> list[tuple[str, str]]:
    draw = random.Random(f"{SEED}/queries")
    asked = draw.sample(list(written.places), min(many, len(written.places)))
    return [(half_of_content_words(fact.text, draw), place) for fact, place in asked]


def main() -> None:
    parser = arguments(__doc__, runs=1)
    parser.add_argument("--facts", type=int, action="append", help="a size of memory (repeatable)")
    parser.add_argument("--queries", type=int, default=1_000, help="how many facts to look for")
    parser.add_argument("--data", type=Path, help="rows {topic, text} to use instead, as JSON lines")
    given = parser.parse_args()
    rows: list[Row] = []
    bar = _MISSED_AT_LEAST_SIZE
    for number, size in enumerate(sorted(given.facts or _SIZES)):
        measured, share = measure(size, given.data, given.queries, bar)
        rows += measured
        if number == 0:
            bar = share + _MISSED_MORE
    notes = ("Beyond the smallest size, at most 3 points more may be missed than there.",)
    Report("Index economy", tuple(rows), notes).show(given.json)


if __name__ == "__main__":
    main()
