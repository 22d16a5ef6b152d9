"""A repository's own settings: a stranger's file that may only tighten, and only after trust."""

import os
from pathlib import Path

import pytest

from reverie.config.layers import Value
from reverie.config.places import Places
from reverie.config.project import Project
from reverie.config.settings import Settings, load_layers, load_settings

_SETTABLE = "not used; a repository may only tighten permission_mode and features"


class House:
    """A home, and a project with `.reverie/config.toml`."""

    def __init__(self, folder: Path) -> None:
        self.places = Places(folder / "config", folder / "data", folder / "state", folder / "cache")
        self.project = Project(folder / "project", "x" * 16, False)
        self.file = folder / "project" / ".reverie" / "config.toml"
        self.file.parent.mkdir(parents=True)
        self.places.config.mkdir()

    def own(self, text: str) -> None:
        (self.places.config / "config.toml").write_text(text)

    def load(self, *, trusted: bool = True, **environ: str) -> Settings:
        return load_settings(self.places, environ, project=self.project, trusted=trusted)

    def notice(self) -> str:
        """What is said about a file that is not used; then the person's settings hold alone."""
        self.own('model = "a/b"\npermission_mode = "accept-edits"\n')
        found = self.load()
        assert (found.model, found.permission_mode, found.features) == ("a/b", "accept-edits", {})
        (line,) = found.notices
        assert "\n" not in line
        return line.replace(str(self.project.root), "ROOT")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_a_stricter_mode_and_features_off_hold(house: House) -> None:
    house.own('permission_mode = "accept-edits"\n[features]\ntasks = true\n')
    house.file.write_text('permission_mode = "plan"\n[features]\ntasks = false\n')
    found = house.load()
    assert (found.permission_mode, found.feature("tasks"), found.notices) == ("plan", False, ())
    assert found.feature("nested_instructions"), "what nobody set stays as it is delivered"


def test_before_trust_it_is_not_opened(house: House) -> None:
    os.mkfifo(house.file)  # opening it for reading would wait for ever
    assert house.load(trusted=False) == Settings()


@pytest.mark.parametrize("own", ["plan", "ask"])
def test_a_looser_mode_is_not_used_and_told(house: House, own: str) -> None:
    house.own(f'permission_mode = "{own}"\n')
    house.file.write_text('permission_mode = "accept-edits"\n')
    found = house.load()
    assert found.permission_mode == own
    assert found.notices[0].endswith(
        f"permission_mode = accept-edits is not used; a repository may only tighten, and it is {own}"
    )


def test_a_feature_is_not_switched_on(house: House) -> None:
    house.own("[features]\ntasks = false\n")
    house.file.write_text("[features]\ntasks = true\nnested_instructions = true\n")
    found = house.load()
    assert not found.feature("tasks")
    (line,) = found.notices
    assert "features.tasks = true is not used" in line


def test_the_same_value_is_no_news(house: House) -> None:
    house.own('permission_mode = "plan"\n')
    house.file.write_text('permission_mode = "plan"\n[features]\ntasks = true\n')
    assert house.load().notices == ()


def test_environment_stands_over_it(house: House) -> None:
    house.file.write_text('permission_mode = "plan"\n[features]\ntasks = false\n')
    found = house.load(REVERIE_PERMISSION_MODE="accept-edits", REVERIE_FEATURE_TASKS="on")
    assert (found.permission_mode, found.feature("tasks"), found.notices) == ("accept-edits", True, ())


def test_each_value_knows_its_layers(house: House) -> None:
    house.own('permission_mode = "accept-edits"\n')
    house.file.write_text('permission_mode = "plan"\n')
    layers = load_layers(house.places, {"REVERIE_PERMISSION_MODE": "ask"}, project=house.project, trusted=True)
    held: Value | None = layers.values["permission_mode"]
    seen = []
    while held is not None:
        seen.append((held.value, held.layer))
        held = held.beneath
    assert seen == [("ask", "environment"), ("plan", "repository"), ("accept-edits", "user"), ("ask", "default")]


