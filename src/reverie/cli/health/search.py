"""rg: the quick way to search. Without it our own search, in Python, does the same work slower."""

import os
from collections.abc import Iterator

from .finding import Finding, quoted
from .host import Host
from .install import install_line
from .programs import find, run

_AS_WE_ASK = ("--no-config", "--json", "--threads=1", "--crlf", "-e", "x", os.devnull)
_NOTHING_FOUND = 1


def examine_search(host: Host) -> Iterator[Finding]:
    """Whether it is there and takes the options that our search gives it."""
    found = find("rg", host)
    if found.path is None:
        where = f"only '{found.passed_over}', in the folder you stand in" if found.passed_over else "not found"
        text = f"rg: {where}; our own slower search is used"
        yield Finding("search", "note", text, install_line("ripgrep", host))
        return
    said = run([found.path, "--version"], host)
    asked = run([found.path, *_AS_WE_ASK], host) if said.status == 0 else said
    if asked.status != _NOTHING_FOUND:
        text = f"'{found.path}' does not work: {asked.first_line}"
        yield Finding("search", "warn", text, f"{quoted(found.path)} --version; {install_line('ripgrep', host)}")
        return
    yield Finding("search", "ok", f"{said.first_line} ({found.path})")
