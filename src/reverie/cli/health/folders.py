"""Our four folders: there, ours, private, writable, on a disk of this machine."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from reverie.storage.mounts import network_kind

from .disk import nearest
from .finding import Finding, MakeFolder, SetMode, Word, quoted
from .host import Host
from .programs import run

_ELSEWHERE = "export REVERIE_HOME=/a/folder/of/yours"


def examine_folders(host: Host) -> Iterator[Finding]:
    """One line when all is well, else one for each thing that is not."""
    found = [finding for name in host.places.__struct_fields__ for finding in _folder(name, host)]
    if host.folder is None:
        found.append(Finding("folders", "warn", "the folder you stand in is gone", "cd ~"))
    yield from found
    if not found:
        places = ", ".join(f"{name} '{getattr(host.places, name)}'" for name in host.places.__struct_fields__)
        yield Finding("folders", "ok", f"private and writable: {places}")


def _folder(name: str, host: Host) -> Iterator[Finding]:
    path: Path = getattr(host.places, name)
    if not path.is_absolute():
        yield Finding("folders", "fail", f"{name} '{path}' depends on where you stand: HOME is not set", _ELSEWHERE)
    elif not os.path.lexists(path):
        yield _missing(name, path)
    elif not path.is_dir():
        what = "leads nowhere" if path.is_symlink() and not path.exists() else "is no folder"
        yield Finding("folders", "fail", f"{name} '{path}' {what}", f"mv {quoted(path)} {quoted(f'{path}.old')}")
    else:
        yield from _existing(name, path)
    if path.is_absolute() and (kind := _network_kind(path, host)):
        text = f"{name} '{path}' is on a network file system ({kind}), whose locks and syncs cannot be relied on"
        yield Finding("folders", "warn", text, _ELSEWHERE)


def _network_kind(path: Path, host: Host) -> str:
    return network_kind(nearest(path), host.platform, run=lambda argv: run(argv, host).output)


def _missing(name: str, path: Path) -> Finding:
    above = nearest(path)
    if blocks := next(
        (one for one in path.parents if one.is_relative_to(above) and one != above and os.path.lexists(one)), None
    ):
        return Finding("folders", "fail", f"{name} '{path}' cannot be made: '{blocks}' is no folder", _ELSEWHERE)
    if not os.access(above, os.W_OK | os.X_OK):
        text = f"{name} '{path}' is not there, and '{above}' is not yours to write"
        return Finding("folders", "fail", text, _ELSEWHERE)
    make = MakeFolder(path)
    return Finding(
        "folders", "note", f"{name} '{path}' is not there yet; it is made when first needed", make.command, (make,)
    )


def _existing(name: str, path: Path) -> Iterator[Finding]:
    found = path.stat()
    mode = stat.S_IMODE(found.st_mode)
    if found.st_uid != os.geteuid():
        word: Word = "warn" if os.geteuid() == 0 else "fail"
        fix = f'sudo chown -R "$(id -un)" {quoted(path)}'
        yield Finding("folders", word, f"{name} '{path}' belongs to another user (id {found.st_uid})", fix)
    elif mode & 0o700 != 0o700 or mode & 0o077:
        yield _wrong_mode(name, path, mode)
    elif not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        yield Finding("folders", "fail", f"{name} '{path}' cannot be written: the disk is read-only", _ELSEWHERE)


def _wrong_mode(name: str, path: Path, mode: int) -> Finding:
    """One behind a symbolic link is a person's own arrangement, which we leave alone."""
    wanted = SetMode(path, 0o700)
    repairs = () if path.is_symlink() else (wanted,)
    if mode & 0o700 != 0o700:
        return Finding("folders", "fail", f"{name} '{path}' is closed to you ({mode:04o})", wanted.command, repairs)
    return Finding("folders", "warn", f"{name} '{path}' is open to other users ({mode:04o})", wanted.command, repairs)
