"""`reverie memory`, `undo` and `why`: what is told is what is in the files."""

from pathlib import Path

import pytest
from tests.cli.memory_commands import added, as_json, call, done, memory_folder, own_places, refused, topics

from reverie.config.places import Places


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    return own_places(tmp_path, monkeypatch)


def test_a_fact_is_added_found_shown_and_counted(places: Places) -> None:
    said = done("memory", "add", "Production runs as acme-prod\nStaging is acme-staging.", "--topic", "Deployment")
    fact_id = said.rpartition("^")[2].split()[0]
    assert said == f"saved: Production runs as acme-prod ^{fact_id} in topics/deployment.md\n"
    assert f"## Production runs as acme-prod ^{fact_id}\nStaging is acme-staging.\n" in topics(places)["deployment.md"]
    shown = done("memory", "show", fact_id)
    assert shown.startswith(f"## Production runs as acme-prod ^{fact_id}\nStaging is acme-staging.\n- kind: fact")
    assert shown.endswith("\nin topics/deployment.md (Deployment): not checked: nothing in the files shows it\n")
    found = done("memory", "search", "staging")
    assert found.startswith(
        f"^{fact_id}  Production runs as acme-prod\n    Staging is acme-staging.\n    fact in Deployment"
    )
    seen = done("memory").splitlines()
    assert seen[0] == f"this project: {memory_folder(places)}"
    assert seen[1] == "  1 fact in 1 topic: 1 not checked"
    assert seen[-1].startswith("index: ") and seen[-1].endswith(" of 2,500 tokens")


def test_nothing_yet_is_said_and_nothing_is_made(places: Places) -> None:
    said = done("memory")
    assert said.count("no facts yet") == 2
    assert said.endswith("add the first one: reverie memory add TEXT\n")
    assert done("memory", "log") == "nothing was written yet\n"
    assert done("memory", "show") == "the index is empty: no facts yet\n"
    assert done("memory", "search", "any") == "no fact has anything like 'any' in it\n"
    assert not list(places.data.rglob("memory"))


def test_words_of_a_person_are_theirs_and_go_where_they_say(places: Places) -> None:
    done("memory", "add", "I", "prefer", "tabs", "--kind", "preference")
    done("memory", "add", "Answer in German", "--kind", "preference", "--user")
    assert list(topics(places)) == ["preferences.md"]
    assert "Answer in German" in (places.data / "user/memory/topics/preferences.md").read_text()
    seen = as_json("memory")
    standings = {one["scope"]: one["standing"] for one in seen["memories"]}
    nothing = {"still_true": 0, "moved": 0, "no_longer_true": 0, "not_checked": 0}
    assert standings == {"project": {"yours": 1, **nothing}, "user": {"yours": 1, **nothing}}
    assert 0 < seen["index_tokens"] <= seen["index_budget"] == 2_500
    both = as_json("memory", "show", "preferences")
    assert [(one["scope"], one["topic"]) for one in both] == [("project", "Preferences"), ("user", "Preferences")]
    assert [one["scope"] for one in as_json("memory", "search", "German")] == ["user"]
    assert as_json("memory", "search", "tabs", "--user") == []


def test_a_text_comes_from_standard_input(places: Places) -> None:
    done("memory", "add", "-", stdin="\n\nThe API listens on 8080\r\n\r\nBehind nginx.\n")
    assert as_json("memory", "search", "nginx")[0]["title"] == "The API listens on 8080"


def test_a_fact_that_takes_anothers_place_moves_it_to_the_archive(places: Places) -> None:
    old = added("The API listens on 8080")
    new = added("The API listens on 9090", "--supersedes", f"^{old[:6]}")
    hits = {one["id"]: one for one in as_json("memory", "search", "API")}
    assert (hits[old]["is_current"], hits[old]["by"], hits[new]["is_current"]) == (False, new, True)
    told = done("why", old)
    assert f"superseded on {hits[old]['ended']} by ^{new}" in told
    assert f"its place was taken by:\n  ^{new}  The API listens on 9090\n" in told
    assert f"it took the place of:\n  ^{old}  The API listens on 8080\n" in done("why", new[:7])
    assert "2 topics" not in done("memory") and "1 in the archive" in done("memory")


def test_forgetting_retires_and_undo_brings_back_the_bytes(places: Places) -> None:
    fact_id = added("The API listens on 8080")
    before = topics(places)
    said = done("memory", "forget", fact_id[:5], "--because", "it is gone")
    assert said == f"retired: The API listens on 8080 ^{fact_id} in topics/facts.md\n"
    assert topics(places) == {}
    assert "in archive/facts.md (Facts): retired on " in done("memory", "show", fact_id)
    assert "was retired; only what still holds can be changed" in refused("memory", "forget", fact_id)
    first, second = done("undo").splitlines()
    assert first.startswith("taken back; to bring it back: reverie undo t")
    assert second == f"restored: The API listens on 8080 ^{fact_id} in topics/facts.md"
    assert topics(places) == before
    again = done("undo", first.split()[-1])
    assert f"retired: The API listens on 8080 ^{fact_id}" in again


