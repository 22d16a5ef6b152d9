# ruff: noqa: E501 - a situation is a row
"""`symbol`: defined, offered, inherited, moved, renamed, and what cannot be told."""

from pathlib import Path

import pytest

from .situations import Situation, judge

_SESSIONS = """
from .hooks import dispatch
class Mixin:
    def close(self): ...
class Session(Mixin):
    verify = True
    def __init__(self):
        self.headers = {}
    def request(self, method, url, timeout=None): ...
class Odd(Unknown):
    pass
class Loud(Exception):
    pass
def session(): ...
"""
_REQUESTS = {
    "src/requests/__init__.py": "from .sessions import Session, session\nfrom . import sessions\n__version__ = '2'\n",
    "src/requests/sessions.py": _SESSIONS,
    "src/requests/hooks.py": "def dispatch(): ...\n",
    "src/requests/compat.py": "from .hooks import *\nfrom urllib.parse import quote\n",
    "src/requests/lazy.py": "__all__ = ['Later']\ndef __getattr__(name):\n    return getattr(there, name)\n",
    "src/requests/shim.py": "def __getattr__(name):\n    if name == 'Old':\n        return 1\n    raise AttributeError(name)\n",
    "src/requests/kinds.py": "from enum import Enum\nfrom pydantic import BaseModel\nclass Kind(Enum):\n    A = 1\nclass Row(BaseModel):\n    size: int\nclass Free:\n    def __init__(self, **more):\n        for each in more:\n            setattr(self, each, 1)\n",
    "src/requests/open.py": "from numpy import *\n",
    "src/requests/broken.py": "def one(): ...\ndef two(:\n",
}
_IN = "in `requests/sessions.py`"

