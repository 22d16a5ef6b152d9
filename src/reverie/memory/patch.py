"""How one file changes: the whole lines that differ, with the hashes of the file before and after.

Small enough for the journal at any size of the file, exact in both directions, and still to be carried out, or taken
back, when somebody else changed another part of the file.
"""

import hashlib
import re

import msgspec

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n.{0,16000}?^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


class Hunk(msgspec.Struct, frozen=True, omit_defaults=True):
    """At character `at` of the file before, `out` stands; after, `into` stands there.

    Where one of them is empty, `behind` and `ahead` are the lines around it, by which the place is found again; they
    are empty at the file's beginning and end.
    """

    at: int
    out: str = ""
    into: str = ""
    ahead: str = ""
    behind: str = ""

    def merged(self, text: str) -> str:
        """The text with this change made. Raises ValueError when its place is not to be found just once."""
        if self.into and self.into + self.ahead in text:
            return text
        if not self.out:
            return _inserted(text, self)
        if text.count(self.out) != 1:
            raise ValueError("the lines were changed")
        return text.replace(self.out, self.into)


class FilePatch(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """`before` and `after` are SHA-256 in hexadecimal of the file's bytes, empty where there is no file.

    Front matter and what follows it have a hunk each, in order, so that a new description does not make one of the
    whole file.
    """

    name: str
    before: str = ""
    after: str = ""
    hunks: tuple[Hunk, ...] = ()

    @property
    def added(self) -> str:
        """All lines that it brings."""
        return "".join(hunk.into for hunk in self.hunks)

    def applied(self, text: str | None) -> str | None:
        """The text after, of the text before. None stands for no file. Raises ValueError when it does not fit."""
        if not self.after:
            return None
        text = text or ""
        for hunk in reversed(self.hunks):
            text = _spliced(text, hunk.at, hunk.out, hunk.into)
        return text

    def merged(self, text: str | None) -> str | None:
        """The text after, of a text that is neither the one before nor the one after.

        Raises ValueError when the lines that were to be replaced, or the one to be put before, are not there just once.
        """
        if text is None or not self.after:
            raise ValueError("the file is gone" if text is None else "the file was changed")
        for hunk in self.hunks:
            text = hunk.merged(text)
        return text

    def inverted(self) -> "FilePatch":
        hunks, shift = [], 0
        for hunk in self.hunks:
            hunks.append(Hunk(hunk.at + shift, hunk.into, hunk.out, hunk.ahead, hunk.behind))
            shift += len(hunk.into) - len(hunk.out)
        return FilePatch(name=self.name, before=self.after, after=self.before, hunks=tuple(hunks))


def patch(name: str, before: str | None, after: str | None) -> FilePatch:
    """The patch from one text to the other; None stands for no file."""
    old, new = before or "", after or ""
    head, new_head = (_head(old), _head(new)) if old and new else (0, 0)
    parts = [(0, old[:head], new[:new_head]), (head, old[head:], new[new_head:])]
    hunks = tuple(_hunk(at, one, other) for at, one, other in parts if one != other)
    return FilePatch(name=name, before=text_hash(before), after=text_hash(after), hunks=hunks)


def _head(text: str) -> int:
    """Where the front matter ends; 0 without one."""
    found = _FRONT_MATTER.match(text)
    return found.end() if found else 0


def _hunk(at: int, old: str, new: str) -> Hunk:
    start = old.rfind("\n", 0, _common_prefix(old, new)) + 1
    end = _whole_lines(old, new, _common_suffix(old, new, min(len(old), len(new)) - start))
    out, into = old[start : len(old) - end], new[start : len(new) - end]
    if out and into:
        return Hunk(at + start, out, into)
    return Hunk(at + start, out, into, _first_line(old[len(old) - end :]), _last_line(old[:start]))


def text_hash(text: str | None) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal; empty for no file."""
    return "" if text is None else hashlib.sha256(text.encode()).hexdigest()


def _inserted(text: str, hunk: Hunk) -> str:
    """The new lines between the two that they stood between, before the one that followed them, or at the end."""
    if not hunk.ahead:
        return text + ("" if text.endswith("\n") or not text else "\n") + hunk.into
    for before, after in ((hunk.behind, hunk.ahead), ("", hunk.ahead)):
        start, found, rest = f"\n{text}".partition(f"\n{before}{after}")
        if found and f"\n{before}{after}" not in f"\n{rest}":
            return f"{start}\n".removeprefix("\n") + before + hunk.into + after + rest
    raise ValueError("the place of the new lines is not to be found")


def _first_line(text: str) -> str:
    return text[: text.find("\n") + 1] or text


def _last_line(text: str) -> str:
    return text[text.rfind("\n", 0, -1) + 1 :]


def _spliced(text: str, at: int, out: str, into: str) -> str:
    if not text.startswith(out, at):
        raise ValueError("the text is not the one that the patch was made for")
    return text[:at] + into + text[at + len(out) :]


def _whole_lines(old: str, new: str, suffix: int) -> int:
    """As much of a common suffix as begins with a line in both."""
    starts = {text[len(text) - suffix - 1 : len(text) - suffix] for text in (old, new)}
    if starts <= {"", "\n"}:
        return suffix
    newline = old.find("\n", len(old) - suffix)
    return 0 if newline < 0 else len(old) - newline - 1


def _common_prefix(one: str, other: str) -> int:
    """By halves: comparing slices is far quicker than characters."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_suffix(one: str, other: str, most: int) -> int:
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
