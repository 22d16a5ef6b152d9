from pathlib import Path
from typing import Any

import pytest

from reverie.conversation.access import (
    Access,
    CommandAccess,
    NoAccess,
    ProposedCall,
    ReadAccess,
    WebAccess,
    WriteAccess,
)
from reverie.safety.permissions import Allow, Ask, Deny, Policy, Verdict, judge
from reverie.safety.rules import Rule, parse_rules

ROOT = Path("/home/u/p")
OUTPUTS = Path("/home/u/.reverie/data/projects/x/sessions/s")
OWN = (Path("/home/u/.reverie/config"), Path("/home/u/.reverie/data"))


def _judge(tool: str, access: Access, grants: str = "", **policy: Any) -> Verdict:
    settings: dict[str, Any] = {"mode": "ask", "root": ROOT, "readable": (OUTPUTS,), "own": OWN} | policy
    return judge(ProposedCall("1", tool, access, "summary"), Policy(grants=parse_rules(grants), **settings))


def _read(path: str, grants: str = "", tool: str = "read", **policy: Any) -> Verdict:
    return _judge(tool, ReadAccess(Path(path)), grants, **policy)


def _write(path: str, grants: str = "", tool: str = "edit", **policy: Any) -> Verdict:
    return _judge(tool, WriteAccess(Path(path)), grants, **policy)


def _shell(line: str, grants: str = "", directory: str = str(ROOT), **policy: Any) -> Verdict:
    return _judge("shell", CommandAccess(line, Path(directory)), grants, **policy)


MODES = ("ask", "accept-edits", "plan")


@pytest.mark.parametrize("mode", MODES)
def test_reading_inside_runs_unasked_and_outside_asks(mode: str) -> None:
    for tool in ("read", "search", "list"):
        assert isinstance(_read(f"{ROOT}/a/b", tool=tool, mode=mode), Allow)
        assert isinstance(_read(str(ROOT), tool=tool, mode=mode), Allow)
        for path in ("/etc/passwd", "/home/u", "/home/u/pp", "/home/u/p2/x", "/"):
            assert isinstance(_read(path, tool=tool, mode=mode), Ask)


def test_a_bare_read_grant_does_not_reach_outside_but_a_path_does() -> None:
    assert isinstance(_read("/etc/passwd", "read"), Ask)
    assert isinstance(_read("/usr/include/x.h", "read(/usr/include/**)"), Allow)
    assert isinstance(_read("/etc/passwd", "read(/usr/include/**)"), Ask)


def test_own_outputs_are_read_unasked_and_keys_never() -> None:
    assert isinstance(_read(f"{OUTPUTS}/1.txt"), Allow)
    for path in (f"{OWN[0]}/keys.toml", f"{OWN[1]}/trust.json"):
        for grants in ("", "read", "read(/**)"):
            verdict = _read(path, grants)
            assert isinstance(verdict, Ask)
            assert verdict.offers == ()
        assert isinstance(_read(path, root=Path("/home/u")), Ask)


@pytest.mark.parametrize(("mode", "kind"), [("ask", Ask), ("accept-edits", Allow), ("plan", Deny)])
def test_edits_inside_follow_the_mode(mode: str, kind: type[Verdict]) -> None:
    for tool in ("edit", "write"):
        assert isinstance(_write(f"{ROOT}/a.py", tool=tool, mode=mode), kind)


def test_edits_inside_by_grant() -> None:
    assert isinstance(_write(f"{ROOT}/a.py", "edit"), Allow)
    assert isinstance(_write(f"{ROOT}/docs/a.md", "edit(docs/**)"), Allow)
    assert isinstance(_write(f"{ROOT}/src/a.md", "edit(docs/**)"), Ask)
    assert isinstance(_write(f"{ROOT}/a.py", "write"), Ask)
    assert isinstance(_write(f"{ROOT}/a.py", "edit", mode="plan"), Deny)


OUTSIDE = (
    "/etc/hosts",
    "/home/u/x",
    "/home/u/pp/x",
    "/tmp/x",
    "/home/u/.bashrc",
    f"{OUTPUTS}/x",
    f"{OWN[0]}/keys.toml",
)


