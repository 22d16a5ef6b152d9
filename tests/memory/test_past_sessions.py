"""What recall finds in past sessions: the person's words, quoted; nothing of programs, and nothing unasked."""

import os
from pathlib import Path

import pytest

from reverie.memory.purge.answer import Found
from reverie.memory.purge.spelling import Needles
from reverie.memory.purge.transcripts import clean_sessions
from reverie.memory.recall.past.ranking import PastSessions, best_sessions
from reverie.memory.recall.past.sentences import MOST_QUOTED, passage, sentences
from reverie.memory.recall.past.tables import past_file
from reverie.memory.recall.terms import query_terms

from .past import Synonyms, human, model, note, resumed_by_a_program, session_id, write_session

COUPON = "I redeemed a five dollar coupon on coffee creamer at Target."


@pytest.fixture
def sessions(tmp_path: Path) -> Path:
    folder = tmp_path / "sessions"
    write_session(folder, 1, human("Please list the open ports."), model("There are two open ports."))
    write_session(folder, 2, human(COUPON), model("Nice, creamer at Target is cheap with a coupon."))
    return folder


def test_a_persons_words_are_found_with_their_place_and_quoted(sessions: Path) -> None:
    found = PastSessions(sessions).rank("Where did I redeem the coupon for creamer?", 5)
    first = found[0]
    assert (first.session, first.line, first.quote, first.at[:10]) == (session_id(2), 2, COUPON, "2026-11-20")
    assert best_sessions(found) == [session_id(2)]


def test_the_models_words_are_found_and_never_quoted(sessions: Path) -> None:
    found = PastSessions(sessions).rank("Is creamer cheap?", 5)
    assert (found[0].session, found[0].line) == (session_id(2), 3)
    assert (found[0].quote, found[0].is_human) == ("", False)


@pytest.mark.parametrize("query", ["", "how tall is the Eiffel tower?", "\x00", '"', "the of and"])
def test_nothing_relevant_finds_nothing(sessions: Path, query: str) -> None:
    assert PastSessions(sessions).rank(query, 5) == ()
    assert PastSessions(sessions, Synonyms()).rank(query, 5) == ()


def test_the_session_that_asks_is_left_out(sessions: Path) -> None:
    past = PastSessions(sessions)
    assert past.rank("coupon creamer", 5, but=session_id(2)) == ()


def test_only_sessions_that_a_person_led_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    write_session(folder, 1, human("zebra one"), interactive=False)
    write_session(folder, 2, human("zebra two"), task="look at zebras")
    write_session(folder, 3, human("zebra three"), resumed_by_a_program(), human("zebra four"))
    write_session(folder, 4, note("zebra five"))
    (folder / f"{session_id(5)}.jsonl").write_bytes(b"zebra six\n")
    assert [one.quote for one in PastSessions(folder).rank("zebra", 9)] == ["zebra three"]


def test_a_session_that_goes_on_is_read_again_and_one_that_went_is_forgotten(sessions: Path) -> None:
    past = PastSessions(sessions, Synonyms())
    assert past.rank("giraffe", 5) == ()
    name, path = write_session(sessions, 1, human("Please list the open ports."), human("The giraffe is our logo."))
    assert [(one.session, one.line) for one in past.rank("giraffe logo", 5)] == [(name, 3)]
    path.unlink()
    assert past.rank("giraffe logo", 5) == ()


def test_an_unchanged_session_is_not_read_again(sessions: Path) -> None:
    past = PastSessions(sessions)
    assert past.rank("coupon creamer", 5)
    path = sessions / f"{session_id(2)}.jsonl"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Target", b"Tarsus"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert COUPON in [one.quote for one in PastSessions(sessions).rank("coupon creamer", 5)]


def test_what_means_the_same_is_found_by_the_embedder_alone(sessions: Path) -> None:
    assert PastSessions(sessions).rank("my voucher", 5) == ()
    found = PastSessions(sessions, Synonyms()).rank("my voucher", 5)
    assert found[0].quote == COUPON
    assert found[0].why.startswith("meaning ")


def test_vectors_are_made_once_and_of_the_persons_words_alone(sessions: Path) -> None:
    embedder = Synonyms()
    past = PastSessions(sessions, embedder)
    past.rank("voucher", 5)
    made = [text for text in embedder.texts if text != "voucher"]
    assert sorted(made) == sorted([COUPON, "Please list the open ports."])
    past.rank("rebate", 5)
    PastSessions(sessions, embedder).rank("rebate", 5)
    assert [text for text in embedder.texts if text not in ("voucher", "rebate")] == made


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100, b"SQLite format 3\0" + b"x" * 5_000])
def test_a_broken_index_is_made_anew(sessions: Path, content: bytes) -> None:
    past_file(sessions).write_bytes(content)
    past = PastSessions(sessions)
    assert past.rank("coupon creamer", 5)
    past.close()
    assert PastSessions(sessions).rank("coupon creamer", 5)


def test_an_index_that_cannot_lie_there_is_kept_in_memory(sessions: Path) -> None:
    past_file(sessions).mkdir()
    assert PastSessions(sessions).rank("coupon creamer", 5)


def test_without_sessions_nothing_is_found(tmp_path: Path) -> None:
    assert PastSessions(tmp_path / "sessions").rank("coupon", 5) == ()


def test_a_long_turn_is_quoted_where_it_speaks_of_the_query() -> None:
    text = " ".join(f"Sentence number {number} is about nothing." for number in range(80))
    long = f"{text} The staging password lives in Vault. {text}"
    quote = passage(long, query_terms("where does the staging password live?"))
    assert "The staging password lives in Vault." in quote
    assert len(quote) <= MOST_QUOTED
    assert quote.startswith("… ")
    assert quote.endswith(" …")


@pytest.mark.parametrize("text", ["x" * 5_000, "word " * 900, "a.\n" * 900, "é" * 401, ". " * 500])
def test_a_quote_never_exceeds_its_length(text: str) -> None:
    assert len(passage(text, ["word"])) <= MOST_QUOTED


def test_sentences_keep_together_what_is_short() -> None:
    assert sentences(
        "Hi. I moved to Oslo last May and work from home now. By the way, the cat is called Miso, as ever!"
    ) == [
        "Hi. I moved to Oslo last May and work from home now.",
        "By the way, the cat is called Miso, as ever!",
    ]
    assert sentences("  \n ") == []


def test_a_purge_takes_the_index_along(sessions: Path) -> None:
    PastSessions(sessions).rank("coupon creamer", 5)
    assert past_file(sessions).exists()
    clean_sessions(sessions, Needles(()), Found(), ())
    assert not past_file(sessions).exists()
