"""The facts of the benchmark of the index: real, skewed, the same each time; and the queries made of them."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from benchmarks.index_facts import Fact, content_words, facts, half_of_content_words

_ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("count", [100, 1_000, 10_000])
def test_facts_are_many_distinct_and_skewed(count: int) -> None:
    found = facts(count)
    sizes = Counter(fact.topic for fact in found).values()
    assert len({fact.text for fact in found}) == len(found) == count
    assert len(sizes) >= 10
    assert max(sizes) == min(60, count // 10)
    assert min(sizes) <= 6


def test_the_same_seed_gives_the_same_facts_and_another_one_others() -> None:
    assert facts(200) == facts(200)
    assert {fact.topic for fact in facts(200)} != {fact.topic for fact in facts(200, seed=1)}


def test_the_topics_of_a_larger_memory_hold_those_of_a_smaller() -> None:
    small, large = ({fact.topic for fact in facts(count)} for count in (700, 3_000))
    assert small <= large


def test_a_fact_is_a_name_and_a_sentence() -> None:
    for fact in facts(1_000):
        name, _, sentence = fact.text.partition("`: ")
        assert name.startswith("`")
        assert len(content_words(sentence)) >= 4
        assert "\n" not in fact.text


def test_a_query_keeps_half_of_the_content_words_in_order() -> None:
    text = "`ZipFile.extractall`: Extract all members from the archive to the current working directory."
    words = ["ZipFile", "extractall", "Extract", "members", "archive", "current", "working", "directory"]
    assert content_words(text) == words
    query = half_of_content_words(text, Random(5)).split()
    assert len(query) == 4
    assert query == [word for word in words if word in query]
    assert query != half_of_content_words(text, Random(6)).split()


def test_a_query_of_few_words_is_never_empty() -> None:
    assert half_of_content_words("the staging server", Random(1)) in ("staging", "server")
    assert half_of_content_words("staging", Random(1)) == "staging"
    assert half_of_content_words("it is so", Random(1)) == ""


def test_a_file_replaces_the_library(tmp_path: Path) -> None:
    rows = [Fact(f"topic {number % 4}", f"statement number{number}") for number in range(60)]
    data = tmp_path / "facts.jsonl"
    data.write_text("\n".join(json.dumps({"topic": row.topic, "text": row.text}) for row in rows) + "\n\n")
    assert set(facts(20, data)) <= set(rows)
    with pytest.raises(ValueError, match="61 facts are wanted, and the source has 60"):
        facts(61, data)


def test_the_program_prints_rows_or_a_clear_line(tmp_path: Path) -> None:
    data = tmp_path / "facts.jsonl"
    data.write_text("\n".join(f'{{"topic": "t", "text": "statement {number}"}}' for number in range(3)))
    command = [sys.executable, "-m", "benchmarks.index_facts", "--data", str(data), "--count"]
    done = subprocess.run([*command, "3"], cwd=_ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert {json.loads(line)["text"] for line in done.stdout.splitlines()} == {
        f"statement {number}" for number in range(3)
    }
    failed = subprocess.run([*command, "4"], cwd=_ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert failed.returncode == 1
    assert failed.stderr == "Error: 4 facts are wanted, and the source has 3: ask for fewer, or give more data\n"
