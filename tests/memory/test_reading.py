"""Reading a memory for people: what is there is found, what ended is marked, and where it all comes from is told."""

from pathlib import Path

import pytest

from reverie.conversation.ids import new_session_id
from reverie.conversation.messages import TextPart, UserMessage
from reverie.memory.errors import NoSuchFact
from reverie.memory.fact import CommandRun, Ended, FileLine, TranscriptLine
from reverie.memory.journal import Author
from reverie.memory.opening import open_memory
from reverie.memory.proposal import Add, Edit, Retire
from reverie.memory.reading import ShownFacts, ShownIndex, ShownTopic, find_facts, log, overview, show, why
from reverie.memory.receipt import Receipt
from reverie.memory.store import Memory
from reverie.memory.undo import undo_last
from reverie.transcripts.records import SessionHeader
from reverie.transcripts.session_file import SessionFile

from .caches import a_fact, a_topic, put
from .folders import NOON, PERSON, add, written

ONE, TWO, THREE, FOUR = "k7m2q9x4td", "k7maaaaaaa", "bbbbbbbbbb", "cccccccccc"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two topics, one of two parts, and an archive."""
    folder = tmp_path / "memory"
    one = a_fact(ONE, "Production runs as the Fly app acme-prod", "Deploys from `main`.\nStaging is `acme-staging`.")
    two = a_fact(TWO, "Ask before a deploy on Fridays", kind="preference")
    old = a_fact(THREE, "Production runs on Heroku", ended=Ended("2026-11-19", by=ONE))
    put(folder, "topics/deployment.md", a_topic(one, two))
    put(folder, "topics/deployment-2.md", a_topic(a_fact(FOUR, "The CDN is Bunny"), continues="deployment"))
    put(folder, "topics/tests.md", a_topic(title="How tests run"))
    put(folder, "archive/deployment.md", a_topic(old))
    return folder


def _ids(memory: Memory, query: str) -> list[str]:
    return [one.id for one in find_facts(memory, query)]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("acme-staging", [ONE]),
        ("ACME staging", [ONE]),
        ("bunny cdn", [FOUR]),
        ("deplo", [ONE, TWO, FOUR, THREE]),
        (ONE, [ONE]),
        (f"^{ONE}", [ONE]),
        ("^k7m", []),
        ("^k7m2", [ONE]),
        ("heroku", [THREE]),
        ("production", [ONE, THREE]),
        ("Fridays!?", [TWO]),
        ("no such thing", []),
        ("", []),
        ("   ", []),
        ('"', []),
        ('" OR * NEAR(', []),
        ("title:production", [ONE, THREE]),
        ("`", [ONE]),
    ],
)
def test_facts_are_found_by_any_text(folder: Path, query: str, ids: list[str]) -> None:
    """What ended comes last."""
    found = _ids(open_memory(folder), query)
    assert (sorted(found), found[-1:]) == (sorted(ids), ids[-1:])


def test_the_fact_that_holds_the_very_words_comes_first(tmp_path: Path) -> None:
    facts = [a_fact(f"{number:0>10}", f"acme and prod and acme {number}") for number in range(5)]
    put(tmp_path, "topics/a.md", a_topic(*facts, a_fact(ONE, "The app", "It is called acme-prod, since always.")))
    assert _ids(open_memory(tmp_path), "acme-prod")[0] == ONE


def test_what_ended_is_found_with_its_dates_and_never_as_current(folder: Path) -> None:
    memory = open_memory(folder)
    (hit,) = find_facts(memory, "heroku")
    assert (hit.is_current, hit.ended, hit.by, hit.seen, hit.place) == (
        False,
        "2026-11-19",
        ONE,
        "2026-11-20",
        "archive/deployment.md",
    )
    assert [one.is_current for one in find_facts(memory, "production")] == [True, False]


def test_a_hit_shows_the_line_that_has_the_words(folder: Path) -> None:
    memory = open_memory(folder)
    assert [one.snippet for one in find_facts(memory, "staging")] == ["Staging is `acme-staging`."]
    assert [one.snippet for one in find_facts(memory, "fly")] == ["Deploys from `main`."]
    assert [one.snippet for one in find_facts(memory, "bunny")] == [""]


def test_a_long_line_is_shown_around_the_word(tmp_path: Path) -> None:
    body = f"{'word ' * 100}needle {'more ' * 100}"
    put(tmp_path, "topics/a.md", a_topic(a_fact(ONE, "Long", body)))
    (hit,) = find_facts(open_memory(tmp_path), "needle")
    assert "needle" in hit.snippet
    assert (len(hit.snippet) <= 160, hit.snippet[0], hit.snippet[-1]) == (True, "…", "…")


def test_a_limit_holds(folder: Path) -> None:
    assert len(find_facts(open_memory(folder), "deployment", 2)) == 2


def test_scripts_without_blanks_are_found(tmp_path: Path) -> None:
    put(tmp_path, "topics/a.md", a_topic(a_fact(ONE, "本番環境はFlyで動く"), a_fact(TWO, "Größe ist 10")))
    memory = open_memory(tmp_path)
    assert _ids(memory, "環境") == [ONE]
    assert _ids(memory, "GRÖSSE") == [TWO]
    assert _ids(memory, "GROßE IST") == [TWO]


def test_a_fact_is_shown_as_it_stands(folder: Path) -> None:
    memory = open_memory(folder)
    for wanted in (ONE, f"^{ONE}", "k7m2", " ^k7m2q "):
        shown = show(memory, wanted)
        assert isinstance(shown, ShownFacts)
        (one,) = shown.facts
        assert (one.fact.id, one.topic, one.place, one.is_current) == (ONE, "Deployment", "topics/deployment.md", True)
        assert one.text.startswith(f"## Production runs as the Fly app acme-prod ^{ONE}\nDeploys from `main`.\n")
    shown = show(memory, THREE)
    assert isinstance(shown, ShownFacts)
    assert [one.is_current for one in shown.facts] == [False]


def test_a_beginning_of_more_than_one_id_is_not_guessed(folder: Path) -> None:
    with pytest.raises(NoSuchFact, match=r"'k7m' begins the ids of \^k7m2q9x4td \(Production .*\), \^k7maaaaaaa"):
        show(open_memory(folder), "k7m")


def test_what_is_not_there_is_said(folder: Path) -> None:
    memory = open_memory(folder)
    for wanted in ("zzzzzzzzzz", "nothing of this name", "../outside", "topics/../../x.md", "\x00", "MEMORY"):
        with pytest.raises(NoSuchFact, match="there is no fact and no topic"):
            show(memory, wanted)


@pytest.mark.parametrize(
    "wanted", ["deployment", "Deployment", "deployment.md", "topics/deployment.md", "topics/deployment", "deployment-2"]
)
def test_a_topic_is_shown_with_its_parts_and_its_archive(folder: Path, wanted: str) -> None:
    shown = show(open_memory(folder), wanted)
    assert isinstance(shown, ShownTopic)
    names = ["topics/deployment.md", "topics/deployment-2.md", "archive/deployment.md"]
    assert [name for name, _ in shown.files] == names
    assert [text for _, text in shown.files] == [(folder / name).read_text() for name in names]


def test_a_topic_is_shown_by_its_title(folder: Path) -> None:
    shown = show(open_memory(folder), "how TESTS run")
    assert isinstance(shown, ShownTopic)
    assert [name for name, _ in shown.files] == ["topics/tests.md"]


def test_a_topic_that_cannot_be_read_says_why(folder: Path) -> None:
    put(folder, "topics/tests.md", b"\xff")
    shown = show(open_memory(folder), "tests")
    assert isinstance(shown, ShownTopic)
    assert shown.files == ()
    assert "line 1 is not UTF-8" in shown.problems[0]


def test_the_index_is_shown(folder: Path) -> None:
    memory = open_memory(folder)
    assert show(memory, "") == ShownIndex("")
    put(folder, "MEMORY.md", "# Mine\n")
    assert show(memory, "MEMORY.md") == ShownIndex("# Mine\n")


def test_facts_of_one_id_are_all_shown(folder: Path) -> None:
    put(folder, "topics/copy.md", a_topic(a_fact(ONE, "A copy"), a_fact(ONE, "Another copy"), title="Copy"))
    shown = show(open_memory(folder), ONE)
    assert isinstance(shown, ShownFacts)
    assert [(one.fact.title, one.place) for one in shown.facts] == [
        ("A copy", "topics/copy.md"),
        ("Another copy", "topics/copy.md"),
        ("Production runs as the Fly app acme-prod", "topics/deployment.md"),
    ]


def test_an_overview_counts_and_makes_up_no_verdict(folder: Path) -> None:
    put(folder, "topics/more.md", a_topic(a_fact("dddddddddd", "From a page", origin="web", checks=("path `x`",))))
    seen = overview(open_memory(folder))
    assert (seen.facts, seen.archived, seen.topics, seen.areas) == (4, 1, 4, 0)
    assert seen.kinds == {"fact": 3, "preference": 1}
    assert seen.origins == {"human": 3, "web": 1}
    standing = seen.standing
    assert (standing.yours, standing.not_checked) == (1, 3)
    assert (standing.still_true, standing.moved, standing.no_longer_true) == (0, 0, 0)
    assert (seen.last, seen.notices, seen.read_only) == ((), (), "")
    assert [line.partition(" '")[0] for line in seen.problems] == ["no line of the index leads to"]


def test_an_overview_of_nothing(tmp_path: Path) -> None:
    seen = overview(open_memory(tmp_path / "memory"))
    assert (seen.facts, seen.archived, seen.index_tokens, seen.last, seen.problems) == (0, 0, 0, (), ())


def test_an_overview_tells_what_is_wrong_and_what_was_written(folder: Path) -> None:
    put(folder, "topics/bad.md", b"\xff")
    memory = open_memory(folder)
    for number in range(7):
        written(memory, add(f"Fact number {number}", "Deployment"))
    seen = overview(memory)
    assert len(seen.last) == 5
    assert seen.last[0].lines[0].startswith("added: Fact number 6 ^")
    assert ["bad.md' is broken" in line for line in seen.problems] == [True]
    assert 0 < seen.index_tokens <= 2_500


def test_the_log_tells_the_last_changes_in_words(tmp_path: Path) -> None:
    memory = open_memory(tmp_path, clock=lambda: NOON)
    first = written(memory, add("Production runs on Heroku")).saved[0].id
    second = written(memory, add("Production runs on Fly", supersedes=(first,))).saved[0].id
    written(memory, Edit(id=second, body="as acme-prod"))
    written(memory, Retire(id=second, because="gone"))
    with memory.writing() as held:
        back = undo_last(held, Author("human", "S1"))
    assert isinstance(back, Receipt)
    entries = log(memory)
    assert [one.lines for one in entries] == [
        (f"restored: Production runs on Fly ^{second} in topics/deployment.md",),
        (f"retired: Production runs on Fly ^{second} from topics/deployment.md",),
        (f"changed: Production runs on Fly ^{second} in topics/deployment.md",),
        (
            f"added: Production runs on Fly ^{second} in topics/deployment.md",
            f"superseded by ^{second}: Production runs on Heroku ^{first} from topics/deployment.md",
        ),
        (f"added: Production runs on Heroku ^{first} in topics/deployment.md",),
    ]
    assert (entries[0].undoes, entries[0].action, entries[0].session) == (entries[1].tx, "undo", "S1")
    assert entries[0].at == "2026-11-22T12:00:00.000Z"
    assert entries[0].local[:10] in ("2026-11-22", "2026-11-23")
    assert len(log(memory, 2)) == 2


def test_why_tells_all_that_happened_to_a_fact(tmp_path: Path) -> None:
    memory = open_memory(tmp_path)
    first = written(memory, add("Production runs on Heroku")).saved[0].id
    written(memory, Edit(id=first, body="the big one"))
    second = written(memory, add("Production runs on Fly", supersedes=(first,))).saved[0].id
    written(memory, add("Something else"))
    old, new = why(memory, first), why(memory, f"^{second[:6]}")
    assert [one.change for one in old.changes] == ["added", "changed", "superseded"]
    assert [one.id for one in old.by] == [second]
    assert (old.facts[0].is_current, old.facts[0].place) == (False, "archive/deployment.md")
    assert [one.change for one in new.changes] == ["added"]
    assert [(one.id, one.is_current) for one in new.superseded] == [(first, False)]
    assert new.by == ()


def test_why_of_a_fact_that_is_gone_or_was_never_there(tmp_path: Path) -> None:
    memory = open_memory(tmp_path)
    one = written(memory, add("Production runs on Heroku")).saved[0].id
    with memory.writing() as held:
        undo_last(held, PERSON)
    told = why(memory, one)
    assert told.facts == ()
    assert [change.change for change in told.changes] == ["added", "removed"]
    for wanted in ("zzzzzzzzzz", "zzz", "", "Deployment"):
        with pytest.raises(NoSuchFact):
            why(memory, wanted)


def test_why_of_a_fact_by_hand_has_no_changes(folder: Path) -> None:
    told = why(open_memory(folder), ONE)
    assert (told.changes, told.cited) == ((), ())
    assert [one.id for one in told.superseded] == [THREE]


def test_why_shows_what_a_fact_rests_on(tmp_path: Path) -> None:
    sessions = tmp_path / "sessions"
    sessions.mkdir()
    session, gone = new_session_id(int(NOON * 1000)), new_session_id(1)
    header = SessionHeader(1, session, "2026-11-20T09:00:00.000Z", "/x", "m", "1", interactive=True)
    file = SessionFile.create(sessions / f"{session}.jsonl", header, lambda: NOON)
    file.write_message(UserMessage((TextPart("we run on Fly as acme-prod", "human"),)))
    file.close()
    evidence = (
        TranscriptLine(gone, 9, "and staging too"),
        TranscriptLine(gone, 10),
        FileLine("fly.toml", 3, "3f2a91c"),
        CommandRun("make ship", 2, gone, 12),
    )
    put(
        tmp_path / "memory",
        "topics/a.md",
        a_topic(a_fact(ONE, "Runs on Fly", source=TranscriptLine(session, 2), evidence=evidence)),
    )
    memory = open_memory(tmp_path / "memory")
    told = why(memory, ONE, sessions)
    assert [(one.place, one.text, one.text_from, one.is_source) for one in told.cited] == [
        (f"{session}#2", "we run on Fly as acme-prod", "transcript", True),
        (f"{gone}#9", "and staging too", "kept quote", False),
        (f"{gone}#10", "", "gone", False),
        ("fly.toml:3 at 3f2a91c", "", "elsewhere", False),
        (f"`make ship` ended with 2 in {gone}#12", "", "elsewhere", False),
    ]
    assert [one.text_from for one in why(memory, ONE).cited][:2] == ["gone", "kept quote"]


def test_why_never_reads_outside_of_the_sessions(tmp_path: Path) -> None:
    (tmp_path / "secret.jsonl").write_text('{"type":"message"}\n')
    source = TranscriptLine("../secret", 1)
    put(tmp_path / "memory", "topics/a.md", a_topic(a_fact(ONE, "One", source=source)))
    (tmp_path / "sessions").mkdir()
    told = why(open_memory(tmp_path / "memory"), ONE, tmp_path / "sessions")
    assert [(one.place, one.text_from) for one in told.cited] == [("../secret#1", "gone")]


def test_a_fact_of_a_model_says_so(tmp_path: Path) -> None:
    put(tmp_path, "topics/a.md", a_topic(a_fact(ONE, "One", origin="model")))
    memory = open_memory(tmp_path)
    assert [one.origin for one in find_facts(memory, "one")] == ["model"]
    assert overview(memory).origins == {"model": 1}
    assert isinstance(memory.write([Add(title="By a person", topic="A")], PERSON), Receipt)
