"""Counts of facts survive, add up over processes, and keep a used topic in a full index."""

import multiprocessing
from pathlib import Path

import pytest
from tests.memory.index_folders import TODAY, Folder, many_topics

from reverie.memory.draft import Draft
from reverie.memory.topic import Topic
from reverie.memory.usage import FactUse, Usage, uses_of
from reverie.memory.usage.counts import UsageUnusable

_NOON = 1_795_348_800.0  # 2026-11-22


def _usage(path: Path, memory: str = "p1") -> Usage:
    return Usage(path, memory, lambda: _NOON)


def test_counts_are_kept_apart_by_fact_kind_and_memory(tmp_path: Path) -> None:
    ledger = tmp_path / "state" / "ledger.sqlite"
    usage = _usage(ledger)
    usage.count("recalled", ["a", "b", "a"])
    usage.count("recalled", ["a"])
    usage.count("cited", ["a"])
    usage.count("contradicted", ["b"])
    _usage(ledger, "user").count("recalled", ["a"])
    usage.close()
    assert _usage(ledger).of_all() == {"a": FactUse(2, 1, 0, "2026-11-22"), "b": FactUse(1, 0, 1, "2026-11-22")}


def test_looking_makes_no_ledger(tmp_path: Path) -> None:
    assert _usage(tmp_path / "ledger.sqlite").of_all() == {}
    assert not (tmp_path / "ledger.sqlite").exists()


def _count_often(path: Path) -> None:
    usage = _usage(path)
    for _ in range(50):
        usage.count("recalled", ["a"])


def test_two_processes_lose_no_count(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_count_often, args=(path,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert _usage(path).of_all()["a"].recalled == 100


def test_a_broken_ledger_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(b"no database" * 1_000)
    with pytest.raises(UsageUnusable, match=r"ledger\.sqlite"):
        _usage(path).count("recalled", ["a"])


def test_a_topic_whose_facts_are_used_keeps_its_line(tmp_path: Path) -> None:
    topics = dict(many_topics(200))
    used = min(set(topics) - _in_root(tmp_path / "plain", topics, {}))
    counts = {fact.id: FactUse(recalled=40, cited=5, last="2026-11-20") for fact in topics[used].facts}
    assert used in _in_root(tmp_path / "used", topics, counts)


def _in_root(folder: Path, topics: dict[str, Topic], counts: dict[str, FactUse]) -> set[str]:
    """The slugs that have their line in MEMORY.md after all topics came in, one after the other."""
    made = Folder(folder)
    for slug, topic in topics.items():
        draft = Draft(made.layout)
        made.follow((slug, topic), uses=uses_of(draft, TODAY, counts))
    return {slug for slug in topics if f"(topics/{slug}.md)" in (folder / "MEMORY.md").read_text()}
