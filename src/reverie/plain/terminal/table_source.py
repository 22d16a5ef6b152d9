"""Tables as models write them, made such that the parser drops nothing: it forgets cells beyond the header's."""

import re

_DELIMITERS = re.compile(r" *\|? *:?-+:? *(\| *:?-+:? *)*\|? *")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\1).)+\1(?!`)")
_SEPARATOR = re.compile(r"(?<!\\)\|")


def mended(source: str) -> str:
    """The source with `|` escaped where it cannot separate cells: within code, and behind a row's last cell."""
    if "|" not in source:
        return source
    lines = source.split("\n")
    for place in range(1, len(lines)):
        if "|" in lines[place - 1] and _DELIMITERS.fullmatch(lines[place]):
            columns = len(_SEPARATOR.split(_bare(lines[place])))
            lines[place - 1] = _without_pipes_in_code(lines[place - 1])
            lines[place + 1 :] = [_row(line, columns) for line in lines[place + 1 :]]
            return "\n".join(lines)
    return source


def _row(line: str, columns: int) -> str:
    line = _without_pipes_in_code(line)
    cells = _SEPARATOR.split(_bare(line))
    if len(cells) <= columns:
        return line
    return "|" + "|".join([*cells[: columns - 1], r"\|".join(cells[columns - 1 :])]) + "|"


def _bare(line: str) -> str:
    """A row without the separators at its ends."""
    return re.sub(r"(?<!\\)\|$", "", line.strip(" ").removeprefix("|"))


def _without_pipes_in_code(line: str) -> str:
    return _CODE.sub(lambda code: _SEPARATOR.sub(r"\\|", code.group()), line)
