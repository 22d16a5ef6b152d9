"""package-lock.json, yarn.lock and pnpm-lock.yaml, by their lines: they are large, written by programs, and regular."""

import re

from .declared import Declared, below, table
from .json_tables import json_tables

_YARN_HEAD = re.compile(r'"?((?:@[^/@"\s]+/)?[^@"\s]+)@')
_YARN_VERSION = re.compile(r'\s+version:?\s+"?([^"\s]+)"?')
_PNPM_KEY = re.compile(r"  ['\"]?/?((?:@[^/@\s]+/)?[^@/\s'\"(]+)[@/](\d[^:(\s'\"_]*)")


def read_package_lock(text: str, declared: Declared) -> None:
    tables = json_tables(text)
    lines = {line.strip(): number for number, line in reversed(list(enumerate(declared.lines, 1)))}
    for path, given in table(tables.get("packages")).items():
        name = path.rpartition("node_modules/")[2]
        version = below(given, "version")
        if "node_modules/" in path and isinstance(version, str):
            declared.add(name, version, lines.get(f'"{path}": {{', 0), is_locked=True)
    if "packages" not in tables:
        for name, given in table(tables.get("dependencies")).items():
            declared.add(name, below(given, "version"), lines.get(f'"{name}": {{', 0), is_locked=True)


def read_yarn_lock(text: str, declared: Declared) -> None:
    name, place = "", 0
    for number, line in enumerate(declared.lines, 1):
        if line and line[0] not in " #\t":
            head = _YARN_HEAD.match(line)
            name, place = (head[1], number) if head else ("", 0)
        elif name and (version := _YARN_VERSION.match(line)):
            if version[1] != "0.0.0-use.local":
                declared.add(name, version[1], place, is_locked=True)
            name = ""


def read_pnpm_lock(text: str, declared: Declared) -> None:
    seen: set[tuple[str, str]] = set()
    is_inside = False
    for number, line in enumerate(declared.lines, 1):
        if line and not line[0].isspace():
            is_inside = line.startswith(("packages:", "snapshots:"))
        elif is_inside and (match := _PNPM_KEY.match(line)) and match.groups() not in seen:
            seen.add((match[1], match[2]))
            declared.add(match[1], match[2], number, is_locked=True)
