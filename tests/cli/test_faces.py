"""Which face a terminal gets, and with what."""

from pathlib import Path
from typing import Any

import pytest
from tests.fakes.pass_through import PassThrough

from reverie.cli import faces
from reverie.config.places import Places
from reverie.config.settings import Settings


class _Built:
    def __init__(self, *_: object, **given: Any) -> None:
        self.given = given


def test_what_is_typed_is_kept_without_its_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The redactor of the sessions is the history's, too."""
    redactor = PassThrough()
    monkeypatch.setattr(faces, "redactor_in_use", lambda: redactor)
    monkeypatch.setattr("reverie.plain.terminal.face.TerminalFace", _Built)
    places = Places(tmp_path, tmp_path, tmp_path, tmp_path)
    face: Any = faces.open_face(Settings(), places, tmp_path, {"TERM": "xterm"})
    assert face.given["redactor"] is redactor