def test_undo_goes_back_one_by_one_or_to_what_is_named(places: Places) -> None:
    first, second = added("The API listens on 8080"), added("The database is Postgres")
    entries = as_json("memory", "log")
    assert [one["lines"][0].split(":")[0] for one in entries] == ["added", "added"]
    assert f"removed: The API listens on 8080 ^{first}" in done("undo", entries[1]["tx"])
    assert "already" in refused("undo", entries[1]["tx"])
    assert f"removed: The database is Postgres ^{second}" in done("undo", f"^{second}")
    assert "there is no change of this memory to take back" in refused("undo")
    assert "is no longer in the memory" in done("why", first)
    assert f"reverie undo {as_json('memory', 'log')[1]['tx']}" not in done("memory", "log", "-n", "1")


def test_undo_in_ones_own_memory_leaves_the_projects_alone(places: Places) -> None:
    own, here = added("Answer in German", "--user"), added("The API listens on 8080")
    assert as_json("undo", "--user")["saved"][0]["id"] == own
    assert as_json("undo", here)["scope"] == "project"


def test_a_refusal_is_one_line_and_its_value_has_its_name(places: Places) -> None:
    fact_id = added("The API listens on 8080")
    line = refused("memory", "add", "the api listens on 8080.")
    assert line == f"refused (duplicate): the api listens on 8080.: ^{fact_id} says the same; see ^{fact_id}"
    result = call("memory", "add", "The API listens on 8080", "--json")
    assert result.exit_code == 1
    assert '"tx":""' in result.stdout and '"gate":"duplicate"' in result.stdout
    assert refused("memory", "add", "The deploy is soon").startswith("refused (dates): The deploy is soon: ")


def test_why_tells_words_evidence_and_changes(places: Places) -> None:
    fact_id = added("The API listens on 8080")
    topic = memory_folder(places) / "topics/facts.md"
    evidence = (
        '- evidence: command "ss -ltn" exit 0\n- evidence: line 01JD4K8ZQ5T7G9V2M3N4P5Q6R7#42 said "it is 8080"\n'
    )
    topic.write_text(topic.read_text() + evidence)
    told = done("why", fact_id)
    assert "\n  fact, said by you, seen 20" in told
    assert "it rests on:\n  `ss -ltn` ended with 0\n  01JD4K8ZQ5T7G9V2M3N4P5Q6R7#42\n    > it is 8080\n" in told
    assert "(kept when it was written; the transcript is gone)" in told
    assert f"  added: The API listens on 8080 ^{fact_id}" in told.partition("what happened to it:")[2].replace(
        "+00:00", ""
    )
    value = as_json("why", fact_id)
    assert [one["place"] for one in value["cited"]] == ["`ss -ltn` ended with 0", "01JD4K8ZQ5T7G9V2M3N4P5Q6R7#42"]
    assert [one["change"] for one in value["changes"]] == ["added"]


def test_what_a_file_says_cannot_write_to_the_screen(places: Places) -> None:
    fact_id = added("The API listens on 8080")
    topic = memory_folder(places) / "topics/facts.md"
    topic.write_text(topic.read_text().replace("listens on 8080 ^", "listens on \x1b[2J\u202e8080 ^"))
    for arguments in (("memory", "show", fact_id), ("memory", "search", "API"), ("why", fact_id), ("memory",)):
        assert "\x1b" not in done(*arguments) and "\u202e" not in done(*arguments), arguments
    raw = done("memory", "show", fact_id, "--json")
    assert "\x1b" not in raw and "\u202e" not in raw
    assert as_json("memory", "show", fact_id)[0]["facts"][0]["fact"]["title"].endswith("on \x1b[2J\u202e8080")


def test_what_is_broken_is_told_by_line_and_the_rest_still_works(places: Places) -> None:
    fact_id = added("The API listens on 8080")
    topic = memory_folder(places) / "topics/facts.md"
    topic.write_text(topic.read_text() + "\n## Half a fact ^00000000aa\nno list\n")
    lines = done("memory").splitlines()
    (problem,) = {line for line in lines if line.startswith("  ! ")}
    assert problem.startswith(f"  ! '{topic}' line ") and "it has no line '- kind: …'" in problem
    result = call("memory", "search", "API")
    assert result.exit_code == 0 and fact_id in result.stdout
    assert result.stderr.startswith(f"note: '{topic}' line ") and result.stderr.count("\n") == 1


def test_in_a_home_directory_there_is_only_ones_own(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path / "home")
    done("memory", "add", "Answer in German")
    assert (places.data / "user/memory/topics/facts.md").exists()
    assert [one["scope"] for one in as_json("memory")["memories"]] == ["user"]
    assert done("undo").splitlines()[1].startswith("removed: Answer in German")
