"""`reverie config` and the layers, on the real program."""

import json
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from tests.e2e.binary import Home, call, flags, model


class Person:
    """Somebody at a shell, with a home and a project."""

    def __init__(self, folder: Path) -> None:
        self.home = Home(folder)
        self.file = self.home.home / "reverie" / "config" / "config.toml"
        self.theirs = self.home.project / ".reverie" / "config.toml"

    def wrote(self, text: str) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(text)

    def project_says(self, text: str) -> None:
        self.theirs.parent.mkdir(exist_ok=True)
        self.theirs.write_text(text)

    def config(self, *arguments: str, **environ: str) -> "CompletedProcess[str]":
        return self.home.run("config", *arguments, environ=self.home.environ(**environ))

    def says(self, *arguments: str, **environ: str) -> str:
        done = self.config(*arguments, **environ)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refused(self, status: int, *arguments: str, **environ: str) -> str:
        done = self.config(*arguments, **environ)
        assert done.returncode == status, done.stdout + done.stderr
        assert done.stderr.count("\n") == 1, done.stderr
        assert done.stderr.startswith("reverie config: ")
        return done.stderr.removeprefix("reverie config: ").rstrip("\n")

    def row(self, name: str, **environ: str) -> dict[str, Any]:
        lines: list[dict[str, Any]] = json.loads(self.says("list", "--json", **environ))
        (found,) = (line for line in lines if line["key"] == name)
        return found


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path)


def test_a_setting_is_set_read_listed_and_removed(person: Person) -> None:
    assert person.says("path") == f"{person.file}\n"
    assert person.refused(1, "get", "model") == "model is not set"
    assert person.says("set", "model", "openai/gpt-5") == f"model = openai/gpt-5  ({person.file})\n"
    assert person.says("get", "model") == "openai/gpt-5\n"
    assert f"(user {person.file}" in person.config("get", "model").stderr
    assert "not set" in person.says("list") and "openai/gpt-5  user" in person.says("list")
    assert person.says("unset", "model") == "model is removed\n"
    assert person.says("unset", "model") == "model was not set in your file\n"


def test_every_other_line_of_the_file_stays(person: Person) -> None:
    person.wrote('# mine\n\nmodel = "a/b"  # for now\n\n# young\n[features]\ntasks = true # yes\n\n# end\n')
    person.says("set", "features.tasks", "off")
    person.says("set", "model", "c/d")
    person.says("set", "screen_reader", "on")
    assert person.file.read_text() == (
        '# mine\n\nmodel = "c/d"  # for now\nscreen_reader = true\n\n'
        "# young\n[features]\ntasks = false # yes\n\n# end\n"
    )


@pytest.mark.parametrize("key", ['catalog."openai/gpt-4.1".context_window', "catalog.openai/gpt-4.1.context_window"])
def test_a_card_is_changed_with_and_without_its_quotes(person: Person, key: str) -> None:
    person.says("set", key, "5000")
    assert person.file.read_text() == 'format = 1\n\n[catalog."openai/gpt-4.1"]\ncontext_window = 5000\n'
    assert person.says("get", key) == 'catalog."openai/gpt-4.1".context_window = 5000\n'
    person.says("set", "catalog.openai/gpt-4.1.price", "{ input = 1, output = 2.5 }")
    person.says("set", "catalog.openai/gpt-4.1.price.input", "3")
    assert "input = 3\noutput = 2.5\n" in person.file.read_text()
    person.says("unset", "catalog.openai/gpt-4.1")
    assert "gpt" not in person.file.read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("get", "modle"), "unknown key 'modle'; did you mean 'model'?"),
        (("set", "permision_mode", "ask"), "unknown key 'permision_mode'; did you mean 'permission_mode'?"),
        (("unset", "modle"), "unknown key 'modle'; did you mean 'model'?"),
        (("set", "features.taks", "off"), "unknown key 'taks'; did you mean 'tasks'? (in [features])"),
        (
            ("set", "permission_mode", "acept-edits"),
            "`permission_mode` must be one of plan, ask, accept-edits, not 'acept-edits'; did you mean 'accept-edits'?",
        ),
        (("set", "features.tasks", "maybe"), "`features.tasks` must be on or off, not 'maybe'"),
        (("set", "model", " "), "`model` must be one line of text"),
        (("set", "model", "a\nb"), "`model` must be one line of text"),
        (("set", "features", "on"), "`features` is a table; set a line of it, like features.tasks"),
        (("set", "model.name", "x"), "`model` is one value and has nothing below it"),
        (("set", "format", "2"), "`format` is written by Reverie itself"),
        (("set", "a..b", "2"), "'a..b' is no name of a setting; write one like model or features.tasks"),
        (("set", "catalog.gpt.images", "true"), "write [catalog.\"provider/name\"] as a table; 'gpt' is not one"),
        (("set", "catalog.a/b.contxt", "5"), "Object contains unknown field `contxt`"),
        (("set", "catalog.a/b.context_window", "many"), "Expected `int`, got `str`"),
        (("set", "OPENAI_API_KEY", "sk-secret"), "keys are kept apart: give 'OPENAI_API_KEY' by the environment"),
        (("lst",), "No such command 'lst'"),
    ],
)
def test_what_is_wrong_is_one_line_with_a_suggestion(person: Person, arguments: tuple[str, ...], said: str) -> None:
    told = person.refused(2, *arguments)
    assert said in told
    assert "sk-secret" not in told
    assert not person.file.exists()


