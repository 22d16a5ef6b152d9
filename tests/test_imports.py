"""What is not imported: start-up time is a budget, and each of these costs more than what it would be there for."""

import json
import sys
from pathlib import Path

import pytest

from tests.e2e import binary
from tests.e2e.binary import Home, flags, model

_TELL = """
import json, pathlib, sys
told = pathlib.Path(sys.argv.pop(1))
bare = set(sys.modules)
from reverie.__main__ import main
try:
    main()
finally:
    told.write_text(json.dumps(sorted(set(sys.modules) - bare)))
"""
_TERMINAL = {"prompt_toolkit", "markdown_it", "pygments", "wcwidth", "textual", "rich"}
_INTERFACES = _TERMINAL | {"reverie.plain", "reverie.tui"}
_OTHER_MODELS = {
    "reverie.models.local",
    "reverie.models.scripted",
    "reverie.models.scripted_server",
    "reverie.models.chaos",
    "reverie.models.anthropic_messages",
    "reverie.models.openai_responses",
    "xllamacpp",
    "openai",
    "anthropic",
    "pip",
}
_FOR_SOME = {"tomllib", "tomlkit", "yaml", "mcp", "dateparser", "rapidfuzz", "watchfiles", "numpy", "onnxruntime"}
_FOR_CALLS = {"html", "reverie.tools.search_worker", "multiprocessing"}
_FOR_FIRST_RUN = {"reverie.cli.choose_model", "reverie.cli.pull_progress", "platformdirs"}
_NOT_AT_A_START = _INTERFACES | _OTHER_MODELS | _FOR_SOME | _FOR_CALLS | _FOR_FIRST_RUN | {"pydantic", "h2"}
_NOT_FOR_HELP = _NOT_AT_A_START | {"msgspec", "asyncio", "httpx2", "sqlite3", "ssl", "pathlib", "reverie.assemble"}


def loaded(home: Home, *arguments: str, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The modules that a run of the program loads."""
    told = home.home / "modules.json"
    monkeypatch.setattr(binary, "COMMAND", [sys.executable, "-c", _TELL, str(told)])
    done = home.run(*arguments)
    assert done.returncode == 0, done.stderr
    return set(json.loads(told.read_text()))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_the_version_needs_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    found = loaded(home, "--version", monkeypatch=monkeypatch)
    assert found <= {"reverie", "reverie.__main__", "reverie.version"}


def test_help_needs_click_alone(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    found = loaded(home, "--help", monkeypatch=monkeypatch)
    assert "click" in found
    assert found & _NOT_FOR_HELP == set()
    assert not {name for name in found if name.startswith(("reverie.models", "reverie.tools", "reverie.agent"))}


def test_a_headless_start_loads_its_own_model_and_no_interface(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    (home.project / "AGENTS.md").write_text("- Be brief.\n")
    with model({"text": "done"}) as server:
        found = loaded(home, "-p", "Go", "--trust", *flags(server), monkeypatch=monkeypatch)
    assert {"httpx2", "reverie.tools.read", "reverie.models.openai_chat"} <= found
    assert found & _NOT_AT_A_START == set()


_OF_AN_INDEX = {f"reverie.memory.{name}" for name in ("layout", "publish", "index")} | {
    f"reverie.memory.index.{name}" for name in ("block", "limits", "page", "pointer", "words")
}
_OF_A_RECORD = {f"reverie.memory.in_session{name}" for name in ("", ".commands", ".own_record", ".signs")}


def test_a_run_with_a_memory_loads_its_index_and_at_the_end_looks_into_its_own_record_alone(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert home.run("memory", "add", "The API listens on 8080").returncode == 0
    with model({"text": "done"}) as server:
        found = loaded(home, "-p", "Never deploy on Fridays.", "--trust", *flags(server), monkeypatch=monkeypatch)
    of_memory = {name for name in found if name.startswith("reverie.memory.")}
    assert of_memory <= _OF_AN_INDEX | _OF_A_RECORD
    assert found & _NOT_AT_A_START == set() and "reverie.checks" not in found


def test_a_configuration_is_read_with_the_small_library(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    config = home.home / "reverie" / "config" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('permission_mode = "plan"\n')
    with model({"text": "done"}) as server:
        found = loaded(home, "-p", "Go", *flags(server), monkeypatch=monkeypatch)
    assert "tomllib" in found
    assert "tomlkit" not in found


def test_a_plain_address_on_this_machine_loads_no_certificates(home: Home, tmp_path: Path) -> None:
    """`ssl` itself comes with asyncio; what takes the time is loading the system's certificates."""
    with model({"text": "done"}) as server:
        done = home.run("-p", "Go", *flags(server), environ=home.environ(SSL_CERT_FILE=str(tmp_path / "missing.pem")))
    assert done.returncode == 0, done.stderr
