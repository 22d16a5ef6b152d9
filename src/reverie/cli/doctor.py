"""`reverie doctor [--fix]`: what is wrong with this installation, and the command that puts it right."""

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from .health.finding import Finding
    from .health.host import Host
    from .health.repairs import Repaired

_ROUNDS = 3
"""What lies in a folder is seen only after the folder was opened."""


@click.command()
@click.option(
    "--fix", is_flag=True, help="Carry out the safe fixes: permissions, missing folders and memories of our own."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def doctor(fix: bool, as_json: bool) -> int:
    """Look at Python, git, rg, sandbox, terminal, settings, keys, model, disk, our own files and memory.

    A word begins each line: ok, note, warn or fail; below what is not ok stands the command that fixes it. Nothing is
    asked of a model. Exit status 1 when something fails.
    """
    from .health import report
    from .health.host import this_host
    from .health.repairs import repair_all

    host = this_host(os.environ)
    findings = _examine(host)
    repaired: list[Repaired] = []
    for _ in range(_ROUNDS if fix else 0):
        done = {one.command for one in repaired}
        new = [one for one in repair_all(findings, host) if one.command not in done]
        if not new:
            break
        repaired += new
        findings = _examine(host)
    if as_json:
        click.echo(report.as_json(findings, repaired))
    else:
        _show(findings, repaired, host, fix=fix)
    return 1 if report.has_failed(findings) else 0


def _examine(host: "Host") -> "list[Finding]":
    """Progress goes to standard error, and only where a person sees it."""
    from .health.side_by_side import examine_all
    from .health.subjects import EXAMINATIONS
    from .health.waiting_line import WaitingLine

    if not sys.stderr.isatty():
        return examine_all(host, EXAMINATIONS, lambda *_: None)
    line = WaitingLine(sys.stderr, redraws=_redraws(host), columns=host.terminal.columns)
    try:
        return examine_all(host, EXAMINATIONS, line)
    finally:
        line.clear()


def _show(findings: "list[Finding]", repaired: "list[Repaired]", host: "Host", *, fix: bool) -> None:
    from .health import report

    colours = host.terminal.shown and _redraws(host) and not host.environ.get("NO_COLOR")
    for one in repaired:
        click.echo(report.repair_line(one))
    for line in report.lines(findings, colours=colours):
        click.echo(line)
    if not fix and any(finding.repairs for finding in findings):
        click.echo("some of it we can put right ourselves: reverie doctor --fix")


def _redraws(host: "Host") -> bool:
    return host.environ.get("TERM", "") not in ("", "dumb", "unknown")
