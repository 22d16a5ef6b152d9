"""What a text of instructions imports: words `@path/to/file`, outside code and comments.

The form is that of Claude Code (https://code.claude.com/docs/en/memory): relative to the importing file, `~/` for the
home folder, a space in a name written as `\\ `.
"""

import re
from collections.abc import Iterator

_WORD = re.compile(r"""(?<![^\s(\[{"'<*_|>])@((?:\\ |[^\s`\\])+)""")
_FENCE = re.compile(r"[ \t>]*(?:[-*+] +|\d+[.)] +)?(`{3,}|~{3,})(.*)")
_TICKS = re.compile("`+")
_TRAILING = ".,;:!?)]}>'\"*_|"


def mentions(text: str) -> list[tuple[str, ...]]:
    """For each word after an `@`, once, the paths it may mean: as it stands, then without a fragment or punctuation."""
    prose = "\n\n".join(_without_spans(part) for part in _without_comments(_without_fences(text)).split("\n\n"))
    return list(dict.fromkeys(_spellings(found[1]) for found in _WORD.finditer(prose)))


def _spellings(word: str) -> tuple[str, ...]:
    word = word.replace("\\ ", " ")
    bare = word.partition("#")[0]
    return tuple(dict.fromkeys(one for one in (word, word.rstrip(_TRAILING), bare, bare.rstrip(_TRAILING)) if one))


def _without_fences(text: str) -> str:
    """A fence is closed by one of its own kind that is at least as long and has nothing after it."""
    return "\n".join(_outside_fences(text.splitlines()))


def _outside_fences(lines: list[str]) -> Iterator[str]:
    opened = ""
    for line in lines:
        found = _FENCE.match(line)
        if opened:
            closes = found and found[1].startswith(opened) and not found[2].strip()
            opened = "" if closes else opened
            yield ""
        elif found and not (found[1][0] == "`" and "`" in found[2]):
            opened = found[1]
            yield ""
        else:
            yield line


def _without_comments(text: str) -> str:
    kept = []
    while True:
        before, opened, rest = text.partition("<!--")
        kept.append(before)
        inside, closed, text = rest.partition("-->")
        if not opened:
            return "".join(kept)
        if not closed:  # an opening that nothing closes is no comment
            return "".join([*kept, inside])


def _without_spans(paragraph: str) -> str:
    """A code span is closed by a run of as many backticks as opened it; a run that nothing closes is text.

    Takes time in proportion to the length, whatever the text.
    """
    runs = list(_TICKS.finditer(paragraph))
    later: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        later.setdefault(len(runs[index][0]), []).append(index)
    kept, start, index = [], 0, 0
    while index < len(runs):
        same = later[len(runs[index][0])]
        while same and same[-1] <= index:
            same.pop()
        if same:
            kept.append(paragraph[start : runs[index].start()])
            index = same[-1]
            start = runs[index].end()
        index += 1
    return " ".join([*kept, paragraph[start:]])
