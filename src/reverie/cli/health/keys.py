"""Keys: which providers have one and from where. A key itself is never shown."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from reverie.config.errors import ConfigError
from reverie.config.keys import find_key, keys_file
from reverie.models.providers import PROVIDERS, Provider

from .finding import Finding, SetMode, edit, quoted
from .host import Host


def examine_keys(host: Host) -> Iterator[Finding]:
    """The key file's own state, keys that cannot be sent, then the providers that have one."""
    path = keys_file(host.places)
    closed = list(_not_private(path))
    yield from closed
    stored = not closed
    if stored:
        try:
            find_key((), host.places, {})
        except ConfigError as error:
            stored = False
            yield Finding("keys", "fail", str(error), edit(path))
    yield from _keys(host, stored)


def _not_private(path: Path) -> Iterator[Finding]:
    """Nothing when the file is missing, or readable by its owner alone."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return
    if found.st_uid != os.geteuid():
        fix = f'sudo chown "$(id -un)" {quoted(path)}'
        yield Finding("keys", "fail", f"'{path}' belongs to another user (id {found.st_uid})", fix)
    elif found.st_mode & 0o077 or not found.st_mode & stat.S_IRUSR:
        who = "can be read by other users" if found.st_mode & 0o077 else "cannot be read by you"
        wanted = SetMode(path, 0o600)
        repairs = () if path.is_symlink() else (wanted,)  # what it leads to may be a folder of yours
        text = f"'{path}' {who} ({stat.S_IMODE(found.st_mode):04o}) and is not used"
        yield Finding("keys", "fail", text, wanted.command, repairs)


def _keys(host: Host, stored: bool) -> Iterator[Finding]:
    sources = {provider.name: _source(provider, host, stored) for provider in PROVIDERS.values()}
    for name, source in sources.items():
        if source and not _can_be_sent(PROVIDERS[name], host, stored):
            variable = PROVIDERS[name].key_variables[0]
            text = f"the key of {name} ({source}) holds characters that no key has"
            yield Finding("keys", "fail", text, f"export {variable}=…")
    known = [f"{name} ({source})" for name, source in sources.items() if source]
    if known:
        yield Finding("keys", "ok", ", ".join(known))
    else:
        text = "no provider has a key; a local model (reverie model pull) needs none"
        yield Finding("keys", "note", text, "export ANTHROPIC_API_KEY=…")


def _source(provider: Provider, host: Host, stored: bool) -> str:
    """Where its key comes from, in words; empty when it has none."""
    for name in provider.key_variables:
        if host.environ.get(name, "").strip():
            return name
    if stored and provider.key_variables and find_key(provider.key_variables, host.places, {}):
        return "keys.toml"
    return ""


def _can_be_sent(provider: Provider, host: Host, stored: bool) -> bool:
    environ = {name: host.environ[name] for name in provider.key_variables if name in host.environ}
    key = find_key(provider.key_variables, host.places, environ) if stored or any(environ.values()) else None
    return key is None or (key.strip().isascii() and key.strip().isprintable() and " " not in key.strip())
