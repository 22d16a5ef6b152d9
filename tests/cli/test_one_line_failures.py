"""What a person set up wrongly is one line and exit status 2 everywhere; no terminal's encoding breaks a command."""

from pathlib import Path

import pytest
from tests.e2e.binary import Home, flags, model

_COMMANDS = [
    ("model", "list"),
    ("model", "rm", "qwen2.5-coder-0.5b"),
    ("sessions", "list"),
    ("sessions", "show", "01"),
    ("config", "list"),
    ("config", "path"),
    ("trust",),
    ("trust", "add"),
    ("doctor",),
    ("-p", "go"),
]
_READ_SETTINGS = [("model", "list"), ("model", "use", "openai/gpt-5"), ("config", "list"), ("-p", "go")]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.mark.parametrize("arguments", _COMMANDS, ids=" ".join)
def test_a_home_of_nobody_is_a_wrong_use(home: Home, arguments: tuple[str, ...]) -> None:
    done = home.run(*arguments, environ=home.environ(REVERIE_HOME="~nobody-of-this-name/x"))
    assert done.returncode == 2, done.stderr
    assert done.stderr.endswith(
        "REVERIE_HOME '~nobody-of-this-name/x': nobody of that name has a home here; set a whole path\n"
    )
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", _READ_SETTINGS, ids=" ".join)
def test_a_broken_file_is_a_wrong_use(home: Home, arguments: tuple[str, ...]) -> None:
    file = home.home / "reverie" / "config" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('model = "a/b"\nbase_url = \n')
    done = home.run(*arguments)
    assert done.returncode == 2, done.stderr
    assert done.stderr.endswith(f"'{file}' is not valid TOML: line 2: Invalid value; mend that line\n")
    assert done.stderr.count("\n") == 1
    assert file.read_text() == 'model = "a/b"\nbase_url = \n'


@pytest.mark.parametrize("arguments", [("sessions", "list"), ("sessions", "show", ""), ("sessions", "export", "")])
def test_a_session_is_told_on_a_terminal_of_another_time(home: Home, arguments: tuple[str, ...]) -> None:
    with model({"text": "done"}) as server:
        home.run("-p", "Size 世界", *flags(server))
    done = home.run(*(one or home.transcripts()[0].stem for one in arguments), environ=_old(home))
    assert done.returncode == 0, done.stderr
    assert "Size \\u4e16\\u754c" in done.stdout


def test_a_chosen_model_is_told_on_a_terminal_of_another_time(home: Home) -> None:
    home.run("model", "use", "openai/世界")
    done = home.run("model", "list", environ=_old(home))
    assert done.returncode == 0, done.stderr
    assert "in use: openai/\\u4e16\\u754c" in done.stdout


def _old(home: Home) -> dict[str, str]:
    return home.environ(PYTHONIOENCODING="iso8859-5")
