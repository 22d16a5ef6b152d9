# ruff: noqa: E501 - a situation is a row
"""`signature`: parameters and defaults, compared as values."""

from pathlib import Path

import pytest

from .situations import Situation, judge

_PY = {
    "net.py": """
from functools import wraps
import dataclasses
from typing import overload
from .limits import RETRIES
TIMEOUT = 60 * 5
def get(url, *, timeout=TIMEOUT, retries=RETRIES, mode='fast', sizes=(1, 2), base=None, flag=True, stop=make()): ...
def post(url, **kwargs): ...
def late(wait=None):
    wait = 30 if wait is None else wait
@route('/x')
def routed(name): ...
@overload
def many(a: int) -> int: ...
@overload
def many(a: str, b: int = 2) -> str: ...
def many(a, b=2): ...
class Client:
    def __init__(self, host, port=80): ...
class Special(Client): ...
class Outside(Unknown): ...
@dataclasses.dataclass
class Row:
    name: str
    size: int = 3
class Kind:
    def pick(self, mode=Mode.FAST, *args): ...
alias = get
def request(method, url, timeout=None, retries=2): ...
def fetch(url, **kwargs):
    'See `request`.'
    return request("get", url, **kwargs)
def touched(url, **kwargs):
    kwargs.setdefault("timeout", 3)
    return request("get", url, **kwargs)
class Base:
    def __init__(self, name, hidden=False): ...
class Option(Base):
    def __init__(self, flags, *decls, **attrs):
        super().__init__(flags, **attrs)
def timed(fn):
    @wraps(fn)
    def inner(*args, **kwargs): ...
    return inner
@timed
def slow(name): ...
""",
    "limits.py": "RETRIES = 3\n",
    "stub.pyi": "def open(path, mode: str = ...): ...\n",
}

