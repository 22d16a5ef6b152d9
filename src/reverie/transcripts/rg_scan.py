"""The lines of files that may hold a needle, found by rg: their numbers and offsets alone, however long they are."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from .needle import Needle
from .scan import Place

_OPTIONS = (
    "--no-config",  # whoever wrote one does not decide what is found
    "-uu",
    "--text",
    "--encoding=none",
    "--no-heading",
    "--color=never",
    "--with-filename",
    "--null",
    "--line-number",
    "--byte-offset",
    "--max-columns=1",  # the lines themselves are read here, and only those that are wanted
)
_ROW = re.compile(rb"([^\0]+)\0(\d+):(\d+):[^\n]*\n")
_ARGUMENT_BYTES = 400_000  # for one program start; a Mac allows 1 MB with the environment
_CANNOT = 2


def find_rg(environ: Mapping[str, str]) -> str | None:
    """Where rg is. Relative entries of PATH are passed over: they would mean the folder one happens to stand in."""
    import shutil

    entries = environ.get("PATH", os.defpath).split(os.pathsep)
    return shutil.which("rg", path=os.pathsep.join(entry for entry in entries if os.path.isabs(entry)))


def scan_by_rg(rg: str, paths: Sequence[Path], needle: Needle) -> list[list[Place]] | None:
    """For each file the places of its lines with a spelling of the needle, in their order.

    None when rg cannot do it: it is too old, was killed, or a file went away meanwhile.
    """
    import subprocess

    found: dict[bytes, list[Place]] = {os.fsencode(path): [] for path in paths}
    wanted = ["--fixed-strings", "-e", needle.text] if needle.is_plain else ["-e", f"(?-u){needle.pattern}"]
    for batch in _batches(list(found)):
        try:
            done = subprocess.run(
                [rg, *_OPTIONS, *wanted, "--", *batch],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                check=False,
            )
        except OSError:
            return None
        if done.returncode < 0 or done.returncode >= _CANNOT:
            return None
        for path, number, offset in _ROW.findall(done.stdout):
            found[path].append((int(offset), int(number)))
    return list(found.values())


def _batches(paths: Sequence[bytes]) -> Iterator[list[bytes]]:
    """The files in groups that fit on a command line."""
    batch: list[bytes] = []
    size = 0
    for path in paths:
        size += len(path) + 16
        if size > _ARGUMENT_BYTES and batch:
            yield batch
            batch, size = [], 0
        batch.append(path)
    if batch:
        yield batch
