"""The pages hang together: packages, decisions, links, paths, and one word for one thing."""

import re
import tomllib
from importlib import import_module

import pytest
from tests.docs.pages import DOCS, ROOT, Page, all_pages, code_in, page, page_id

PAGES = all_pages()
ROOMS = sorted(path.parent.name for path in (ROOT / "src" / "reverie").glob("*/__init__.py"))


def test_every_package_has_a_page_and_every_page_a_package() -> None:
    assert sorted(path.stem for path in (DOCS / "packages").glob("*.md")) == ROOMS


@pytest.mark.parametrize("room", ROOMS)
def test_the_public_names_on_a_packages_page_exist(room: str) -> None:
    rows = page(f"packages/{room}.md").rows("name")
    assert rows
    for dotted in (name for row in rows for name in code_in(row[0])):
        module, _, name = dotted.rpartition(".")
        assert hasattr(import_module(f"reverie.{room}.{module}"), name), dotted


def test_the_architecture_shows_the_layers_that_are_enforced() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = pyproject["tool"]["importlinter"]["contracts"][0]["layers"]
    drawn = page("architecture.md").fences[0].body.splitlines()
    assert [re.split(r"  +", line)[0] for line in drawn] == layers


def test_decisions_have_one_number_each_and_are_listed() -> None:
    paths = sorted((DOCS / "decisions").glob("*.md"))
    numbers = [int(path.name[:4]) for path in paths]
    assert numbers == list(range(1, len(paths) + 1))
    index = page("README.md").section("Decisions").text
    for number, path in zip(numbers, paths, strict=True):
        title = path.read_text("utf-8").split("\n")[0]
        assert title.startswith(f"# {number}. ")
        assert f"{number}. [{title.partition('. ')[2]}](decisions/{path.name})" in index


def test_every_page_is_listed_in_the_index() -> None:
    listed = {(DOCS / link).resolve() for link in page("README.md").links}
    assert {found.path for found in PAGES if found.path.is_relative_to(DOCS)} - {DOCS / "README.md"} <= listed


@pytest.mark.parametrize("found", PAGES, ids=page_id)
def test_links_and_anchors_resolve(found: Page) -> None:
    for link in found.links:
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        path = (found.path.parent / target).resolve() if target else found.path
        assert path.exists(), f"{found.name}: {link}"
        if anchor:
            assert anchor in Page(path, path.read_text("utf-8")).anchors, f"{found.name}: {link}"


@pytest.mark.parametrize("found", PAGES, ids=page_id)
def test_paths_of_the_project_exist(found: Page) -> None:
    for text in found.code:
        if re.match(r"(src|tests|docs|scripts|benchmarks)/[\w./-]*$", text) and found.name != "docs/permissions.md":
            assert (ROOT / text).exists(), f"{found.name}: `{text}`"


def forbidden_words() -> list[str]:
    """What the vocabulary says is not said."""
    words = [word.strip() for row in page("vocabulary.md").rows("word") for word in row[2].split(",")]
    assert len(words) > 30 and all(words)
    return words


@pytest.mark.parametrize("found", PAGES, ids=page_id)
def test_no_page_uses_a_word_that_the_vocabulary_rules_out(found: Page) -> None:
    if found.name == "docs/vocabulary.md":
        return
    text = " ".join(found.text.split())
    used = [word for word in forbidden_words() if re.search(rf"\b{re.escape(word)}s?\b", text, re.IGNORECASE)]
    assert not used, f"{found.name} says {used}; docs/vocabulary.md has the words for them"
