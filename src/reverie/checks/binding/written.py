"""How a definition is written in its file: the text that is gone when it is gone."""

import re

from reverie.checks.comparing.lines import find_line
from reverie.code.codebase import Codebase
from reverie.code.values import Definition, Outline

KEYWORD = re.compile(
    r"\b(?:def|class|function\*?|fn|struct|enum|trait|interface|type|func|module|macro_rules!)\s+(?:\([^)]*\)\s*)?$"
)
STABLE_FORM = re.compile(r"(?:def|class|fn|struct|enum|trait|interface|func)\b")
"""Openings that are written in one way only; a JavaScript function may become a method or an arrow."""
SHORTEST = 12
"""Characters from which a text that is in another file now is found there."""
_MOST_LINES = 400


def opening_of(one: Definition, codebase: Codebase, shortest: int = SHORTEST) -> str:
    """`def request(`, `class Session`, `retries:` as they stand in the file; empty when they stand there
    otherwise, or have fewer than `shortest` characters."""
    line = _line(one, codebase)
    name = re.escape(one.symbol.last_name)
    found = re.search(rf"(?<![\w$]){name}(?![\w$])(?P<after>\s*[(:=?]?)", line)
    if found is None:
        return ""
    keyword = KEYWORD.search(line[: found.start()])
    start = keyword.start() if keyword else found.start()
    is_class = keyword is not None and keyword[0].startswith(("class", "struct", "enum", "trait", "interface"))
    is_closed = found["after"].strip() in ("(", ":", "?") and not is_class  # bases come and go
    text = line[start : found.end("after") if is_closed else found.start("after")].strip()
    content = codebase.read(one.path)
    return text if len(text) >= shortest and isinstance(content, str) and find_line(text, content) else ""


def base_line_of(one: Definition, base: str, codebase: Codebase) -> str:
    """The line of a class up to one of its bases; empty when that stands in another line."""
    line = _line(one, codebase)
    plain = re.split(r"[\[(]", base)[0]
    found = re.search(rf"\b{re.escape(one.symbol.last_name)}\b.*?(?<![\w.]){re.escape(plain)}(?![\w.])", line)
    keyword = KEYWORD.search(line[: found.start()]) if found else None
    return line[keyword.start() if keyword else found.start() : found.end()] if found else ""


def parameter_of(one: Definition, name: str, codebase: Codebase) -> str:
    """The name of a parameter, if nothing else in the file is called so; else empty."""
    content, outline = codebase.read(one.path), codebase.outline(one.path)
    if not isinstance(content, str) or not isinstance(outline, Outline):
        return ""
    below = [symbol.line for symbol in outline.symbols if symbol.line > one.symbol.line and symbol.kind != "attribute"]
    end = min([*below, one.symbol.line + _MOST_LINES])
    word = re.compile(rf"(?<![\w$]){re.escape(name)}(?![\w$])")
    lines = [number for number, line in enumerate(content.splitlines(), 1) if word.search(line)]
    return name if lines and one.symbol.line <= lines[0] and lines[-1] < end else ""


def _line(one: Definition, codebase: Codebase) -> str:
    content = codebase.read(one.path)
    lines = content.splitlines() if isinstance(content, str) else []
    return lines[one.symbol.line - 1].strip() if 0 < one.symbol.line <= len(lines) else ""