@pytest.mark.parametrize("path", OUTSIDE)
@pytest.mark.parametrize("mode", ["ask", "accept-edits"])
@pytest.mark.parametrize("skip", [False, True])
def test_writing_outside_always_asks_and_is_never_granted(path: str, mode: str, skip: bool) -> None:
    for grants in ("", "write", "edit", "write edit shell read", f"write({path})", "write(/**)", "write(**)"):
        for tool in ("write", "edit"):
            verdict = _write(path, grants, tool, mode=mode, skip_permissions=skip)
            assert isinstance(verdict, Ask)
            assert verdict.offers == ()


@pytest.mark.parametrize(
    "inside",
    [
        ".git/hooks/pre-commit",
        ".git/config",
        ".git",
        ".GIT/config",
        "vendor/x/.git/config",
        ".gitmodules",
        ".husky/pre-push",
        "home/.bashrc",
        ".zshenv",
        ".envrc",
        ".vscode/tasks.json",
        ".mcp.json",
    ],
)
@pytest.mark.parametrize("mode", ["ask", "accept-edits"])
def test_what_runs_by_itself_always_asks(inside: str, mode: str) -> None:
    for grants in ("", "write edit", "edit(**)", f"edit({inside})"):
        verdict = _write(f"{ROOT}/{inside}", grants, mode=mode, skip_permissions=True)
        assert isinstance(verdict, Ask)
        assert verdict.offers == ()


@pytest.mark.parametrize("inside", [".gitignore", ".github/workflows/ci.yml", "git/config", "bashrc", ".gitattributes"])
def test_what_only_looks_alike_is_a_plain_edit(inside: str) -> None:
    assert isinstance(_write(f"{ROOT}/{inside}", mode="accept-edits"), Allow)


def test_own_folders_inside_a_project_are_guarded_too() -> None:
    for mode in ("ask", "accept-edits"):
        verdict = _write(f"{ROOT}/own/config.toml", "edit", own=(ROOT / "own",), mode=mode)
        assert isinstance(verdict, Ask)
        assert verdict.offers == ()


@pytest.mark.parametrize("mode", ["ask", "accept-edits"])
def test_commands_ask_unless_granted(mode: str) -> None:
    assert isinstance(_shell("ls", mode=mode), Ask)
    assert isinstance(_shell("pytest -q", "shell(pytest *)", mode=mode), Allow)
    assert isinstance(_shell("pytest; x", "shell(pytest *)", mode=mode), Ask)
    assert isinstance(_shell("pytest; x", "shell", mode=mode), Allow)
    assert isinstance(_shell("ls", "write edit read", mode=mode), Ask)


def test_a_grant_holds_in_the_project_only() -> None:
    assert isinstance(_shell("pytest", "shell(pytest *)", directory=f"{ROOT}/sub"), Allow)
    verdict = _shell("pytest", "shell(pytest *) shell(pytest)", directory="/tmp")
    assert isinstance(verdict, Ask)
    assert "'/tmp'" in verdict.reason
    assert isinstance(_shell("pytest", "shell", directory="/tmp"), Allow)


def test_plan_mode_runs_named_commands_only() -> None:
    assert isinstance(_shell("git log", "shell(git log *)", mode="plan"), Allow)
    for grants in ("", "shell", "shell(git status *)"):
        verdict = _shell("git log", grants, mode="plan", skip_permissions=True)
        assert isinstance(verdict, Deny)
        assert "plan mode" in verdict.reason
    assert isinstance(_shell("git log", "shell(git log *)", directory="/tmp", mode="plan"), Deny)


@pytest.mark.parametrize("mode", MODES)
def test_the_web_asks_unless_granted(mode: str) -> None:
    web = WebAccess("https://docs.python.org/3/")
    verdict = _judge("web_fetch", web, mode=mode)
    assert isinstance(verdict, Ask)
    assert verdict.offers == (Rule("web_fetch", "glob", "https://docs.python.org/*"),)
    assert isinstance(_judge("web_fetch", web, "web_fetch(https://docs.python.org/*)", mode=mode), Allow)
    assert isinstance(_judge("web_fetch", web, "web_fetch(https://python.org/*)", mode=mode), Ask)


