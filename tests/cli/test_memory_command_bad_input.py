"""What a person can get wrong: each a clear line with the next step, and nothing lost."""

import os
from pathlib import Path

import pytest
from tests.cli.memory_commands import added, as_json, call, done, memory_folder, own_places, refused

from reverie.config.places import Places


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    return own_places(tmp_path, monkeypatch)


UNKNOWN = "there is no fact 'zzzz'; 'reverie memory search' looks for words"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("memory", "edit", "zzzz", "--text", "x"), UNKNOWN),
        (("memory", "forget", "zzzz"), UNKNOWN),
        (("memory", "add", "x", "--supersedes", "zzzz"), UNKNOWN),
        (("why", "zzzz"), UNKNOWN),
        (("why", "what is this"), "there is no fact 'what is this'"),
        (("memory", "show", "zzzz"), "there is no fact and no topic 'zzzz'"),
        (("memory", "show", "../../etc/passwd"), "there is no fact and no topic '../../etc/passwd'"),
        (("undo", "zzzz"), "there is no fact and no change 'zzzz'; 'reverie memory log' lists the changes"),
        (("undo",), "there is no change of this memory to take back"),
        (("memory", "adopt", "zzzz"), "is no git repository"),
        (("memory", "adopt", "--undo"), "has adopted no memory; there is nothing to take back"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(places: Places, arguments: tuple[str, ...], said: str) -> None:
    assert said in refused(*arguments)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("memory", "add"), "the text is empty; say the fact in words"),
        (("memory", "add", " \n "), "the text is empty"),
        (("memory", "add", "x", "--topic", " "), "the topic is empty; name it, or leave --topic out"),
        (("memory", "add", "x", "--supersedes", ""), "the ID is empty; 'reverie memory search WORDS' finds it"),
        (("memory", "add", "x", "--kind", "rumour"), "'rumour' is not one of 'preference', 'feedback'"),
        (("memory", "add", os.fsdecode(b"caf\xe9")), "the text is not UTF-8"),
        (("memory", "search", os.fsdecode(b"caf\xe9")), "the text is not UTF-8"),
        (("memory", "search", ""), "the words to search for are empty"),
        (("memory", "log", "-n", "0"), "0 is not in the range"),
        (("memory", "adopt", "--undo", "zzzz"), "--undo takes no ID"),
        (("memory", "--user", "log"), "--user stands after the subcommand: reverie memory log --user"),
        (("undo", " "), "the ID is empty; 'reverie memory log' lists the changes"),
        (("undo", ""), "the ID is empty; 'reverie memory log' lists the changes"),
        (("why", ""), "the ID is empty; 'reverie memory search WORDS' finds it"),
        (("memory", "edit", ""), "the ID is empty; 'reverie memory search WORDS' finds it"),
        (("memory", "forget", ""), "the ID is empty; 'reverie memory search WORDS' finds it"),
        (("memory", "forget", "", "--purge"), "the ID is empty; 'reverie memory search WORDS' finds it"),
        (("memory", "forget", "--purge", "--text", ""), "the text to remove is empty"),
        (("memory", "show", ""), "the name is empty; give the ID of a fact or the name of a topic"),
        (("memory", "adopt", ""), "the ID is empty; 'reverie memory adopt' alone lists"),
    ],
)
def test_wrong_use_ends_with_two(places: Places, arguments: tuple[str, ...], said: str) -> None:
    assert said in refused(*arguments, status=2)


def test_an_empty_id_takes_nothing_back(places: Places) -> None:
    fact_id = added("The API listens on 8080")
    refused("undo", "", status=2)
    assert fact_id in done("memory", "show", fact_id) and len(as_json("memory", "log")) == 1


@pytest.mark.parametrize("topic", [140 * "é", 400 * "t", 81 * "t"])
def test_a_topic_that_no_file_can_be_called_is_refused_and_looked_for_nowhere(places: Places, topic: str) -> None:
    result = call("memory", "add", "The API listens on 8080", "--topic", topic)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "refused (topic): " in result.stderr and "at most 80 characters" in result.stderr


@pytest.mark.parametrize("command", [("memory", "add", "-"), ("memory", "edit", "{id}", "--text", "-")])
@pytest.mark.parametrize(
    ("stdin", "status", "said"),
    [
        (b"", 2, "the text is empty"),
        (b"x" * (1 << 20), 1, "the text has more than 64 KB; a fact is a statement"),
        (b"\x7fELF\xff\xfe", 2, "standard input is no text: byte 5 is not UTF-8"),
        (b"a\0b", 1, "refused (characters): "),
        (b"x" * 60_000, 1, "its title has 60000 characters, more than 200"),
    ],
)
def test_no_input_is_too_strange(
    places: Places, command: tuple[str, ...], stdin: bytes, status: int, said: str
) -> None:
    fact_id = added("The API listens on 8080")
    result = call(*(part.replace("{id}", fact_id) for part in command), stdin=stdin)
    assert result.exit_code == status and said in result.stderr and len(result.stderr) < 1_000
    assert "8080" in done("memory", "show", fact_id)


def test_a_beginning_of_several_is_told_apart(places: Places) -> None:
    ids = [added(f"Service {number} listens on 80{number:02}") for number in range(40)]
    first = next(one for one in ids if sum(other[0] == one[0] for other in ids) > 1)
    same = [one for one in ids if one[0] == first[0]]
    for arguments in (("why",), ("memory", "forget"), ("memory", "show")):
        said = refused(*arguments, f"^{first[0]}")
        assert f"'^{first[0]}' begins the ids of ^" in said and "give more of it" in said
        assert sum(one in said for one in same) >= 2


def test_a_supersession_stays_within_one_memory(places: Places) -> None:
    own = added("Answer in German", "--user")
    assert "is in your own memory; add --user" in refused("memory", "add", "x", "--supersedes", own, status=2)


def test_a_folder_that_may_not_be_written_is_read(places: Places) -> None:
    fact_id = added("The API listens on 8080")
    folder = memory_folder(places)
    folder.chmod(0o500)
    try:
        if os.access(folder, os.W_OK):
            pytest.skip("this user may write everywhere")
        assert f"'{folder}' may not be written by this user" in refused("memory", "add", "The database is Postgres")
        assert "may not be written" in refused("memory", "edit", fact_id)
        assert fact_id in call("memory", "search", "API").stdout
    finally:
        folder.chmod(0o700)


def test_a_memory_of_a_newer_version_is_only_read(places: Places) -> None:
    fact_id = added("The API listens on 8080")
    journal = memory_folder(places) / "journal.jsonl"
    journal.write_text(journal.read_text().replace('"format":1', '"format":99', 1))
    for arguments in (("memory", "add", "The database is Postgres"), ("memory", "forget", fact_id), ("undo", fact_id)):
        assert "has format 99 of a newer Reverie (this one knows 1) and is only read" in refused(*arguments)
    assert fact_id in call("memory", "show", fact_id).stdout
    assert "! the memory is only read: " in done("memory")


def test_a_file_in_the_way_is_named(places: Places, tmp_path: Path) -> None:
    added("The API listens on 8080", "--user")
    folder = places.data / "user/memory"
    folder.rename(tmp_path / "aside")
    folder.write_text("in the way")
    said = refused("memory", "add", "The database is Postgres", "--user")
    assert f"'{folder}' is no folder, so it holds no memory; move it away" in said
    assert folder.read_text() == "in the way"
