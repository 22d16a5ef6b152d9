"""The files that all sessions share: the ledger, the map of projects, what is trusted."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from reverie.cli.os_errors import explain
from reverie.config import project
from reverie.safety import trust
from reverie.storage.errors import UnusableFile
from reverie.storage.migrations.ledger import LEDGER
from reverie.storage.versioned_json import VersionedJson, table

from .finding import Finding, quoted
from .host import Host

_UPDATE = "pip install --upgrade ."
_LARGEST_LEDGER = 64_000_000
_PATIENCE = 2.0


def examine_records(host: Host) -> Iterator[Finding]:
    """Each of the three: readable, whole, and not of a newer Reverie. One that is not there yet is fine."""
    looked_at: list[tuple[Path, Callable[[Path], Finding | None]]] = [
        (host.places.data / "projects.json", lambda path: _table(path, project.FORMAT)),
        (host.places.data / "trust.json", lambda path: _trust(path, host)),
        (host.places.state / "ledger.sqlite", _ledger),
    ]
    found = [finding for path, look in looked_at if (finding := _one(path, look))]
    here = [path.name for path, _ in looked_at if path.exists()]
    yield from found or [Finding("records", "ok", ", ".join(here) if here else "none yet")]


def _one(path: Path, look: Callable[[Path], Finding | None]) -> Finding | None:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return _unreadable(path, error)
    try:
        return look(path)
    except UnusableFile as error:
        return Finding("records", "fail", str(error), f"mv {quoted(path)} {quoted(f'{path}.broken')}")
    except OSError as error:
        return _unreadable(path, error)


def _unreadable(path: Path, error: OSError) -> Finding:
    return Finding("records", "fail", explain(error), f"ls -ld {quoted(path.parent)} {quoted(path)}")


def _table(path: Path, known: int) -> Finding | None:
    content = VersionedJson(path, known).read()
    table(dict(content), "projects", path)
    found = content.get("format", known)
    return _newer(path, found, known) if found > known else None


def _trust(path: Path, host: Host) -> Finding | None:
    trust.TrustStore(host.places).entries()
    return _table(path, trust.FORMAT)


def _newer(path: Path, found: int, known: int) -> Finding:
    text = f"'{path}' has format {found} of a newer Reverie (this one knows {known}): it is read, but not written"
    return Finding("records", "warn", text, _UPDATE)


def _ledger(path: Path) -> Finding | None:
    """Opened for reading only. Its content is proven whole only while that is quick."""
    import sqlite3

    connection = None
    try:
        connection = sqlite3.connect(_for_reading(path), uri=True, timeout=_PATIENCE)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (said,) = connection.execute("PRAGMA quick_check(1)").fetchone() if _is_small(path) else ("ok",)
    except sqlite3.Error as error:
        return _broken_ledger(path, str(error))
    finally:
        if connection is not None:
            connection.close()
    if said != "ok":
        return _broken_ledger(path, str(said))
    return _newer(path, version, len(LEDGER)) if version > len(LEDGER) else None


def _for_reading(path: Path) -> str:
    """SQLite's URI. In a folder that we cannot write it must not look for the log that goes with the file."""
    how = "mode=ro" if os.access(path.parent, os.W_OK) else "mode=ro&immutable=1"
    return f"{path.absolute().as_uri()}?{how}"


def _is_small(path: Path) -> bool:
    return os.stat(path).st_size <= _LARGEST_LEDGER


def _broken_ledger(path: Path, why: str) -> Finding:
    text = f"the ledger '{path}' cannot be read ({why}); without it no money can be counted"
    return Finding("records", "fail", text, f"mv {quoted(path)} {quoted(f'{path}.broken')}")
