"""Whether a value under a secret's name is one: random enough for it, and not code, a path, a type or an example."""

import re
from typing import NamedTuple

from .late import Late
from .names import is_bare
from .placeholders import is_placeholder
from .randomness import is_random, is_uuid, is_wordy, mixes_all, share_of_words

_LEAST = {"password": 5, "secret": 8, "token": 10, "key": 10, "auth": 10, "signature": 20, "session": 20}
_JUDGED = 400
_LEAST_LOOSE = 16
_LEAST_BARE = 24
_FEWEST_WORDS = 0.1
_OWN_SESSION = Late(r"[0-9A-HJKMNP-TV-Z]{26}")
"""The ids of our own sessions, which are no secrets."""
_PATH = Late(
    r"(?:\.{0,2}|~|[A-Za-z]:)?[/\\]|[\w\-]+/[\w\-./]+\.[a-z]{1,5}\Z|[\w\-.]+\.(?:pem|key|crt|cer|json|ya?ml|toml|txt|env|py|js|ts|md)\Z"
)
_URL = Late(r"[a-z][a-z0-9+.\-]{1,20}:/|arn:|urn:|refs/|data:|file:|vault:|ssm:|op:", re.IGNORECASE)
_CALL = Late(r"[A-Za-z_$][\w$]*(?:(?:\.|->|::|\?\.)[A-Za-z_$][\w$]*)+\Z")
_ROOT = Late(
    r"(?:file://)?/(?:tmp|var|usr|home|etc|opt|run|srv|mnt|root|Users|private|app|dev|proc|data|build|src|workspace|Library)/"
)
_VERSION = Late(r"[v^~<>=]{0,2}[0-9]{1,5}(?:\.[0-9]{1,6}){1,3}(?![0-9a-zA-Z])")
_DATE = Late(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].*)?\Z")
_DIGEST = Late(r"(?:sha(?:1|224|256|384|512)|md5|blake2b|SHA256)[:\-]", re.IGNORECASE)
_TYPE = Late(
    r"(?:u?int|float|bytes|string|str|varchar|char|uuid|sha|md|utf|base|argon|bcrypt|scrypt|pbkdf|aes|hmac|rsa|es|hs|rs|ed|v|version|type|param|arg|value|val|field|input|var|tmp|item|test|user|key|line|col|step|p|t|k|x)_?-?[0-9]{1,4}\Z",
    re.IGNORECASE,
)
_NAME = Late(r"[A-Za-z_][A-Za-z_]*[0-9]{0,2}\Z")
_SPECIAL = Late(r"[!@#%^+~?$&*=|;]")


_OTHERS = (_URL, _ROOT, _VERSION, _DATE, _DIGEST)


class Value(NamedTuple):
    """A value as it stands, its name and the kind of that, and how the two are joined.

    `loose`: by nothing but a space. `spaced`: a space stands before it, as in code and YAML. `follower`: the character
    after it. `is_sure`: more than the name says what it is, a scheme such as `Basic` or a URL. `quoted_name` without
    `quoted` is JSON's number, or code.
    """

    text: str
    kind: str
    name: str = ""
    operator: str = ""
    quoted: bool = False
    quoted_name: bool = False
    loose: bool = False
    spaced: bool = False
    is_sure: bool = False
    follower: str = ""


def is_secret(value: Value) -> bool:
    """Whether it is one; of a long value its first characters say it."""
    value = value._replace(text=value.text[:_JUDGED])
    text = value.text
    if len(text) < _LEAST[value.kind] or (value.quoted_name and not value.quoted) or _is_something_else(value):
        return False
    if value.kind == "session" and (
        _OWN_SESSION.pattern.fullmatch(text) or value.quoted_name or not value.operator.startswith(("=", "%"))
    ):
        return False
    if value.kind == "password" and not value.loose:
        return _is_password(value)
    is_named = value.is_sure or not is_bare(value.name)
    if is_uuid(text):
        return is_named and not value.loose
    if value.kind == "key" and not is_named:
        return mixes_all(text) and share_of_words(text) < _FEWEST_WORDS and is_random(text, _LEAST_BARE)
    return is_random(text, _LEAST_LOOSE if value.loose else _LEAST[value.kind] if is_named else _LEAST_BARE)


def _is_something_else(value: Value) -> bool:
    text = value.text
    if value.name and value.name.lower() in text.lower():
        return True
    if is_placeholder(text) or any(form.pattern.match(text) for form in _OTHERS):
        return True
    if not value.quoted and (value.follower in ("(", "[", "{") or (text.isidentifier() and value.follower == ".")):
        return True
    if _CALL.pattern.match(text) and share_of_words(text) > 0.5:
        return True
    return bool(_PATH.pattern.match(text)) and share_of_words(text) > 0.4


def _is_password(value: Value) -> bool:
    """A word alone is none; one with digits or signs is, unless it is a name or a type of code."""
    text = value.text
    has_digit, has_special = any(map(str.isdigit, text)), bool(_SPECIAL.pattern.search(text))
    if text.isdigit():
        return value.quoted or not value.spaced
    if not has_digit and not has_special:
        return not is_wordy(text) and is_random(text, 8)
    if _TYPE.pattern.match(text) or text[0] in "=<>":
        return False
    if (
        not value.quoted
        and _NAME.pattern.match(text)
        and (value.follower in (",", ")") or "_" in text)
        and is_wordy(text.rstrip("0123456789"))
    ):
        return False
    return has_special or not is_wordy(text) or not any(mark in text for mark in "-_./ ")
