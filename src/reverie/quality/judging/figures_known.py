"""Known figures: where a number may come from: outputs, changes, the request, sums, differences and shares of these."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from weakref import WeakKeyDictionary

from reverie.conversation.deeds import Edit, Read, Search, Web, Write

from .figures_said import Said
from .numbers import Figure, figures_of
from .record import Evidence, Record

MOST_READ = 12_000
"""Characters of an output whose figures are read; a single figure is looked for in all of it."""
_READ: WeakKeyDictionary[Evidence, list[Figure]] = WeakKeyDictionary()
"""The figures of outputs, read once for all claims of a turn."""
_MOST_PAIRED = 16
"""Figures of one output that are set off against each other: among more of them chance finds any number."""
_MOST_SUMMED = 400
_JOINED = re.compile(
    r"\b(?:total\w*|together|combined|altogether|in all|overall|sum|more|less|fewer|saved?|saves|down|up|dropp?e?d?|"
    r"grew|gain\w*|los[ts]|differ\w*|factor|times|fold|ratio|double\w*|triple\w*|half|remaining|left)\b|×|(?<=\d)x\b",
    re.IGNORECASE,
)
"""Words of a count that no output says but that follows from others."""
_BYTES = re.compile(r"\b(?:size|bytes?|reclaimed|du|disk|space|length|memory|rss|heap)\b", re.IGNORECASE)


def is_in_outputs(said: Said, record: Record) -> bool:
    """Whether an output, a task, a receipt or a command has the number, rounded or in another unit."""
    figure = said.figure
    if figure.measure == "count":
        pattern = literal_pattern(figure.value)
        if any(pattern.search(text) for text in _told(record)):
            return True
    return _is_rounded(said, record)


def is_written(said: Said, record: Record) -> bool:
    """Whether a change, a path, a query or the request has the number: what is said may tell of that."""
    if said.figure.measure in {"count", "rounded"} and said.figure.value < 2:
        return False
    pattern = literal_pattern(said.figure.value)
    return any(
        pattern.search(text) or any(said.matches(other) for other in figures_of(text[:MOST_READ]))
        for text in _written(record)
    )


def is_derived(said: Said, quote: str, record: Record) -> bool:
    """Whether it is a sum, a difference, a ratio or a share of figures that one output has, or two of the record."""
    figure = said.figure
    groups = [figures_read(piece) for piece in record.evidence]
    if figure.measure == "percent" and any(other.measure == "percent" for group in groups for other in group):
        return False
    if figure.measure == "count" and any(_is_of_folder(figure, quote, piece) for piece in record.evidence):
        return True
    if figure.measure in {"count", "rounded"} and not _JOINED.search(quote):
        return False
    return any(_is_sum(said, piece, group) for piece, group in zip(record.evidence, groups, strict=True)) or any(
        _is_of_pair(figure, group) for group in [*groups, [other for group in groups for other in group]]
    )


def _is_of_folder(figure: Figure, quote: str, piece: Evidence) -> bool:
    """`lib: 3` for `lib/a.rb:2` and `lib/b.rb:1`: the sum of the numbers at the ends of the lines of a folder."""
    for name in re.findall(r"[\w./-]+", quote[: figure.start])[-3:]:
        lines = re.findall(
            rf"^(?:\./)?{re.escape(name.rstrip('/'))}/\S*?[:\s]+(\d{{1,9}})$", piece.text[:MOST_READ], re.MULTILINE
        )
        if len(lines) > 1 and sum(map(int, lines)) == figure.value:
            return True
    return False


def literal_pattern(value: float) -> re.Pattern[str]:
    """The number as it may be written: `1,523`, `1 523`, `2.0`."""
    if value == int(value):
        with_marks = f"{int(value):,}"
        choices = {
            str(int(value)),
            *(with_marks.replace(",", mark) for mark in (",", " ", ".", "_", "\u202f", "'")),
        }
        return re.compile(rf"(?<![\d.])(?:{'|'.join(map(re.escape, sorted(choices)))})(?:\.0+)?(?!\d|\.\d)")
    return re.compile(rf"(?<![\d.]){re.escape(f'{value:g}')}0*(?!\d)")


def figures_read(piece: Evidence) -> list[Figure]:
    """The figures of an output; numbers of bytes also where only the command says that they are."""
    if piece not in _READ:
        text = piece.text
        if len(text) > MOST_READ:
            text = text[: MOST_READ // 2] + text[-MOST_READ // 2 :]
        _READ[piece] = [*figures_of(text, words=False), *_bytes(text, piece.asked)]
    return _READ[piece]


def _bytes(text: str, asked: str) -> Iterator[Figure]:
    if not _BYTES.search(asked) and not _BYTES.search(text[:2_000]) and not re.search(r"\bls\b.*-\w*l|Size", asked):
        return
    for found in re.finditer(r"(?<![\w.])\d{4,15}(?![\w.])", text):
        yield Figure(float(found[0]), "size", 0.5, found.start(), found.end())


def _told(record: Record) -> Iterator[str]:
    for piece in record.evidence:
        yield piece.text
        yield re.sub(r"(?<!\S)-\S*", " ", piece.asked)
    for task in record.tasks:
        yield task.result
    for wish in record.receipts:
        yield wish.receipt
        yield wish.reason


def _written(record: Record) -> Iterator[str]:
    yield record.request[:MOST_READ]
    for deed in record.deeds:
        match deed:
            case Edit(path=path, diff=diff, error=error):
                yield from (path, diff, error)
            case Write(path=path, content=content, error=error):
                size = f"{len(content.encode('utf-8', 'replace'))} bytes, {len(content.splitlines())} lines"
                yield from (path, content, error, size)
            case Read(path=path):
                yield path
            case Search(query=query):
                yield query
            case Web(url=url):
                yield url
            case _:
                continue


def _is_rounded(said: Said, record: Record) -> bool:
    figure = said.figure
    for piece in record.evidence:
        for other in figures_read(piece):
            if said.matches(other) or (other.measure == "count" and _same_digits(figure, other)):
                return True
    if figure.measure == "count":
        return False
    texts = [task.result for task in record.tasks] + [piece.asked.replace("=", " ") for piece in record.evidence]
    return any(said.matches(other) for text in texts for other in figures_of(text[:MOST_READ], words=False))


def _same_digits(figure: Figure, other: Figure) -> bool:
    """`20104 bytes` for an output's `text 20104`, `83 %` for `83`."""
    if figure.measure in {"count", "rounded"}:
        return False
    return abs(figure.value - other.value) <= figure.grain


