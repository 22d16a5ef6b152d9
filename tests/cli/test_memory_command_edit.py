"""`reverie memory edit`: another wording by hand, and no text of a person is lost."""

from pathlib import Path

import pytest
from tests.cli.memory_commands import added, as_json, call, done, memory_folder, own_places, refused, topics

from reverie.config.places import Places


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    return own_places(tmp_path, monkeypatch)


@pytest.fixture
def fact_id(places: Places) -> str:
    return added("The API listens on 8080\nBehind nginx.")


TOKEN = "ghp_" + "xK9mQ2vLpR7tWn4BzY8c" + "Hd3FsJ6gUe5aTb1A"


def editor(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """An editor that is a shell script; `$1` is the file."""
    path = folder / "editor"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(path))


def kept(places: Places) -> list[str]:
    return [path.read_text() for path in sorted((places.state / "edits").glob("*"))]


def test_the_editors_text_is_taken(
    places: Places, fact_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, 'sed -i "s/8080/9090/; s/nginx/caddy/; s/kind: fact/kind: reference/" "$1"')
    said = done("memory", "edit", fact_id[:4])
    assert said == f"changed: The API listens on 9090 ^{fact_id} in topics/facts.md\n"
    shown = as_json("memory", "show", fact_id)[0]["facts"][0]["fact"]
    assert (shown["title"], shown["body"], shown["kind"]) == ("The API listens on 9090", "Behind caddy.", "reference")
    assert kept(places) == []


def test_a_text_can_be_given_at_once(places: Places, fact_id: str) -> None:
    done("memory", "edit", fact_id, "--text", "The API listens on 9090")
    assert f"## The API listens on 9090 ^{fact_id}\n- kind: fact" in topics(places)["facts.md"]
    done("memory", "edit", fact_id, "--text", "-", stdin="The API listens on 7070\nBehind caddy.\n")
    assert f"## The API listens on 7070 ^{fact_id}\nBehind caddy.\n- kind" in topics(places)["facts.md"]


def test_a_text_that_was_kept_can_be_given_back_mended(
    places: Places, fact_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, 'sed -i "s/8080/9090/; s/kind: fact/kind: rumour/" "$1"')
    said = call("memory", "edit", fact_id).stderr.splitlines()[0]
    (path,) = (places.state / "edits").iterdir()
    assert said.endswith(f"mend it there, then: reverie memory edit {fact_id} --text - < {path}")
    assert "its kind is 'rumour'" in refused("memory", "edit", fact_id, "--text", "-", stdin=path.read_text())
    done("memory", "edit", fact_id, "--text", "-", stdin=path.read_text().replace("rumour", "reference"))
    assert f"## The API listens on 9090 ^{fact_id}\nBehind nginx.\n- kind: reference" in topics(places)["facts.md"]


@pytest.mark.parametrize("script", ["true", 'printf "\\n\\n" >> "$1"'])
def test_what_was_left_as_it_was_changes_nothing(
    places: Places, fact_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    before = topics(places)
    editor(tmp_path, monkeypatch, script)
    assert done("memory", "edit", fact_id) == "nothing was changed\n"
    assert (as_json("memory", "edit", fact_id)["tx"], as_json("memory", "edit", fact_id)["refused"]) == ("", [])
    assert topics(places) == before and len(as_json("memory", "log")) == 1


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ('sed -i "s/- kind.*//" "$1"', "nothing was changed: line 1: it has no line '- kind: …'"),
        ('sed -i "s/kind: fact/kind: rumour/" "$1"', "nothing was changed: line 3: its kind is 'rumour'; known are "),
        ('sed -i "s/human/model/" "$1"', "nothing was changed: its origin cannot be changed, only its words"),
        ('sed -i "s/ ^.*/ ^0000000000/" "$1"', "nothing was changed: its id cannot be changed"),
        ('echo "## Another one ^0000000000" >> "$1"', "nothing was changed: line 4 begins another fact"),
        ('echo "and more" >> "$1"', "nothing was changed: a line below '- kind:' is none that we know"),
        ('printf "\\377" >> "$1"', "nothing was changed: a line below '- kind:' is none that we know"),
        ('sed -i "s/8080/\u202e8080/" "$1"', "refused (characters): The API listens on "),
    ],
)
def test_a_text_that_cannot_be_taken_is_kept_and_the_reason_said(
    places: Places, fact_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, why: str
) -> None:
    before = topics(places)
    editor(tmp_path, monkeypatch, f'{script}; cp "$1" {tmp_path}/mine')
    result = call("memory", "edit", fact_id)
    assert (result.exit_code, result.stdout) == (1, "")
    (path,) = (places.state / "edits").iterdir()
    assert why in result.stderr and f"your text is kept in '{path}'" in result.stderr
    assert path.read_text().rstrip("\n") == (tmp_path / "mine").read_text(errors="replace").rstrip("\n")
    assert path.stat().st_mode & 0o777 == 0o600
    assert topics(places) == before


