"""A file's lines, or a folder's listing, as text that goes with a prompt: what the tools read and list would give."""

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from reverie.config.keys import keys_file
from reverie.config.places import Places
from reverie.conversation.messages import TextPart
from reverie.conversation.ports import Redactor
from reverie.conversation.truncation import Limits, counted
from reverie.tools.fingerprint import WHOLE_BYTES, of_content, of_status
from reverie.tools.paging import Page, page_of_file, page_of_text
from reverie.tools.text_file import NotText, binary_kind, decode
from reverie.tools.workspace import PathError, Workspace, escape, regular_status

from .mentions import Mention

_MOST_BYTES = 100 << 20
_MOST_ENTRIES = 200
_MOST_LOOKED = 50_000
_SAMPLE_BYTES = 8192


class NotAttached(Exception):
    """Why something that was named does not go with the prompt: one line."""


class Attached(msgspec.Struct, frozen=True):
    """`said` is what the person is told: its name and how much of it."""

    part: TextPart
    said: str


class Files:
    """Reads what a person names. `limits` bound one file; a file that was given whole counts as read by the model."""

    def __init__(self, workspace: Workspace, places: Places, redactor: Redactor, limits: Limits) -> None:
        self._workspace = workspace
        self._places = places
        self._redactor = redactor
        self._limits = limits

    def attach(self, mention: Mention) -> Attached:
        """Raises `NotAttached`."""
        path = Path(os.path.realpath(self._workspace.root / os.path.expanduser(mention.path)))
        shown = self._workspace.show(path)
        self._refuse(path, shown)
        try:
            return self._folder(path, shown) if path.is_dir() else self._file(path, shown, mention)
        except PathError as error:
            raise NotAttached(str(error)) from None
        except OSError as error:
            raise NotAttached(f"'{shown}' was not added: {error.strerror or error}") from None

    def _refuse(self, path: Path, shown: str) -> None:
        """Keys are sent to nobody, however they are named; a transcript is searched, never given whole."""
        if _is_same(path, keys_file(self._places)):
            raise NotAttached(f"'{shown}' was not added: it holds your keys, which no model is given")
        if self._workspace.is_transcript(path):
            raise NotAttached(f"'{shown}' was not added: it is a session's transcript; /resume goes on with it")

    def _file(self, path: Path, shown: str, mention: Mention) -> Attached:
        status = regular_status(path, shown)
        if status.st_size > _MOST_BYTES:
            raise NotAttached(f"'{shown}' was not added: it is {status.st_size:,} bytes long; ask for a part of it")
        page = self._page(path, shown, status, max(1, mention.first), self._limits_of(mention))
        if not page.lines and mention.first > 1:
            raise NotAttached(f"'{shown}' was not added: it has only {counted(page.total, 'line')}")
        where = _where(page)
        text = "".join(f"{number}→{line}\n" for number, line in enumerate(page.lines, page.first))
        said = where if where.startswith("lines") else counted(page.total, "line")
        return self._attached(f"[{shown}{', ' * bool(where)}{where}]\n{text}", f"{shown} ({said})")

    def _page(self, path: Path, shown: str, status: os.stat_result, first: int, limits: Limits) -> Page:
        try:
            if status.st_size > WHOLE_BYTES:
                with path.open("rb") as opened:
                    if kind := binary_kind(opened.read(_SAMPLE_BYTES)):
                        raise NotText(kind)
                page, fingerprint = page_of_file(path, first, limits), of_status(status)
            else:
                content = path.read_bytes()
                page, fingerprint = page_of_text(decode(content).text, first, limits), of_content(content)
        except NotText as kind:
            raise NotAttached(f"'{shown}' was not added: it is no text ({kind})") from None
        self._workspace.remember(path, fingerprint)
        return page

    def _limits_of(self, mention: Mention) -> Limits:
        if not mention.first:
            return self._limits
        wanted = max(1, mention.last - mention.first + 1)
        return Limits(min(wanted, self._limits.lines), self._limits.characters)

    def _folder(self, path: Path, shown: str) -> Attached:
        with os.scandir(path) as found:
            looked = [entry for entry, _ in zip(found, range(_MOST_LOOKED), strict=False) if entry.name != ".git"]
        names = sorted(escape(entry.name) + "/" * entry.is_dir() for entry in looked)
        return self._attached(f"[the folder {shown}]\n{_listed(names)}", f"{shown}/ ({len(names):,} entries)")

    def _attached(self, text: str, said: str) -> Attached:
        """Bytes of names that are no text can be neither stored nor sent."""
        return Attached(TextPart(self._redactor.redact(text.encode(errors="replace").decode()), "repo"), said)


def _listed(names: Sequence[str]) -> str:
    more = f"[and {len(names) - _MOST_ENTRIES:,} more]\n" if len(names) > _MOST_ENTRIES else ""
    return "".join(f"{name}\n" for name in names[:_MOST_ENTRIES]) + more


def _where(page: Page) -> str:
    """What part of the file it is; empty when it is all of it."""
    if not page.lines:
        return "an empty file"
    if page.first == 1 and page.last == page.total:
        return ""
    return f"lines {page.first:,}-{page.last:,} of {page.total:,}"


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path == Path(os.path.realpath(other)) or os.path.samefile(path, other)
    except OSError:
        return False
