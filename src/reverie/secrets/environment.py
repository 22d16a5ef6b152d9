"""Values of the environment that are secrets: found wherever they turn up, in the output of any command."""

from collections.abc import Mapping

from .names import kind_of_name
from .placeholders import is_placeholder
from .urls import find_in_urls
from .values import Value, is_secret

_SHORTEST = 8


def secrets_of(environ: Mapping[str, str]) -> tuple[str, ...]:
    """The values that are long and random enough, of variables whose names say KEY, TOKEN, SECRET, PASSWORD or so, and
    the passwords in URLs, longest first. No words, paths, or values with white space."""
    found = {value for name, given in environ.items() for value in _secrets_in(name, given.strip())}
    return tuple(sorted(found, key=lambda value: (-len(value), value)))


def _secrets_in(name: str, value: str) -> list[str]:
    if len(value) < _SHORTEST or any(map(str.isspace, value)) or is_placeholder(value):
        return []
    kind = kind_of_name(name)
    if kind and is_secret(Value(value, kind, quoted=True)):
        return [value]
    passwords = [value[each.start : each.end] for each in find_in_urls(value) if each.kind == "url-password"]
    return [password for password in passwords if len(password) >= _SHORTEST and not password.isalpha()]
