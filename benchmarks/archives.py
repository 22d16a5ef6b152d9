"""Pinned source archives of real packages: fetched once, verified, unpacked where nothing of them is ever run."""

import hashlib
import shutil
import tarfile
import urllib.request
from pathlib import Path

import msgspec

_MOST_BYTES = 200_000_000
_TIMEOUT_S = 120


class Release(msgspec.Struct, frozen=True):
    """One version of a package: where its archive is, and the SHA-256 of that, in hexadecimal digits."""

    version: str
    url: str
    sha256: str
    date: str = ""


class Package(msgspec.Struct, frozen=True):
    """A package and the two of its releases that are compared."""

    package: str
    language: str
    registry: str
    old: Release
    new: Release
    licence: str = ""


class WrongArchive(Exception):
    """An archive is not the one that was pinned."""


def unpacked(package: str, release: Release, folder: Path) -> Path:
    """The root of a release's files below `folder`; downloads and unpacks it when it is not there yet.

    Raises `WrongArchive` for other bytes than the pinned ones, OSError and tarfile.TarError for what cannot be had.
    """
    root = folder / f"{package}-{release.version}"
    if not root.is_dir():
        archive = folder / Path(release.url).name
        if not archive.is_file():
            _download(release.url, archive)
        _verify(archive, release.sha256)
        _unpack(archive, root)
    return root


def _download(url: str, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    partial = to.with_suffix(".partial")
    with urllib.request.urlopen(url, timeout=_TIMEOUT_S) as answer:
        partial.write_bytes(answer.read(_MOST_BYTES))
    partial.replace(to)


def _verify(archive: Path, wanted: str) -> None:
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != wanted:
        raise WrongArchive(f"{archive} has the SHA-256 {found}, and not {wanted}: delete it and try again")


def _unpack(archive: Path, root: Path) -> None:
    """Without the one folder that all of it lies in. The `data` filter refuses links and paths that lead out."""
    beside = root.with_name(f".{root.name}.unpacking")
    shutil.rmtree(beside, ignore_errors=True)
    with tarfile.open(archive) as tar:
        tar.extractall(beside, filter="data")
    inside = list(beside.iterdir())
    top = inside[0] if len(inside) == 1 and inside[0].is_dir() else beside
    top.rename(root)
    shutil.rmtree(beside, ignore_errors=True)
