from pathlib import Path

import pytest

from reverie.config.errors import ConfigError
from reverie.config.keys import find_key, store_key
from reverie.config.places import Places
from reverie.storage.errors import NewerFormat


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "config", tmp_path / "data", tmp_path / "state", tmp_path / "cache")


NAMES = ("GEMINI_API_KEY", "GOOGLE_API_KEY")


def test_the_environment_comes_first_then_the_file(places: Places) -> None:
    assert find_key(NAMES, places, {}) is None
    store_key("GOOGLE_API_KEY", " from-file \n", places)
    assert find_key(NAMES, places, {}) == "from-file"
    assert find_key(NAMES, places, {"GOOGLE_API_KEY": "from-environment\n"}) == "from-environment"
    assert find_key(NAMES, places, {"GEMINI_API_KEY": "  "}) == "from-file"
    assert find_key(("OPENAI_API_KEY",), places, {}) is None


def test_several_keys_and_comments_are_kept_in_a_private_file(places: Places) -> None:
    store_key("A_KEY", "a", places)
    path = places.config / "keys.toml"
    path.write_text("# mine\n" + path.read_text())
    store_key("B_KEY", "b", places)
    store_key("A_KEY", "c", places)
    assert path.stat().st_mode & 0o777 == 0o600
    assert "# mine" in path.read_text()
    assert (find_key(["A_KEY"], places, {}), find_key(["B_KEY"], places, {})) == ("c", "b")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_file_that_others_can_read_is_refused(places: Places, mode: int) -> None:
    store_key("A_KEY", "a", places)
    (places.config / "keys.toml").chmod(mode)
    with pytest.raises(ConfigError, match=r"can be read by other users; run: chmod 600 '.*keys\.toml'$"):
        find_key(["A_KEY"], places, {})
    with pytest.raises(ConfigError):
        store_key("A_KEY", "b", places)
    assert find_key(["A_KEY"], places, {"A_KEY": "e"}) == "e"


@pytest.mark.parametrize("key", ["", " ", "two words", "a\nb", "schlüssel", "a\x00"])
def test_what_cannot_be_a_key_is_not_stored(places: Places, key: str) -> None:
    with pytest.raises(ConfigError, match="that is no key for A_KEY") as raised:
        store_key("A_KEY", key, places)
    assert not key.strip() or key.strip() not in str(raised.value)
    assert not (places.config / "keys.toml").exists()


@pytest.mark.parametrize("text", ["[keys", "keys = 1", "[keys]\nA_KEY = 1"])
def test_a_broken_file_is_named_and_left_alone(places: Places, text: str) -> None:
    places.config.mkdir()
    path = places.config / "keys.toml"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(ConfigError, match=r"keys\.toml'"):
        find_key(["A_KEY"], places, {})
    with pytest.raises(ConfigError):
        store_key("A_KEY", "a", places)
    assert path.read_text() == text


def test_a_newer_file_is_not_written(places: Places) -> None:
    store_key("A_KEY", "a", places)
    path = places.config / "keys.toml"
    path.write_text(path.read_text().replace("format = 1", "format = 2"))
    assert find_key(["A_KEY"], places, {}) == "a"
    with pytest.raises(NewerFormat):
        store_key("A_KEY", "b", places)


def test_a_repository_gives_no_key(places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("A_KEY=theirs\n")
    monkeypatch.chdir(tmp_path)
    assert find_key(["A_KEY"], places, {}) is None
