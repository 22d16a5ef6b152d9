from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.models.local.serving import RUNTIME, model_file, path_with_runtime, server_for

from reverie.models.local.server import LocalServer

Start = Callable[..., LocalServer]


@pytest.fixture
def fake_runtime(monkeypatch: pytest.MonkeyPatch) -> None:
    """`xllamacpp` is the stand-in, here and in the server's process."""
    monkeypatch.setenv("PYTHONPATH", path_with_runtime())
    monkeypatch.syspath_prepend(str(RUNTIME))


@pytest.fixture
def server(fake_runtime: None, tmp_path: Path) -> Iterator[Start]:
    """Makes servers of a model that behaves as told; none of them outlives the test."""
    made: list[LocalServer] = []

    def make(idle_seconds: float = 300.0, **behaviour: object) -> LocalServer:
        made.append(server_for(model_file(tmp_path, **behaviour), idle_seconds=idle_seconds))
        return made[-1]

    yield make
    for one in made:
        one.stop()
