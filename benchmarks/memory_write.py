"""An acknowledged write of one fact into a memory: journal, topic, read back, index, at growing numbers of facts.

    python -m benchmarks.memory_write [--facts N]... [--runs N] [--json FILE]

The floor, alternating with it on the same disk, is what any program pays to replace one file safely: write, fsync,
rename, fsync of the folder, with as many bytes as the topic has. Gates, evidence and the cache are timed apart.
The memories that it starts from are made of topic files of about 60 KB, as full as topics get.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.measuring import arguments
from benchmarks.report import Report, Row, median_row

from reverie.memory.applying import add_fact
from reverie.memory.draft import Remembered
from reverie.memory.fact import Fact, new_fact_id
from reverie.memory.index.rebuilding import rebuild
from reverie.memory.journal import Author
from reverie.memory.layout import Layout
from reverie.memory.opening import open_memory
from reverie.memory.proposal import Add
from reverie.memory.publish import make_folders
from reverie.memory.receipt import Receipt
from reverie.memory.store import Memory
from reverie.memory.topic import new_topic
from reverie.memory.writing import writing

_SIZES = (100, 1_000, 10_000, 100_000)
_A_TOPIC = 150
"""Facts; about 45 KB."""
_WARM_UP = 10
_RATIO, _FLAT, _GATES_MS = 3.0, 1.2, 20.0
_WORDS = (
    *("cache", "index", "deploy", "staging", "worker", "queue", "retry", "timeout", "schema", "migration", "token"),
    *("session", "branch", "release", "build", "lint", "fixture", "handler", "router", "parser", "buffer", "socket"),
    *("thread", "ledger", "invoice", "payment", "customer", "report", "metric", "alert", "backup", "region"),
)


def main() -> None:
    parser = arguments(__doc__, runs=200)
    parser.add_argument("--facts", type=int, action="append", help="a size of memory (repeatable)")
    flags = parser.parse_args()
    rows: list[Row] = []
    ratios: dict[int, float] = {}  # to the floor of the same minutes: a disk has its moods
    for size in flags.facts or _SIZES:
        with tempfile.TemporaryDirectory() as folder:
            rows += _measured(Path(folder), size, flags.runs, ratios)
    smallest, largest = min(ratios), max(ratios)
    growth = ratios[largest] / ratios[smallest]
    rows.append(Row(f"write at {largest:,} / at {smallest:,} facts, each to its floor", growth, "x", 1, budget=_FLAT))
    Report("memory_write", tuple(rows), ("the disk is that of the temporary folder (TMPDIR)",)).show(flags.json)


def _measured(folder: Path, size: int, writes: int, ratios: dict[int, float]) -> list[Row]:
    draw = random.Random(size)
    layout = Layout(folder / "memory")
    _fill(layout, size, draw)
    started = time.perf_counter()
    memory = open_memory(layout.folder)
    opened = (time.perf_counter() - started) * 1e3
    remembered = memory.remembered  # one warm writer: who finds a topic changed by another parses it anew
    arms: tuple[Callable[[], object], ...] = (
        lambda: _replace(folder / "floor.md", layout.path("topics/subject-0.md").read_bytes()),
        lambda: _write_files(layout, remembered, _fact(draw), _topic(draw, size)),
        lambda: _write_whole(memory, _fact(draw), _topic(draw, size)),
    )
    for arm in arms * _WARM_UP:
        arm()
    floor, files, whole = zip(*([_timed(arm) for arm in arms] for _ in range(writes)), strict=True)
    memory.close()
    middle = statistics.median(files)
    ratios[size] = middle / statistics.median(floor)
    to_floor = {"of": "floor", "budget_of": "ratio", "ratio": ratios[size]}
    gates = statistics.median(whole) - middle
    return [
        median_row(f"{size:,} facts: write, fsync, rename, fsync (floor)", floor, "ms"),
        median_row(f"{size:,} facts: journal, topic, read back, index", files, "ms", budget=_RATIO, **to_floor),
        median_row(f"{size:,} facts: all of it, with gates and cache", whole, "ms"),
        Row(f"{size:,} facts: gates and cache alone (difference)", gates, "ms", writes, budget=_GATES_MS),
        Row(f"{size:,} facts: first opening, cache made", opened, "ms", 1),
    ]


def _write_files(layout: Layout, remembered: Remembered, fact: Fact, slug: str) -> None:
    with writing(layout, remembered=remembered) as held:
        change = add_fact(held.draft, fact, slug, held.now.date())
        held.commit("write", Author("human"), (change,))


def _write_whole(memory: Memory, fact: Fact, slug: str) -> None:
    outcome = memory.write([Add(title=fact.title, body=fact.body, topic=slug)], Author("human"))
    if not isinstance(outcome, Receipt):
        raise RuntimeError(f"refused: {outcome}")


def _replace(path: Path, content: bytes) -> None:
    """As plain as it can be written."""
    temporary = os.fspath(path) + ".new"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(descriptor, content)
    os.fsync(descriptor)
    os.close(descriptor)
    os.rename(temporary, path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1e3


def _fill(layout: Layout, size: int, draw: random.Random) -> None:
    """Topic files as a memory of this size has them, and their index."""
    make_folders(layout)
    for number in range(_topics(size)):
        topic = new_topic(f"Subject {number}", "", "2026-11-01")
        for _ in range(min(_A_TOPIC, size)):
            topic = topic.adding(_fact(draw))
        layout.path(f"topics/subject-{number}.md").write_text(topic.render())
    with writing(layout) as held:
        rebuild(held.draft, held.now.date())
        held.commit("repair", Author("human"), ())


def _topics(size: int) -> int:
    return max(1, size // _A_TOPIC)


def _topic(draw: random.Random, size: int) -> str:
    """The slug of one of at most twenty topics: a session writes about a few subjects."""
    return f"subject-{draw.randrange(min(20, _topics(size)))}"


def _fact(draw: random.Random) -> Fact:
    words = [draw.choice(_WORDS) for _ in range(12)]
    title = f"The {words[0]} of the {words[1]} number {draw.randrange(10**9)} needs its own {words[2]}"
    body = f"Because the {' and the '.join(words[3:])} depend on it, and nobody may change it alone."
    return Fact(id=new_fact_id(), title=title, body=body, kind="fact", origin="human", seen="2026-11-01")


if __name__ == "__main__":
    main()
