"""A memory of ours: its topic files, or an export of it. Facts keep their ids, dates, evidence and origin.

They never gain authority: of a file in a repository none is a person's word, whatever it says of itself.
"""

import re
from collections.abc import Iterator

import msgspec

from reverie.memory.exported import FORMAT, ExportedFact, ExportHeader, ExportLine
from reverie.memory.fact import Fact, FileLine
from reverie.memory.fact_text import HEADING
from reverie.memory.gates.authority import rank
from reverie.memory.placing import CONTINUES
from reverie.memory.topic import Segment, parse_topic
from reverie.storage.errors import UnusableFile

from .pieces import Passed, Piece, Statement
from .source_file import SourceFile

_TITLE = re.compile(r"^# (?P<title>.+)$", re.MULTILINE)
_PART = re.compile(r" \(\d+\)\Z")
_decoder: msgspec.json.Decoder[ExportLine] = msgspec.json.Decoder(ExportLine)


def holds_facts(source: SourceFile) -> bool:
    """Whether a Markdown file has facts in our form."""
    return any(HEADING.fullmatch(line) for line in source.lines) and any(
        line.startswith("- kind:") for line in source.lines
    )


def pieces_of_topic(source: SourceFile) -> list[Piece]:
    """Of a topic file, or of an export as Markdown, in which a line `# TITLE` begins a topic."""
    try:
        topic = parse_topic(source.text.encode(), source.real)
    except UnusableFile as error:
        return [Passed(source.shown, 0, 0, "", str(error))]
    title, at = topic.title, 1 + topic.head.text.count("\n")
    pieces: list[Piece] = []
    if topic.head.get(CONTINUES):
        title = _PART.sub("", title)
    if topic.head.text:
        pieces.append(Passed(source.shown, 1, at - 1, source.lines[0], "front matter"))
    for segment in topic.segments:
        pieces += _pieces(source, segment, at, title, topic.description)
        at += segment.text.count("\n")
        if found := _TITLE.search(segment.text if segment.fact is None else _after_the_list(segment.text)):
            title = found["title"].strip()
    return pieces


def pieces_of_export(source: SourceFile) -> list[Piece]:
    """Of an export as JSON lines."""
    return [_of_line(source, number, line.strip()) for number, line in enumerate(source.lines, 1) if line.strip()]


def _pieces(source: SourceFile, segment: Segment, first: int, title: str, description: str) -> Iterator[Piece]:
    """A fact's block; what stands below its list in the same segment is a person's own text."""
    count = segment.text.count("\n") + (not segment.text.endswith("\n"))
    if segment.fact is None:
        why = segment.problem.partition(": ")[2] or "a text of a person's own between the facts"
        yield from _passed(source, first, first + count - 1, why)
        return
    own = segment.text[: len(segment.text) - len(_after_the_list(segment.text))].count("\n") or count
    lines = source.lines[first - 1 : first - 1 + own]
    last = first + max(number for number, line in enumerate(lines) if line.strip())
    yield _statement(source, first, last, segment.fact, title, description)
    yield from _passed(source, first + own, first + count - 1, "a text of a person's own between the facts")


def _after_the_list(text: str) -> str:
    """What follows the list at the end of a fact's block."""
    lines = text.split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("- kind:"))
    while at < len(lines) and lines[at].startswith("- "):
        at += 1
    return "\n".join(lines[at:])


def _passed(source: SourceFile, first: int, last: int, why: str) -> Iterator[Piece]:
    filled = [number for number in range(first, last + 1) if source.lines[number - 1].strip()]
    if filled:
        yield Passed(source.shown, filled[0], filled[-1], source.lines[filled[0] - 1].strip(), why)


def _of_line(source: SourceFile, number: int, line: str) -> Piece:
    try:
        found = _decoder.decode(line)
    except msgspec.DecodeError as error:
        return Passed(source.shown, number, number, line, f"no line of an export: {error}")
    match found:
        case ExportHeader(format=version) if version > FORMAT:
            why = f"a newer Reverie exported it (format {version}, known is {FORMAT})"
            return Passed(source.shown, number, number, line, why)
        case ExportHeader():
            return Passed(source.shown, number, number, line, "the first line of an export")
        case ExportedFact(topic=topic, fact=fact, description=description):
            return _statement(source, number, number, fact, topic, description)


def _statement(source: SourceFile, first: int, last: int, fact: Fact, topic: str, description: str) -> Statement:
    if source.origin == "repo" and rank(fact.origin) > 0:
        place = FileLine(source.place, first)
        fact = msgspec.structs.replace(fact, origin="repo", evidence=(*fact.evidence, place))
    return Statement(
        file=source.shown,
        line=first,
        last=last,
        text=fact.title,
        title=fact.title,
        body=fact.body,
        kind=fact.kind,
        topic=topic,
        description=description,
        origin=fact.origin,
        whose=source.why,
        seen=fact.seen,
        is_dated=True,
        evidence=fact.evidence,
        kept=fact,
    )
