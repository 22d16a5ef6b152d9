"""git on our own behalf, with everything set so that another program would run or another repository be found."""

import os
import subprocess
from pathlib import Path

import pytest

from reverie.storage.git import find_git, git_command, run_git

pytestmark = pytest.mark.skipif(find_git() is None, reason="no git on this machine")

_EVERY_HOOK = (
    *("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-checkout", "post-index-change"),
    *("reference-transaction", "pre-auto-gc", "fsmonitor-watchman"),
)


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    """A folder with one commit of ours."""
    folder = tmp_path / "memory"
    folder.mkdir()
    (folder / "a.md").write_text("one\n")
    assert run_git(folder, "init", "-q").worked
    return _commit(folder)


def _commit(folder: Path) -> Path:
    assert run_git(folder, "add", "-A").worked
    done = run_git(folder, "commit", "-q", "--allow-empty", "-m", "said")
    assert done.worked, done.why
    return folder


def _program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def _hostile_configuration(trap: Path, hooks: Path) -> str:
    """Every way that a configuration can start a program in what we do, or change what it writes."""
    return f"""
[user]
    name = Somebody else
    signingKey = x
[core]
    hooksPath = {hooks}
    fsmonitor = {trap}
    pager = {trap}
    editor = {trap}
    askPass = {trap}
    sshCommand = {trap}
    autocrlf = true
    attributesFile = {hooks}/attributes
    excludesFile = {hooks}/excludes
[commit]
    gpgSign = true
    template = {hooks}/none
[gpg]
    program = {trap}
[credential]
    helper = {trap}
[init]
    templateDir = {hooks}
[pager]
    log = {trap}
[filter "x"]
    clean = {trap}
    smudge = {trap}
    required = true
"""


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's configuration and environment that leave a file behind when anything of theirs is run."""
    trapped, hooks = tmp_path / "trapped", tmp_path / "hooks"
    trap = _program(tmp_path / "trap", f"echo $0 $@ >> '{trapped}'; exit 1")
    for folder in (hooks, hooks / "hooks"):
        for name in _EVERY_HOOK:
            _program(folder / name, f"echo {name} >> '{trapped}'; exit 1")
    (hooks / "attributes").write_text("* filter=x\n")
    (hooks / "excludes").write_text("*\n")
    home = tmp_path / "person"
    (home / ".config" / "git").mkdir(parents=True)
    (home / ".gitconfig").write_text(_hostile_configuration(trap, hooks))
    (home / ".config" / "git" / "attributes").write_text("* filter=x\n")
    (home / ".config" / "git" / "ignore").write_text("*\n")
    variables = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"),
        "GIT_CONFIG_SYSTEM": str(home / ".gitconfig"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.hooksPath",
        "GIT_CONFIG_VALUE_0": str(hooks),
        "GIT_CONFIG_PARAMETERS": f"'core.hooksPath={hooks}'",
        "GIT_TEMPLATE_DIR": str(hooks),
        **{name: str(trap) for name in ("GIT_EDITOR", "GIT_PAGER", "GIT_ASKPASS", "SSH_ASKPASS", "PAGER", "EDITOR")},
        "GIT_EXTERNAL_DIFF": str(trap),
        "GIT_TRACE": str(tmp_path / "trace"),
        "GIT_AUTHOR_NAME": "Somebody else",
        "GIT_DIR": str(tmp_path / "elsewhere"),
        "GIT_INDEX_FILE": str(tmp_path / "index"),
        "LC_ALL": "de_DE.UTF-8",
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return trapped


def test_nothing_that_a_person_configured_is_run_or_changes_what_is_written(
    hostile: Path, memory: Path, tmp_path: Path
) -> None:
    (memory / "b.md").write_text("two\r\n")
    _commit(memory)
    logged = run_git(memory, "log", "--format=%an <%ae> %cn %G? %s", "-p", "--no-ext-diff")
    assert logged.stdout.startswith(b"Reverie <reverie@localhost> Reverie N said\n")
    assert run_git(memory, "show", "HEAD:b.md").stdout == b"two\r\n"
    assert not run_git(memory, "commit", "--amend").worked, "an editor was opened"
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"memory", "hooks", "person", "trap"}
    assert not (memory / ".git" / "hooks").exists()


def test_an_old_git_does_not_see_it_either(hostile: Path, tmp_path: Path) -> None:
    """Before 2.32 there is no `GIT_CONFIG_GLOBAL`, before 2.4x no `GIT_NO_LAZY_FETCH`: a git that is not given them."""
    git = find_git()
    unset = " ".join(f"-u {name}" for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_NO_LAZY_FETCH"))
    _program(tmp_path / "old" / "git", f"exec env {unset} '{git}' \"$@\"")
    environ = {**os.environ, "PATH": f"{tmp_path / 'old'}:{os.environ['PATH']}"}
    folder = tmp_path / "memory"
    folder.mkdir()
    (folder / "a.md").write_text("one\r\n")
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "said")):
        done = run_git(folder, *arguments, environ=environ)
        assert done.worked, done.why
    logged = run_git(folder, "log", "--format=%an", environ=environ)
    assert logged.stdout == b"Reverie\n"
    assert not hostile.exists()


