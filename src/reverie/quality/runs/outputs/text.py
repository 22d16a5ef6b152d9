"""The text of an output as it is searched: without colours and progress, and no more of it than needed."""

import re

MAX_SEARCHED = 262_144
"""Characters of an output that are searched; of a longer one its beginning and, more of it, its end."""
_HEAD = 65_536
_COLOUR = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])")


_PREFIX = re.compile(
    r"^(?:[\w@/.-]{1,60} (?:test|build|lint|typecheck|check|e2e)[\w:-]{0,30}: |[\w@/.-]{1,60}:[a-z][\w:-]{0,30}: |"
    r"[\w-]{1,40} +\| )",
    re.MULTILINE,
)


def without_prefixes(text: str) -> str:
    """`text` without the names that runners of several packages put before each line."""
    return _PREFIX.sub("", text)


def searchable(output: str) -> str:
    """`output` with line ends as `\\n`, one at its end, and no escape sequences."""
    if len(output) > MAX_SEARCHED:
        output = f"{output[:_HEAD]}\n{output[-(MAX_SEARCHED - _HEAD) :]}"
    if "\x1b" in output:
        output = _COLOUR.sub("", output)
    if "\r" in output:
        output = output.replace("\r\n", "\n").replace("\r", "\n")
    return output if not output or output.endswith("\n") else f"{output}\n"
