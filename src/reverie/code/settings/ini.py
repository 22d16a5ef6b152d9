"""INI files as `configparser` reads them, with lines; also without sections (.npmrc, .properties)."""

import re

from .found import TABLE, Found, Trouble

_SECTION = re.compile(r"\[(?P<name>.+)\]\s*(?:[#;].*)?$")
_OPTION = re.compile(r"(?P<key>[^=:\s][^=:]*?)\s*[=:]\s*(?P<value>.*)$")


def read_ini(text: str, found: Found) -> None:
    """Keys are `section.option` as they are written; a value of several lines is joined by blanks."""
    section: tuple[str, ...] = ()
    option: tuple[tuple[str, ...], int] | None = None
    parts: list[str] = []
    for number, line in enumerate([*text.split("\n"), "[]"], 1):
        bare = line.strip()
        if not bare or bare[0] in "#;":
            continue
        if option and line[0] in " \t":
            parts.append(bare)
            continue
        if option:
            found.add(option[0], " ".join(parts), option[1])
            option, parts = None, []
        if bare == "[]":
            continue
        if match := _SECTION.match(bare):
            section = (match["name"].strip(),)
            found.add(section, TABLE, number)
        elif match := _OPTION.match(bare):
            option, parts = ((*section, match["key"]), number), [match["value"]]
        elif re.fullmatch(r"[\w.-]+", bare):
            option = ((*section, bare), number)
        else:
            raise Trouble(f"line {number}: neither a section nor an option")