SITUATIONS = [
    Situation("a class", _REQUESTS, f"symbol `Session` {_IN}", "verified", "sessions.py:5"),
    Situation("a method", _REQUESTS, f"symbol `Session.request` {_IN}", "verified", "sessions.py:9"),
    Situation("a method by its last name", _REQUESTS, f"symbol `request` {_IN}", "verified", "sessions.py:9"),
    Situation("with brackets", _REQUESTS, f"symbol `Session.request()` {_IN}", "verified"),
    Situation("joined as in Ruby", _REQUESTS, f"symbol `Session#request` {_IN}", "verified"),
    Situation("a class attribute", _REQUESTS, f"symbol `Session.verify` {_IN}", "verified"),
    Situation("an attribute of self", _REQUESTS, f"symbol `Session.headers` {_IN}", "verified"),
    Situation("inherited", _REQUESTS, f"symbol `Session.close` {_IN}", "verified", "sessions.py:4"),
    Situation("inherited from a builtin", _REQUESTS, f"symbol `Loud.args` {_IN}", "verified"),
    Situation("not of a builtin", _REQUESTS, f"symbol `Loud.detail` {_IN}", "refuted"),
    Situation("a base from outside", _REQUESTS, f"symbol `Odd.close` {_IN}", "unverified", "`Unknown`"),
    Situation("with its module", _REQUESTS, f"symbol `requests.sessions.Session.request` {_IN}", "verified"),
    Situation("imported", _REQUESTS, f"symbol `dispatch` {_IN}", "verified", "hooks.py"),
    Situation("re-exported", _REQUESTS, "symbol `Session.request` in `requests/__init__.py`", "verified", "sessions.py:9"),
    Situation("in a package", _REQUESTS, "symbol `Session.request` in `src/requests/`", "verified"),
    Situation("a submodule", _REQUESTS, "symbol `sessions` in `src/requests/__init__.py`", "verified"),
    Situation("by a star", _REQUESTS, "symbol `dispatch` in `src/requests/compat.py`", "verified", "hooks.py"),
    Situation("imported from outside", _REQUESTS, "symbol `quote` in `src/requests/compat.py`", "verified"),
    Situation("below what is outside", _REQUESTS, "symbol `quote.x` in `src/requests/compat.py`", "unverified"),
    Situation("not by a star that was read", _REQUESTS, "symbol `nothing` in `src/requests/compat.py`", "refuted"),
    Situation("by a star from outside", _REQUESTS, "symbol `array` in `src/requests/open.py`", "unverified", "numpy"),
    Situation("made as it is asked for", _REQUESTS, "symbol `Later` in `src/requests/lazy.py`", "verified"),
    Situation("perhaps made", _REQUESTS, "symbol `Never` in `src/requests/lazy.py`", "unverified", "as it runs"),
    Situation("made from its text", _REQUESTS, "symbol `Old` in `src/requests/shim.py`", "verified", "shim.py:2"),
    Situation("not among those that are made", _REQUESTS, "symbol `Older` in `src/requests/shim.py`", "refuted"),
    Situation("what an enum brings along", _REQUESTS, "symbol `Kind.value` in `src/requests/kinds.py`", "verified"),
    Situation("no member of an enum", _REQUESTS, "symbol `Kind.B` in `src/requests/kinds.py`", "refuted", "`Kind.A`"),
    Situation("no field of a model", _REQUESTS, "symbol `Row.length` in `src/requests/kinds.py`", "refuted"),
    Situation("set by code", _REQUESTS, "symbol `Free.speed` in `src/requests/kinds.py`", "unverified", "sets members"),
    Situation("beside a syntax error", _REQUESTS, "symbol `one` in `src/requests/broken.py`", "verified"),
    Situation("perhaps behind one", _REQUESTS, "symbol `three` in `src/requests/broken.py`", "unverified", "read as a whole"),
    Situation("moved", _REQUESTS, "symbol `Session.request` in `src/requests/hooks.py`", "moved", "symbol `Session.request` in `src/requests/sessions.py`"),
    Situation("its file moved", _REQUESTS, "symbol `dispatch` in `lib/web/hooks.py`", "moved", "src/requests/hooks.py"),
    Situation("its file is gone", _REQUESTS, "symbol `dispatch` in `requests/events.py`", "moved", "src/requests/hooks.py"),
    Situation("moved, not to a test", {"a.py": "", "b.py": "def f(): ...\n", "tests/test_b.py": "def f(): ...\n"}, "symbol `f` in `a.py`", "moved", "symbol `f` in `b.py`"),
    Situation("renamed", _REQUESTS, f"symbol `Session.send_request` {_IN}", "refuted", "`Session.request`"),
    Situation("its class renamed", _REQUESTS, f"symbol `Client.request` {_IN}", "refuted", "`Session.request`"),
    Situation("gone with its file", {"a.py": "x = 1\n"}, "symbol `Session` in `b.py`", "refuted", "no such file"),
    Situation("no language that is read", {"a.zig": "fn f() void {}\n"}, "symbol `f` in `a.zig`", "unverified"),
    Situation("anywhere", _REQUESTS, "symbol `Session.request`", "verified", "sessions.py:9"),
    Situation("anywhere, by its package", _REQUESTS, "symbol `requests.Session`", "verified"),
    Situation("anywhere, inherited", _REQUESTS, "symbol `requests.Session.close`", "verified"),
    Situation("anywhere, a module", _REQUESTS, "symbol `requests.hooks`", "verified", "hooks.py"),
    Situation("a member that a class of the tree has not", _REQUESTS, "symbol `Session.teleport`", "refuted", "`Session.teleport`"),
    Situation("nowhere", _REQUESTS, "symbol `Teleporter`", "refuted", "no source file"),
    Situation("of another project", _REQUESTS, "symbol `pandas.DataFrame`", "unverified", "`pandas`"),
    Situation("only used", {"a.py": "import x\nx.raise_for_status()\n"}, "symbol `raise_for_status`", "unverified", "used in"),
    Situation("only in a comment", {"a.py": "# raise_for_status was here\nA = 1\n"}, "symbol `raise_for_status`", "refuted"),
    Situation("no source at all", {"a.md": "Session\n"}, "symbol `Session`", "unverified"),
    Situation("in circles", {"a.py": "from b import *\n", "b.py": "from a import *\n"}, "symbol `f` in `a.py`", "refuted"),
    Situation("a class that is its own base", {"a.py": "class A(A):\n    x = 1\n"}, "symbol `A.y` in `a.py`", "refuted"),
    Situation("absent", _REQUESTS, f"absent symbol `Session.teleport` {_IN}", "verified"),
    Situation("absent but there", _REQUESTS, f"absent symbol `Session.request` {_IN}", "refuted"),
    Situation("absent, for it moved", _REQUESTS, "absent symbol `Session.request` in `src/requests/hooks.py`", "verified"),
    Situation("absent, not to be told", _REQUESTS, "absent symbol `array` in `src/requests/open.py`", "unverified"),
]  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.name)
def test_symbols(situation: Situation, tmp_path: Path) -> None:
    judge(situation, tmp_path)
