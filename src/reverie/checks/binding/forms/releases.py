"""A name with a version, wherever the project writes it: in a script, an image, a template, a vendored copy."""

import re
from collections.abc import Iterator

from reverie.checks.binding.scene import Scene
from reverie.checks.candidate import Candidate
from reverie.checks.check import TextIs
from reverie.checks.comparing.lines import find_line
from reverie.code.outlines.languages import language_of

_NAMED = re.compile(
    r"(?<![\w.-])(?P<name>@?[A-Za-z][\w/.-]*\w)\W+(?:(?:library|package|version|crate|falls back|"
    r"defaults?|is|at|to|in|from|pinned|set)\W+){0,4}v?(?P<version>\d+(?:\.\d+)+[\w.-]*\w|\d+\.\d+)"
)
_JOINTS = r"\s*(?:@|==?|:|-|>=|[\"']|,|\(|\||\{|\s|\^|~|or|version|default)*\s*v?"
_LANGUAGES = frozenset(
    {"python", "node", "rust", "version", "release", "since", "than", "the", "to", "from", "in", "go", "ruby", "npm"}
)
_MOST_FILES = 12


def find_releases(scene: Scene) -> Iterator[Candidate]:
    for found in _NAMED.finditer(scene.plain):
        name, version = found["name"], found["version"].rstrip(".")
        if name.lower() in _LANGUAGES or name.lower() in {title.lower() for title in scene.names.titles}:
            continue
        for check in _written(scene, name, version):
            yield scene.candidate(check, -1, "mention")


def _written(scene: Scene, name: str, version: str) -> Iterator[TextIs]:
    """Name and version in one line; or the version in a file that is called like the thing."""
    word = max(re.findall(r"\w+", name), key=len)
    for path in _files(scene, word):
        content = scene.codebase.read(path)
        if not isinstance(content, str):
            continue
        found = re.search(rf"(?<![\w-]){re.escape(name)}{_JOINTS}{re.escape(version)}(?![\w.]*\d)", content)
        if found and "\n" not in found[0] and find_line(found[0], content):
            yield TextIs(found[0], path)
            return
        stem = path.rpartition("/")[2].partition(".")[0]
        if stem == name and f'"{version}"' in content:
            yield TextIs(f'"{version}"', path)
            return


def _files(scene: Scene, word: str) -> list[str]:
    """Own code, templates and configuration; not the lists of changes, which keep every version."""
    found = [path for path in scene.codebase.with_word(word) if not path.endswith((".md", ".rst", ".txt", ".lock"))]
    return sorted(found, key=lambda path: (language_of(path) is not None and f"/{word}." not in path, path.count("/")))[
        :_MOST_FILES
    ]
