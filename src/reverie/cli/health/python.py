"""Python itself: its version, where it lives, TLS, SQLite."""

import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType

from .finding import Finding, quoted
from .host import Host
from .install import install_line

OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 37)

_Load = Callable[[str], ModuleType]


def examine_python(host: Host, load: _Load = import_module) -> Iterator[Finding]:
    """Version and virtual environment, then the two modules that a Python may have been built without."""
    yield _python(sys.version_info[:3], sys.prefix != sys.base_prefix)
    yield from _tls(host, load)
    yield _sqlite(host, load)


def _python(version: tuple[int, ...], has_venv: bool) -> Finding:
    said = ".".join(map(str, version))
    if version < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        text = f"{said} is too old, {wanted} or newer is wanted"
        return Finding("python", "fail", text, f"python{wanted} -m venv .venv && .venv/bin/pip install .")
    if not has_venv:
        text = f"{said}, not in a virtual environment, so that other programs may change what it depends on"
        return Finding("python", "note", text, "python3 -m venv .venv && .venv/bin/pip install .")
    return Finding("python", "ok", f"{said}, in the virtual environment '{sys.prefix}'")


def _tls(host: Host, load: _Load) -> Iterator[Finding]:
    try:
        version = str(load("ssl").OPENSSL_VERSION)
    except ImportError as error:
        yield _built_without("tls", error, host)
        return
    missing = [name for name in ("SSL_CERT_FILE", "SSL_CERT_DIR") if _leads_nowhere(host.environ.get(name))]
    for name in missing:
        text = f"{name} names '{host.environ[name]}', which is not there or cannot be read"
        yield Finding("tls", "fail", text, f"unset {name}")
    if not missing:
        yield Finding("tls", "ok", version)


def _leads_nowhere(path: str | None) -> bool:
    return bool(path) and not os.access(path or "", os.R_OK)


def _sqlite(host: Host, load: _Load) -> Finding:
    try:
        sqlite3 = load("sqlite3")
    except ImportError as error:
        return _built_without("sqlite", error, host)
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        wanted = ".".join(map(str, OLDEST_SQLITE))
        text = f"SQLite {sqlite3.sqlite_version} is too old, {wanted} or newer is wanted"
        return Finding("sqlite", "fail", text, _other_python(host))
    return Finding("sqlite", "ok", f"SQLite {sqlite3.sqlite_version}")


def _built_without(subject: str, error: ImportError, host: Host) -> Finding:
    text = f"this Python ({quoted(sys.executable)}) was built without it: {error}"
    return Finding(subject, "fail", text, _other_python(host))


def _other_python(host: Host) -> str:
    """The system's own Python has all modules."""
    return f"{install_line('python3', host)} && python3 -m venv .venv && .venv/bin/pip install ."
