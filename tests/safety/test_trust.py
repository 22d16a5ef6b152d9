import json
import subprocess
import sys
from pathlib import Path

import pytest

from reverie.config.places import Places
from reverie.config.project import Project
from reverie.safety.rules import Rule, parse_rules
from reverie.safety.trust import TrustEntry, TrustStore
from reverie.storage.errors import BrokenFile, NewerFormat

PROJECT = Project(Path("/x/p"), "abcdefghijklmnop", True)
OTHER = Project(Path("/x/o"), "ponmlkjihgfedcba", True)
HOME = Project(Path("/home/u"), None, False)
GRANTS = parse_rules("shell(pytest *) edit")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "config", tmp_path / "data", tmp_path / "state", tmp_path / "cache")


def _store(places: Places) -> TrustStore:
    return TrustStore(places, clock=lambda: 0.0)


def test_nothing_is_trusted_before_a_person_says_so(places: Places) -> None:
    store = _store(places)
    assert not store.is_trusted(PROJECT)
    assert store.grants(PROJECT) == ()
    assert not (places.data / "trust.json").exists()


def test_trust_is_kept_with_its_date_and_seen_by_others(places: Places) -> None:
    store, running = _store(places), _store(places)
    assert not running.is_trusted(PROJECT)
    store.trust(PROJECT)
    assert running.is_trusted(PROJECT)
    assert not running.is_trusted(OTHER)
    assert running.entries() == (TrustEntry(str(PROJECT.id), "/x/p", "1970-01-01T00:00:00.000Z", ()),)
    assert (places.data / "trust.json").stat().st_mode & 0o777 == 0o600
    assert store.revoke(PROJECT)
    assert not running.is_trusted(PROJECT)
    assert not store.revoke(PROJECT)


def test_grants_are_kept_once_each_by_project_and_go_with_the_trust(places: Places) -> None:
    store = _store(places)
    store.trust(PROJECT)
    for grant in (*GRANTS, *GRANTS):
        store.add_grant(PROJECT, grant)
    assert _store(places).grants(PROJECT) == GRANTS
    assert store.grants(OTHER) == ()
    store.revoke(PROJECT)
    assert store.grants(PROJECT) == ()


def test_a_grant_is_no_trust(places: Places) -> None:
    _store(places).add_grant(PROJECT, GRANTS[0])
    assert not _store(places).is_trusted(PROJECT)
    assert _store(places).entries()[0].trusted_at is None


def test_a_home_directory_is_trusted_only_while_this_process_lives(places: Places) -> None:
    store = _store(places)
    store.trust(HOME)
    assert store.is_trusted(HOME)
    assert not _store(places).is_trusted(HOME)
    assert not (places.data / "trust.json").exists()
    assert store.grants(HOME) == ()
    with pytest.raises(ValueError, match="home directory"):
        store.add_grant(HOME, GRANTS[0])
    assert store.revoke(HOME)
    assert not store.is_trusted(HOME)


def test_a_folder_that_is_gone_is_revoked_by_its_path(places: Places) -> None:
    store = _store(places)
    store.trust(PROJECT)
    store.trust(OTHER)
    assert store.revoke_root(PROJECT.root)
    assert not store.revoke_root(PROJECT.root)
    assert (store.is_trusted(PROJECT), store.is_trusted(OTHER)) == (False, True)


def test_unknown_fields_survive_and_unknown_grants_grant_nothing(places: Places) -> None:
    store = _store(places)
    store.add_grant(PROJECT, GRANTS[0])
    path = places.data / "trust.json"
    content = json.loads(path.read_text())
    narrowed = {"tool": "shell", "covers": "any", "text": "", "until": "2027"}
    strange = {"tool": "shell", "covers": "regex", "text": ".*"}
    content["projects"][PROJECT.id]["grants"] += [narrowed, strange, "shell", None]
    content["projects"][PROJECT.id]["later"] = {"a": 1}
    content["machine"] = "m"
    path.write_text(json.dumps(content))
    assert store.grants(PROJECT) == GRANTS[:1]
    store.add_grant(PROJECT, GRANTS[1])
    after = json.loads(path.read_text())
    assert after["machine"] == "m"
    assert after["projects"][PROJECT.id]["later"] == {"a": 1}
    assert after["projects"][PROJECT.id]["grants"][1:5] == [narrowed, strange, "shell", None]
    assert store.grants(PROJECT) == GRANTS


def test_a_newer_file_is_read_only(places: Places) -> None:
    store = _store(places)
    store.trust(PROJECT)
    path = places.data / "trust.json"
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'))
    assert store.is_trusted(PROJECT)
    with pytest.raises(NewerFormat, match=r"trust\.json"):
        store.trust(OTHER)
    with pytest.raises(NewerFormat, match=r"trust\.json"):
        store.add_grant(PROJECT, GRANTS[0])


@pytest.mark.parametrize(
    "text", ["{", '{"format": 1, "projects": []}', '{"format": 1, "projects": {"abcdefghijklmnop": {"grants": {}}}}']
)
def test_a_broken_file_is_named_and_never_overwritten(places: Places, text: str) -> None:
    places.data.mkdir()
    path = places.data / "trust.json"
    path.write_text(text)
    with pytest.raises(BrokenFile, match=r"trust\.json"):
        _store(places).grants(PROJECT)
    with pytest.raises(BrokenFile, match=r"trust\.json"):
        _store(places).add_grant(PROJECT, GRANTS[0])
    assert path.read_text() == text


@pytest.mark.parametrize("value", [True, 1, None, {}])
def test_trust_is_a_date_or_it_is_none(places: Places, value: object) -> None:
    places.data.mkdir()
    content = {"format": 1, "projects": {PROJECT.id: {"trusted": value}}}
    (places.data / "trust.json").write_text(json.dumps(content))
    assert not _store(places).is_trusted(PROJECT)


_MANY = """
import sys
from pathlib import Path
from reverie.config.places import find_places
from reverie.config.project import Project
from reverie.safety.rules import exact_command
from reverie.safety.trust import TrustStore
store = TrustStore(find_places({"REVERIE_HOME": sys.argv[1]}))
for number in range(10):
    store.add_grant(Project(Path("/x/p"), "abcdefghijklmnop", True), exact_command(f"make {sys.argv[2]}-{number}"))
store.trust(Project(Path("/x"), "a" * 15 + chr(ord("a") + int(sys.argv[2])), True))
"""


def test_eight_processes_lose_no_grant(tmp_path: Path) -> None:
    running = [subprocess.Popen([sys.executable, "-c", _MANY, tmp_path, str(number)]) for number in range(8)]
    assert [one.wait() for one in running] == [0] * 8
    store = TrustStore(Places(tmp_path, tmp_path / "data", tmp_path, tmp_path))
    expected = {Rule("shell", "exact", f"make {number}-{step}") for number in range(8) for step in range(10)}
    assert set(store.grants(PROJECT)) == expected
    assert len(store.entries()) == 9
