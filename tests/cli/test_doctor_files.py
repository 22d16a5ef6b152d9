"""What `reverie doctor` says of our files and folders, and what it repairs."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from tests.cli.doctor_host import host_in, make_folders, mode_of, only, wrong

from reverie.cli.health.finding import Finding, MakeFolder, SetMode
from reverie.cli.health.folders import examine_folders
from reverie.cli.health.host import Host
from reverie.cli.health.keys import examine_keys
from reverie.cli.health.private import examine_private
from reverie.cli.health.records import examine_records
from reverie.cli.health.repairs import Repaired, repair_all
from reverie.cli.health.sessions import examine_sessions
from reverie.cli.health.settings import examine_settings
from reverie.config.project import find_project
from reverie.conversation.ids import new_session_id
from reverie.jobs.ledger import Ledger
from reverie.safety.trust import TrustStore
from reverie.transcripts.records import FORMAT, SessionHeader, encode


@pytest.fixture
def host(tmp_path: Path) -> Host:
    made = host_in(tmp_path)
    make_folders(made)
    return made


def test_keys_are_named_by_their_source_and_never_shown(host: Host) -> None:
    path = host.places.config / "keys.toml"
    path.write_text('format = 1\n[keys]\nMISTRAL_API_KEY = "stored-secret"\n')
    path.chmod(0o600)
    keyed = Host(host.places, {"ANTHROPIC_API_KEY": "set-secret"}, host.folder, host.home)
    found = only(examine_keys(keyed))
    assert (found.word, found.text) == ("ok", "anthropic (ANTHROPIC_API_KEY), mistral (keys.toml)")
    assert "secret" not in str(found)


def test_no_key_at_all_is_a_note(host: Host) -> None:
    assert only(examine_keys(host)).word == "note"


def test_a_key_file_that_others_can_read_is_repaired(host: Host) -> None:
    path = host.places.config / "keys.toml"
    path.write_text("[keys]\nOPENAI_API_KEY = 'x'\n")
    path.chmod(0o644)
    found = wrong(examine_keys(host))
    assert (found[0].word, found[0].fix) == ("fail", f"chmod 600 {path}")
    assert "0644" in found[0].text
    assert list(repair_all(found, host)) == [Repaired(f"chmod 600 {path}")]
    assert mode_of(path) == 0o600
    assert only(examine_keys(host)).text == "openai (keys.toml), openai-responses (keys.toml)"


def test_a_key_file_behind_a_link_is_left_to_the_person(host: Host, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("[keys]\n")
    real.chmod(0o644)
    (host.places.config / "keys.toml").symlink_to(real)
    found = wrong(examine_keys(host))[0]
    assert (found.word, found.repairs) == ("fail", ())
    assert found.fix.startswith("chmod 600 ")


def test_a_broken_key_file_fails_and_other_keys_still_count(host: Host) -> None:
    path = host.places.config / "keys.toml"
    path.write_text('OPENAI_API_KEY = "top-secret')
    path.chmod(0o600)
    keyed = Host(host.places, {"OPENAI_API_KEY": "a b", "GEMINI_API_KEY": "good"}, host.folder, host.home)
    found = list(examine_keys(keyed))
    assert [one.word for one in found] == ["fail", "fail", "fail", "ok"]
    assert "secret" not in str(found)
    assert "gemini (GEMINI_API_KEY)" in found[-1].text


def test_settings_load_or_say_why_not(host: Host) -> None:
    path = host.places.config / "config.toml"
    assert only(examine_settings(host)).word == "ok"
    assert (
        "env | grep"
        in only(examine_settings(Host(host.places, {"REVERIE_SCREEN_READER": "perhaps"}, None, host.home))).fix
    )
    path.write_text("modle = 'openai/gpt-5'\n")
    found = only(examine_settings(host))
    assert (found.word, "'model'" in found.text) == ("fail", True)
    assert str(path) in found.fix
    path.write_text("format = 99\n")
    assert [one.word for one in examine_settings(host)] == ["note", "ok"]
    path.unlink()
    path.mkdir()
    assert only(examine_settings(host)).word == "fail"


def project_file(host: Host, text: str, *, trusted: bool = True) -> Path:
    """The settings of the project one stands in."""
    assert host.folder is not None
    path = host.folder / ".reverie" / "config.toml"
    path.parent.mkdir()
    path.write_text(text)
    if trusted:
        TrustStore(host.places).trust(find_project(host.folder, host.places, host.home))
    return path


def test_a_projects_own_file_is_not_read_before_trust(host: Host) -> None:
    path = project_file(host, "broken = \n", trusted=False)
    found = list(examine_settings(host))
    assert [one.word for one in found] == ["note", "ok"]
    assert found[0].text == f"'{path}' is not read: the project is not trusted"
    assert found[0].fix == "reverie trust add"


def test_a_projects_own_file_that_would_loosen_is_opened_to_mend_it(host: Host) -> None:
    path = project_file(host, 'permission_mode = "accept-edits"\nmodel = "evil/x"\n')
    found = wrong(examine_settings(host))
    assert [one.word for one in found] == ["note", "note"]
    assert "'model' not used" in found[0].text and "accept-edits is not used" in found[1].text
    assert all(one.fix.endswith(str(path)) and "EDITOR" in one.fix for one in found)


def test_a_projects_own_file_that_is_broken_forbids_nothing_and_warns(host: Host) -> None:
    path = project_file(host, "permission_mode = \n")
    (warned,) = wrong(examine_settings(host))
    assert (warned.word, "line 1" in warned.text) == ("warn", True)
    assert warned.fix.endswith(str(path)) and "EDITOR" in warned.fix
    (host.places.config / "config.toml").write_text("modle = 1\n")
    assert [one.word for one in examine_settings(host)] == ["fail", "warn"]


def test_a_projects_own_file_that_is_a_link_is_looked_at_and_not_followed(host: Host) -> None:
    path = project_file(host, "")
    path.unlink()
    path.symlink_to("/etc/passwd")
    (warned,) = wrong(examine_settings(host))
    assert (warned.word, warned.fix) == ("warn", f"ls -ld {path}")


def test_folders_that_are_missing_are_made_private(tmp_path: Path) -> None:
    host = host_in(tmp_path)
    found = list(examine_folders(host))
    assert [one.word for one in found] == ["note"] * 4
    assert all(one.repairs == (MakeFolder(Path(one.fix.split()[-1])),) for one in found)
    assert not any(one.refused for one in repair_all(found, host))
    assert only(examine_folders(host)).word == "ok"
    assert mode_of(host.places.data) == 0o700


def test_folders_that_others_can_enter_or_we_cannot_are_closed(host: Host) -> None:
    host.places.data.chmod(0o755)
    host.places.state.chmod(0o500)
    found = list(examine_folders(host))
    assert [(one.word, one.fix) for one in found] == [
        ("warn", f"chmod 700 {host.places.data}"),
        ("fail", f"chmod 700 {host.places.state}"),
    ]
    list(repair_all(found, host))
    assert only(examine_folders(host)).word == "ok"


def test_a_folder_that_is_a_file_a_lost_link_or_of_a_strange_place_fails(host: Host, tmp_path: Path) -> None:
    shutil.rmtree(host.places.data)
    host.places.data.write_text("")
    shutil.rmtree(host.places.cache)
    host.places.cache.symlink_to(tmp_path / "gone")
    found = list(examine_folders(host))
    assert [(one.word, one.repairs) for one in found] == [("fail", ()), ("fail", ())]
    assert all(one.fix.startswith("mv ") for one in found)


def test_the_folder_one_stands_in_may_be_gone(host: Host) -> None:
    found = only(examine_folders(Host(host.places, host.environ, None, host.home)))
    assert (found.word, found.fix) == ("warn", "cd ~")


def test_a_folder_reached_by_a_link_is_left_as_it_is(host: Host, tmp_path: Path) -> None:
    shutil.rmtree(host.places.data)
    (tmp_path / "big-disk").mkdir(mode=0o755)
    host.places.data.symlink_to(tmp_path / "big-disk")
    found = only(examine_folders(host))
    assert (found.word, found.repairs) == ("warn", ())


def test_a_network_file_system_is_named(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {host.places.data: "nfs4"}
    monkeypatch.setattr("reverie.cli.health.folders.network_kind", lambda path, *_, **__: kinds.get(path, ""))
    found = only(examine_folders(host))
    assert (found.word, f"'{host.places.data}' is on a network file system (nfs4)" in found.text) == ("warn", True)


def test_what_lies_in_our_folders_is_made_private(host: Host) -> None:
    folder = host.places.data / "projects" / "abc" / "sessions"
    folder.mkdir(parents=True, mode=0o700)
    (host.places.data / "projects").chmod(0o755)
    (host.places.data / "projects" / "abc").chmod(0o700)
    file = folder / "a b.jsonl"
    file.write_text("")
    file.chmod(0o664)
    (folder / "link").symlink_to("/etc")
    found = only(examine_private(host))
    assert (found.word, found.text.split()[0]) == ("warn", "2")
    assert list(repair_all([found], host)) == [
        Repaired(f"chmod 700 {host.places.data}/projects"),
        Repaired(f"chmod 600 '{file}'"),
    ]
    assert only(examine_private(host)).word == "ok"


def test_nothing_is_repaired_where_one_stands(tmp_path: Path) -> None:
    host = host_in(tmp_path, cwd=tmp_path)
    inside = Host(host.places, host.environ, tmp_path / "reverie", tmp_path / "home")
    make_folders(host)
    host.places.data.chmod(0o755)
    (done,) = repair_all([Finding("x", "warn", "", "", (SetMode(host.places.data, 0o700),))], inside)
    assert "type it yourself" in done.refused
    assert mode_of(host.places.data) == 0o755


def test_a_repair_that_fails_says_why(host: Host) -> None:
    gone = SetMode(host.places.data / "gone", 0o600)
    (done,) = repair_all([Finding("x", "warn", "", "", (gone,))], host)
    assert "No such file" in done.refused


def test_records_are_readable_and_not_newer(host: Host) -> None:
    assert only(examine_records(host)).text == "none yet"
    Ledger(host.places.state / "ledger.sqlite").open()
    (host.places.data / "projects.json").write_text('{"format": 1, "projects": {}}')
    assert only(examine_records(host)).text == "projects.json, ledger.sqlite"
    (host.places.data / "trust.json").write_text('{"format": 2, "projects": {}}')
    newer = only(examine_records(host))
    assert (newer.word, "format 2 of a newer Reverie" in newer.text) == ("warn", True)


def test_broken_records_fail_and_are_moved_aside_by_hand(host: Host) -> None:
    (host.places.data / "projects.json").write_text('{"format": 1, "projects": [')
    (host.places.data / "trust.json").write_text('{"format": 1, "projects": []}')
    ledger = host.places.state / "ledger.sqlite"
    ledger.write_bytes(b"no database" * 100)
    found = list(examine_records(host))
    assert [one.word for one in found] == ["fail"] * 3
    assert found[2].fix == f"mv {ledger} {ledger}.broken"
    assert [one.repairs for one in found] == [()] * 3
    assert ledger.read_bytes() == b"no database" * 100


def test_a_newer_and_a_damaged_ledger(host: Host) -> None:
    path = host.places.state / "ledger.sqlite"
    ledger = Ledger(path)
    for number in range(200):
        ledger.add(run=f"r{number}", session="s" * 200, model="m", usd=0.1)
    ledger.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    assert only(examine_records(host)).word == "warn"
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 8192)
    assert only(examine_records(host)).word == "fail"


def transcript(host: Host, *lines: bytes, end: bytes = b"") -> Path:
    folder = host.places.data / "projects" / "abc" / "sessions"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{new_session_id(1_700_000_000_000)}.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line in lines) + end)
    return path


def header(version: int = FORMAT) -> bytes:
    return encode(SessionHeader(version, "x", "2026-01-01T00:00:00Z", "/my project", "openai/x", "0.1"))


def test_sessions_are_counted(host: Host) -> None:
    assert only(examine_sessions(host)).text == "none yet"
    transcript(host, header(), b'{"type":"of-a-newer-one"}')
    transcript(host, header(), b'{"type":"of-a-newer-one"}' * 2000)
    assert only(examine_sessions(host)).text == "2 transcripts: 0 damaged, 0 torn"


def test_torn_and_damaged_transcripts_are_named(host: Host) -> None:
    torn = transcript(host, header(), end=b'{"type":"mess')
    damaged = [
        transcript(host, b"{}"),
        transcript(host, header(99)),
        transcript(host),
        transcript(host, header(), b"\0"),
    ]
    found = list(examine_sessions(host))
    assert found[-1].text == "5 transcripts: 4 damaged, 1 torn"
    assert {one.word for one in found[:-2]} == {"warn"}
    assert all(any(str(path) in one.text for one in found) for path in damaged)
    assert (found[-2].word, found[-2].fix) == ("note", f"cd '/my project' && reverie -r {torn.stem}")


def test_gigabytes_are_not_read(host: Host) -> None:
    path = transcript(host, header())
    os.truncate(path, 1 << 40)  # a hole: reading it all would take hours
    assert list(examine_sessions(host))[-1].text.startswith("1 transcripts")