def test_a_broken_file_is_one_line_with_its_number(person: Person) -> None:
    person.wrote('model = "a/b"\n\nbase_url = \n')
    for arguments in (("list",), ("get", "model"), ("set", "model", "c/d"), ("features",)):
        assert (
            person.refused(2, *arguments) == f"'{person.file}' is not valid TOML: line 3: Invalid value; mend that line"
        )
    assert person.file.read_text() == 'model = "a/b"\n\nbase_url = \n'
    session = person.home.run("-p", "hello")
    assert (session.returncode, session.stderr.count("\n")) == (2, 1)


def test_a_misspelt_line_can_be_removed_by_its_name(person: Person) -> None:
    person.wrote('modle = "x" # typo\nmodel = "a/b"\n')
    assert "unknown key 'modle'; did you mean 'model'?" in person.refused(2, "list")
    assert person.says("unset", "modle") == "modle is removed\n"
    assert person.file.read_text() == 'model = "a/b"\n'


def test_a_newer_file_is_read_and_not_written(person: Person) -> None:
    person.wrote('format = 2\nmodel = "a/b"\nunheard = 1\n')
    done = person.config("get", "model")
    assert (done.returncode, done.stdout) == (0, "a/b\n")
    assert "is of a newer Reverie" in done.stderr
    assert "is only read; update Reverie" in person.refused(1, "set", "model", "c/d")
    assert "c/d" not in person.file.read_text()


def test_a_link_stays_a_link(person: Person) -> None:
    real = person.home.home / "dotfiles.toml"
    real.write_text('# shared\nmodel = "a/b"\n')
    person.file.parent.mkdir(parents=True)
    person.file.symlink_to(real)
    person.says("set", "model", "c/d")
    assert person.file.is_symlink()
    assert real.read_text() == '# shared\nmodel = "c/d"\n'


def test_a_read_only_file_is_one_line(person: Person) -> None:
    person.wrote('model = "a/b"\n')
    person.file.chmod(0o400)
    assert person.says("get", "model") == "a/b\n"
    said = person.refused(1, "set", "model", "c/d")
    assert said == f"'{person.file}' is read-only and was left as it is; to allow it: chmod u+w '{person.file}'"
    person.file.chmod(0o600)
    assert person.says("get", "model") == "a/b\n"


def test_a_folder_in_its_place_is_one_line(person: Person) -> None:
    person.file.mkdir(parents=True)
    for arguments in (("list",), ("set", "model", "c/d")):
        assert person.refused(2, *arguments) == f"'{person.file}' is not a regular file; move it away"


def test_the_environment_is_shown_as_what_holds(person: Person) -> None:
    person.wrote('model = "a/b"\nbase_url = "http://x"\n')
    held = person.row("model", REVERIE_MODEL="c/d")
    assert (held["value"], held["layer"], held["source"]) == ("c/d", "environment", "REVERIE_MODEL")
    assert held["beneath"] == [{"value": "a/b", "layer": "user", "source": str(person.file)}]
    assert (held["variable"], held["flag"]) == ("REVERIE_MODEL", "--model")
    assert person.row("base_url", REVERIE_MODEL="c/d")["value"] is None, "another provider's key must not go there"
    done = person.config("set", "model", "e/f", REVERIE_MODEL="c/d")
    assert "here c/d holds: environment REVERIE_MODEL, over user e/f" in done.stderr


