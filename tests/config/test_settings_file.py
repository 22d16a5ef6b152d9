"""The person's file in every state a file can be in."""

import os
import threading
from pathlib import Path
from typing import get_args

import pytest

from reverie.config.errors import ConfigError
from reverie.config.features import FEATURES
from reverie.config.places import Places
from reverie.config.schema import KEYS, SETTINGS
from reverie.config.settings import EditorMode, PermissionMode, Settings, config_file, load_settings, set_setting
from reverie.config.write_setting import ReadOnlySettings


@pytest.fixture
def places(tmp_path: Path) -> Places:
    (tmp_path / "config").mkdir()
    return Places(tmp_path / "config", tmp_path / "data", tmp_path / "state", tmp_path / "cache")


def test_the_schema_and_the_settings_are_one() -> None:
    fields = set(Settings.__struct_fields__) - {"notices"}
    assert fields == set(KEYS) - {"format"}
    empty = Settings()
    for name, key in SETTINGS.items():
        held = empty.feature(name.partition(".")[2]) if name.startswith("features.") else getattr(empty, name)
        assert held == key.default, name
    assert set(KEYS["permission_mode"].choices) == set(get_args(PermissionMode))
    assert set(KEYS["editor_mode"].choices) == set(get_args(EditorMode))


def test_every_key_says_what_it_is_for() -> None:
    for key in SETTINGS.values():
        assert key.line and "\n" not in key.line and len(key.line) < 80, key.name
    assert {feature.name for feature in FEATURES.values()} == set(FEATURES)


def test_the_new_settings_are_read(places: Places) -> None:
    config_file(places).write_text(
        'claude_instructions = false\nscreen_reader = true\neditor_mode = "vi"\n[features]\ntasks = false\n'
    )
    found = load_settings(places, {})
    assert (found.claude_instructions, found.screen_reader, found.editor_mode) == (False, True, "vi")
    assert (found.feature("tasks"), found.feature("nested_instructions")) == (False, True)


@pytest.mark.parametrize(("text", "on"), [("1", True), ("ON", True), ("yes", True), ("off", False), ("0", False)])
def test_a_switch_in_the_environment(places: Places, text: str, on: bool) -> None:
    config_file(places).write_text(f"screen_reader = {str(not on).lower()}\n")
    found = load_settings(places, {"REVERIE_SCREEN_READER": text, "REVERIE_FEATURE_TASKS": text})
    assert (found.screen_reader, found.feature("tasks")) == (on, on)


def test_an_empty_variable_is_not_set(places: Places) -> None:
    assert load_settings(places, {"REVERIE_SCREEN_READER": "", "REVERIE_FEATURE_TASKS": ""}) == Settings()


