"""The changes and requests that were labelled by hand: `benchmarks/data/changes`, whose README describes their form."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from reverie.quality.changes.values import Became

DATA = Path(__file__).parent / "data" / "changes"

_KINDS = {"c": "code", "#": "comment", ".": "blank"}
_BEFORE = {**_KINDS, ">": "code", "<": "comment"}
_AFTER = {**_KINDS, ">": "comment", "<": "code"}
_UNIT = re.compile(r"unit: (requested|unrequested|undecidable) (\S+) (\S+) (added|changed|removed)$")


class Labelled(msgspec.Struct, frozen=True, kw_only=True):
    """A change of one file. `kinds` are those of the lines before and after; `counts` those that `FileChange` has."""

    name: str
    language: str
    path: str
    before: str | None
    after: str | None
    diff: str
    bare_diff: str
    symbols: frozenset[tuple[str, str]]
    left_out: str
    counts: dict[str, int]


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """A label, and what it is about: the lines of a symbol (`*`: of none) in a file."""

    label: str
    path: str
    symbol: str
    became: Became
    lines: tuple[str, ...]


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked, with the changes that were made."""

    name: str
    request: str
    plan: str
    earlier: str
    units: tuple[Unit, ...]


def labelled_changes() -> list[Labelled]:
    """All cases, in the order of the files' names."""
    return [
        _case(path.stem, name, text) for path in sorted((DATA / "cases").glob("*.txt")) for name, text in _parts(path)
    ]


def labelled_requests() -> list[Request]:
    """All requests."""
    return [_request(name, text) for name, text in _parts(DATA / "requests.txt")]


def _parts(path: Path) -> Iterator[tuple[str, str]]:
    parts = re.split(r"^=== (\S+)\n", path.read_text("utf-8"), flags=re.MULTILINE)
    return zip(parts[1::2], parts[2::2], strict=True)


def _field(text: str, name: str) -> str:
    return "\n".join(re.findall(rf"^{name}: ?(.*)$", text, re.MULTILINE))


def _case(language: str, name: str, text: str) -> Labelled:
    head, _, body = text.partition("---\n")
    flags = _field(head, "flags")
    rows = [(line[0], line[1], line[3:]) for line in body.split("\n") if line]
    newline = "\r\n" if "crlf" in flags else "\n"
    said = _field(head, "symbols")
    counted: Counter[str] = Counter()
    if not _field(head, "left out"):
        counted.update(f"added_{_AFTER[kind]}" for change, kind, _ in rows if change == "+")
        counted.update(f"removed_{_BEFORE[kind]}" for change, kind, _ in rows if change == "-")
        counted.update(f"{_BEFORE[kind]}_before" for change, kind, _ in rows if change != "+")
    return Labelled(
        name=name,
        language=language,
        path=_field(head, "path"),
        before=None if "created" in flags else _text(rows, "+", newline, flags),
        after=None if "deleted" in flags else _text(rows, "-", newline, flags),
        diff="\n".join(_hunks(rows)) + "\n",
        bare_diff="".join(f"{change}{text}\n" for change, _, text in rows if change != " "),
        symbols=frozenset() if said == "none" else frozenset(_symbol(each) for each in said.split("; ")),
        left_out=_field(head, "left out"),
        counts={name: counted[name] for name in COUNTS},
    )


COUNTS = ("added_code", "added_comment", "removed_code", "removed_comment", "code_before", "comment_before")


def _symbol(said: str) -> tuple[str, str]:
    became, name = said.split()
    return became, name


def _text(rows: list[tuple[str, str, str]], without: str, newline: str, flags: str) -> str:
    text = newline.join(line for change, _, line in rows if change != without)
    return text if "no final newline" in flags else text + newline


def _hunks(rows: list[tuple[str, str, str]]) -> Iterator[str]:
    """A unified diff with three lines around each change, without headings."""
    near = {other for at, row in enumerate(rows) if row[0] != " " for other in range(at - 3, at + 4)}
    shown = [at for at in range(len(rows)) if at in near]
    groups = [[at for at in shown if at in run] for run in _runs(shown)]
    for group in groups:
        old = [at for at in group if rows[at][0] != "+"]
        new = [at for at in group if rows[at][0] != "-"]
        before = sum(rows[at][0] != "+" for at in range(group[0])) + bool(old)
        after = sum(rows[at][0] != "-" for at in range(group[0])) + bool(new)
        yield f"@@ -{before},{len(old)} +{after},{len(new)} @@"
        yield from (rows[at][0] + rows[at][2] for at in group)


def _runs(numbers: list[int]) -> Iterator[range]:
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield range(numbers[start], numbers[at - 1] + 1)
            start = at


def _request(name: str, text: str) -> Request:
    head, *rest = re.split(r"^(?=unit: )", text, flags=re.MULTILINE)
    return Request(
        name=name,
        request=_field(head, "request"),
        plan=_field(head, "plan"),
        earlier=_field(head, "earlier"),
        units=tuple(_unit(each) for each in rest),
    )


def _unit(text: str) -> Unit:
    first, *lines = text.rstrip("\n").split("\n")
    found = _UNIT.match(first)
    assert found is not None, first
    became: Became = "added" if found[4] == "added" else "removed" if found[4] == "removed" else "changed"
    return Unit(label=found[1], path=found[2], symbol=found[3], became=became, lines=tuple(lines))
