"""Statements about the project's own version: "version 2.31.0 of this package", "the `v4` release"."""

import re
from collections.abc import Iterator

from reverie.checks.binding.scene import Scene
from reverie.checks.candidate import Candidate
from reverie.checks.check import TextIs, ValueIs
from reverie.code.values import Settings

_PLACES = (
    ("package.json", "version"),
    ("pyproject.toml", "project.version"),
    ("Cargo.toml", "package.version"),
    ("setup.cfg", "metadata.version"),
)
_SAID = re.compile(
    r"\b(?:(?:this|the|our) package|package version|(?:our|the) version|current version|"
    r"version of (?:this|the) (?:package|project))\b"
    r"\D{0,20}(?P<two>\d+(?:\.\d+)+)|\bversion (?P<three>\d+(?:\.\d+)+) of (?:this|the)\b|"
    r"^version:? (?P<four>\d+(?:\.\d+)+)\W*$",
    re.IGNORECASE,
)


def find_version(scene: Scene) -> Iterator[Candidate]:
    version = _said(scene)
    if not version:
        return
    for path, key in _PLACES:
        settings = scene.codebase.settings(path) if scene.names.has_file(path) else None
        for setting in settings.settings if isinstance(settings, Settings) else ():
            if setting.key == key and setting.value == version:
                yield scene.candidate(ValueIs(key, path, version), -1, "mention")
            elif setting.key == key and setting.value.startswith(f"{version}."):
                quoted = f'"version": "{version}.' if path.endswith("json") else f'version = "{version}.'
                yield scene.candidate(TextIs(quoted, path), -1, "mention")
    for one in scene.names.symbols("__version__")[:1]:
        if one.symbol.value.strip("\"'") == version:
            yield scene.candidate(ValueIs(one.symbol.name, one.path, version), -1, "mention")


def _said(scene: Scene) -> str:
    plain = scene.plain.replace("`", " ")
    if found := _SAID.search(plain):
        return found["two"] or found["three"] or found["four"]
    titles = "|".join(map(re.escape, scene.names.titles))
    own = rf"\b(?:{titles})\W+v?(?P<one>\d+(?:\.\d+)*)(?![\w.+]*\d)\W+(?:release|version|branch|line|series)"
    found = re.search(own, plain, re.IGNORECASE) if titles else None
    if found:
        return found["one"]
    is_of_version = "version" in scene.plain_words or bool(
        scene.plain_words & {name.lower() for name in scene.names.titles}
    )
    every = re.findall(r"(?<![\w.<>=^~])v?(\d+\.\d+\.\d+)(?![\w.]*\d)", plain)
    return every[0] if is_of_version and len(every) == 1 else ""
