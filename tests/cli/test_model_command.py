"""`reverie model`, in a home of its own."""

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from reverie.cli import pull_progress
from reverie.cli.model import model
from reverie.models.local.catalog import KNOWN, SMALL, LocalModel
from reverie.models.local.errors import PullFailed
from reverie.models.local.pull import Progress
from reverie.models.local.store import ModelStore


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REVERIE_HOME", str(tmp_path))
    monkeypatch.delenv("REVERIE_MODEL", raising=False)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(model, list(arguments))


def put(home: Path, local: LocalModel) -> Path:
    """A file of the right size, which takes no room."""
    store = ModelStore(home / "cache")
    store.ready_folder()
    with store.path(local).open("wb") as file:
        file.truncate(local.size)
    return store.path(local)


def test_a_new_home_has_no_model_and_says_how_to_get_one() -> None:
    shown = run("list")
    assert shown.exit_code == 0
    assert "local/qwen2.5-coder-1.5b      1.12 GB  reverie model pull qwen2.5-coder-1.5b" in shown.output


def test_what_is_here_and_what_is_chosen_are_marked(home: Path) -> None:
    put(home, SMALL)
    assert run("use", SMALL.full_name).output == f"{SMALL.full_name} answers from now on\n"
    assert "local/qwen2.5-coder-0.5b      0.49 GB  on disk, in use" in run("list").output
    lines = msgspec.json.decode(run("list", "--json").output)
    assert lines["chosen"] == SMALL.full_name
    assert [line["on_disk"] for line in lines["local"]] == [False, True]


def test_the_environment_chooses_over_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    run("use", "openai/gpt-5")
    assert "in use: openai/gpt-5" in run("list").output
    monkeypatch.setenv("REVERIE_MODEL", "anthropic/x")
    assert "in use: anthropic/x" in run("list").output


def test_use_keeps_the_comments_of_the_settings(home: Path) -> None:
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text('# mine\nmodel = "openai/gpt-5" # for now\n')
    run("use", "anthropic/claude")
    written = (home / "config" / "config.toml").read_text()
    assert "# mine\n" in written
    assert 'model = "anthropic/claude"' in written


def test_a_local_model_that_is_not_here_can_be_chosen_and_says_so() -> None:
    chosen = run("use", "local/qwen2.5-coder-1.5b")
    assert chosen.exit_code == 0
    assert "not on this machine yet: run `reverie model pull qwen2.5-coder-1.5b`" in chosen.output


@pytest.mark.parametrize("arguments", [("use", "gpt"), ("use", "local/gpt"), ("pull", "gpt"), ("rm", "gpt")])
def test_a_wrong_name_is_one_line(arguments: tuple[str, str]) -> None:
    refused = run(*arguments)
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: ")
    assert refused.output.count("\n") == 1


def test_rm_frees_the_room(home: Path) -> None:
    path = put(home, SMALL)
    state = home / "cache" / "prefixes" / "a-b.kv"
    state.parent.mkdir()
    state.touch()
    assert run("rm", SMALL.name).output == f"{SMALL.name}: 0.49 GB freed\n"
    assert not path.exists()
    assert not state.exists()
    assert "was not on this machine" in run("rm", SMALL.name).output


def test_pull_says_what_is_here_already(home: Path) -> None:
    put(home, KNOWN[0])
    assert "is already here" in run("pull").output


def test_a_download_shows_one_line_every_tenth(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(local: LocalModel, store: ModelStore, progress: Progress, note: object) -> None:
        for done in range(0, local.size + 1, local.size // 40):
            progress(done)
        progress(0)
        progress(local.size)

    monkeypatch.setattr(pull_progress, "pull_model", fetch)
    lines = run("pull", SMALL.name).output.splitlines()
    assert lines[1:-1] == [f"  {tenth} %" for tenth in range(10, 101, 10)]
    assert lines[-1] == f"{SMALL.name} is here, sha256 verified"


def test_a_download_that_fails_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise PullFailed("no source had it")

    monkeypatch.setattr(pull_progress, "pull_model", fail)
    failed = run("pull", SMALL.name)
    assert failed.exit_code == 1
    assert failed.output.endswith("Error: no source had it\n")