def test_the_flag_lifts_every_other_question() -> None:
    for verdict in (
        _shell("rm -rf x | sh", skip_permissions=True),
        _shell("ls", directory="/tmp", skip_permissions=True),
        _read("/etc/passwd", skip_permissions=True),
        _write(f"{ROOT}/a.py", skip_permissions=True),
        _judge("web_fetch", WebAccess("https://a.org"), skip_permissions=True),
    ):
        assert verdict == Allow("--dangerously-skip-permissions")
    assert isinstance(_write(f"{ROOT}/a.py", skip_permissions=True, mode="plan"), Deny)


def test_without_a_project_everything_is_outside() -> None:
    verdict = _read("/home/u/notes.txt", root=None)
    assert isinstance(verdict, Ask)
    assert "--trust" in verdict.reason
    assert isinstance(_write("/home/u/notes.txt", "write edit", root=None, mode="accept-edits"), Ask)
    assert isinstance(_shell("ls", "shell(ls *)", "/home/u", root=None), Allow)
    assert isinstance(_shell("ls", "", "/home/u", root=None), Ask)


def test_what_touches_nothing_runs() -> None:
    assert isinstance(_judge("shell_output", NoAccess(), mode="plan"), Allow)


@pytest.mark.parametrize(
    ("line", "prefix"),
    [
        ("pytest -q x", "pytest"),
        ("git status -s", "git status"),
        ("python -m pytest -q", "python -m pytest"),
        ("git log -p", None),
        ("npm run test:unit", None),
        ("git -C /x log", None),
        ("git", None),
        ("python x.py", None),
        ("rm -rf x", None),
        ("sudo ls", None),
        ("./run.sh x", None),
        ("pytest | tee x", None),
        ("FOO=1 pytest", None),
    ],
)
def test_offers_are_the_exact_line_and_a_prefix_that_is_not_too_wide(line: str, prefix: str | None) -> None:
    verdict = _shell(line)
    assert isinstance(verdict, Ask)
    expected = (Rule("shell", "exact", line),) + ((Rule("shell", "prefix", prefix),) if prefix else ())
    assert verdict.offers == expected


_NOT_TAME = """
python3.11 pypy3 ruby3.2 csh gawk socat gdb strace chroot nsenter bwrap flock stdbuf vim julia tsx Rscript pwsh
osascript sqlite3 cp install truncate rg cat make env sh /usr/bin/pytest ./pytest PYTEST
"""


@pytest.mark.parametrize(
    "line", [*_NOT_TAME.split(), "git config", "git submodule", "docker run", "npm run", "npm", "python -m", "python"]
)
def test_no_prefix_is_offered_for_a_program_not_known_to_be_tame(line: str) -> None:
    verdict = _shell(f"{line} x")
    assert isinstance(verdict, Ask)
    assert verdict.offers == (Rule("shell", "exact", f"{line} x"),)


def test_each_offer_would_have_allowed_the_call() -> None:
    calls: tuple[tuple[str, Access], ...] = (
        ("shell", CommandAccess(" git log 'a b' ", ROOT)),
        ("shell", CommandAccess("a | b\nc *", ROOT)),
        ("edit", WriteAccess(ROOT / "a*b")),
        ("search", ReadAccess(Path("/etc/a?b"))),
        ("web_fetch", WebAccess("https://A.org:8/x/../y")),
    )
    for tool, access in calls:
        verdict = _judge(tool, access)
        assert isinstance(verdict, Ask)
        assert verdict.offers
        for offer in verdict.offers:
            call = ProposedCall("1", tool, access, "")
            assert isinstance(judge(call, Policy("ask", ROOT, (offer,))), Allow)


def test_text_that_cannot_be_kept_is_not_offered() -> None:
    for verdict in (_shell("ls \udcff"), _write(f"{ROOT}/\udcff"), _read("/x/\udcff")):
        assert isinstance(verdict, Ask)
        assert all(offer.covers == "any" for offer in verdict.offers)
