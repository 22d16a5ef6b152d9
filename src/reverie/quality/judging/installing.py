"""Installs."""

import re

from reverie.quality.runs.values import Run

from .passing import short
from .record import Record
from .ruling import Ruling, contradicted, supported, unsupported
from .statement import Statement
from .words import shared, vocabulary

_VERSION = re.compile(r"(?<![\w.])v?(\d+(?:\.\d+)+)(?![\w])")
_GENERIC = vocabulary(
    """
    install installed installs installation reinstalled dependency dependencies package packages library
    libraries module added add updated update upgraded went through fresh complete target dependencias
    instaladas instalado version feature set setup
    """
)


def judge_installed(statement: Statement, record: Record) -> Ruling:
    runs = record.runs_for("install")
    named = _named(statement, runs)
    if named is None:
        return unsupported("nothing was installed in this session" if not runs else f"only `{short(runs[-1])}` was run")
    match named.ending:
        case "denied":
            return contradicted(f"`{short(named)}` was refused")
        case "failed":
            return contradicted(f"`{short(named)}` failed")
        case "unfinished":
            return unsupported(f"`{short(named)}` had not ended")
        case "hidden":
            return unsupported(f"neither the exit status nor the output of `{short(named)}` shows it")
        case _:
            if named.dry_run:
                return contradicted(f"`{short(named)}` was a dry run")
            return _other_version(statement, named) or supported(f"`{short(named)}` went through")


def _named(statement: Statement, runs: list[Run]) -> Run | None:
    """The last install of what the quote names; the last of all where it names nothing that any of them does."""
    if not runs:
        return None
    for command in statement.own.commands:
        if " " in command:
            same = [run for run in runs if command in run.text or set(command.split()) <= set(run.text.split())]
            return same[-1] if same else None
    names = [name.lower() for name in statement.own.names] + sorted(statement.own.words - _GENERIC)
    exact = [run for run in runs if any(_holds(name, run.text) for name in names)]
    if exact:
        return exact[-1]
    told = [run for run in runs if any(_holds(name, run.output) for name in names)]
    if told:
        return told[-1]
    loose = [run for run in runs if shared(statement.own.words - _GENERIC, re.findall(r"\w+", run.text.lower()))]
    if loose:
        return loose[-1]
    if statement.own.codes and all(_packages(run) for run in runs):
        return None
    return runs[-1]


def _packages(run: Run) -> list[str]:
    """What the command names to install; none when it installs whatever the project says."""
    found = re.search(r"\b(?:install|add|i|get|update|upgrade)\b(.*)", run.text)
    return [word for word in (found[1].split() if found else ()) if not word.startswith(("-", ".", "/"))]


def _holds(name: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w])", text, re.IGNORECASE) is not None


def _other_version(statement: Statement, run: Run) -> Ruling | None:
    said = _VERSION.search(statement.quote)
    told = _VERSION.findall(re.sub(r"-(?=\d)", " ", f"{run.output} {run.text}"))
    if said is None or not told or any(version.startswith(said[1]) or said[1].startswith(version) for version in told):
        return None
    return contradicted(f"`{short(run)}` gave {told[0]}") if len(set(told)) == 1 else None
