"""Verdicts kept in the memory's cache, so that an unchanged project costs a look at few files and no parsing.

A verdict is kept under the text of its check and the folder that it was decided in (worktrees share a memory), with the
digests of all that decided it. What depends on the day, on the history or on a command is never kept.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from reverie.checks.check import AbsentIs, AnyCheck, CommandIs, CommitIs, UntilIs
from reverie.checks.verdict import Verdict
from reverie.memory.cache.keys import digest
from reverie.memory.known import Known
from reverie.version import VERSION

from .view import View

_MOST = 20_000
"""Verdicts; the oldest go first."""
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Verdict)


class Verdicts:
    """Those of the project in `root`. Nothing depends on them but speed."""

    def __init__(self, known: Known, root: Path) -> None:
        self._known = known
        self._root = str(root)

    def find(self, checks: Sequence[str], view: View) -> dict[str, Verdict]:
        """The verdicts, by the check's text, of which nothing changed that decided them."""
        keys = {self._key(check): check for check in checks}
        if not keys:
            return {}
        marks = ", ".join("?" * len(keys))

        def rows(tables: sqlite3.Connection) -> list[tuple[Any, ...]]:
            sql = f"SELECT key, digest, verdict FROM verdicts WHERE key IN ({marks})"
            return tables.execute(sql, tuple(keys)).fetchall()

        found: dict[str, Verdict] = {}
        for key, decided_by, encoded in self._known.ask(rows):
            verdict = _decoded(encoded)
            if verdict is not None and decided_by == _digest_of(verdict, view):
                found[keys[key]] = verdict
        return found

    def keep(self, decided: Iterable[tuple[str, AnyCheck, Verdict]], view: View) -> None:
        """Checks by their text, with what was decided in this view just now."""
        rows = [
            (self._key(text), decided_by, _encoder.encode(verdict))
            for text, check, verdict in decided
            if is_of_the_files(check) and (decided_by := _digest_of(verdict, view))
        ]
        if rows:
            self._known.change(lambda tables: _put(tables, rows))

    def excuse(self, commit: str, head: str, paths: Sequence[str], view: View) -> str | None:
        """What was kept of `keep_excuse`; None when nothing was."""
        key = self._excuse_key(commit, head, paths, view)

        def row(tables: sqlite3.Connection) -> Any:
            return tables.execute("SELECT verdict FROM verdicts WHERE key = ?", (key,)).fetchone()

        found = self._known.ask(row)
        verdict = _decoded(found[0]) if found else None
        return verdict.why if verdict else None

    def keep_excuse(self, excuse: str, commit: str, head: str, paths: Sequence[str], view: View) -> None:
        """Why what these files do not show may hold at a commit; it stays so while HEAD and the files do."""
        row = (self._excuse_key(commit, head, paths, view), b"", _encoder.encode(Verdict("unverified", why=excuse)))
        self._known.change(lambda tables: _put(tables, [row]))

    def _excuse_key(self, commit: str, head: str, paths: Sequence[str], view: View) -> bytes:
        return digest(
            VERSION, self._root, commit, head, *(part for path in paths for part in (path, view.digest(path)))
        )

    def _key(self, check: str) -> bytes:
        return digest(VERSION, self._root, check)


def _put(tables: sqlite3.Connection, rows: Sequence[tuple[bytes, bytes, bytes]]) -> None:
    tables.executemany("INSERT OR REPLACE INTO verdicts (key, digest, verdict) VALUES (?, ?, ?)", rows)
    tables.execute("DELETE FROM verdicts WHERE number <= (SELECT max(number) FROM verdicts) - ?", (_MOST,))


def is_of_the_files(check: AnyCheck) -> bool:
    """Whether nothing but the project's files decides it."""
    one = check.what if isinstance(check, AbsentIs) else check
    return not isinstance(one, UntilIs | CommitIs | CommandIs)


def _digest_of(verdict: Verdict, view: View) -> bytes | None:
    """Of all that decided it, as it is in the view; None when that may change without a sign of it."""
    if not verdict.is_tree_wide:
        return digest(*(part for path in verdict.read for part in (path, view.digest(path)))) if verdict.read else None
    tree = view.tree_digest()
    return digest(tree, *(part for path in verdict.read for part in (path, view.digest(path)))) if tree else None


def _decoded(encoded: bytes) -> Verdict | None:
    try:
        return _decoder.decode(encoded)
    except msgspec.DecodeError:  # of another version of ours
        return None