@pytest.mark.parametrize("more", ["", "s/kind: fact/kind: rumour/"], ids=["refused", "cannot be taken"])
def test_a_secret_is_masked_in_what_is_kept(
    places: Places, fact_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    monkeypatch.setenv("SHOP_API_KEY", "kV7mQ2xLpR9tWn4B")
    editor(tmp_path, monkeypatch, f'sed -i "s/8080/{TOKEN}/; s/nginx/kV7mQ2xLpR9tWn4B/; {more}" "$1"')
    result = call("memory", "edit", fact_id)
    assert result.exit_code == 1 and ", with what looks like a secret masked; mend it there" in result.stderr
    (text,) = kept(places)
    assert "listens on [secret: " in text and "Behind [secret: " in text
    everything = [path for path in tmp_path.rglob("*") if path.is_file() and path != tmp_path / "editor"]
    assert not [path for path in everything if TOKEN.encode() in path.read_bytes()]
    assert TOKEN not in result.output and "kV7mQ2xL" not in result.output


def test_where_no_file_can_be_the_text_is_shown_masked(
    places: Places, fact_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places.state.mkdir(parents=True, exist_ok=True)
    (places.state / "edits").write_text("in the way")
    editor(tmp_path, monkeypatch, f'sed -i "s/8080/{TOKEN}/" "$1"')
    said = call("memory", "edit", fact_id).stderr
    assert "could not be kept in a file, with what looks like a secret masked:\n## The API listens on [secret: " in said
    assert TOKEN not in said


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("exit 3", "' ended with status 3; the text is as it was"),
        (': > "$1"', "the text is empty, so nothing was changed; to forget it: reverie memory forget"),
    ],
)
def test_an_editor_that_fails_or_empties_changes_nothing(
    places: Places, fact_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, why: str
) -> None:
    editor(tmp_path, monkeypatch, script)
    assert why in refused("memory", "edit", fact_id)
    assert len(as_json("memory", "log")) == 1


def test_without_an_editor_one_is_asked_for(places: Places, fact_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "set EDITOR, or give the new text with --text" in refused("memory", "edit", fact_id, status=2)
    monkeypatch.setenv("VISUAL", "/nowhere/editor")
    assert "'/nowhere/editor' cannot be started" in refused("memory", "edit", fact_id)


def test_what_changed_while_the_editor_was_open_is_not_written_over(
    places: Places, fact_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = memory_folder(places) / "topics/facts.md"
    editor(tmp_path, monkeypatch, f'sed -i "s/8080/9090/" "$1"; sed -i "s/nginx/caddy/" {topic}')
    result = call("memory", "edit", fact_id)
    assert result.exit_code == 1
    assert "refused (changed meanwhile): " in result.stderr
    assert "The API listens on 9090" in kept(places)[0]
    assert "8080" in topic.read_text() and "caddy" in topic.read_text()


def test_a_persons_own_lines_in_the_block_stay(
    places: Places, fact_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = memory_folder(places) / "topics/facts.md"
    topic.write_text(topic.read_text() + "- colour: blue\n")
    editor(tmp_path, monkeypatch, 'sed -i "s/8080/9090/" "$1"')
    done("memory", "edit", fact_id)
    assert "9090" in topic.read_text() and "- colour: blue\n" in topic.read_text()
