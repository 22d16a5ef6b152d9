"""Passwords that are known by their position: after a short flag of some programs, as an argument of a function that
connects, as the last field of a line of `.pgpass`."""

import re
from collections.abc import Iterator

from .found import Found
from .late import Late
from .values import Value, is_secret

_REACH = 200
_USER_FLAG = Late(
    r"""
    (?:-[uU][ ]?|--(?:proxy-)?user[ =])["']?
    [^\s:"'$@/]{1,64}:(?P<value>[^\s"'$`@/]{3,128})(?![^\s"'])
    """,
    re.VERBOSE,
)
"""curl(1), wget(1), http(1): `-u NAME:PASSWORD`."""
_SHORT_FLAG = Late(r"""-[pa][ ]{0,2}["']?(?P<value>[^\s"'`;|&<>()]{5,128})""")
_TAKES_PASSWORD = Late(
    r"(?:\A|[\s;|&(/\"'`])(?:"
    r"sshpass|(?:docker|podman|nerdctl|buildah|skopeo|helm|oras|az|oc|cf|npm)\b[^\n;|&]{0,80}\blogin|"
    r"mysql\w{0,8}|mariadb[\w\-]{0,8}|mongo\w{0,8}|redis-cli|ldapsearch|smbclient|influx|cqlsh"
    r")\b[^\n;|&]{0,160}\Z"
)
"""Programs whose `-p` or `-a` takes a password; that of others takes a port or a path."""
_CONNECT = Late(
    r"""
    mysqli?(?:_p?connect|_real_connect)?\s?\(\s?(?:\$\w{1,30},\s?)?
    (?P<q>\\{0,3}["'])[^\s"'\\]{1,80}(?P=q),\s?(?P=q)[^\s"'\\]{1,64}(?P=q),\s?(?P=q)(?P<value>[^\s"'\\]{3,128})
    """,
    re.VERBOSE,
)
"""php.net/mysqli.construct: host, user, password."""
_PAIR = Late(
    r"""
    (?:auth\w{0,10}\s?[=(]\s?\(?|login\()\s?
    (?P<q>\\{0,3}["'])[^\s"'\\]{1,80}(?P=q),\s?(?P=q)(?P<value>[^\s"'\\]{3,128})
    """,
    re.VERBOSE,
)
"""Python's smtplib and requests, and many others: `login("name", "password")`, `auth=("name", "password")`."""
_PASS_FILE = Late(r":(?:54[0-9]{2}|\*):[^:\s]{1,64}:[^:\s]{1,64}:(?P<value>[^\s:\"'`]{5,128})")
"""postgresql.org/docs: "The Password File", host:port:database:user:password."""


def find_at_positions(text: str, low: bytes) -> Iterator[Found]:
    """`low` is the text in small letters, with `?` for each character that is not ASCII."""
    at = low.find(b" -")
    while at >= 0:
        yield from _after_flag(text, at + 1)
        at = low.find(b" -", at + 1)
    for mark, form in ((b"mysql", _CONNECT), (b":54", _PASS_FILE), (b"login(", _PAIR), (b"auth", _PAIR)):
        at = low.find(mark)
        while at >= 0:
            yield from _password(form.pattern.match(text, at))
            at = low.find(mark, at + 1)


def _after_flag(text: str, at: int) -> Iterator[Found]:
    found = _SHORT_FLAG.pattern.match(text, at)
    if found is None:
        yield from _password(_USER_FLAG.pattern.match(text, at))
    elif _TAKES_PASSWORD.pattern.search(text, max(0, at - _REACH), at):
        yield from _password(found)


def _password(found: re.Match[str] | None) -> Iterator[Found]:
    if found and is_secret(Value(found["value"], "password", quoted=True)):
        yield Found("password", *found.span("value"))
