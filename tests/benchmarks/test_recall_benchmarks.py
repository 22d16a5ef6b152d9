"""The benchmarks of recall run, and judge what they say. No milliseconds are judged."""

import json
import lzma
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.evidence import _judges
from benchmarks.evidence_data import Question, Turn

_ROOT = Path(__file__).parents[2]


def _run(*arguments: str) -> dict[tuple[str, str], dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", *arguments, "--json", "-"],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {(row["what"], row.get("arm", "")): row for row in json.loads(done.stdout)["rows"]}


def _write_data(folder: Path) -> None:
    said = {
        "s1": "I bought my tennis racket at the sports shop downtown.",
        "s2": "How do I cook rice?",
        "s3": "My commute to work takes forty minutes by train.",
        "s4": "Tell me about volcanoes.",
    }
    date = "2023/05/20 (Sat) 06:13"
    questions = [("q1", "Where did I buy my tennis racket?", "s1"), ("q2", "How long is my commute to work?", "s3")]
    haystacks = {"q1": ("s1", "s2"), "q2": ("s3", "s4")}
    rows = []
    for name, text, _ in questions:
        haystack = [{"session_id": one, "date": date} for one in haystacks[name]]
        rows.append({"question_id": name, "question": text, "haystack": haystack})
    gold = [
        {
            "question_id": name,
            "question_type": "single-session-user",
            "abstention": False,
            "evidence_sessions": [session],
            "evidence_turns": [[session, 0]],
        }
        for name, _, session in questions
    ]
    (folder / "questions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in gold))
    with lzma.open(folder / "sessions.jsonl.xz", "wt") as file:
        for name, text in said.items():
            turns = [{"role": "user", "content": text}, {"role": "assistant", "content": "I see."}]
            file.write(json.dumps({"session_id": name, "turns": turns}) + "\n")


def test_evidence_is_found_and_strangers_questions_are_not_answered(tmp_path: Path) -> None:
    _write_data(tmp_path)
    rows = _run("benchmarks.evidence", "--data", str(tmp_path))
    arm = "ours without embedder"
    assert rows["sessions in the first 5: missed", arm]["value"] == 0
    assert rows["turns within 2,000 tokens, whole: missed", arm]["value"] == 0
    assert rows["off-topic questions answered", arm]["value"] == 0
    assert rows["off-topic questions answered", arm]["runs"] == 2
    assert rows["sessions in the first 5: missed", "BM25"]["runs"] == 2


def test_a_turn_counts_only_when_all_of_it_fits() -> None:
    first, second = ("s1", 0), ("s2", 0)
    said = {"s1": [("user", "x" * 5_000)], "s2": [("user", "y" * 3_001)]}
    question = Question("q", "?", "kind", False, (), frozenset({"s1", "s2"}), frozenset({first, second}))
    misses = {what: judge for what, judge, _ in _judges(said)}
    order: list[Turn] = [first, second]
    assert misses["turns within 2,000 tokens, whole"](question, order)
    assert not misses["turns within 2,000 tokens, passages of 400 characters"](question, order)
    assert not misses["sessions in the first 5"](question, order)
    assert misses["sessions in the first 5"](question, [first])


def test_ranking_is_timed_for_each_size() -> None:
    rows = _run("benchmarks.recall_speed", "--sizes", "50", "--queries", "3")
    assert rows["50 facts: by words, p50", ""]["runs"] == 3
