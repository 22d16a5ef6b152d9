"""What every `Codebase` promises: it raises for nothing in a project and opens nothing outside of it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.config.repositories import git
from tests.fakes.codebase import FakeCodebase

from reverie.code.codebase import Codebase
from reverie.code.git_tree import GitTree
from reverie.code.values import Place, Unread
from reverie.code.work_tree import WorkTree

Make = Callable[[dict[str, str]], Codebase]

PROJECT = {
    "pyproject.toml": '[project]\nname = "shop"\ndependencies = ["httpx>=0.27"]\n\n[tool.ruff]\nline-length = 120\n',
    "package.json": '{"scripts": {"test": "vitest"}, "dependencies": {"zod": "^3.0.0"}}',
    "src/shop/__init__.py": "from .store import Store as Shop\nfrom elsewhere import gone\n",
    "src/shop/store.py": "LIMIT = 60 * 5\n\n\nclass Store:\n    def put(self, key, ttl=None): ...\n",
    "src/shop/broken.py": "def half(:\n",
    "docs/store.md": "A `Store` keeps things; see $HOME.\n",
    "web/index.js": "export function open(path) { return path }\n",
}
HOSTILE = (
    *("", ".", "/", "..", "../x", "/etc/passwd", "src/../../x", "missing", "src/shop/store.py/x", "nul\0byte"),
    *("\ud800", "new\nline", "x" * 5000, "~", "*", "[", "(", "\\", "$", "::", "a" * 300 + "/b", "-rf", "«»"),
)


def on_disk(tmp_path: Path, texts: dict[str, str]) -> WorkTree:
    for path, text in texts.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return WorkTree(tmp_path)


def committed(tmp_path: Path, texts: dict[str, str]) -> GitTree:
    """Of a commit whose files are not there any more."""
    on_disk(tmp_path, texts)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "-q", "-m", "all")
    git(tmp_path, "rm", "-q", "-r", ".")
    return GitTree(tmp_path, git(tmp_path, "rev-parse", "HEAD"))


@pytest.fixture(params=["work tree", "git tree", "fake"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    if request.param == "fake":
        yield FakeCodebase
    elif request.param == "work tree":
        yield lambda texts: on_disk(tmp_path, texts)
    elif shutil.which("git") is None:
        pytest.skip("needs git")
    else:
        trees: list[GitTree] = []

        def of_commit(texts: dict[str, str]) -> GitTree:
            trees.append(committed(tmp_path, texts))
            return trees[-1]

        yield of_commit
        for tree in trees:
            tree.close()


def test_files_are_sorted_and_known_by_their_kind(make: Make) -> None:
    codebase = make(PROJECT)
    assert list(codebase.files) == sorted(PROJECT)
    assert codebase.kind_of("src/shop/store.py") == "file"
    assert codebase.kind_of("src/shop/") == codebase.kind_of("src") == codebase.kind_of(".") == "folder"
    assert codebase.kind_of("src/shop/other.py") is None
    assert list(codebase.unlisted) == []


def test_a_file_is_found_by_the_last_parts_of_its_path(make: Make) -> None:
    codebase = make(PROJECT)
    assert list(codebase.named("store.py")) == ["src/shop/store.py"]
    assert list(codebase.named("shop/store.py")) == ["src/shop/store.py"]
    assert list(codebase.named("shop")) == list(codebase.named("shop/")) == ["src/shop/"]
    assert list(codebase.named("tore.py")) == list(codebase.named("store.py/")) == []


def test_reading_gives_text_or_why_not(make: Make) -> None:
    codebase = make(PROJECT)
    assert codebase.read("src/shop/store.py") == PROJECT["src/shop/store.py"]
    missing = codebase.read("src/nothing.py")
    assert isinstance(missing, Unread) and missing.is_absent
    folder = codebase.read("src")
    assert isinstance(folder, Unread) and not folder.is_absent
    outside = codebase.read("../x")
    assert isinstance(outside, Unread) and not outside.is_absent


def test_a_digest_tells_files_folders_and_nothing_apart(make: Make) -> None:
    codebase = make(PROJECT)
    digests = [codebase.digest(path) for path in ("src", "docs", "src/shop/store.py", "pyproject.toml")]
    assert len(set(digests)) == 4
    assert all(len(digest) == 16 for digest in digests)
    assert codebase.digest("missing") == ""
    assert codebase.digest("src/shop/store.py") == digests[2]


def test_symbols_are_found_by_any_of_their_names(make: Make) -> None:
    codebase = make(PROJECT)
    place = Place("src/shop/store.py", 5)
    for name in (
        "put",
        "Store.put",
        "store.Store.put",
        "shop.store.Store.put",
        "Store#put",
        "Shop.put()",
        "shop.Shop.put",
    ):
        expected = [] if name == "Shop.put()" else [place]
        assert [found.place for found in codebase.definitions(name)] == expected, name
    assert [found.place.path for found in codebase.definitions("open")] == ["web/index.js"]
    assert list(codebase.definitions("Store.get")) == []
    assert list(codebase.definitions("other.Store")) == []


def test_what_a_package_imports_it_offers(make: Make) -> None:
    codebase = make(PROJECT)
    assert [offer.place for offer in codebase.offers("Shop")] == [Place("src/shop/__init__.py", 1)]
    assert [offer.place for offer in codebase.offers("shop.gone")] == [Place("src/shop/__init__.py", 2)]
    assert list(codebase.offers("other.gone")) == list(codebase.offers("Store")) == []
    assert [found.symbol.name for found in codebase.definitions("shop.Shop")] == ["Store"]


def test_words_are_found_whole_in_any_role(make: Make) -> None:
    codebase = make(PROJECT)
    assert list(codebase.with_word("Store")) == ["docs/store.md", "src/shop/__init__.py", "src/shop/store.py"]
    assert list(codebase.with_word("HOME")) == ["docs/store.md"]
    assert list(codebase.with_word("line-length")) == ["pyproject.toml"]
    assert list(codebase.with_word("Stor")) == list(codebase.with_word("length-line")) == []


def test_outlines_settings_and_dependencies_are_read(make: Make) -> None:
    codebase = make(PROJECT)
    outline = codebase.outline("src/shop/store.py")
    assert not isinstance(outline, Unread) and [symbol.name for symbol in outline.symbols][:2] == ["LIMIT", "Store"]
    assert isinstance(codebase.outline("docs/store.md"), Unread)
    settings = codebase.settings("pyproject.toml")
    assert not isinstance(settings, Unread)
    assert {found.key: (found.value, found.line) for found in settings.settings}["tool.ruff.line-length"] == ("120", 6)
    assert isinstance(codebase.settings("docs/store.md"), Unread)
    assert [(found.name, found.wanted) for found in codebase.dependencies()] == [("zod", "^3.0.0"), ("httpx", ">=0.27")]
    assert list(codebase.unread_manifests()) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_asked_raises(make: Make, text: str) -> None:
    codebase = make(PROJECT)
    codebase.kind_of(text)
    codebase.is_ignored(text)
    codebase.digest(text)
    assert isinstance(codebase.read(text), Unread)
    assert isinstance(codebase.outline(text), Unread)
    assert isinstance(codebase.settings(text), Unread)
    assert not any(codebase.definitions(text)) and not any(codebase.offers(text))
    list(codebase.named(text))
    list(codebase.with_word(text))


def test_words_and_names_of_other_alphabets_are_found(make: Make) -> None:
    texts = {"a.py": "größe = 1\n变量 = 2\n", "b.md": "Die “Größe” und größere; 变量、“Session”—x\n"}
    codebase = make(texts)
    assert list(codebase.with_word("größe")) == ["a.py"]
    assert list(codebase.with_word("变量")) == ["a.py", "b.md"]
    assert list(codebase.with_word("Session")) == ["b.md"]
    assert [found.place for found in codebase.definitions("变量")] == [Place("a.py", 2)]
    assert [found.place for found in codebase.definitions("größe")] == [Place("a.py", 1)]


@pytest.mark.parametrize(
    ("manifest", "text", "source", "name"),
    [
        ("Cargo.toml", '[package]\nname = "my-crate"\n', "src/context.rs", "my_crate::Context"),
        ("package.json", '{"name": "@team/my-crate"}', "lib/context.js", "my_crate.Context"),
        ("go.mod", "module example.org/my_crate/v2\n", "context.go", "my_crate.Context"),
    ],
)
def test_a_name_may_begin_with_that_of_the_project(
    make: Make, manifest: str, text: str, source: str, name: str
) -> None:
    bodies = {
        "rs": "pub struct Context { x: u8 }\n",
        "js": "class Context {}\n",
        "go": "package x\n\ntype Context struct{}\n",
    }
    codebase = make({manifest: text, source: bodies[source.rpartition(".")[2]]})
    assert [found.place.path for found in codebase.definitions(name)] == [source]
    assert list(codebase.definitions("other.Context")) == []


def test_a_star_offers_what_its_module_defines(make: Make) -> None:
    texts = {
        "p/__init__.py": "from .a import *\nfrom .b import *\n",
        "p/a.py": "def one(): ...\n",
        "p/b.py": "def two(): ...\ndef _hidden(): ...\n",
    }
    codebase = make(texts)
    assert [offer.place for offer in codebase.offers("p.two")] == [Place("p/__init__.py", 2)]
    assert [found.place for found in codebase.definitions("p.two")] == [Place("p/b.py", 1)]
    assert list(codebase.offers("_hidden")) == []
