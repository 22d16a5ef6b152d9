"""The text of an `AGENTS.md`: fewer than 80 lines, each with what it rests on."""

from pathlib import Path

from .commands import find_commands
from .conventions import conventions
from .entry_points import entry_points
from .languages import languages
from .layout import layout, purpose
from .tree import Tree, dig
from .values import Command, Remark
from .wording import phrase, without_imports

_MOST_CONVENTIONS = 10
_MOST_ENTRY_POINTS = 5


def survey(root: Path) -> str:
    """What the files of a project say about it, as Markdown. Reads many files: call it in a thread.

    Runs `git ls-files` where there is a repository, and no model. Does not raise; a folder without anything to tell
    gives an empty text.
    """
    return page(Tree(str(root)))


def page(tree: Tree) -> str:
    sections = [
        ("Commands", [command_line(command) for command in find_commands(tree)]),
        ("Layout", layout(tree)),
        ("Conventions", _remarks(list(conventions(tree))[:_MOST_CONVENTIONS])),
        ("Entry points", _remarks(list(entry_points(tree))[:_MOST_ENTRY_POINTS])),
    ]
    head = _head(tree)
    blocks = [f"## {title}\n\n" + "\n".join(lines) for title, lines in sections if lines]
    if not blocks and "\n" not in head:
        return ""
    return "\n\n".join([head, *blocks]) + "\n"


def command_line(command: Command) -> str:
    runs = f", runs `{command.runs}`" if command.runs and command.runs != command.line else ""
    return f"- {command.kind}: `{command.line}` ({without_imports(command.source)}{runs})"


def _head(tree: Tree) -> str:
    name = _name(tree) or phrase(Path(tree.root).name)
    lines = [f"# {name}" if name else "# This project"]
    if said := purpose(tree, ""):
        lines += ["", f"{said}."]
    found = languages(tree)
    if found:
        lines += ["", f"Written in {found}."]
    return "\n".join(lines)


def _name(tree: Tree) -> str:
    """What the project's package is called."""
    python = tree.toml("pyproject.toml")
    for table in (dig(python, "project"), dig(python, "tool", "poetry"), dig(tree.toml("Cargo.toml"), "package")):
        if isinstance(found := dig(table, "name"), str):
            return phrase(found, 60)
    found = tree.json("package.json").get("name")
    return phrase(found, 60) if isinstance(found, str) else ""


def _remarks(remarks: list[Remark]) -> list[str]:
    return [f"- {remark.text} ({without_imports(remark.source)})" for remark in remarks]
