import os
from pathlib import Path

import pytest

from reverie.models.local.prefix import LoadedPrefixes, PrefixStore, common_start


def saved(store: PrefixStore, name: str, age: float = 0.0) -> str:
    (store.ready() / name).write_bytes(os.urandom(50))
    os.utime(store.folder / name, (1_000_000 - age, 1_000_000 - age))
    store.seal(name)
    return name


@pytest.fixture
def store(tmp_path: Path) -> PrefixStore:
    return PrefixStore(tmp_path / "prefixes", kept=3)


def test_the_state_of_the_very_prompt_comes_first(store: PrefixStore) -> None:
    wanted = saved(store, store.name("model", "1", "prompt"), age=9)
    saved(store, store.name("model", "1", "other"))
    assert store.best(wanted) == wanted


def test_else_the_newest_of_the_same_model_and_runtime(store: PrefixStore) -> None:
    saved(store, store.name("model", "1", "old"), age=5)
    newest = saved(store, store.name("model", "1", "new"))
    saved(store, store.name("model", "2", "prompt"))
    saved(store, store.name("other", "1", "prompt"))
    assert store.best(store.name("model", "1", "prompt")) == newest


@pytest.mark.parametrize("content", [b"", b"broken"])
def test_a_broken_file_is_ignored(store: PrefixStore, content: bytes) -> None:
    name = saved(store, store.name("model", "1", "prompt"))
    (store.folder / name).write_bytes(content)
    assert store.best(name) is None


def test_a_file_without_its_sum_was_not_finished(store: PrefixStore) -> None:
    name = store.name("model", "1", "prompt")
    (store.ready() / name).write_bytes(b"half")
    assert store.best(name) is None


def test_only_the_newest_few_are_kept(store: PrefixStore) -> None:
    names = [saved(store, store.name("model", "1", str(number)), age=9 - number) for number in range(5)]
    assert {path.name for path in store.folder.glob("*.kv")} == set(names[2:])
    assert len(list(store.folder.iterdir())) == 6


def test_what_a_server_was_given_is_remembered_and_a_broken_note_forgotten(tmp_path: Path) -> None:
    loaded = LoadedPrefixes(tmp_path / "loaded.json")
    assert not loaded.holds("a")
    loaded.add("a")
    loaded.add("b")
    assert loaded.holds("a")
    assert loaded.holds("b")
    (tmp_path / "loaded.json").write_bytes(b"{")
    assert not loaded.holds("a")


@pytest.mark.parametrize(
    ("first", "second", "common"), [("abc", "abd", "ab"), ("ab", "abc", "ab"), ("", "a", ""), ("a", "a", "a")]
)
def test_the_common_start_of_two_texts(first: str, second: str, common: str) -> None:
    assert common_start(first, second) == common
