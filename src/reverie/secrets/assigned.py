"""Values that stand under a secret's name: in env files, JSON, YAML, TOML, XML, code, headers, flags, URLs' parameters.

A value is looked at where one of a few words stands, its name and what joins them before it. Nothing after the value's
own word (a run without white space) counts, and nothing further before it than `REACH` characters.
"""

import re
from collections.abc import Iterator

from .found import Found
from .late import Late
from .mask import OPENING
from .names import kind_of_name
from .values import Value, is_secret

REACH = 256
"""Characters before a value that can decide about it."""
_MARKS = (b"pass", b"pwd", b"secret", b"token", b"key", b"auth", b"cred", b"bearer", b"sig=", b"signature=", b"sess")

_NAME_TAIL = Late(r"[\w.\-]{0,60}")
_FEWEST = 5
"""Characters of a value; a shorter one is not looked at."""
_MOST_INSIDE = 16
"""Names that are looked at within one value: a text of nothing but names would else be read again for each."""
_JOINED = Late(
    r"""
    (?P<close>\\{0,4}["'`]?[\])]?)                                      # the end of a quoted name, of an index
    (?:
        (?:
            ,?(?:\\n)?\s{0,24}\\{0,4}["']?[vV]alue\\{0,4}["']?          # {"name": "API_KEY", "value": …}, also in YAML
          | [ ]?:[ ]?\{[ ]?\\{0,4}"[\w\-]{1,40}(?:\.[\w\-]{1,40})+\\{0,4}"  # {"github-oauth": {"github.com": …}}
          | [ ]?:[ ]?&?(?:'static[ ]|mut[ ])?[A-Za-z][\w.<>|?\[\]]{0,30}(?=[ ]?=)   # let token: &str = …
          | [ ](?:string|String|str|char|text)(?=[ ]=)                          # var token string = …
          | </(?:key|name)>\s{0,24}<(?:string|value)(?=>)                        # <key>Token</key><string>…
        )?
        [ \t]{0,12}(?P<operator>=>|:=|\?=|\+=|={1,3}|!==?|->|:|,|>|%3[Dd])[ \t]{0,12}
      | (?P<space>[ \t]{1,4}(?P<verb>(?:is|was|=|of)[ \t])?)
    )
    (?:[bBrRuUfF]{1,2}(?=["'])|@|String\(|\[[ ]?(?=\\{0,4}["']))?
    (?P<quote>\\{0,4}["'`])?
    (?P<scheme>(?i:Basic|Bearer|Token|ApiKey|SSWS|GenieKey|Bot|Digest|Key)[ ]{1,2}(?:token=)?)?
    """,
    re.VERBOSE,
)
_JOINTS = frozenset("\\\"'`])\t\n\r ,:=?+!-<>%")
"""What can come after a name that has a value."""
_BEARER = Late(r"[Bb]earer[ ]{1,2}(?P<value>[A-Za-z0-9._~+/=\-]{16,4096})", re.ASCII)
_QUOTED = Late(r"""(?:[^\s"'`\\]|\\[^\s"'`nrt]){1,8000}""")
_BARE = Late(r"""[^\s"'`\\,;&|<>(){}\[\]]{1,8000}""")
_TOLD = Late(
    r"(?:\b(?:ENV|ARG)|setenv|setx|set -[a-z]+|(?:login|user|account)\s\S{1,60})"
    r"[ \t]{0,3}\s[+\-]?\s{0,8}[\w.\-]{0,60}\Z"
)
_TELLING = ("ENV", "ARG", "set", "login", "user", "account")


def find_assigned(text: str, low: bytes) -> Iterator[Found]:
    """The secrets under names; `low` is the text in small letters, with `?` for each character that is not ASCII."""
    for mark in _MARKS:
        done = value_end = inside = 0
        at = low.find(mark)
        while at >= 0:
            if at >= done:
                tail = _NAME_TAIL.pattern.match(text, at)
                done = tail.end() if tail else at + 1
                inside = inside + 1 if at < value_end else 0
                if inside <= _MOST_INSIDE and (joint := _joint(text, done)):
                    value_end = joint[1].end()
                    yield from _under_name(text, at, done, *joint)
                if mark == b"bearer":
                    yield from _bearer(text, at)
            at = low.find(mark, at + len(mark))


def _joint(text: str, end: int) -> tuple[re.Match[str], re.Match[str]] | None:
    """What joins a name that ends there to a value, and the value; None where no value is that is worth a look."""
    joined = _JOINED.pattern.match(text, end) if text[end : end + 1] in _JOINTS else None
    if joined is None:
        return None
    found = (_QUOTED if joined["quote"] else _BARE).pattern.match(text, joined.end())
    return (joined, found) if found and len(found[0]) >= _FEWEST else None


def _under_name(text: str, mark: int, end: int, joined: re.Match[str], found: re.Match[str]) -> Iterator[Found]:
    """`text[mark:end]` is the name from a telling word in it on."""
    start = found.start()
    head = _NAME_TAIL.pattern.match(text[max(0, mark - 60) : mark][::-1])
    begin = mark - (head.end() if head else 0)
    name = text[begin:end]
    loose = joined["operator"] is None and not name.startswith("-")
    said = loose and bool(joined["quote"] or joined["verb"])
    if loose and not any(map(str.isdigit, found[0])):
        return
    kind = "" if _is_in_mask(text, begin) else kind_of_name(name)
    if not kind or not _is_joined(joined) or (joined["operator"] == ":" == text[begin - 1 : begin]):
        return
    value = Value(
        _trimmed(found[0], joined["quote"]),
        kind,
        name,
        joined["operator"] or "",
        quoted=bool(joined["quote"]),
        quoted_name=bool(joined["close"]) and joined["close"][-1:] in "\"'`",
        loose=loose and not (said and kind == "password") and not _is_told(text, mark),
        spaced=text[start - 1 : start] == " " and not joined["quote"],
        is_sure=bool(joined["scheme"]) or text[max(0, begin - 1) : begin] in ("?", "&"),
        follower="" if joined["verb"] else text[found.end() : found.end() + 1],
    )
    if is_secret(value):
        yield Found(kind, start, start + len(value.text))


def _is_in_mask(text: str, begin: int) -> bool:
    """Whether a name that begins there is a mask's own, which says what was masked and not what follows."""
    return text.startswith(OPENING, begin - 1) or text.endswith(OPENING, 0, begin)


def _is_joined(joined: re.Match[str]) -> bool:
    """Whether what stands between name and value joins them."""
    operator = joined["operator"]
    if operator == ",":
        return bool(joined["quote"]) and joined["close"][-1:] in ("'", '"')
    if operator == ">":
        return not joined["quote"]
    if operator is None:
        return not joined["close"].strip("\"'`\\")
    return True


def _is_told(text: str, mark: int) -> bool:
    """Whether the words before a name announce that its value follows: `ENV API_KEY`, `login ann password`."""
    before = text[max(0, mark - 140) : mark]
    return any(word in before for word in _TELLING) and _TOLD.pattern.search(before) is not None


def _trimmed(value: str, quote: str | None) -> str:
    if quote:
        return value.rstrip("\\")
    return value.rstrip(".:!?") or value


def _bearer(text: str, at: int) -> Iterator[Found]:
    found = _BEARER.pattern.match(text, at)
    if found and is_secret(Value(found["value"].rstrip("."), "token", quoted=True, is_sure=True)):
        yield Found("token", found.start("value"), found.start("value") + len(found["value"].rstrip(".")))
