"""The main folders, each with what a README, a package file or a docstring in it says it is."""

import re
from collections import Counter, defaultdict

from .languages import language_of
from .tree import Tree, dig
from .wording import first_paragraph, phrase

_MOST_FOLDERS = 10
_MOST_INNER = 12
_MOST_ASKED = 100  # folders inside another that are asked what they are
_MOST_DEPTH = 6
_DOCSTRING = re.compile(r"\s*(?:#[^\n]*\n\s*)*[rRuU]?(\"\"\"|''')(.*?)\1", re.DOTALL)


def layout(tree: Tree) -> list[str]:
    """A list item for each main folder; below it those inside that say what they are, when there are several."""
    children = _children(tree)
    sizes = Counter(folder for name in tree.files for folder in _folders_of(name))
    top = [folder for folder in children[""] if not folder.startswith(".")]
    kept = sorted(sorted(top, key=lambda folder: -sizes[folder])[:_MOST_FOLDERS])
    lines: list[str] = []
    left = _MOST_INNER
    for folder in kept:
        folder = _descend(tree, folder, children)
        lines.append(f"- {_described(tree, folder)}")
        largest = sorted(children[folder], key=lambda one: -sizes[one])[:_MOST_ASKED]
        inner = [one for one in largest if purpose(tree, one)]
        if len(inner) > 1:
            shown = sorted(inner[:left])
            lines += [f"  - {_described(tree, one)}" for one in shown]
            left -= len(shown)
    return lines


def purpose(tree: Tree, folder: str) -> str:
    """What a folder says it is; empty when it does not."""
    prefix = f"{folder}/" if folder else ""
    for file in ("package.json", "composer.json"):
        if isinstance(found := tree.json(prefix + file).get("description"), str) and phrase(found):
            return phrase(found)
    for file, *table in (
        ("Cargo.toml", "package"),
        ("pyproject.toml", "project"),
        ("pyproject.toml", "tool", "poetry"),
    ):
        if isinstance(found := dig(tree.toml(prefix + file), *table, "description"), str) and phrase(found):
            return phrase(found)
    return _from_code(tree, prefix) or _from_readme(tree, prefix)


def _from_readme(tree: Tree, prefix: str) -> str:
    name = tree.first(*(prefix + one for one in ("README.md", "README.rst", "README.txt", "README", "readme.md")))
    return first_paragraph(tree.text(name))


def _from_code(tree: Tree, prefix: str) -> str:
    if found := _DOCSTRING.match(tree.text(f"{prefix}__init__.py")):
        return phrase(found[2].strip().split("\n\n")[0])
    for file in ("lib.rs", "src/lib.rs", "mod.rs", "main.rs", "src/main.rs"):
        if said := _comment(tree.text(prefix + file), "//!"):
            return said
    last = prefix.rstrip("/").rpartition("/")[2]
    for file in ("doc.go", f"{last}.go", "main.go"):
        if said := _comment(tree.text(prefix + file), "// Package ", "//"):
            return said
    return ""


def _comment(text: str, first: str, then: str = "") -> str:
    """The paragraph of a comment whose first line begins with `first`, and its other lines with `then`."""
    kept: list[str] = []
    for line in text.split("\n")[:300]:
        mark = (then or first) if kept else first
        if line.startswith(mark) and line.removeprefix(mark).strip():
            kept.append(line.removeprefix(mark).strip())
        elif kept:
            break
    return phrase(" ".join(kept))


def _described(tree: Tree, folder: str) -> str:
    said = purpose(tree, folder)
    return f"`{folder}/`: {said or _contents(tree, folder)}"


def _contents(tree: Tree, folder: str) -> str:
    """What lies in a folder that does not say it: `24 Markdown files`."""
    names = [name for name in tree.files if name.startswith(f"{folder}/")]
    language, count = Counter(map(language_of, names)).most_common(1)[0]
    plural = "file" if len(names) == 1 else "files"
    if not language or count * 2 < len(names):
        return f"{len(names):,} {plural}"
    return f"{count:,} {language} {'file' if count == 1 else 'files'}"


def _descend(tree: Tree, folder: str, children: dict[str, list[str]]) -> str:
    """Past folders that hold nothing but one other (`src/` to `src/package/`)."""
    while not purpose(tree, folder) and len(children[folder]) == 1 and not tree.within(folder):
        folder = children[folder][0]
    return folder


def _children(tree: Tree) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for folder in sorted({folder for name in tree.files for folder in _folders_of(name)}):
        found[folder.rpartition("/")[0]].append(folder)
    return found


def _folders_of(name: str) -> list[str]:
    parts = name.split("/")[:-1][:_MOST_DEPTH]
    return ["/".join(parts[: index + 1]) for index in range(len(parts))]
