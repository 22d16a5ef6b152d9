"""Imports: what a text pulls in, from where, and what it may not."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reverie.config.instructions import MOST_DEPTH, MOST_TOTAL_BYTES, Instructions, load_instructions
from reverie.config.instructions.imports import mentions
from reverie.config.places import Places


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home" / ".config").mkdir(parents=True)
    return tmp_path / "home"


@pytest.fixture
def root(home: Path) -> Path:
    (home / "repository").mkdir()
    return home / "repository"


def load(root: Path, home: Path, *, trusted: bool = True, claude: bool = False) -> Instructions:
    places = Places(home / ".config", home / "data", home / "state", home / "cache")
    return load_instructions(root, places, trusted=trusted, claude=claude, home=home)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def names(found: Instructions) -> list[str]:
    return [file.path.name for file in found.files]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("@a.md", ["a.md"]),
        ("see @docs/a.md.", ["docs/a.md.", "docs/a.md"]),
        ("(@a.md), *@b.md*", ["a.md),", "a.md", "b.md*", "b.md"]),
        ("- @a.md#part", ["a.md#part", "a.md"]),
        ("@my\\ notes.md", ["my notes.md"]),
        ("me@example.org <me@example.org>", []),
        ("`@a.md` ``@b ` @c`` x", []),
        ("` @a.md\n\nnot a span `", ["a.md"]),
        ("```\n@a.md\n``\n```\n@b.md", ["b.md"]),
        ("~~~sh\n```\n@a.md\n~~~ \n@b.md", ["b.md"]),
        ("- ```\n  @a.md\n  ```\n", []),
        ("<!-- @a.md\n--> @b.md <!-- @c.md", ["b.md", "c.md"]),
    ],
)
def test_words_outside_code_and_comments_are_imports(text: str, words: list[str]) -> None:
    assert [spelling for spellings in mentions(text) for spelling in spellings] == words


@given(st.text(alphabet="`~@a.md<!->#\\ \n", max_size=300))
def test_any_text_has_mentions_without_an_error(text: str) -> None:
    assert all(spelling for spellings in mentions(text) for spelling in spellings)


def test_long_hostile_texts_take_no_time() -> None:
    for text in ("` `` " * 6000, "<!--" * 8000, "`" * 32000, "@" * 32000, "~~~" * 10000, "@a\\ " * 8000):
        mentions(text)


def test_imported_files_follow_the_file_that_names_them(root: Path, home: Path) -> None:
    write(root / "AGENTS.md", "first @docs/a.md\nthen @docs/b.md\n")
    write(root / "docs/a.md", "a, see @c.md")
    write(root / "docs/b.md", "b")
    write(root / "docs/c.md", "c")
    write(root / "CLAUDE.md", "claude @docs/b.md")
    found = load(root, home)
    assert names(found) == ["AGENTS.md", "a.md", "c.md", "b.md", "CLAUDE.md"]
    assert found.files[0].text == "first @docs/a.md\nthen @docs/b.md"
    assert {file.origin for file in found.files} == {"repo"}
    assert found.notices == ()


def test_mentions_of_people_and_packages_are_silent(root: Path, home: Path) -> None:
    (root / "docs").mkdir()
    write(root / "AGENTS.md", "ask @alice, use @org/pkg and @/components/x; mail me@example.org; @docs @../gone.md")
    found = load(root, home)
    assert (names(found), found.notices) == (["AGENTS.md"], ())


def test_a_repository_imports_only_from_itself(root: Path, home: Path, tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.md", "secret")
    write(home / "own.md", "own")
    write(root / "node_modules/p/x.md", "dependency")
    write(root / "clone/AGENTS.md", "another repository")
    write(root / "clone/.git/HEAD", "")
    (root / "link.md").symlink_to(secret)
    (root / "folder").symlink_to(tmp_path)
    os.mkfifo(root / "pipe.md")
    words = ["../own.md", str(secret), "~/own.md", "link.md", "folder/secret.md", "node_modules/p/x.md"]
    words += ["clone/AGENTS.md", "pipe.md", "../../secret.md", "folder/../secret.md"]
    write(root / "AGENTS.md", "\n".join(f"@{word}" for word in words))
    found = load(root, home)
    assert names(found) == ["AGENTS.md"]
    told = " ".join(found.notices)
    assert [word for word in words if f"'@{word}'" not in told] == ["pipe.md", "folder/../secret.md"]
    assert len(found.notices) == len(words) - 2


def test_a_repository_names_its_files_by_relative_paths_alone(root: Path, home: Path) -> None:
    write(root / "docs/a.md", "a")
    write(root / "AGENTS.md", f"@{root}/docs/a.md @~/repository/docs/a.md")
    found = load(root, home)
    assert names(found) == ["AGENTS.md"]
    assert ["is not named relative" in line for line in found.notices] == [True, True]


def test_a_folder_of_dependencies_cannot_be_linked_in(root: Path, home: Path) -> None:
    write(root / "vendor/AGENTS.md", "theirs")
    (root / "AGENTS.md").symlink_to("vendor/AGENTS.md")
    found = load(root, home)
    assert found.files == () and "symbolic link that lies in 'vendor'" in found.notices[0]


def test_a_cycle_ends_with_a_notice(root: Path, home: Path) -> None:
    write(root / "AGENTS.md", "@b.md")
    write(root / "b.md", "@AGENTS.md @b.md too")
    found = load(root, home)
    assert names(found) == ["AGENTS.md", "b.md"]
    assert ["not imported again" in line for line in found.notices] == [True, True]


def test_imports_end_at_their_depth_with_a_notice(root: Path, home: Path) -> None:
    for depth in range(MOST_DEPTH + 3):
        write(root / f"{depth}.md", f"{depth} @{depth + 1}.md")
    write(root / "AGENTS.md", "@1.md")
    found = load(root, home)
    assert names(found) == ["AGENTS.md", *(f"{depth}.md" for depth in range(1, MOST_DEPTH + 1))]
    assert [f"{MOST_DEPTH} files deep" in line for line in found.notices] == [True]


def test_all_files_together_are_capped_and_none_asked_for_is_pushed_out(root: Path, home: Path) -> None:
    write(home / ".config/AGENTS.md", " ".join(f"@{number}.md" for number in range(6)))
    for number in range(6):
        write(home / f".config/{number}.md", f"{number}" + "x" * 30_000)
    write(root / "AGENTS.md", "y" * 30_000)
    found = load(root, home)
    assert names(found) == ["AGENTS.md", "0.md", "1.md", "2.md", "AGENTS.md"]
    assert sum(len(file.text.encode()) for file in found.files) <= MOST_TOTAL_BYTES
    assert len(found.notices) == 3 and "exceed 128 KB together" in found.notices[0]


def test_a_picture_is_not_loaded(root: Path, home: Path) -> None:
    (root / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    write(root / "AGENTS.md", "our mark is @logo.png")
    found = load(root, home)
    assert names(found) == ["AGENTS.md"] and "logo.png' was not read: it is not text" in found.notices[0]


def test_many_wrong_imports_do_not_flood_the_screen(root: Path, home: Path) -> None:
    for number in range(50):
        write(home / f"{number}.md", "x")
    write(root / "AGENTS.md", " ".join(f"@../{number}.md" for number in range(50)))
    assert len(load(root, home).notices) == 20


def test_a_person_imports_from_below_their_home(root: Path, home: Path, tmp_path: Path) -> None:
    write(home / ".config/AGENTS.md", f"@style.md @~/notes/n.md @../up.md @{tmp_path}/outside.md")
    write(home / ".config/style.md", "style")
    write(home / "notes/n.md", "notes @near.md @../.config/keys.toml")
    write(home / "notes/near.md", "near @~/up.md")
    write(home / ".config/keys.toml", "secret")
    write(home / "up.md", "up")
    write(tmp_path / "outside.md", "outside")
    found = load(root, home, trusted=False)
    assert names(found) == ["AGENTS.md", "style.md", "n.md", "near.md", "up.md"]
    assert {file.origin for file in found.files} == {"human"}
    assert sorted(line.split("'")[1] for line in found.notices) == [
        "@../.config/keys.toml",
        f"@{tmp_path}/outside.md",
        "@~/up.md",
    ]


def test_what_a_person_imports_from_a_project_is_the_projects(root: Path, home: Path) -> None:
    write(home / ".config/AGENTS.md", "@~/repository/docs/a.md")
    write(root / "docs/a.md", "a @b.md @../../x.md")
    write(root / "docs/b.md", "b")
    write(home / "x.md", "x")
    refused = load(root, home, trusted=False)
    assert names(refused) == ["AGENTS.md"] and "a project that you do not trust" in refused.notices[0]
    found = load(root, home)
    assert [(file.path.name, file.origin) for file in found.files] == [
        ("AGENTS.md", "human"),
        ("a.md", "repo"),
        ("b.md", "repo"),
    ]
    assert "lies outside the repository" in found.notices[0]


def test_imports_beside_a_linked_file_of_the_person(root: Path, home: Path) -> None:
    write(home / "dotfiles/AGENTS.md", "@style.md")
    write(home / "dotfiles/style.md", "style")
    (home / ".config/AGENTS.md").symlink_to(home / "dotfiles/AGENTS.md")
    assert names(load(root, home, trusted=False)) == ["AGENTS.md", "style.md"]


_NAMES = st.sampled_from(["a.md", "b.md", "d", "d/a.md", "d/up", "out", "out/secret.md", "d/link.md"])
_WORDS = st.lists(
    st.sampled_from(["..", ".", "d", "up", "out", "a.md", "b.md", "link.md", "secret.md", "~", "/", "repository"]),
    min_size=1,
    max_size=5,
).map("/".join)


@given(
    st.dictionaries(
        st.sampled_from(["AGENTS.md", "CLAUDE.md", "a.md", "b.md", "d/a.md"]), st.lists(_WORDS, max_size=6)
    ),
    st.dictionaries(_NAMES, st.sampled_from(["..", "../..", "../secret.md", "../../secret.md", "d", "a.md", "."])),
)
def test_imports_never_leave_the_repository(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, list[str]], links: dict[str, str]
) -> None:
    home = tmp_path_factory.mktemp("home", numbered=True)
    root = home / "repository"
    (root / "d").mkdir(parents=True)
    write(home / "secret.md", "secret")
    write(home / "a.md", "secret")
    for name, words in files.items():
        write(root / name, name + " " + " ".join(f"@{word}" for word in words))
    for name, target in links.items():
        if (root / name).parent.is_dir() and not os.path.lexists(root / name):
            (root / name).symlink_to(target)
    for file in load(root, home).files:
        assert Path(os.path.realpath(file.path)).is_relative_to(root)
        assert file.origin == "repo" and file.text != "secret"
