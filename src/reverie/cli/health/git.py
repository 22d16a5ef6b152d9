"""git: it tells which files of a project are source code. Without it folders are walked instead."""

from collections.abc import Iterator

from .finding import Finding, quoted
from .host import Host
from .install import install_line
from .programs import find, run

_APPLE_STUB = "/usr/bin/git"
"""Opens a window that offers to install it, where the command line tools are missing."""


def examine_git(host: Host) -> Iterator[Finding]:
    """Whether it is there and starts. Nobody's name or address is needed in its settings."""
    found = find("git", host)
    if found.path is None:
        yield Finding("git", "note", _missing(found.passed_over), _install(host))
    elif host.platform == "darwin" and found.path == _APPLE_STUB and not _has_command_line_tools(host):
        yield Finding("git", "note", _missing(None), _install(host))
    else:
        yield _version(found.path, host)


def _version(path: str, host: Host) -> Finding:
    ran = run([path, "--version"], host)
    if ran.status != 0 or not ran.first_line.startswith("git version "):
        text = f"'{path}' does not work: {ran.first_line}; files are found by walking the folders instead"
        return Finding("git", "warn", text, f"{quoted(path)} --version")
    return Finding("git", "ok", f"{ran.first_line.removeprefix('git version ')} ({path})")


def _missing(passed_over: str | None) -> str:
    where = f"only '{passed_over}', and nothing in the folder you stand in is started" if passed_over else "not found"
    return f"{where}; files are found by walking the folders, also those that a project ignores"


def _has_command_line_tools(host: Host) -> bool:
    return run(["/usr/bin/xcode-select", "-p"], host).status == 0


def _install(host: Host) -> str:
    return "xcode-select --install" if host.platform == "darwin" else install_line("git", host)
