"""Task runners: what the project itself calls its commands (make, just, Task, and executables in `scripts/`)."""

import re
from collections.abc import Iterator

from .tree import Tree
from .values import Command, is_plain_command, is_task_name, kind_of
from .wording import phrase

_MAKE_RULE = re.compile(r"([A-Za-z0-9][\w -]*?)\s*::?(?![=:])\s*([^=\n]*)")
_JUST_RULE = re.compile(r"@?([A-Za-z_][\w-]*)((?: +[^:=\n]+)?):(?!=)")
_TASK_RULE = re.compile(r"(?:  |\t)[\"']?([A-Za-z0-9][\w:-]*)[\"']?:\s*(?:#.*)?$")
_MOST_SHOWN = 60  # characters of what a task runs; longer ones are read in their file
_INSTALLS = re.compile(r"\b(?:pip|uv|poetry|pdm|npm|pnpm|yarn|bun|bundle|composer|cargo|go|mix|conda)\b")


def task_commands(tree: Tree) -> Iterator[Command]:
    yield from _make(tree)
    yield from _just(tree)
    yield from _taskfile(tree)
    yield from _scripts(tree)


def task(line: str, name: str, source: str, runs: str = "") -> Command | None:
    """The command of a task by its name; None when the name does not say what it is for, or cannot be shown."""
    kind = kind_of(name)
    if not kind or not is_task_name(name) or not is_plain_command(line):
        return None
    shown = is_plain_command(runs) and "$" not in runs and len(runs) <= _MOST_SHOWN
    return Command(kind, line, source, runs if shown else "")


def _make(tree: Tree) -> Iterator[Command]:
    source = tree.first("GNUmakefile", "Makefile", "makefile")
    for rule, _, body in _rules(tree.text(source), _MAKE_RULE):
        runs = body[0].lstrip("@-+ \t") if len(body) == 1 else ""
        for name in rule.split():
            # the usual `install` of a C project copies into the system; it sets nothing up
            if kind_of(name) == "Set up" and not any(_INSTALLS.search(line) for line in body):
                continue
            if found := task(f"make {name}", name, source, runs):
                yield found


def _just(tree: Tree) -> Iterator[Command]:
    source = tree.first("justfile", "Justfile", ".justfile")
    for name, parameters, body in _rules(tree.text(source), _JUST_RULE):
        runs = body[0].strip().lstrip("@-") if len(body) == 1 else ""
        needs = [one for one in parameters.split() if "=" not in one and not one.startswith("*")]
        if not needs and (found := task(f"just {name}", name, source, runs if "{{" not in runs else "")):
            yield found


def _rules(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, str, list[str]]]:
    """The rules of a text whose recipes are indented: name, what follows it, the lines of the recipe."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        found = pattern.match(line[:500])
        if not found:
            continue
        body: list[str] = []
        for below in lines[index + 1 : index + 200]:
            if not below.startswith(("\t", " ")):
                break
            body.append(below.strip())
        yield found[1], found[2].strip(), [line for line in body if line and not line.startswith("#")]


def _taskfile(tree: Tree) -> Iterator[Command]:
    source = tree.first("Taskfile.yml", "Taskfile.yaml", "taskfile.yml", "taskfile.yaml")
    inside = False
    for line in tree.text(source).split("\n"):
        if line[:1].strip() and not line.startswith("#"):
            inside = line.startswith("tasks:")
        elif inside and (rule := _TASK_RULE.match(line)) and (found := task(f"task {rule[1]}", rule[1], source)):
            yield found


def _scripts(tree: Tree) -> Iterator[Command]:
    for folder in ("scripts", "script", "bin"):
        for name in tree.within(folder):
            stem = name.removeprefix(f"{folder}/").removesuffix(".sh").removesuffix(".py")
            if "." not in stem and kind_of(stem) and tree.is_executable(name):
                about = _first_comment(tree.text(name))
                if found := task(name, stem, f"{name}: {about}" if about else name):
                    yield found


def _first_comment(text: str) -> str:
    """What the comment at the head of a script says."""
    kept: list[str] = []
    for line in text.split("\n")[:20]:
        if line.startswith("#!") or (not kept and not line.strip()):
            continue
        if not line.startswith("#"):
            break
        kept.append(line.lstrip("# "))
    return phrase(" ".join(kept), most=70)
