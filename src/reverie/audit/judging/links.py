"""Relative links of Markdown: each says that the file is there, from the folder of the note."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from reverie.audit.values import Note
from reverie.checks.candidate import Candidate, Span
from reverie.checks.check import PathIs

from .statements import Statement

_LINK = re.compile(r"\]\(<?(?P<target>[^)\s<>]+)>?(?:\s+[\"'(][^)]*)?\)")
_NO_FILE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#|\{|\$")
_FILE = re.compile(r"[^?#]*\.[A-Za-z][A-Za-z0-9]{0,5}")


def link_candidates(statement: Statement, note: Note) -> Iterator[Candidate]:
    """Those with the ending of a file: without one it is a page of a site, which is made; what begins with `/` is meant
    from the root of a site."""
    text, span = statement.passage.text, statement.span
    for found in _LINK.finditer(text, span.start, span.end) if note.place else ():
        target = unquote(found["target"].partition("#")[0].partition("?")[0])
        if _NO_FILE.match(found["target"]) or not _FILE.fullmatch(target) or target.endswith((".html", ".htm", ".php")):
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(note.place), target))
        also = (PathIs(target),) if target != path and not target.startswith(".") else ()
        if not path.startswith(".."):
            yield Candidate(PathIs(path), "claim", span, Span(*found.span("target")), also)
