"""Write and edit keep the bytes before, or change nothing."""

import asyncio
import errno
import os
from pathlib import Path

import msgspec
import pytest
from tests.tools.calling import LIMITS, KeptOutput, text_of

from reverie.conversation.ports import ToolResult
from reverie.conversation.record import EditedFile
from reverie.storage.kept_bytes import KeptBytes, content_hash, kept_mode
from reverie.tools import saving
from reverie.tools.means import KeepBytes, Means
from reverie.tools.registry import open_tools
from reverie.tools.workspace import Workspace


class Keeping:
    """The tools over a project, with a keeper of bytes."""

    def __init__(self, folder: Path, keep: KeepBytes | None = None) -> None:
        self.root = folder / "project"
        self.root.mkdir()
        self.kept = KeptBytes(folder / "before")
        means = Means(Workspace(self.root), keep=keep or self.kept.keep)
        self.tools = {tool.spec.name: tool for tool in open_tools(means, limits=LIMITS)}

    def call(self, name: str, **arguments: object) -> ToolResult:
        tool = self.tools[name]
        return asyncio.run(tool.run(msgspec.convert(arguments, tool.arguments), KeptOutput()))

    def changed(self, name: str, **arguments: object) -> EditedFile:
        effect = self.call(name, **arguments).effect
        assert isinstance(effect, EditedFile)
        return effect


def test_each_change_tells_the_bytes_before_and_after(tmp_path: Path) -> None:
    with_copies = Keeping(tmp_path)
    created = with_copies.changed("write", path="a", content="one\n")
    assert (created.created, created.before, created.after) == (True, "", content_hash(b"one\n"))
    (with_copies.root / "a").chmod(0o750)
    edited = with_copies.changed("edit", path="a", old="one", new="two")
    assert with_copies.kept.read(edited.before) == b"one\n" and kept_mode(edited.before) == 0o750
    written = with_copies.changed("write", path="a", content="three\n")
    assert with_copies.kept.read(written.before) == b"two\n"
    assert (edited.after, written.after) == (content_hash(b"two\n"), content_hash(b"three\n"))


def test_bytes_that_are_no_utf_8_are_kept_as_they_are(tmp_path: Path) -> None:
    with_copies = Keeping(tmp_path)
    (with_copies.root / "a").write_bytes(b"caf\xe9\r\n")
    with_copies.call("read", path="a")
    edited = with_copies.changed("edit", path="a", old="caf", new="CAF")
    assert with_copies.kept.read(edited.before) == b"caf\xe9\r\n"
    assert edited.after == content_hash((with_copies.root / "a").read_bytes()) == content_hash(b"CAF\xe9\r\n")


def test_a_file_that_cannot_be_kept_is_not_changed(tmp_path: Path) -> None:
    def full(content: bytes, mode: int) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/somewhere")

    without_room = Keeping(tmp_path, full)
    without_room.call("write", path="a", content="one\n")
    for result in (
        without_room.call("edit", path="a", old="one", new="two"),
        without_room.call("write", path="a", content="x"),
    ):
        assert result.failed and result.effect is None
        assert "'a' was not changed: its bytes before could not be kept (No space left on device)" in text_of(result)
    assert (without_room.root / "a").read_text() == "one\n"


def test_a_file_too_large_to_be_kept_is_not_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_copies = Keeping(tmp_path)
    with_copies.call("write", path="a", content="123456\n")
    monkeypatch.setattr(saving, "MOST_KEPT_BYTES", 4)
    result = with_copies.call("write", path="a", content="x")
    assert result.failed and "too large (7 bytes)" in text_of(result)
    assert (with_copies.root / "a").read_text() == "123456\n"
