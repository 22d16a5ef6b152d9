"""Patterns of addresses, such as `https://docs.python.org/3/*`: the scheme and the host must be the very same."""

import re

# No user name, no backslash, no odd character: programs disagree about which host such an address means.
_ADDRESS = r"(https?)://([A-Za-z0-9.-]+)(:[0-9]+)?(/[^\s\\]*|\?[^\s\\]*|#[^\s\\]*)?"
_PATTERN = r"(https?)://((?:\*\.)?[A-Za-z0-9.-]+)(:[0-9]+)?(/[^\s\\]*)?"


def valid_url_pattern(pattern: str) -> bool:
    found = re.fullmatch(_PATTERN, pattern, re.ASCII)
    return found is not None and "*" not in (found[4] or "").removesuffix("*")


def covers_url(pattern: str, url: str) -> bool:
    """Whether the address has the pattern's scheme, host and port, and a path that is or (with `*`) begins like it.

    `*.example.org` covers hosts below it, not itself. An address that climbs (`..`) is covered only by all of a host.
    """
    wanted, given = re.fullmatch(_PATTERN, pattern, re.ASCII), re.fullmatch(_ADDRESS, url, re.ASCII)
    if wanted is None or given is None or not url.isprintable():
        return False
    if (wanted[1], wanted[3] or "") != (given[1], given[3] or "") or not _covers_host(wanted[2], given[2]):
        return False
    path, wanted_path = given[4] or "/", wanted[4] or "/"
    if wanted_path == "/*":
        return True
    if re.search(r"\.\.|%2e", path, re.IGNORECASE):
        return False
    if wanted_path.endswith("*"):
        return path.startswith(wanted_path.removesuffix("*"))
    return path == wanted_path


def whole_host(url: str) -> str | None:
    """The pattern for everything on an address's host, or None for an address that no pattern covers."""
    found = re.fullmatch(_ADDRESS, url, re.ASCII)
    return None if found is None else f"{found[1]}://{found[2].lower()}{found[3] or ''}/*"


def _covers_host(wanted: str, given: str) -> bool:
    wanted, given = wanted.lower(), given.lower()
    return given.endswith(wanted[1:]) if wanted.startswith("*.") else given == wanted
