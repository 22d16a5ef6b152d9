"""Keys of configuration files: which of them is meant, and whether its value is the one."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from reverie.checks.check import ValueIs
from reverie.checks.comparing.lines import squeezed
from reverie.checks.comparing.names import nearest
from reverie.checks.comparing.values import is_same_value
from reverie.code.codebase import Codebase
from reverie.code.values import Setting

_KINDS = (
    frozenset({".toml", ".cfg", ".ini"}),
    frozenset({".yml", ".yaml"}),
    frozenset({".json", ".json5", ".jsonc"}),
    frozenset({".env"}),
)
_TASK_FILES = frozenset({"makefile", "gnumakefile", "justfile", ".justfile"})
_SHARED = frozenset({"pyproject.toml", "setup.cfg", "tox.ini"})
"""Files that hold the settings of several tools, each in its own table."""
_MOST_FILES = 50
_RECIPE_LINES = 40


def matching(key: str, settings: Sequence[Setting]) -> list[Setting]:
    """The settings a key means: those of just this name, else those that end with it (`line-length`), whatever their
    capitals, `-` or `_`."""
    wanted = _plain(key)
    for fits in (lambda one: one.key == key, lambda one: _plain(one.key) == wanted):
        if found := [one for one in settings if fits(one)]:
            return found
    return [one for one in settings if _plain(one.key).endswith(f".{wanted}")] if wanted else []


def _plain(key: str) -> str:
    """`[tool:pytest] addopts` and `tool.pytest.addopts` alike."""
    parts = re.sub(r"[\[\]:\s]+", ".", key.strip().rstrip(":")).strip(".")
    return re.sub(r"\.{2,}", ".", parts).replace("-", "_").lower()


def is_setting_equal(value: str | None, setting: Setting, path: str, codebase: Codebase) -> bool:
    """Whether it has the value; None is any. A command has it when it runs it, perhaps with more."""
    if value is None or is_same_value(value, setting.value) or _is_same_text(value, setting.value):
        return True
    is_task = PurePosixPath(path).name.lower() in _TASK_FILES
    if not is_task and not re.search(r"(?:^|\.)(?:scripts|run)(?:\.|$)", setting.key):
        return False
    return _runs(value, setting.value) or (
        is_task and any(_runs(value, line) for line in _recipe(setting, path, codebase))
    )


def _is_same_text(wanted: str, value: str) -> bool:
    """A file's texts are known without their quotes."""
    plain = wanted.strip()
    if len(plain) > 1 and plain[0] == plain[-1] and plain[0] in "\"'`":
        plain = plain[1:-1]
    return squeezed(plain) == squeezed(value)


def is_template(setting: Setting) -> bool:
    """Whether something is put into its value before it counts."""
    return bool(re.search(r"\$\{|\$\(|\{\{|%\(|<%|\$[A-Z_]{2}", setting.value))


def keys_in(check: ValueIs, path: str) -> list[str]:
    """How the key is called in another file: `tool.ruff.line-length` is `line-length` in `ruff.toml`, and back."""
    tool = re.fullmatch(r"tool[.:](?P<tool>[\w-]+)\.(?P<rest>.+)", check.key)
    if tool and tool["tool"] in _name(path):
        return [tool["rest"]]
    if tool:
        return [check.key, f"{tool['tool']}.{tool['rest']}"]
    owner = _name(check.path).strip(".").partition(".")[0]
    if _name(path) in _SHARED and _name(check.path) not in _SHARED:
        return [f"tool.{owner}.{check.key}", f"{owner}.{check.key}"]
    return [check.key]


def _runs(wanted: str, command: str) -> bool:
    words, every = wanted.split(), command.lstrip("@-").split()
    return bool(words) and any(every[at : at + len(words)] == words for at in range(len(every)))


def _recipe(setting: Setting, path: str, codebase: Codebase) -> list[str]:
    """The lines that a target runs: a Makefile's setting holds the first only."""
    text = codebase.read(path)
    lines = text.splitlines()[setting.line : setting.line + _RECIPE_LINES] if isinstance(text, str) else []
    end = next((at for at, line in enumerate(lines) if line and not line[0].isspace()), len(lines))
    return [line.strip().lstrip("@-") for line in lines[:end]]


def near_keys(key: str, settings: Sequence[Setting]) -> Sequence[str]:
    """Those that are most like it, by the last part first."""
    last = _plain(key).rpartition(".")[2]
    same = [one.key for one in settings if _plain(one.key).rpartition(".")[2] == last]
    return same[:3] or nearest(key, (one.key for one in settings))


def other_files(check: ValueIs, codebase: Codebase) -> list[str]:
    """Configuration files of the same kind, up to a number."""
    suffix = PurePosixPath(check.path).suffix or PurePosixPath(check.path).name
    kind = next((kind for kind in _KINDS if suffix in kind), frozenset({suffix}))
    name = PurePosixPath(check.path).name.lower()
    others = [
        path
        for path in codebase.files
        if path != check.path and (_suffix(path) in kind or (name in _TASK_FILES and _name(path) in _TASK_FILES))
    ]
    return others if len(others) <= _MOST_FILES else []


def _suffix(path: str) -> str:
    name = path.rpartition("/")[2]
    return "." + name.rpartition(".")[2] if "." in name else name


def _name(path: str) -> str:
    return path.rpartition("/")[2].lower()
