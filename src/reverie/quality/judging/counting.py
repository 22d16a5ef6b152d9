"""Counts: how many things outputs list, where no output says the number."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from reverie.conversation.deeds import Edit, Read, Search, Write

from .record import Evidence, Record
from .statement import Statement
from .words import shared, words_of

_MOST_LINES = 5_000
_LISTS = re.compile(
    r"^(?:rm '|'|\s?[MADRCU?]{1,2}\s|[\w./@~+-]*[./][\w./@~+-]*(?::\d+|$|\s)|\s*-\s|\s*\*\s|[0-9a-f]{4,40} |\s*[✓✔✖])"
)
_PLACES = re.compile(
    r"\b(?:place|use|usage|hit|occurrence|caller|call site|call|match|reference|spot|location|"
    r"file|result|import|instance|line|treffer|stelle)s?\b",
    re.IGNORECASE,
)
_FILES = re.compile(r"\bfiles?\b|\bmodules?\b|\bpackages?\b", re.IGNORECASE)
_FINDING = re.compile(r"^(?:In \S+ line \d+:|[\w./@~+-]+\.\w+[:(]\d+(?:[:,]\d+)?\)?:?\s)")
_WRITTEN = tuple(
    (re.compile(said, re.IGNORECASE), re.compile(written, re.MULTILINE))
    for said, written in (
        (r"points?|bullets?|items?|lists?|entr(?:y|ies)|steps?|things", r"^\s*(?:[-*+•]|\d+[.)])\s"),
        (r"headings?|sections?|chapters?|titles?|parts?", r"^(?:#{1,6}\s|=+ |\[)|<h\d"),
        (
            r"tests?|cases?|specs?|examples?",
            r"^\s*(?:async )?def test|^func (?:Test|Example)|@Test\b|@pytest\.param|#\[(?:\w+::)?test\]|"
            r"\bTEST(?:_F)?\(|\b(?:it|test)(?:\.\w+)?\(|\bit ['\"]|\btest ['\"]",
        ),
        (
            r"functions?|methods?|helpers?|routines?|commands?|endpoints?|routes?|handlers?",
            r"^\s*(?:async |export |pub |static |public |private |default )*"
            r"(?:def|function|func|fn|fun|sub)\s|=>|@\w+\.(?:get|post|put)",
        ),
        (
            r"class(?:es)?|types?|models?|structs?|components?",
            r"^\s*(?:export |public |abstract |pub )*(?:class|struct|interface|type)\s",
        ),
        (r"imports?|dependenc(?:y|ies)|modules?", r"^\s*(?:import|from|use|require|#include)\b"),
        (
            r"keys?|fields?|propert(?:y|ies)|options?|settings?|variables?|columns?|values?|constants?|translations?|"
            r"strings?|parameters?|attributes?|lines?|entr(?:y|ies)|rules?",
            r"^\s*[\"']?[\w.$-]+[\"']?\??\s*[:=](?!=)",
        ),
        (r"assert(?:ion)?s?|expectations?|checks?", r"\bassert|\bexpect\("),
        (r"rows?|records?|tables?", r"^\||,.*,|\bINSERT\b|\("),
        (r"paragraphs?|blocks?", r"(?:^|\n\s*\n)\S"),
        (r"words?", r"\S+"),
        (r"services?|jobs?|stages?|targets?|containers?", r"^(?:  )?[\w.-]+:"),
        (r"lines?|rows?|names?|patterns?|entries|urls?|links?", r"^.*\S.*$"),
    )
)
"""What is counted in what was written, by the noun: points, headings, tests, functions, keys, rows, words."""


def is_listed(value: int, noun: frozenset[str], statement: Statement, record: Record) -> bool:
    """Whether an output lists as many of what the quote speaks of."""
    if any(value == _hits_with(quoted, record) for quoted in statement.own.quoted):
        return True
    related = _related(statement, noun, record)
    if related and not _FILES.search(statement.quote):
        return any(value in _sizes_for(noun, piece, record) for piece in related)
    return value in set(countable(record))


def listed_otherwise(value: int, statement: Statement, noun: frozenset[str], record: Record) -> int | None:
    """How many a list holds that the quote speaks of; None where no list is of that, or it may speak of some of it."""
    related = _related(statement, noun, record)
    if not related or any(value in _sizes_for(noun, piece, record) for piece in related):
        return None
    listed = len(related[-1].lines)
    return listed if value > listed or not _is_of_some(noun, related[-1]) else None


def _is_of_some(noun: frozenset[str], piece: Evidence) -> bool:
    """`two source files`: perhaps not all."""
    others = frozenset(word for word in noun if not _PLACES.fullmatch(word))
    return bool(others - shared(others, words_of(piece.asked)))


def written_counts(noun: frozenset[str], record: Record) -> set[int]:
    """How many of what `noun` says were written or changed, in each file and in all."""
    texts = [text for deed in record.deeds for text in _texts(deed)]
    patterns = [written for said, written in _WRITTEN if any(said.fullmatch(word) for word in noun)]
    texts = [*texts, "\n".join(texts)] if len(texts) > 1 else texts
    found = {len(pattern.findall(text[:20_000])) for text in texts for pattern in patterns}
    if noun & {"file", "files"}:
        found |= {sum(isinstance(deed, kind) for deed in record.deeds) for kind in (Edit, Write, Read)}
    return found - {0}


def _texts(deed: object) -> Iterator[str]:
    match deed:
        case Write(content=content, ok=True):
            yield content
        case Edit(diff=diff, ok=True):
            for mark in "+-":
                yield "\n".join(line[1:] for line in diff.splitlines() if line.startswith(mark))
        case _:
            return


def findings_in(text: str) -> int:
    """How many places a linter's or compiler's output names."""
    return sum(1 for line in text.splitlines()[:_MOST_LINES] if _FINDING.match(line))


def countable(record: Record) -> Iterator[int]:
    """All numbers of things that an output, or the record itself, holds when one counts."""
    for piece in record.evidence:
        yield from _sizes(piece)
    done = [change for change in record.done if change.act != "revert"]
    yield len({change.path for change in done})
    yield len(done)
    yield len(record.tasks)
    yield sum(1 for change in done if change.act == "delete")
    yield sum(1 for change in done if change.act in {"write", "make"})
    for change in done:
        yield sum(1 for line in change.added.splitlines() if line.strip())


def _sizes_for(noun: frozenset[str], piece: Evidence, record: Record) -> set[int]:
    """Hits are counted as they are, other things by file, folder and ending as well."""
    is_of_hits = len(noun) <= 2 and any(_PLACES.fullmatch(word) and not _FILES.fullmatch(word) for word in noun)
    if is_of_hits and isinstance(record.deeds[piece.at], Search):
        return {len(piece.lines)}
    return _sizes(piece)


def _sizes(piece: Evidence) -> set[int]:
    """The lines of an output, those that list, those of a sort, and the files they name."""
    lines = piece.lines[:_MOST_LINES]
    listed = [line for line in lines if _LISTS.match(line)]
    files = {line.partition(":")[0].strip() for line in listed}
    found = {len(lines), len(listed), len(files), findings_in(piece.text)}
    found.add(sum(1 for line in lines if not re.search(r"unchanged|no change", line)))
    for mark in ("ok", "FAIL", "error", "warning", "✓", "✔", "rm ", " D ", " M ", "??", "A ", "ERROR", "PASS"):
        found.add(
            sum(1 for line in lines if line.lstrip().startswith(mark.strip()) or (len(mark) > 2 and mark in line))
        )
    for key in (_ending_of, _folder_of):
        groups: dict[str, set[str]] = {}
        for name in files:
            groups.setdefault(key(name), set()).add(name)
        found.update(len(group) for group in groups.values())
        found.add(len(groups))
    return found


def _ending_of(name: str) -> str:
    return PurePosixPath(name.split(" ")[-1]).suffix


def _folder_of(name: str) -> str:
    return name.split(" ")[-1].partition("/")[0]


def _related(statement: Statement, noun: frozenset[str], record: Record) -> list[Evidence]:
    """The lists that the quote may speak of."""
    found = []
    for piece in record.evidence:
        if not piece.text.strip():
            continue
        if isinstance(record.deeds[piece.at], Search):
            if _PLACES.search(statement.quote) or shared(noun, words_of(piece.asked)):
                found.append(piece)
            continue
        lines = piece.lines[:_MOST_LINES]
        if all(_LISTS.match(line) for line in lines) and _is_list_of(statement, noun, piece):
            found.append(piece)
    return found


def _hits_with(quoted: str, record: Record) -> int:
    return max((piece.text.count(quoted) for piece in record.evidence), default=0)


def _is_list_of(statement: Statement, noun: frozenset[str], piece: Evidence) -> bool:
    words = noun | statement.sentence.words
    named = any(code in piece.asked for code in statement.sentence.codes)
    return named or bool(shared(words, words_of(piece.asked)))