SITUATIONS = [
    Situation("a parameter", _PY, "signature `get(url)` in `net.py`", "verified", "net.py:7"),
    Situation("several", _PY, "signature `get(url, mode, base)` in `net.py`", "verified"),
    Situation("a text in other quotes", _PY, 'signature `get(mode="fast")` in `net.py`', "verified"),
    Situation("a text without quotes", _PY, "signature `get(mode=fast)` in `net.py`", "verified"),
    Situation("null of another language", _PY, "signature `get(base=null)` in `net.py`", "verified"),
    Situation("true of another language", _PY, "signature `get(flag=true)` in `net.py`", "verified"),
    Situation("through a constant", _PY, "signature `get(timeout=300)` in `net.py`", "verified"),
    Situation("by the constant's name", _PY, "signature `get(timeout=TIMEOUT)` in `net.py`", "verified"),
    Situation("in minutes", _PY, "signature `get(timeout=5 minutes)` in `net.py`", "verified"),
    Situation("through an imported constant", _PY, "signature `get(retries=3)` in `net.py`", "verified"),
    Situation("a tuple as a list", _PY, "signature `get(sizes=[1, 2])` in `net.py`", "verified"),
    Situation("changed", _PY, "signature `get(timeout=30)` in `net.py`", "refuted", "net.py:7 | `timeout=TIMEOUT`"),
    Situation("changed behind an import", _PY, "signature `get(retries=5)` in `net.py`", "refuted", "`retries=RETRIES`"),
    Situation("another text", _PY, "signature `get(mode=slow)` in `net.py`", "refuted", "`mode='fast'`"),
    Situation("what a call gives", _PY, "signature `get(stop=5)` in `net.py`", "unverified", "stop=make()"),
    Situation("no such parameter", _PY, "signature `get(verify)` in `net.py`", "refuted", "no parameter `verify`; has"),
    Situation("passed through", _PY, "signature `post(timeout)` in `net.py`", "unverified", "`kwargs` may take it"),
    Situation("passed on", _PY, "signature `fetch(retries=2)` in `net.py`", "verified"),
    Situation("passed on and changed", _PY, "signature `fetch(retries=5)` in `net.py`", "refuted", "`retries=2`"),
    Situation("passed on to who does not take it", _PY, "signature `fetch(verify)` in `net.py`", "refuted", "no parameter `verify`"),
    Situation("passed on, but touched", _PY, "signature `touched(verify)` in `net.py`", "unverified"),
    Situation("passed on to a base", _PY, "signature `Option(hidden=False)` in `net.py`", "verified"),
    Situation("not taken by the base", _PY, "signature `Option(shown)` in `net.py`", "refuted", "no parameter `shown`"),
    Situation("a decorator that keeps the signature", _PY, "signature `slow(speed)` in `net.py`", "refuted", "has `name`"),
    Situation("required", _PY, "signature `get(url!)` in `net.py`", "verified"),
    Situation("not required", _PY, "signature `get(mode!)` in `net.py`", "refuted"),
    Situation("no default", _PY, "signature `get(url=None)` in `net.py`", "refuted", "`url` has no default"),
    Situation("set inside", _PY, "signature `late(wait=30)` in `net.py`", "unverified", "wait=None"),
    Situation("not set inside", _PY, "signature `late(wait=45)` in `net.py`", "refuted", "`wait=None`"),
    Situation("an unknown decorator", _PY, "signature `routed(request)` in `net.py`", "unverified", "route"),
    Situation("an overload", _PY, "signature `many(b=2)` in `net.py`", "verified"),
    Situation("no overload", _PY, "signature `many(c)` in `net.py`", "refuted"),
    Situation("a constructor", _PY, "signature `Client(host, port=80)` in `net.py`", "verified"),
    Situation("a constructor by its name", _PY, "signature `Client.__init__(port=80)` in `net.py`", "verified"),
    Situation("with self written out", _PY, "signature `Client.__init__(self, host)` in `net.py`", "verified"),
    Situation("an inherited constructor", _PY, "signature `Special(port=80)` in `net.py`", "verified"),
    Situation("an inherited one changed", _PY, "signature `Special(port=443)` in `net.py`", "refuted", "`port=80`"),
    Situation("a constructor from outside", _PY, "signature `Outside(port=443)` in `net.py`", "unverified"),
    Situation("a dataclass", _PY, "signature `Row(name, size=3)` in `net.py`", "verified"),
    Situation("a dataclass changed", _PY, "signature `Row(size=4)` in `net.py`", "refuted", "`size=3`"),
    Situation("a member of an enum", _PY, "signature `Kind.pick(mode=FAST)` in `net.py`", "verified"),
    Situation("another member", _PY, "signature `Kind.pick(mode=Mode.SLOW)` in `net.py`", "refuted"),
    Situation("with stars", _PY, "signature `Kind.pick(mode, *args)` in `net.py`", "verified"),
    Situation("exactly", _PY, "signature exactly `Client(host, port)` in `net.py`", "verified"),
    Situation("not exactly", _PY, "signature exactly `Client(host)` in `net.py`", "refuted", "has `host`, `port`"),
    Situation("a stub", _PY, "signature `open(mode='r')` in `stub.pyi`", "unverified"),
    Situation("no callable", _PY, "signature `TIMEOUT(x)` in `net.py`", "unverified"),
    Situation("moved", {"a.py": "", "b.py": "def get(url, timeout=5): ...\n"}, "signature `get(timeout=5)` in `a.py`", "moved", "signature `get(timeout=5)` in `b.py`"),
    Situation("moved and changed", {"a.py": "", "b.py": "def get(url, timeout=9): ...\n"}, "signature `get(timeout=5)` in `a.py`", "refuted", "b.py:1 | `timeout=9`"),
    Situation("gone", _PY, "signature `fetch_all(url)` in `net.py`", "refuted", "no `fetch_all`"),
    Situation("anywhere", _PY, "signature `Client(port=80)`", "verified"),
    Situation("absent", _PY, "absent signature `get(verify)` in `net.py`", "verified"),
    Situation("absent but there", _PY, "absent signature `get(mode)` in `net.py`", "refuted"),
    Situation("absent, not to be told", _PY, "absent signature `post(verify)` in `net.py`", "unverified"),
]  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.name)
def test_signatures(situation: Situation, tmp_path: Path) -> None:
    judge(situation, tmp_path)