def test_a_project_tightens_once_it_is_trusted(person: Person) -> None:
    person.wrote('permission_mode = "accept-edits"\n')
    person.project_says('permission_mode = "plan"\nmodel = "evil/x"\n')
    before = person.config("list")
    assert f"'{person.theirs}' is not read: the project is not trusted" in before.stderr
    assert person.row("permission_mode")["value"] == "accept-edits"
    assert person.home.run("trust", "add").returncode == 0
    held = person.row("permission_mode")
    assert (held["value"], held["layer"], held["source"]) == ("plan", "repository", str(person.theirs))
    assert person.row("model")["value"] is None
    after = person.config("get", "permission_mode")
    assert after.stdout == "plan\n"
    assert "'model' not used; a repository may only tighten" in after.stderr
    assert "over user accept-edits" in after.stderr
    over = person.row("permission_mode", REVERIE_PERMISSION_MODE="ask")
    assert (over["value"], over["layer"]) == ("ask", "environment")


def _written(person: Person, *more: str) -> bool:
    """Whether a session in the project could write a file."""
    with model(call("write", path="new.txt", content="x\n"), {"text": "done"}) as server:
        person.home.run("-p", "go", *more, *flags(server))
    found = person.home.project / "new.txt"
    written = found.exists()
    found.unlink(missing_ok=True)
    return written


def test_a_session_obeys_the_trusted_project_and_the_flag_over_it(person: Person) -> None:
    person.wrote('permission_mode = "accept-edits"\n')
    person.project_says('permission_mode = "plan"\n')
    assert _written(person), "before trust the person's own mode holds"
    assert not _written(person, "--trust")
    assert _written(person, "--trust", "--permission-mode", "accept-edits")


def test_a_session_goes_on_beside_a_broken_project_file(person: Person) -> None:
    person.project_says("broken = \n")
    with model({"text": "fine"}) as server:
        done = person.home.run("-p", "go", "--trust", *flags(server))
    assert (done.returncode, done.stdout) == (0, "fine\n")
    assert "is left out: it is not valid TOML: line 1" in done.stderr


def test_a_project_that_has_only_settings_asks_for_trust(person: Person) -> None:
    person.project_says('permission_mode = "plan"\n')
    with model({"text": "fine"}) as server:
        done = person.home.run("-p", "go", *flags(server))
    assert ".reverie/config.toml not loaded, because" in done.stderr


def test_features_are_listed_with_state_and_where_they_come_from(person: Person) -> None:
    person.says("set", "features.tasks", "off")
    lines = {line["name"]: line for line in json.loads(person.says("features", "--json"))}
    assert lines["tasks"] == {
        "name": "tasks",
        "on": False,
        "state": "beta",
        "layer": "user",
        "variable": "REVERIE_FEATURE_TASKS",
        "line": "the model may hand parts of its work to sub-sessions (tool `task`)",
    }
    assert lines["nested_instructions"]["layer"] == "default"
    shown = person.says("features", REVERIE_FEATURE_TASKS="on").splitlines()
    assert shown[0].split()[:3] == ["tasks", "on", "beta"]
    assert shown[0].endswith("REVERIE_FEATURE_TASKS (environment)")


def test_keys_are_never_shown(person: Person) -> None:
    person.wrote('model = "openai/gpt-5"\n')
    keys = person.file.with_name("keys.toml")
    keys.write_text('format = 1\n[keys]\nOPENAI_API_KEY = "sk-stored"\n')
    keys.chmod(0o600)
    for arguments in (("list",), ("list", "--json"), ("get", "model", "--json"), ("features",), ("path",)):
        done = person.config(*arguments, OPENAI_API_KEY="sk-given")
        assert "sk-" not in done.stdout + done.stderr


def test_looking_makes_no_project_and_writes_nothing(person: Person) -> None:
    for arguments in (("list",), ("features",), ("path",), ("get", "editor_mode")):
        person.says(*arguments)
    assert not (person.home.home / "reverie").exists()
