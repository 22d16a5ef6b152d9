from pathlib import Path

import pytest

from reverie.config.errors import ConfigError
from reverie.config.places import Places
from reverie.config.settings import Settings, load_settings, set_setting
from reverie.storage.errors import NewerFormat


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "config", tmp_path / "data", tmp_path / "state", tmp_path / "cache")


def _write(places: Places, text: str) -> Path:
    places.config.mkdir(exist_ok=True)
    path = places.config / "config.toml"
    path.write_text(text)
    return path


def test_no_file_is_no_settings(places: Places) -> None:
    assert load_settings(places, {}) == Settings()


def test_all_settings_are_read(places: Places) -> None:
    _write(
        places,
        'format = 1\nmodel = "a/b"\nbase_url = "http://x"\npermission_mode = "plan"\n'
        '[catalog."a/b"]\ncontext_window = 1000\nprice = { input = 1, output = 2.5 }\n',
    )
    card = {"context_window": 1000, "price": {"input": 1, "output": 2.5}}
    assert load_settings(places, {}) == Settings("a/b", "http://x", "plan", {"a/b": card})


def test_the_environment_stands_over_the_file(places: Places) -> None:
    _write(places, 'model = "a/b"\nbase_url = "http://x"\n')
    found = load_settings(places, {"REVERIE_MODEL": "a/d", "REVERIE_BASE_URL": ""})
    assert (found.model, found.base_url) == ("a/d", "http://x")
    other = load_settings(places, {"REVERIE_MODEL": "c/d"})
    assert (other.model, other.base_url) == ("c/d", None), "another provider's key must not go to http://x"
    both = load_settings(places, {"REVERIE_MODEL": "c/d", "REVERIE_BASE_URL": "http://y"})
    assert (both.model, both.base_url) == ("c/d", "http://y")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('modle = "x"', "config.toml': unknown key 'modle'; did you mean 'model'?"),
        ("zzz = 1", "unknown key 'zzz'; known are format, model, base_url, permission_mode, claude_instructions"),
        ("[features]\ntaks = true", "unknown key 'taks'; did you mean 'tasks'? (in [features])"),
        ("[features]\ntasks = 1", "`features.tasks` must be true or false, not a number"),
        ("features = true", "`features` must hold lines like tasks = false, not a boolean"),
        ('screen_reader = "on"', "`screen_reader` must be true or false, not a text"),
        ('editor_mode = "vim"', "`editor_mode` must be one of emacs, vi, not 'vim'"),
        ("model = 7", "`model` must be a text in quotes, not a number"),
        ("model = true", "`model` must be a text in quotes, not a boolean"),
        ('model = " "', "`model` must be a text in quotes, not an empty text"),
        ("base_url = []", "`base_url` must be a text in quotes, not a list"),
        ('permission_mode = "yolo"', "must be one of plan, ask, accept-edits, not 'yolo'"),
        ('catalog = "x"', '`catalog` must hold tables like [catalog."provider/name"], not a text'),
        ("[catalog.gpt]\nx = 1", "write [catalog.\"provider/name\"] as a table; 'gpt' is not one"),
        ('format = "1"', "`format` must be a number, like 1, not '1'"),
        ("model = ", "config.toml' is not valid TOML: line 1: Invalid value; mend that line"),
        ('\n\nmodel = "a', "is not valid TOML: line 3: Unterminated string; mend that line"),
        ('model = "a"\nmodel = "b"', "is not valid TOML: line 2: Cannot overwrite a value; mend that line"),
        ("x = " + "[" * 5000, "is not valid TOML: it is nested too deeply; make it flat"),
        ("x = " + "1" * 5000, "is not valid TOML: Exceeds the limit"),
        ("a." * 30_000 + "a = 1", "is not valid TOML: line 1 has more than 200 dots; shorten it"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(places: Places, text: str, message: str) -> None:
    _write(places, text)
    with pytest.raises(ConfigError) as raised:
        load_settings(places, {})
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_utf8_is_named(places: Places) -> None:
    _write(places, "").write_bytes(b'model = "\xff"')
    with pytest.raises(ConfigError, match=r"is not UTF-8 text \(line 1\); save it as UTF-8"):
        load_settings(places, {})


def test_a_newer_file_is_read_for_what_is_known_and_never_written(places: Places) -> None:
    path = _write(places, 'format = 2\nmodel = "a/b"\nunheard_of = 1\n')
    found = load_settings(places, {})
    assert found.model == "a/b"
    assert "of a newer Reverie" in found.notices[0]
    with pytest.raises(NewerFormat):
        set_setting(places, "model", "c/d")
    assert "a/b" in path.read_text()


def test_a_setting_is_written_and_read_again(places: Places) -> None:
    set_setting(places, "model", "a/b")
    assert load_settings(places, {}).model == "a/b"
    assert (places.config / "config.toml").stat().st_mode & 0o777 == 0o600
    set_setting(places, "model", None)
    set_setting(places, "model", None)
    assert load_settings(places, {}) == Settings()


def test_comments_and_tables_stay(places: Places) -> None:
    before = '# mine\nbase_url = "http://x"  # why\n\n[catalog."a/b"]\n# about it\ncontext_window = 5\n'
    path = _write(places, before)
    path.chmod(0o644)
    set_setting(places, "model", "c/d")
    after = path.read_text()
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    found = load_settings(places, {})
    assert (found.model, found.catalog) == ("c/d", {"a/b": {"context_window": 5}})
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_file_of_comments_alone_keeps_them(places: Places) -> None:
    path = _write(places, "# only this\n")
    set_setting(places, "permission_mode", "plan")
    assert "# only this" in path.read_text()
    assert load_settings(places, {}).permission_mode == "plan"


def test_a_link_into_a_dotfiles_folder_stays_a_link(places: Places, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text('model = "a/b"\n')
    places.config.mkdir()
    (places.config / "config.toml").symlink_to(real)
    set_setting(places, "model", "c/d")
    assert (places.config / "config.toml").is_symlink()
    assert "c/d" in real.read_text()


def test_what_could_not_be_loaded_again_is_not_written(places: Places) -> None:
    with pytest.raises(ConfigError, match="did you mean 'model'"):
        set_setting(places, "modell", "x")
    with pytest.raises(ConfigError, match="must be one of"):
        set_setting(places, "permission_mode", "x")
    assert not (places.config / "config.toml").exists()
