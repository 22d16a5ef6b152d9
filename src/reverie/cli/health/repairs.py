"""Carrying out repairs: permissions and missing folders of ours, and memories. Nothing is installed or deleted."""

import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from reverie.cli.os_errors import explain
from reverie.storage.atomic import private_folder

from .finding import Finding, MakeFolder, Repair, RepairMemory
from .host import Host


class Repaired(msgspec.Struct, frozen=True):
    """A repair as the command it stands for, and why it was not carried out; empty when it was."""

    command: str
    refused: str = ""


def repair_all(findings: Iterable[Finding], host: Host) -> Iterator[Repaired]:
    """Each repair of the findings once, in their order; folders are opened before what lies in them."""
    repairs = dict.fromkeys(repair for finding in findings for repair in finding.repairs)
    for repair in repairs:
        yield Repaired(repair.command, _repair(repair, host))


def _repair(repair: Repair, host: Host) -> str:
    foreign = host.foreign_folder()
    if foreign is not None and repair.path.resolve().is_relative_to(foreign):
        return f"it lies in '{foreign}', where you stand; type it yourself"
    try:
        if isinstance(repair, MakeFolder):
            private_folder(repair.path)
        elif isinstance(repair, RepairMemory):
            return _repair_memory(repair.path)
        elif repair.path.is_symlink():
            return "it is a symbolic link; type it yourself"
        else:
            os.chmod(repair.path, repair.mode)
    except OSError as error:
        return explain(error)
    return ""


def _repair_memory(folder: Path) -> str:
    """Opening it finishes what a killed writer left; no text of a person is removed."""
    from reverie.memory.errors import MemoryTrouble
    from reverie.memory.opening import open_memory
    from reverie.memory.repair import repair
    from reverie.storage.errors import UnusableFile

    with closing(open_memory(folder)) as memory:
        try:
            repair(memory)
        except (MemoryTrouble, UnusableFile) as error:
            return str(error)
    return ""
