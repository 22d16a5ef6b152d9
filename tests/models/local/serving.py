"""What the tests of the server process share: a runtime that stands in for llama.cpp, and a model file for it."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reverie.config.places import find_places
from reverie.models.local.catalog import LocalModel
from reverie.models.local.prefix import PrefixStore
from reverie.models.local.server import LocalServer
from reverie.models.local.store import ModelStore

RUNTIME = Path(__file__).parents[2] / "fakes" / "runtime"
TINY = LocalModel("tiny", 1, "0" * 64, 1_000_000, ())


def model_file(folder: Path, **behaviour: Any) -> Path:
    path = folder / "tiny.gguf"
    path.write_text(json.dumps(behaviour))
    return path


def server_for(path: Path, **options: Any) -> LocalServer:
    return LocalServer(
        TINY, path, state=path.parent / "state", prefixes=prefixes_for(path).folder, look_seconds=0.02, **options
    )


def prefixes_for(path: Path) -> PrefixStore:
    return PrefixStore(path.parent / "prefixes")


def wait_until(holds: Callable[[], bool]) -> None:
    """Another process is waited for; a minute is more than any machine needs."""
    for _ in range(3000):
        if holds():
            return
        time.sleep(0.02)
    pytest.fail("what was waited for did not happen")


def path_with_runtime() -> str:
    return os.pathsep.join([str(RUNTIME), *filter(None, [os.environ.get("PYTHONPATH")])])


def fetched_file(model: LocalModel) -> Path | None:
    """The real file of a model: in the folder REVERIE_TEST_MODEL_DIR, else where `reverie model pull` puts it."""
    given = os.environ.get("REVERIE_TEST_MODEL_DIR")
    path = Path(given) / f"{model.name}.gguf" if given else ModelStore(find_places().cache).path(model)
    return path.resolve() if path.exists() else None
