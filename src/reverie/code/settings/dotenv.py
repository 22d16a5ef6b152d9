"""Files of environment variables."""

import re

from .found import Found

_SET = re.compile(r"[ \t]*(?:export[ \t]+)?(?P<name>[A-Za-z_][\w.-]*)[ \t]*=[ \t]*", re.MULTILINE)
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|`([^`]*)`", re.DOTALL)
_COMMENT = re.compile(r"(?:^|\s)#.*$")


def read_dotenv(text: str, found: Found) -> None:
    place = 0
    while place < len(text):
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        if match := _SET.match(text, place, end):
            quoted = _QUOTED.match(text, match.end())
            value = quoted[quoted.lastindex or 0] if quoted else _COMMENT.sub("", text[match.end() : end])
            found.add((match["name"],), value.strip(), text.count("\n", 0, place) + 1)
            if quoted:
                end = max(text.find("\n", quoted.end()), quoted.end()) if "\n" in text[quoted.end() :] else len(text)
        place = end + 1
