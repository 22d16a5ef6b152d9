"""Names of files in a prompt: `@path`, `@"a path"`, `@path:10-20`, and pictures however they were pasted or dragged."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

import msgspec

# not `\s`: macOS puts a narrow no-break space into the names of screenshots
_SPACE = r" \t\r\n\f\v"
_BEFORE = rf"(?<![^{_SPACE}(\[{{<,;:=])"
_QUOTED = r'"[^"\n]+"|\'[^\'\n]+\''
_LINES = r":(\d{1,9})(?:-(\d{1,9}))?$"
_AT = re.compile(rf"{_BEFORE}@((?:{_QUOTED})(?::\d+(?:-\d+)?)?|(?:\\.|[^\\{_SPACE}])+)")
_WORD = re.compile(rf"{_BEFORE}({_QUOTED}|(?:\\.|[^\\\"'{_SPACE}])+)")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp)", re.IGNORECASE)
_TRAILING = ".,;:!?)]}>'\"`"
_MOST_TRAILING = 4
_MOST_NAMES = 200
_LONGEST = 4096

Exists = Callable[[str], bool]


class Mention(msgspec.Struct, frozen=True):
    """`path` is what is named, `written` how; `first` and `last` are line numbers, 0 for none."""

    written: str
    path: str
    first: int = 0
    last: int = 0


def mentions(text: str, exists: Exists) -> Iterator[Mention]:
    """The names after an `@`, in order. What follows a name that is there, such as a comma, is not a part of it."""
    for number, found in enumerate(_AT.finditer(text)):
        if number >= _MOST_NAMES:
            return
        if len(found[1]) <= _LONGEST:
            candidates = [_mention(spelled) for spelled in _shorter(found[1])]
            yield next((each for each in candidates if exists(each.path)), candidates[0])


def picture_paths(text: str, exists: Exists) -> Iterator[str]:
    """Paths that are there and end like a picture: bare, quoted, with escaped spaces, a file URL, or a whole line."""
    if _PICTURE.search(text) is None:
        return
    for line in text.split("\n"):
        if _PICTURE.search(line):
            yield from _pictures_of(line.strip(), exists)


def dragged_pictures(text: str, exists: Exists) -> list[str]:
    """The pictures of a text that is nothing but their names, as a terminal writes what is dragged into it."""
    lines = [line.strip() for line in text.strip().split("\n")]
    words = [found[1] for line in lines if not exists(_plain(line)) for found in _WORD.finditer(line)]
    if all(_PICTURE.search(word) and exists(_plain(word)) for word in words):
        return list(picture_paths(text, exists))
    return []


def _pictures_of(line: str, exists: Exists) -> Iterator[str]:
    words = [line, *(found[1] for found in _WORD.finditer(line) if _PICTURE.search(found[1]))]
    for word in words[:_MOST_NAMES]:
        for path in map(_plain, _shorter(word) if len(word) <= _LONGEST else ()):
            ends_like_one = [end for end in _PICTURE.finditer(path) if end.end() == len(path)]
            if ends_like_one and exists(path):
                yield path
                break


def _mention(spelled: str) -> Mention:
    lines = re.search(_LINES, spelled)
    if lines is None:
        return Mention(spelled, _plain(spelled))
    first = int(lines[1])
    return Mention(spelled, _plain(spelled[: lines.start()]), first, int(lines[2] or first))


def _shorter(written: str) -> Iterator[str]:
    """The name as it stands, then without the punctuation at its end, a character less each time."""
    yield written
    for _ in range(_MOST_TRAILING):
        if _is_quoted(written) or written[-1:] not in _TRAILING or len(written) < 2:
            return
        written = written[:-1]
        yield written


def _is_quoted(text: str) -> bool:
    return len(text) > 2 and text[0] in "\"'" and text[-1] == text[0]


def _plain(spelled: str) -> str:
    """The path without quotes, without the backslashes of a shell, or out of its file URL."""
    spelled = spelled[1:-1] if _is_quoted(spelled) else re.sub(r"\\([^\w])", r"\1", spelled)
    if not spelled.startswith("file://"):
        return spelled
    try:
        address = urlsplit(spelled)
    except ValueError:  # a host in brackets that are not closed
        return spelled
    return unquote(address.path) if address.netloc in ("", "localhost") else spelled