@pytest.mark.parametrize(
    ("variable", "text", "said"),
    [
        ("REVERIE_SCREEN_READER", "maybe", "must be on or off, not 'maybe'"),
        ("REVERIE_FEATURE_TASKS", "2", "must be on or off, not '2'"),
        (
            "REVERIE_PERMISSION_MODE",
            "plann",
            "must be one of plan, ask, accept-edits, not 'plann'; did you mean 'plan'?",
        ),
    ],
)
def test_a_wrong_variable_is_named(places: Places, variable: str, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as raised:
        load_settings(places, {variable: text})
    assert str(raised.value) == f"the environment variable {variable} {said}"


def test_a_variable_of_no_feature_is_told(places: Places) -> None:
    found = load_settings(places, {"REVERIE_FEATURE_TASK": "off"})
    assert found.feature("tasks")
    assert "REVERIE_FEATURE_TASK is not used: there is no such feature" in found.notices[0]


def test_a_byte_order_mark_and_dos_line_ends_are_kept(places: Places) -> None:
    path = config_file(places)
    path.write_bytes('\ufeff# mine\r\nmodel = "a/b"\r\n\r\n[features]\r\ntasks = false\r\n'.encode())
    assert load_settings(places, {}).model == "a/b"
    set_setting(places, "editor_mode", "vi")
    assert path.read_bytes() == (
        '\ufeff# mine\r\nmodel = "a/b"\r\neditor_mode = "vi"\r\n\r\n[features]\r\ntasks = false\r\n'.encode()
    )


def test_mixed_line_ends_stay_where_they_are(places: Places) -> None:
    config_file(places).write_bytes(b'# a\r\nmodel = "a/b"\n# c\r\n')
    set_setting(places, "editor_mode", "vi")
    assert config_file(places).read_bytes() == b'# a\r\nmodel = "a/b"\neditor_mode = "vi"\n# c\r\n'


def test_an_empty_file_is_no_settings_and_is_written(places: Places) -> None:
    config_file(places).write_bytes(b"")
    assert load_settings(places, {}) == Settings()
    set_setting(places, "screen_reader", True)
    assert config_file(places).read_text() == "format = 1\nscreen_reader = true\n"


def test_a_new_file_says_its_format_and_an_old_one_keeps_its_silence(places: Places) -> None:
    set_setting(places, "model", "a/b")
    assert config_file(places).read_text() == 'format = 1\nmodel = "a/b"\n'
    config_file(places).write_text("# mine\n")
    set_setting(places, "model", "a/b")
    assert "format" not in config_file(places).read_text()


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_file_is_one_line(places: Places, kind: str) -> None:
    path = config_file(places)
    path.mkdir() if kind == "folder" else os.mkfifo(path)
    for act in (lambda: load_settings(places, {}), lambda: set_setting(places, "model", "a/b")):
        with pytest.raises(ConfigError, match=r"config.toml' is not a regular file; move it away"):
            act()


def test_a_read_only_file_is_read_and_not_written(places: Places) -> None:
    path = config_file(places)
    path.write_text('model = "a/b"\n')
    path.chmod(0o444)
    assert load_settings(places, {}).model == "a/b"
    with pytest.raises(ReadOnlySettings, match="is read-only and was left as it is; to allow it: chmod u"):
        set_setting(places, "model", "c/d")
    assert path.read_text() == 'model = "a/b"\n'
    assert sorted(entry.name for entry in places.config.iterdir()) == [".config.toml.lock", "config.toml"]


def test_a_link_to_nothing_is_written_through(places: Places, tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    config_file(places).symlink_to(tmp_path / "dotfiles" / "reverie.toml")
    assert load_settings(places, {}) == Settings()
    set_setting(places, "model", "a/b")
    assert config_file(places).is_symlink()
    assert "a/b" in (tmp_path / "dotfiles" / "reverie.toml").read_text()


def test_a_typo_can_be_mended_by_writing(places: Places) -> None:
    path = config_file(places)
    path.write_text('permission_mode = "yolo"\n')
    set_setting(places, "permission_mode", "plan")
    assert path.read_text() == 'permission_mode = "plan"\n'


def test_another_mistake_in_the_file_stops_the_writing(places: Places) -> None:
    path = config_file(places)
    path.write_text('modle = "x"\n')
    with pytest.raises(ConfigError, match="unknown key 'modle'; did you mean 'model'"):
        set_setting(places, "model", "a/b")
    assert path.read_text() == 'modle = "x"\n'


@pytest.mark.parametrize("value", [7, True, " ", "yolo"])
def test_a_value_of_the_wrong_kind_is_not_written(places: Places, value: object) -> None:
    with pytest.raises(ConfigError):
        set_setting(places, "permission_mode", value)  # type: ignore[arg-type]
    assert not config_file(places).exists()


def test_writers_at_the_same_time_lose_nothing(places: Places) -> None:
    values = {
        "model": "a/b",
        "base_url": "http://x",
        "editor_mode": "vi",
        "features.tasks": False,
        "screen_reader": True,
    }
    threads = [threading.Thread(target=set_setting, args=(places, *item)) for item in values.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = load_settings(places, {})
    assert (found.model, found.base_url, found.editor_mode) == ("a/b", "http://x", "vi")
    assert (found.feature("tasks"), found.screen_reader) == (False, True)


def test_a_newer_files_unknown_value_is_passed_over(places: Places) -> None:
    config_file(places).write_text('format = 2\nmodel = "a/b"\npermission_mode = "telepathy"\n')
    found = load_settings(places, {})
    assert (found.model, found.permission_mode) == ("a/b", "ask")
    assert "of a newer Reverie" in found.notices[0] and "telepathy" in found.notices[0]
