"""Facts and topics: what a person edits by hand survives, and what we write is read back as it was."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reverie.memory.fact import (
    KINDS,
    ORIGINS,
    CommandRun,
    Ended,
    Evidence,
    Fact,
    FileLine,
    TranscriptLine,
    is_fact_id,
    new_fact_id,
    plain_key,
)
from reverie.memory.topic import Topic, new_topic, parse_topic
from reverie.storage.errors import BrokenFile, NewerFormat

PATH = Path("topics/deploy.md")

AS_DESIGNED = """\
---
format: 1
title: Deployment
description: where production and staging run
updated: 2026-11-20
team: platform  # not ours
---
Written by hand, before the facts.

## Production runs as the Fly app acme-prod ^k7m2q9x4td
Staging is `acme-staging`; both deploy from `main` through `make ship`.
- kind: fact · origin: human · seen: 2026-11-20 at 3f2a91c in 01JD4K8ZQ5T7G9V2M3N4P5Q6R7#42 · mood: calm
- check: text `app = "acme-prod"` in `fly.toml`
- reviewed by: Ada
- check: path `Makefile`

a line that nobody knows

## A heading of a person
- kind: of list

## Backups run at night ^0000000001
- kind: procedure · origin: model · seen: 2026-11-21
"""

_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\x85"), max_size=30)
_LINES = st.lists(
    st.one_of(_WORDS, st.sampled_from(["## x", "- kind: fact", "\\## y", "\\\\- kind: z", "```", "---", ""]))
)
_TITLES = _WORDS.map(lambda text: " ".join(text.split())).filter(bool)
_NAMES = st.from_regex(r"[a-zA-Z0-9_./-]{1,20}", fullmatch=True)
_SESSIONS = st.from_regex(r"[0-9A-Z]{26}", fullmatch=True)
_NUMBERS = st.integers(1, 10**6)
_COMMITS = st.one_of(st.just(""), st.from_regex(r"[0-9a-f]{7,40}", fullmatch=True))
_EVIDENCE: st.SearchStrategy[Evidence] = st.one_of(
    st.builds(TranscriptLine, _SESSIONS, _NUMBERS, _WORDS),
    st.builds(FileLine, _NAMES, st.integers(0, 999), _COMMITS),
    st.builds(CommandRun, _WORDS, st.integers(-20, 255), _SESSIONS, _NUMBERS),
)
_IDS = st.from_regex(r"[0-9a-hjkmnp-tv-z]{10}", fullmatch=True)
FACTS = st.builds(
    Fact,
    id=_IDS,
    title=_TITLES,
    body=_LINES.map(lambda lines: "\n".join(lines).strip("\n")),
    kind=st.sampled_from(KINDS),
    origin=st.sampled_from(ORIGINS),
    seen=st.just("2026-11-20"),
    commit=_COMMITS,
    source=st.one_of(st.none(), st.builds(TranscriptLine, _SESSIONS, _NUMBERS)),
    evidence=st.lists(_EVIDENCE, max_size=3).map(tuple),
    checks=st.lists(_TITLES, max_size=3).map(tuple),
    supersedes=st.lists(_IDS, max_size=2).map(tuple),
    ended=st.one_of(st.none(), st.builds(Ended, st.just("2026-11-21"), _IDS), st.builds(Ended, st.just("2026-11-21"))),
)


def _parsed(text: str) -> Topic:
    return parse_topic(text.encode(), PATH)


@given(st.lists(FACTS, max_size=4, unique_by=lambda fact: fact.id))
def test_what_is_written_is_read_back(facts: list[Fact]) -> None:
    topic = new_topic("Deploy: it", "how it's done", "2026-11-22")
    for fact in facts:
        topic = topic.adding(fact)
    again = _parsed(topic.render())
    assert again.facts == tuple(facts)
    assert again.problems == ()
    assert again.render() == topic.render()


@given(st.text(max_size=400))
def test_any_text_renders_as_it_was(text: str) -> None:
    try:
        topic = _parsed(text)
    except (BrokenFile, NewerFormat):
        return
    assert topic.render() == text


@given(FACTS, FACTS, st.booleans())
def test_a_changed_fact_leaves_all_else_alone(fact: Fact, other: Fact, crlf: bool) -> None:
    text = AS_DESIGNED.replace("\n", "\r\n") if crlf else AS_DESIGNED
    changed = msgspec.structs.replace(fact, id="k7m2q9x4td")
    topic = _parsed(text).changing(changed)
    again = _parsed(topic.render())
    assert again.fact("k7m2q9x4td") == changed
    assert again.fact("0000000001") == _parsed(text).fact("0000000001")
    for kept in ("team: platform  # not ours", "Written by hand", "mood: calm", "- reviewed by: Ada", "nobody knows"):
        assert kept in topic.render()
    assert topic.removing("k7m2q9x4td").render() == _parsed(text).removing("k7m2q9x4td").render()


def test_the_example_of_the_design_is_understood() -> None:
    topic = _parsed(AS_DESIGNED)
    first, second = topic.facts
    assert (topic.title, topic.description) == ("Deployment", "where production and staging run")
    assert first.title == "Production runs as the Fly app acme-prod"
    assert first.source == TranscriptLine("01JD4K8ZQ5T7G9V2M3N4P5Q6R7", 42)
    assert first.commit == "3f2a91c"
    assert first.checks == ('text `app = "acme-prod"` in `fly.toml`', "path `Makefile`")
    assert (second.kind, second.origin, second.body) == ("procedure", "model", "")
    assert topic.problems == ()


def test_setting_what_is_set_changes_no_byte() -> None:
    topic = _parsed(AS_DESIGNED)
    assert topic.with_head(title="Deployment", updated="2026-11-20").render() == AS_DESIGNED
    assert topic.with_head(updated="2026-11-22").render() == AS_DESIGNED.replace(
        "updated: 2026-11-20", "updated: 2026-11-22"
    )


@pytest.mark.parametrize(
    ("broken", "line", "reason"),
    [
        ("- kind: fact", "- kind: fancy", "its kind is 'fancy'"),
        ("origin: human", "origin: moon", "its origin is 'moon'"),
        ("seen: 2026-11-20 at", "seen: once at", "'seen: once at"),
        ("- check: path `Makefile`", '- evidence: command "a\\qb" exit 0', "is not of the form that we know"),
        ("- check: path `Makefile`", '- evidence: line s#1 said "\\ud800"', "is not of the form that we know"),
        ("#42", "#" + "4" * 6000, "'seen: "),
        ("- kind: procedure · origin: model · seen: 2026-11-21", "nothing", "it has no line '- kind: …'"),
    ],
)
def test_a_broken_fact_is_reported_with_its_line_and_kept(broken: str, line: str, reason: str) -> None:
    text = AS_DESIGNED.replace(broken, line, 1)
    topic = _parsed(text)
    (problem,) = topic.problems
    assert reason in problem
    number = int(problem.split("line ")[1].split(":")[0])
    assert line in text.split("\n")[number - 1] or "^0000000001" in text.split("\n")[number - 1]
    assert len(topic.facts) == 1
    assert topic.render() == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"---\nformat: 1\ntitle: x\n", "no later '---' closes"),
        (b"---\nformat: [1\n---\n", "front matter is not YAML"),
        (b"---\n- a\n---\n", "not 'key: value' lines"),
        (b"---\nformat: " + b"9" * 6000 + b"\n---\n", "its format is '999"),
        (b"---\nformat: one\n---\n", "its format is 'one'"),
        (b"---\nformat: 1\n---\nab\n\xff\n", "line 5 is not UTF-8"),
    ],
)
def test_a_broken_file_says_where(content: bytes, reason: str) -> None:
    with pytest.raises(BrokenFile, match=r"'topics/deploy\.md' is broken") as error:
        parse_topic(content, PATH)
    assert reason in str(error.value)


def test_a_newer_format_is_not_touched() -> None:
    with pytest.raises(NewerFormat):
        _parsed(AS_DESIGNED.replace("format: 1", "format: 2"))


@pytest.mark.parametrize("text", ["", "\ufeff---\nformat: 1\n---\n", "no front matter\n", "## x ^k7m2q9x4td"])
def test_odd_beginnings_survive(text: str) -> None:
    assert _parsed(text).render() == text


def test_ids_are_ids() -> None:
    assert all(is_fact_id(new_fact_id()) for _ in range(50))
    assert not is_fact_id("k7m2q9x4tu")
    assert plain_key("  The Cache\tlives in `x`. ") == plain_key("the cache lives in `x`")
