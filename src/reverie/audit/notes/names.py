"""Which files are notes, by their names."""

import re

_ENDINGS = (".md", ".markdown", ".mdx", ".mdc", ".rst", ".rest", ".adoc", ".txt")
_INSTRUCTIONS = frozenset(
    {
        *("agents.md", "agents.override.md", "claude.md", "claude.local.md", "gemini.md", ".cursorrules"),
        *(".windsurfrules", ".clinerules", "copilot-instructions.md", "conventions.md"),
    }
)
_STARTS = re.compile(r"(readme|contributing|development|developing|hacking|architecture|install|building)\b", re.I)
_DOCS = frozenset({"docs", "doc", "documentation"})
_RULES = (".cursor/rules/", ".github/instructions/", ".claude/rules/", ".windsurf/rules/")
_ELSEWHERE = frozenset(
    {
        *("test", "tests", "testing", "testdata", "fixtures", "__fixtures__", "examples", "example", "samples"),
        *("vendor", "vendored", "_vendor", "third_party", "thirdparty", "third-party", "external", "deps", "extern"),
        *("templates", "template", "skeleton", "boilerplate", "node_modules", "subprojects", "submodules"),
    }
)
"""Folders whose notes speak of something else than the project."""
_NO_PROSE = re.compile(r"(?:.*[-_.])?(?:requirements|constraints|sources|top_level|licen[cs]e).*\.txt", re.I)


def is_note(path: str) -> bool:
    """Whether it can be read as a note at all."""
    name = path.rpartition("/")[2].lower()
    if name.endswith(".txt"):
        return not _NO_PROSE.fullmatch(name) and name != "cmakelists.txt"
    return name in _INSTRUCTIONS or name.endswith(_ENDINGS) or ("." not in name and bool(_STARTS.match(name)))


def is_instructions(path: str) -> bool:
    """Whether it is written for agents or contributors, so that its commands are those of the project itself."""
    name = path.rpartition("/")[2].lower()
    return name in _INSTRUCTIONS or path.startswith(_RULES) or name.startswith(("contributing", "develop", "hacking"))


def is_of_project(path: str) -> bool:
    """Whether a file of a project is one of those that are looked at when nobody named any."""
    folders = path.lower().split("/")[:-1]
    if not is_note(path) or _ELSEWHERE & set(folders):
        return False
    name = path.rpartition("/")[2]
    if name.lower() in _INSTRUCTIONS or path.startswith(_RULES):
        return True
    if folders and folders[0] in _DOCS:
        return True
    return bool(_STARTS.match(name)) and (not folders or folders == [".github"] or name.lower().startswith("readme"))
