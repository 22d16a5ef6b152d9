"""What of a secret a mask may cover: never a character that means something to a shell or to a text's structure.

A person approves commands by what they are shown. A mask that covered a quote, a `;`, a `$( )` or a newline could hide
a command from them, so a secret with such characters is masked in pieces, and they stay.
"""

from collections.abc import Iterable, Iterator

from .found import Found
from .late import Late

SYNTAX = Late(r"""[\s"'`;|&<>(){}\[\]$\\*?\x00-\x1f\x7f-\x9f\u2028\u2029]""")
"""What no mask covers: white space, controls, quotes, operators, expansions, patterns, escapes."""
_INERT = Late(r"""[^\s"'`;|&<>(){}\[\]$\\*?\x00-\x1f\x7f-\x9f\u2028\u2029]+""")
_LEADING = ".,#!~=+-"
"""No piece begins with these: `#` begins a comment, `+` and `-` are a diff's, and dots are shown before it is known
what they begin."""
_ESCAPED = Late(r"(?<=\\)(?:u[0-9a-fA-F]{4}|.)|(?<=\x1b\[)[0-9;]{0,16}m")
"""What belongs to a backslash or an escape before it: the `n` of `\\n` is syntax, not the secret's."""
_PLAIN_WORD = Late(r"[-./:,~]*(?:[A-Z]?[a-z]*|[0-9]{1,2})(?:[-./:,~]+[a-z]*)*")


def settle(text: str, found: Iterable[Found]) -> tuple[Found, ...]:
    """The finds in order and without overlaps, each reduced to the pieces that a mask may cover."""
    settled: list[Found] = []
    for one in _without_overlaps(found):
        settled += _pieces(text, one)
    return tuple(settled)


def _without_overlaps(found: Iterable[Found]) -> Iterator[Found]:
    """Finds that share characters become one, of the kind that begins first; at one place, that was found first."""
    whole: Found | None = None
    for one in sorted(found, key=lambda each: each.start):
        if whole is None:
            whole = one
        elif one.start < whole.end:
            whole = whole._replace(end=max(whole.end, one.end))
        else:
            yield whole
            whole = one
    if whole is not None:
        yield whole


def _pieces(text: str, found: Found) -> Iterator[Found]:
    """The whole where it is inert; else its pieces, but for plain words, which could be commands."""
    spans = [match.span() for match in _INERT.pattern.finditer(text, found.start, found.end)]
    for start, end in spans:
        if escaped := _ESCAPED.pattern.match(text, start):
            start = escaped.end()
        while start < end and text[start] in _LEADING:
            start += 1
        if start < end and (len(spans) == 1 or not _PLAIN_WORD.pattern.fullmatch(text, start, end)):
            yield Found(found.kind, start, end)
