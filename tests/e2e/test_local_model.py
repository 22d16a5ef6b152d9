"""The real program with the real local model: the main job, on a small project."""

import json
import subprocess
from pathlib import Path

import pytest

from reverie.models.local.catalog import DEFAULT
from reverie.models.local.server import LocalServer
from reverie.models.local.store import ModelStore
from tests.e2e.binary import COMMAND, Home
from tests.models.local.serving import fetched_file

pytestmark = pytest.mark.local_model

_CACHE = '''"""Answers that were given before."""

import time

KEPT_SECONDS = 4711


def is_fresh(stored_at: float) -> bool:
    """Whether an answer may still be used."""
    return time.time() - stored_at < KEPT_SECONDS
'''


@pytest.fixture
def local_home(home: Home) -> Home:
    pytest.importorskip("xllamacpp", reason="the local model's runtime is not installed: pip install '.[local]'")
    file = fetched_file(DEFAULT)
    if file is None:
        pytest.skip(f"'{DEFAULT.name}' is not on this machine: reverie model pull {DEFAULT.name}")
    store = ModelStore(cache_of(home))
    store.ready_folder()
    store.path(DEFAULT).symlink_to(file)
    (home.project / "web").mkdir()
    (home.project / "web" / "cache.py").write_text(_CACHE)
    (home.project / "web" / "pages.py").write_text("def page(name):\n    return f'<h1>{name}</h1>'\n")
    return home


def cache_of(home: Home) -> Path:
    return Path(home.environ()["REVERIE_HOME"]) / "cache"


def test_it_answers_a_question_by_reading_the_files(local_home: Home) -> None:
    question = "How many seconds is an answer kept in the cache, and where is that set?"
    try:
        ended = subprocess.run(
            [*COMMAND, "--model", DEFAULT.full_name, "--trust", "--output-format", "stream-json", "-p", question],
            cwd=local_home.project,
            env=local_home.environ(),
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=600,
        )
    finally:
        cache = cache_of(local_home)
        path = ModelStore(cache).path(DEFAULT)
        LocalServer(DEFAULT, path, state=cache.parent / "state", prefixes=cache / "prefixes").stop()
    events = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 0, ended.stderr
    finished = [event for event in events if event["type"] == "call_finished"]
    assert any(event["tool"] in ("search", "read") and event["status"] == "ok" for event in finished)
    assert "4711" in events[-1]["text"]
    assert "web/cache.py" in events[-1]["text"]