def test_a_repositorys_own_configuration_runs_nothing(memory: Path, tmp_path: Path) -> None:
    trapped = tmp_path / "trapped"
    trap = _program(tmp_path / "trap", f"echo $@ >> '{trapped}'; exit 1")
    hooks = memory / ".git" / "hooks"
    for name in _EVERY_HOOK:
        _program(hooks / name, f"echo {name} >> '{trapped}'; exit 1")
    config = _hostile_configuration(trap, hooks).replace("[core]", f"[core]\n    worktree = {tmp_path}")
    with (memory / ".git" / "config").open("a") as file:
        file.write(config.replace(f"attributesFile = {hooks}/attributes", ""))
    (memory / "b.md").write_text("two\n")
    _commit(memory)
    assert run_git(memory, "ls-files").stdout == b"a.md\nb.md\n"
    assert not trapped.exists()


def test_a_missing_object_is_not_fetched(memory: Path, tmp_path: Path) -> None:
    trapped = tmp_path / "trapped"
    with (memory / ".git" / "config").open("a") as file:
        file.write('[extensions]\n partialClone = o\n[remote "o"]\n promisor = true\n')
        file.write(f" url = ext::sh -c 'touch {trapped}' %G\n[protocol \"ext\"]\n allow = always\n")
    (blob,) = run_git(memory, "rev-parse", "HEAD:a.md").stdout.split()
    (memory / ".git" / "objects" / blob[:2].decode() / blob[2:].decode()).unlink()
    shown = run_git(memory, "cat-file", "-p", blob.decode())
    assert (shown.end, shown.worked) == ("exited", False)
    assert run_git(memory, "fetch", "o").worked is False
    assert not trapped.exists()


def test_a_repository_above_is_never_found(tmp_path: Path, memory: Path) -> None:
    """A home directory that is one, for its dot files, does not get the memory's commits."""
    inside = memory / "deeper"
    inside.mkdir()
    done = run_git(inside, "add", "-A")
    assert (done.end, done.worked) == ("exited", False)
    assert "not a git repository" in done.why


def test_a_folder_that_names_another_common_folder_is_left_alone(tmp_path: Path, memory: Path) -> None:
    crafted = tmp_path / "crafted"
    crafted.mkdir()
    assert run_git(crafted, "init", "-q").worked
    (crafted / ".git" / "commondir").write_text(f"{memory}/.git\n")
    ran = run_git(crafted, "rev-parse", "--verify", "HEAD")
    assert (ran.end, "part of another repository" in ran.why) == ("not started", True)


def test_the_repository_may_lie_elsewhere_and_variables_may_be_set(memory: Path, tmp_path: Path) -> None:
    date = {"GIT_COMMITTER_DATE": "2026-11-20T09:30:00Z", "GIT_AUTHOR_DATE": "2026-11-20T09:30:00Z"}
    assert run_git(memory, "commit", "-q", "--allow-empty", "-m", "later", variables=date).worked
    shown = run_git(tmp_path, "log", "-1", "--format=%cI", git_folder=memory / ".git")
    assert shown.stdout == b"2026-11-20T09:30:00+00:00\n"


def test_what_is_given_is_read_and_what_is_made_is_private(memory: Path) -> None:
    made = run_git(memory, "hash-object", "-w", "--no-filters", "--stdin", stdin=b"text\n")
    assert made.stdout == b"8e27be7d6154a1f68ea9160ef0e18691d20560dc\n"
    modes = {path.stat().st_mode & 0o077 for path in (memory / ".git").rglob("*")}
    assert modes == {0}


def test_a_git_that_hangs_is_ended_with_what_it_started(tmp_path: Path) -> None:
    _program(tmp_path / "bin" / "git", f"sleep 1000 & echo $! > '{tmp_path}/pid'; wait")
    ran = run_git(tmp_path, "log", seconds=0.5, environ={"PATH": f"{tmp_path}/bin:{os.environ['PATH']}"})
    assert (ran.end, ran.status) == ("too slow", None)
    child = int((tmp_path / "pid").read_text())
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(child)], capture_output=True, text=True, check=False)
    assert state.stdout.strip()[:1] in ("", "Z")


def test_a_git_that_is_missing_or_cannot_start_is_told(tmp_path: Path) -> None:
    assert run_git(tmp_path, "log", environ={"PATH": str(tmp_path)}).end == "missing"
    (tmp_path / "git").write_text("no program")
    (tmp_path / "git").chmod(0o755)
    assert run_git(tmp_path, "log", environ={"PATH": str(tmp_path)}).end == "not started"
    assert run_git(tmp_path / "gone", "log").end == "not started"
    assert run_git(tmp_path, "a\0b").end == "not started"


def test_apples_offer_to_install_git_is_no_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reverie.storage.git.find_program", lambda *_: "/usr/bin/git")
    monkeypatch.setattr("os.path.lexists", lambda _: False)
    assert find_git(platform="darwin") is None
    assert find_git(platform="linux") == "/usr/bin/git"


def test_no_variable_of_the_caller_but_a_few_reaches_git(tmp_path: Path) -> None:
    environ = {"PATH": ".:/usr/bin::bin", "ANTHROPIC_API_KEY": "secret", "GIT_SSH": "x", "TMPDIR": "/t"}
    found = git_command("git", tmp_path, "log", environ=environ).environment
    assert (found["PATH"], found["TMPDIR"]) == ("/usr/bin", "/t")
    assert not {"ANTHROPIC_API_KEY", "GIT_SSH"} & found.keys()
