"""Settings that are whole numbers."""

from pathlib import Path

import pytest

from reverie.config.errors import ConfigError
from reverie.config.key_path import parse_key
from reverie.config.places import Places
from reverie.config.project import Project
from reverie.config.settings import load_settings, set_setting
from reverie.config.typed_value import typed_value


@pytest.fixture
def places(tmp_path: Path) -> Places:
    (tmp_path / "config").mkdir()
    return Places(tmp_path / "config", tmp_path / "data", tmp_path / "state", tmp_path / "cache")


def test_a_count_is_read_and_written_as_a_number(places: Places) -> None:
    assert (load_settings(places, {}).transcript_days, load_settings(places, {}).transcript_megabytes) == (30, 2048)
    value = typed_value(parse_key("transcript_days"), " 7 ")
    assert isinstance(value, int)
    set_setting(places, "transcript_days", value)
    assert "transcript_days = 7\n" in (places.config / "config.toml").read_text()
    assert load_settings(places, {}).transcript_days == 7


@pytest.mark.parametrize("text", ["true", '"7"', "-1", "1.5", "[7]", "10000000000"])
def test_what_is_no_count_is_said_in_one_line(places: Places, text: str) -> None:
    (places.config / "config.toml").write_text(f"transcript_days = {text}\n")
    with pytest.raises(
        ConfigError, match="`transcript_days` must be a whole number from 0 on, like 30, not "
    ) as raised:
        load_settings(places, {})
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("text", ["", "-1", "seven", "1.5", "٧", "9" * 5000])
def test_what_a_person_types_is_checked_too(text: str) -> None:
    with pytest.raises(ConfigError, match="must be a whole number from 0 on, like 30"):
        typed_value(parse_key("transcript_days"), text)


def test_a_repository_has_no_say_in_it(places: Places, tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / ".reverie").mkdir(parents=True)
    (root / ".reverie/config.toml").write_text("transcript_days = 1\n")
    settings = load_settings(places, {}, project=Project(root, "abcdefghijklmnop", False), trusted=True)
    assert settings.transcript_days == 30
    assert "'transcript_days' not used" in settings.notices[0]
