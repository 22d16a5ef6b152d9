"""`reverie memory forget --purge`: gone from all that is ours, said in lines, and asked before."""

from pathlib import Path

import pytest
from tests.cli.memory_commands import added, as_json, call, done, memory_folder, own_places, refused

from reverie.config.places import Places
from reverie.conversation.ids import new_session_id
from reverie.storage.lock import FileLock


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    return own_places(tmp_path, monkeypatch)


SECRET = "The spare key lies under the third flower pot"


def holders(folder: Path) -> list[Path]:
    """The files below a folder in which a word of the secret stands, in whatever form."""
    return [path for path in folder.rglob("*") if path.is_file() and b"flower" in path.read_bytes()]


def test_a_fact_is_removed_for_good_and_the_rest_stays(places: Places) -> None:
    fact_id, other = added(SECRET), added("The API listens on 8080")
    assert holders(places.data)
    said = done("memory", "forget", fact_id[:5], "--purge", "-y").splitlines()
    assert said[0] == "removed from topics/facts.md" and all(line.startswith("removed from ") for line in said)
    assert holders(places.data) == []
    assert other in done("memory", "search", "API")
    assert "flower" not in done("memory", "log") and "(purged)" in done("memory", "log")
    assert f"there is no fact '{fact_id}'" in refused("memory", "forget", fact_id, "--purge", "-y")
    assert "there is no change" in refused("undo") or "flower" not in str(as_json("memory", "log"))


def test_it_is_in_json_what_was_removed_where(places: Places) -> None:
    fact_id = added(SECRET)
    (value,) = as_json("memory", "forget", fact_id, "--purge", "-y")
    assert (value["scope"], value["ids"], value["left"], value["is_finished"]) == ("project", [fact_id], [], True)
    assert {one["where"] for one in value["removed"]} >= {"topics/facts.md", "the journal"}


def test_a_text_of_which_no_fact_is_left_is_removed_from_the_past(places: Places) -> None:
    added(SECRET)
    done("undo")
    assert holders(places.data)
    done("memory", "forget", "--purge", "-y", "--text", "-", stdin=SECRET)
    assert holders(places.data) == []


def test_a_retired_fact_can_be_purged_and_ones_own(places: Places) -> None:
    fact_id = added(SECRET, "--user")
    done("memory", "forget", fact_id)
    done("memory", "forget", fact_id, "--purge", "-y")
    assert holders(places.data) == []


def test_what_waits_is_told_and_finished_later(places: Places) -> None:
    """A session that is open in another process is left until that one ends."""
    fact_id = added(SECRET)
    session = memory_folder(places).parent / "sessions" / new_session_id(1_795_348_800_000)
    session.mkdir(parents=True)
    transcript = session.with_suffix(".jsonl")
    transcript.write_text(f'{{"type":"note","text":"{SECRET}"}}\n')
    with FileLock(session / "lock"):
        result = call("memory", "forget", fact_id, "--purge", "-y")
    assert result.exit_code == 1 and f"NOT removed from session {session.name}" in result.stdout
    assert holders(places.data) == [transcript, *memory_folder(places).glob(".purge-*.json")]
    told = "is not finished; finish it with: reverie memory forget --purge"
    assert told in done("memory") and told in call("memory", "log").stderr
    assert told in as_json("memory")["memories"][0]["notices"][0]
    finished = call("memory", "forget", "--purge")
    assert (finished.exit_code, finished.stdout) == (0, f"removed from session {session.name}\n")
    assert holders(places.data) == [] and told not in done("memory")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("{id}", "--purge"), 2, "a purge cannot be undone, so it asks, and here nobody can answer; add -y"),
        (("{id}", "--purge", "-y", "--because", "x"), 2, "of a purged one nothing is kept"),
        (("--text", "x"), 2, "--text goes with --purge"),
        ((), 2, "name the fact by its ID"),
        (("zzzz", "--purge", "-y"), 1, "a text of which no fact is left: reverie memory forget --purge --text TEXT"),
        (("--purge", "-y", "--text", "the"), 1, "refused (text): "),
        (("--purge", "-y", "--text", " "), 2, "the text to remove is empty"),
    ],
)
def test_what_a_purge_does_not_take(places: Places, arguments: tuple[str, ...], status: int, said: str) -> None:
    fact_id = added(SECRET)
    line = refused("memory", "forget", *(one.replace("{id}", fact_id) for one in arguments), status=status)
    assert said in line
    assert SECRET in done("memory", "show", fact_id)


def test_nothing_waits_as_a_rule(places: Places) -> None:
    added(SECRET)
    assert done("memory", "forget", "--purge") == "no purge waits to be finished\n"