def _is_sum(said: Said, piece: Evidence, figures: Sequence[Figure]) -> bool:
    """Of all of a measure, or of those on lines that end alike: `du` of three `.png` and three `.webp`."""
    same = [other for other in figures if other.measure == _measure(said.figure)][:_MOST_SUMMED]
    if len(same) < 2:
        return False
    return any(_adds_up(said, group) for group in [same, same[:-1], *_by_ending(piece.text, same)])


def _measure(figure: Figure) -> str:
    return "count" if figure.measure == "rounded" else figure.measure


def _adds_up(said: Said, group: Sequence[Figure]) -> bool:
    if len(group) < 2:
        return False
    total = sum(other.value for other in group)
    grain = max(other.grain for other in group) if said.figure.measure != "count" else 0.0
    return said.matches(Figure(total, group[0].measure, grain, 0, 0))


def _by_ending(text: str, figures: Iterable[Figure]) -> Iterator[list[Figure]]:
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        line = text[figure.start : text.find("\n", figure.start) if "\n" in text[figure.start :] else len(text)]
        ending = re.search(r"\.(\w+)\s*$", line)
        if ending is not None:
            groups.setdefault(ending[1], []).append(figure)
    yield from groups.values()


def _is_of_pair(figure: Figure, figures: Sequence[Figure]) -> bool:
    """`12 MB less`, `a third`, `22 times`: of two figures of one measure."""
    if len(figures) > _MOST_PAIRED:
        return False
    return any(
        _is_made_of(figure, one.value, other.value)
        for one, other in combinations(figures, 2)
        if one.measure == other.measure
        and figure.measure in {one.measure, "percent", "count"}
        and one.value
        and other.value
    )


def _is_made_of(figure: Figure, one: float, other: float) -> bool:
    low, high = sorted((abs(one), abs(other)))
    tolerance = 2 * figure.grain + 1e-9
    if figure.measure == "percent":
        shares = (100 * low / high, 100 * (high - low) / high, 100 * (high - low) / low)
        return any(abs(figure.value - share) <= max(tolerance, 1.0) for share in shares)
    if abs(figure.value - (high - low)) <= tolerance or abs(figure.value - (high + low)) <= tolerance:
        return True
    return (
        figure.measure == "count"
        and figure.value > 1
        and abs(figure.value - high / low) <= max(0.5, 0.1 * figure.value)
    )
