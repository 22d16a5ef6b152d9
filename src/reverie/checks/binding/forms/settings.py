"""Statements about keys of configuration files: "line length is 120", "ruff is under [tool.ruff]"."""

import re
from collections.abc import Iterator

from reverie.checks.binding.configuration import KeySaid, configuration_of, is_named, key_said
from reverie.checks.binding.moods import SUPPOSED
from reverie.checks.binding.said import values_after
from reverie.checks.binding.scene import Scene
from reverie.checks.binding.values_said import WORDS
from reverie.checks.candidate import Candidate
from reverie.checks.check import ValueIs
from reverie.checks.comparing.values import is_same_value
from reverie.code.values import Setting, Settings

_FAR_AFTER, _FAR_BEFORE = 70, 30
"""Characters between a key and the value that is said of it."""
_TRUTHS = {"true": "true|on|enabled|yes|set|1", "false": "false|off|disabled|no|0"}
_IS = re.compile(
    r"\s*(?:is|=|:|of|to|at|are|ist)(?: set to| now| the| by default)?\s*[`\"']?(?P<value>[-+]?\d[\d_.]*|"
    r"true|false|on|off)\b",
    re.IGNORECASE,
)


def find_settings(scene: Scene) -> Iterator[Candidate]:
    """Each key that the sentence speaks of, in the files that it names, else in those of the root."""
    seen: set[tuple[str, str]] = set()
    is_named_file = any(not paths[0].endswith("/") for paths in scene.files.values())
    claimed: list[ValueIs] = []
    for path in configuration_of(scene):
        settings = scene.codebase.settings(path)
        keys = [(each, key_said(scene, each)) for each in settings.settings] if isinstance(settings, Settings) else []
        is_exact = any(said is not None and said.is_whole and one.value != "{}" for one, said in keys)
        for setting, said in keys:
            if said is None or (is_exact and not said.is_whole):
                continue
            value = _value(scene, setting, said)
            if value is not None and (setting.key, setting.value) not in seen:
                seen.add((setting.key, setting.value))
                yield scene.candidate(ValueIs(setting.key, path, value), said.number)
            elif value is None and is_named(scene, setting, path, said):
                yield scene.candidate(ValueIs(setting.key, path), said.number)
            elif value is None and (said.is_distinct or is_named_file) and (other := _is_set(scene, said)):
                claimed.append(ValueIs(setting.key, path, other["value"]))
    if len(claimed) == 1 and not seen:
        yield scene.candidate(claimed[0], -1)


def _is_set(scene: Scene, said: KeySaid) -> re.Match[str] | None:
    """The value that the key is said to have, in so many words and not only supposed."""
    return None if SUPPOSED.search(scene.plain[: said.start]) else _IS.match(scene.plain, said.end)


def _value(scene: Scene, setting: Setting, said: KeySaid) -> str | None:
    """The value as it is said, when it is the one; None: another, or none."""
    if setting.value == "{}":
        return None
    for value in values_after(scene, said.number) if said.number >= 0 else ():
        if is_same_value(value, setting.value):
            return value
    if setting.key.startswith("scripts."):
        words = set(re.findall(r"[\w./:-]*\w", scene.plain)) - {setting.key.rpartition(".")[2]}
        return next((word for word in setting.value.split() if len(word) > 2 and word in words), None)
    if setting.value.startswith("["):
        return _listed(scene, setting.value)
    return setting.value if _is_beside(scene, setting.value, said) else None


def _is_beside(scene: Scene, value: str, said: KeySaid) -> bool:
    """Whether the value stands near its key."""
    if not value or len(value) > 80:
        return False
    wanted = _TRUTHS.get(value.lower()) or re.escape(value)
    if number := WORDS.get(value):
        wanted += f"|{re.escape(number)}"
    pattern = rf"(?<![\w./-])(?:{wanted})(?![\w/-]|\.\w)"
    after = re.search(pattern, scene.plain[said.end : said.end + _FAR_AFTER + len(value)], re.IGNORECASE)
    before = re.search(pattern, scene.plain[max(0, said.start - _FAR_BEFORE - len(value)) : said.start], re.IGNORECASE)
    return after is not None or (before is not None and len(value) > 2)


def _listed(scene: Scene, value: str) -> str | None:
    """The whole list, when the sentence has all of its parts."""
    parts = [part.strip() for part in re.findall(r"[\"']([^\"']+)[\"']", value)]
    words = set(re.findall(r"[\w./@+-]*[\w/]", scene.plain.replace(",", " ")))
    return value if parts and words.issuperset(parts) else None
