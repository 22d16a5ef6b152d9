"""A machine below a test's own folder, for the examinations of `reverie doctor`."""

import os
from collections.abc import Iterable
from pathlib import Path

from reverie.cli.health.finding import Finding
from reverie.cli.health.host import Host, Terminal
from reverie.config.places import Places


def host_in(
    folder: Path,
    *,
    platform: str = "linux",
    terminal: Terminal | None = None,
    cwd: Path | None = None,
    path: str | None = None,
    **environ: str,
) -> Host:
    """Its folders are not there yet; its PATH is `<folder>/bin` alone, and one stands in `<folder>/project`."""
    for name in ("bin", "project", "home"):
        (folder / name).mkdir(exist_ok=True)
    own = folder / "reverie"
    places = Places(own / "config", own / "data", own / "state", own / "cache")
    found = {"PATH": path if path is not None else str(folder / "bin"), "TERM": "xterm-256color", **environ}
    return Host(places, found, cwd or folder / "project", folder / "home", platform, terminal or Terminal())


def make_folders(host: Host) -> None:
    for name in host.places.__struct_fields__:
        getattr(host.places, name).mkdir(mode=0o700, parents=True)


def program(folder: Path, name: str, *lines: str) -> Path:
    """A shell script that can be started."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(0o755)
    return path


def only(findings: Iterable[Finding]) -> Finding:
    (found,) = findings
    return found


def wrong(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.word != "ok"]


def mode_of(path: Path) -> int:
    return os.stat(path).st_mode & 0o7777