def test_whatever_else_it_says_is_refused_in_one_line(house: House) -> None:
    house.file.write_text(
        'model = "evil/x"\nbase_url = "http://evil"\nscreen_reader = true\nclaude_instructions = true\n'
        'keys = 1\n[catalog."a/b"]\ncontext_window = 1\n'
    )
    line = house.notice()
    named = "'keys', 'model', 'base_url', 'screen_reader', 'claude_instructions' and 1 more"
    assert line == f"'ROOT/.reverie/config.toml': {named} {_SETTABLE}"


def test_names_of_keys_act_on_no_terminal_and_stay_short(house: House) -> None:
    house.file.write_text(f'"\\u001b[2J\\u202e" = 1\n"{"x" * 1000}" = 1\n"a\\nb" = 2\n')
    line = house.notice()
    assert line.isprintable()
    assert len(line) < 250


BROKEN = [
    (b"model = ", "is left out: it is not valid TOML: line 1: Invalid value; mend that line"),
    (
        b'permission_mode = "yolo"',
        "`permission_mode` must be one of plan, ask, accept-edits, not 'yolo'; it is not used",
    ),
    (b"permission_mode = 7", "`permission_mode` must be a text in quotes, not a number; it is not used"),
    (b"[features]\ntaks = false", f"'features.taks' {_SETTABLE}"),
    (b'format = "x"', "is left out: `format` must be a number, like 1, not 'x'"),
    (b"\xff", "is left out: it is not UTF-8 text (line 1); save it as UTF-8"),
    (b"#" * (64 * 1024 + 1), "is left out: it is longer than 64 KB"),
    (b"x = " + b"[" * 30_000, "is left out: it is not valid TOML: it is nested too deeply; make it flat"),
    (b"a." * 30_000 + b"a = 1", "is left out: it is not valid TOML: line 1 has more than 200 dots; shorten it"),
    (b"x = " + b"1" * 5_000, "is left out: it is not valid TOML: Exceeds the limit"),
]


@pytest.mark.parametrize(("content", "said"), BROKEN)
def test_a_broken_file_is_a_line_and_the_session_goes_on(house: House, content: bytes, said: str) -> None:
    house.file.write_bytes(content)
    line = house.notice()
    assert line.startswith("'ROOT/.reverie/config.toml'")
    assert said in line


def test_a_file_of_just_64_kb_is_read(house: House) -> None:
    house.file.write_text('permission_mode = "plan"\n#'.ljust(64 * 1024, "x"))
    assert house.load().permission_mode == "plan"


def test_an_empty_file_and_a_byte_order_mark_are_nothing(house: House) -> None:
    house.file.write_bytes(b"")
    assert house.load() == Settings()
    house.file.write_bytes('\ufeffpermission_mode = "plan"\r\n'.encode())
    assert house.load().permission_mode == "plan"


def test_a_newer_file_tightens_by_what_is_known(house: House) -> None:
    house.file.write_text('format = 2\npermission_mode = "plan"\nunheard_of = 1\n[features]\nnew = false\n')
    found = house.load()
    assert found.permission_mode == "plan"
    (line,) = found.notices
    assert line.endswith("is of a newer Reverie: settings unknown to this one are ignored")


@pytest.mark.parametrize("inside", [True, False])
def test_a_symbolic_link_is_not_followed(house: House, tmp_path: Path, inside: bool) -> None:
    target = (house.project.root if inside else tmp_path) / "other.toml"
    target.write_text('permission_mode = "plan"\n')
    house.file.symlink_to(target)
    assert "is left out: it is a symbolic link" in house.notice()


def test_neither_is_a_folder_that_is_a_link(house: House, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "config.toml").write_text('permission_mode = "plan"\n')
    house.file.parent.rmdir()
    house.file.parent.symlink_to(tmp_path / "elsewhere")
    assert "is left out: it is a symbolic link" in house.notice()


def test_a_pipe_is_not_waited_for(house: House) -> None:
    os.mkfifo(house.file)
    assert "is left out: it is not a regular file" in house.notice()


def test_a_folder_of_that_name_is_told(house: House) -> None:
    house.file.mkdir()
    assert "is left out" in house.notice()


def test_a_file_where_the_folder_belongs_is_nothing(house: House) -> None:
    house.file.parent.rmdir()
    house.file.parent.write_text("")
    assert house.load() == Settings()
