"""The instructions of a Dockerfile that people speak of: its images, ports, variables and what it runs."""

import re

from .found import Found

_INSTRUCTION = re.compile(r"\s*(FROM|EXPOSE|ENV|ARG|WORKDIR|USER|CMD|ENTRYPOINT)\s+(.+)$", re.IGNORECASE)
_SET = re.compile(r"([A-Za-z_]\w*)=(\"[^\"]*\"|'[^']*'|[^\s\"']*)")
_FLAG = re.compile(r"^(?:--\S+\s+)+")


def read_dockerfile(text: str, found: Found) -> None:
    """`FROM`, `EXPOSE`, `CMD` … are keys, a variable is `ENV.NAME` or `ARG.NAME`."""
    for number, line in _joined(text):
        if match := _INSTRUCTION.match(line):
            word, rest = match[1].upper(), match[2].strip()
            if word in ("ENV", "ARG"):
                for name, value in _variables(rest):
                    found.add((word, name), value, number)
            else:
                found.add((word,), _FLAG.sub("", rest), number)


def _joined(text: str) -> list[tuple[int, str]]:
    """The lines with those that continue them, numbered."""
    lines: list[tuple[int, str]] = []
    is_open = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith("#"):
            continue
        piece = line.rstrip()
        if is_open:
            first, before = lines[-1]
            lines[-1] = (first, before + " " + piece.rstrip("\\").strip())
        else:
            lines.append((number, piece.rstrip("\\")))
        is_open = piece.endswith("\\")
    return lines


def _variables(rest: str) -> list[tuple[str, str]]:
    name, _, value = rest.partition(" ")
    if "=" not in name:
        return [(name, value.strip())]
    return [(key, given.strip("\"'")) for key, given in _SET.findall(rest)]
