"""requirements.txt, as pip reads it."""

import posixpath
import re

from .declared import Declared

_INCLUDE = re.compile(r"(?:-r|--requirement)[\s=]+(\S+)")
_EGG = re.compile(r"#egg=([\w.-]+)")
_OPTIONS = re.compile(r"\s--(?:hash|config-settings|global-option|install-option)\b.*$")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_PLAIN = re.compile(r"(?:requirements?|pip|base|common|main|prod|production|install|runtime)")
_FOLDERS = frozenset({"doc", "docs", "test", "tests", "dev", "ci", "examples", "benchmarks"})
_MOST_INCLUDED = 20


def read_requirements(text: str, declared: Declared) -> None:
    read_listed(text, declared, group_of(declared.path))


def group_of(path: str) -> str:
    """What it is for by its name (`requirements-dev.txt` and `requirements/dev.txt` are `dev`), else by its folder."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    words = [word for word in re.split(r"[-_.]", stem) if word and not _PLAIN.fullmatch(word)]
    last = folder.rpartition("/")[2]
    return "-".join(words) or (last if last in _FOLDERS else "")


def read_listed(text: str, declared: Declared, group: str) -> None:
    """The requirements in a text; files that it includes are read too unless they are found by themselves."""
    seen = {declared.path}
    waiting = [(declared, text)]
    while waiting:
        current, content = waiting.pop()
        for number, line in _joined(content):
            if include := _INCLUDE.match(line):
                path = posixpath.normpath(current.folder + include[1])
                if path not in seen and len(seen) < _MOST_INCLUDED:
                    seen.add(path)
                    _include(path, declared, waiting)
            else:
                _one(line, number, current, group)
        if current is not declared:
            declared.dependencies += current.dependencies


def _include(path: str, declared: Declared, waiting: list[tuple[Declared, str]]) -> None:
    from .reading import reader_for

    text = declared.other(path)
    if text is None:
        declared.doubt = f"'{path}' cannot be read"
    elif reader_for(path) is None:
        waiting.append((Declared(path, text, declared.other), text))


def _one(line: str, number: int, declared: Declared, group: str) -> None:
    if line.startswith("-"):
        if line.startswith(("-e", "--editable")) and (egg := _EGG.search(line)):
            declared.add_requirement(egg[1], number, group)
    elif "://" in line and "@" not in line.split("://")[0]:
        if egg := _EGG.search(line):
            declared.add_requirement(egg[1], number, group)
    elif not line.startswith((".", "/")):
        declared.add_requirement(_OPTIONS.sub("", f" {line}").strip(), number, group)


def _joined(text: str) -> list[tuple[int, str]]:
    """The lines with those that continue them, without comments, numbered."""
    lines: list[tuple[int, str]] = []
    is_open = False
    for number, line in enumerate(text.splitlines(), 1):
        keeps_egg = "#egg=" in line
        piece = (line if keeps_egg else _COMMENT.sub("", line)).strip()
        bare = piece.removesuffix("\\").strip()
        if is_open and lines:
            lines[-1] = (lines[-1][0], f"{lines[-1][1]} {bare}")
        else:
            lines.append((number, bare))
        is_open = piece.endswith("\\")
    return [(number, line) for number, line in lines if line]
