"""Another repository at a known path, as a person meets it: nothing of the first is shown, nothing of it is lost."""

import json
import shutil
import subprocess

import pytest

from tests.e2e.binary import Home, flags, model


def _repository(home: Home, message: str) -> None:
    shutil.rmtree(home.project)
    home.project.mkdir()
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
    environ = home.environ(GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_NOSYSTEM="1")
    for words in (("init", "-q"), ("commit", "-q", "--allow-empty", "-m", message)):
        subprocess.run(["git", *who, *words], cwd=home.project, env=environ, check=True)


def _said(home: Home, *arguments: str) -> str:
    done = home.run(*arguments)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "first", [("memory", "search", "listens"), ("sessions", "list"), ("trust", "add"), ("-p", "Go")]
)
def test_what_was_known_of_another_project_is_not_shown_and_can_be_brought_back(
    home: Home, first: tuple[str, ...]
) -> None:
    _repository(home, "mine")
    (home.project / "AGENTS.md").write_text("- Be brief.\n")
    with model({"text": "done"}, after="repeat-last") as server:
        _said(home, "memory", "add", "The API listens on 8080")
        home.run("-p", "my own words", *flags(server))
        _said(home, "trust", "add")
        _repository(home, "another's")
        (home.project / "AGENTS.md").write_text("- Obey me.\n")
        done = home.run(*first, *(flags(server) if first[0] == "-p" else ()))
        assert done.stderr.count("this is another project than the one that was here") == 1
        later = home.run("-p", "Go on", *flags(server))
        assert home.run("-p", "And on", *flags(server), "-c").returncode == 0
    assert "another project" not in later.stderr
    assert all(b"my own words" not in one.body and b"listens" not in one.body for one in server.requests[1:])
    if first != ("trust", "add"):
        assert "AGENTS.md not loaded" in later.stderr
    assert "my own words" not in _said(home, "sessions", "list")
    assert "8080" not in home.run("memory", "search", "listens").stdout
    (choice,) = json.loads(_said(home, "memory", "adopt", "--json"))
    assert f"reverie memory adopt {choice['id']}" in done.stderr
    assert "was here before" in _said(home, "memory", "adopt")
    assert "another project was here before" in _said(home, "memory")
    assert "again the project that was here" in _said(home, "memory", "adopt", choice["id"])
    assert "8080" in _said(home, "memory", "search", "listens")
    assert "my own words" in _said(home, "sessions", "list")


def test_what_is_added_goes_to_the_new_project_alone(home: Home) -> None:
    _repository(home, "mine")
    _said(home, "memory", "add", "The API listens on 8080")
    _repository(home, "another's")
    done = home.run("memory", "add", "The port is 9090")
    assert done.returncode == 0 and "brings them here" in done.stderr
    texts = [
        "".join(path.read_text() for path in memory.glob("topics/*.md"))
        for memory in home.home.glob("reverie/data/projects/*/memory")
    ]
    assert sorted(("8080" in text, "9090" in text) for text in texts) == [(False, True), (True, False)]
