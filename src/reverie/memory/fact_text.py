"""A fact as a person reads and edits it in a topic file: its lines, parsed and rendered.

    ## Production runs as the Fly app acme-prod ^k7m2q9x4td
    Staging is `acme-staging`; both deploy from `main` through `make ship`.
    - kind: fact · origin: human · seen: 2026-11-20 at 3f2a91c in 01JD4K8ZQ5T7G9V2M3N4P5Q6R7#42
    - check: text `app = "acme-prod"` in `fly.toml`

The list begins with `kind`; before it stands the body. A body line that would be taken for a heading or for that list
begins with a backslash, which does not belong to the text. Lines and keys that we do not know stay where they are.
"""

import re
from collections.abc import Callable
from typing import TypeVar

import msgspec

from .fact import KINDS, ORIGINS, CommandRun, Ended, Evidence, Fact, FileLine, TranscriptLine

HEADING = re.compile(r"## (?P<title>.+?)[ \t]+\^(?P<id>[0-9a-hjkmnp-tv-z]{10})[ \t]*")
_FIELD = re.compile(r"- (?P<key>[a-z][a-z ]*): ?(?P<value>.*)")
_ESCAPABLE = re.compile(r"\\*(?:## |- kind:)")
_IN = r"(?: in (?P<session>[^\s#]+)#(?P<line>\d{1,12}))?"
_AT = r"(?: at (?P<commit>[0-9a-f]{4,64}))?"
_TEXT = r"\"(?:[^\"\\]|\\.)*\""
"""A JSON string."""
_SEEN = re.compile(rf"(?P<date>\d{{4}}-\d\d-\d\d){_AT}{_IN}")
_FILE = re.compile(rf"file `(?P<path>.+?)(?::(?P<line>\d{{1,12}}))?`{_AT}")
_COMMAND = re.compile(rf"command (?P<command>{_TEXT}) exit (?P<status>-?\d{{1,6}}){_IN}")
_LINE = re.compile(rf"line (?P<session>[^\s#]+)#(?P<line>\d{{1,12}})(?: said (?P<quote>{_TEXT}))?")
_ENDED = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)(?: by \^(?P<by>[0-9a-hjkmnp-tv-z]{10}))?(?: because (?P<because>.*))?")

T = TypeVar("T")


class BadFact(Exception):
    """A block that is headed like a fact and is none; `line` counts from its heading, which is 0."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line


def parse_fact(lines: list[str]) -> Fact:
    """The fact in the lines of its block, given without their newlines, the heading first. Raises `BadFact`."""
    heading = HEADING.fullmatch(lines[0])
    if heading is None:
        raise BadFact(0, "its heading is not '## TITLE ^ID'")
    first = next((number for number, line in enumerate(lines) if line.startswith("- kind:")), None)
    if first is None:
        raise BadFact(0, "it has no line '- kind: …'")
    body = "\n".join(map(_unescaped, lines[1:first])).strip("\n")
    fields = _Fields(lines, first)
    ended = fields.one("retired", _ended) or fields.one("superseded", _ended)
    date, commit, source = fields.seen()
    return Fact(
        id=heading["id"],
        title=heading["title"],
        body=body,
        kind=fields.choice("kind", KINDS),
        origin=fields.choice("origin", ORIGINS),
        seen=date,
        commit=commit,
        source=source,
        evidence=tuple(fields.all("evidence", _evidence)),
        checks=tuple(fields.all("check", str)),
        supersedes=tuple(fields.all("supersedes", lambda text: text.strip().removeprefix("^"))),
        ended=ended,
    )


def render_fact(fact: Fact) -> list[str]:
    """The lines of its block, without newlines: what `parse_fact` takes."""
    lines = [f"## {fact.title} ^{fact.id}"]
    if fact.body:
        lines += map(_escaped, fact.body.split("\n"))
    lines.append(f"- kind: {fact.kind} · origin: {fact.origin} · seen: {_seen_text(fact)}")
    lines += [f"- evidence: {_evidence_text(evidence)}" for evidence in fact.evidence]
    lines += [f"- check: {check}" for check in fact.checks]
    lines += [f"- supersedes: ^{one}" for one in fact.supersedes]
    if fact.ended:
        lines.append(_ended_text(fact.ended))
    return lines


def merge_fact(lines: list[str], fact: Fact) -> list[str]:
    """The lines of a block after its fact became `fact`: what did not change, and what we do not know, stays."""
    before = parse_fact(lines)
    new = render_fact(fact)
    first = _first_of_list(lines)
    is_same_text = (before.title, before.body) == (fact.title, fact.body)
    text = lines[:first] if is_same_text else _text_lines(new)
    unknown = [line for line in lines[first + 1 :] if not _is_known(line)]
    head, *rest = _list_lines(new)
    return [*text, _with_unknown_parts(lines[first], head), *rest, *unknown]


def _text_lines(rendered: list[str]) -> list[str]:
    return rendered[: _first_of_list(rendered)]


def _list_lines(rendered: list[str]) -> list[str]:
    return rendered[_first_of_list(rendered) :]


def _first_of_list(lines: list[str]) -> int:
    return next(number for number, line in enumerate(lines) if line.startswith("- kind:"))


_KNOWN_KEYS = frozenset({"kind", "evidence", "check", "supersedes", "superseded", "retired"})


def _is_known(line: str) -> bool:
    field = _FIELD.fullmatch(line)
    return field is not None and field["key"] in _KNOWN_KEYS


def _with_unknown_parts(before: str, head: str) -> str:
    """The first line of the list, with the parts of the old one that we do not know at its end."""
    strange = [part for part in before.split(" · ")[1:] if not part.startswith(("origin:", "seen:"))]
    return " · ".join([head, *strange])


class _Fields:
    """The list of a block: `key: value`, the first line holding several, parted by ` · `."""

    def __init__(self, lines: list[str], first: int) -> None:
        self._first = first
        self._fields: list[tuple[int, str, str]] = []
        for number, line in enumerate(lines[first:], first):
            field = _FIELD.fullmatch(line)
            if field is None:
                break
            if number == first:
                parts = (part.partition(":") for part in line.removeprefix("- ").split(" · "))
                self._fields += [(number, key.strip(), value.strip()) for key, _, value in parts]
            else:
                self._fields.append((number, field["key"], field["value"].strip()))

    def all(self, key: str, read: Callable[[str], T | None]) -> list[T]:
        found = []
        for number, name, value in self._fields:
            if name == key:
                one = read(value)
                if one is None:
                    raise BadFact(number, f"'{key}: {value}' is not of the form that we know")
                found.append(one)
        return found

    def one(self, key: str, read: Callable[[str], T | None]) -> T | None:
        return next(iter(self.all(key, read)), None)

    def choice(self, key: str, known: tuple[T, ...]) -> T:
        value = self.one(key, str)
        for one in known:
            if value == one:
                return one
        raise BadFact(self._first, f"its {key} is {value!r}; known are {', '.join(map(str, known))}")

    def seen(self) -> tuple[str, str, TranscriptLine | None]:
        value = self.one("seen", str) or ""
        found = _SEEN.fullmatch(value)
        if found is None:
            raise BadFact(self._first, f"'seen: {value}' is not 'seen: YYYY-MM-DD [at COMMIT] [in SESSION#LINE]'")
        source = TranscriptLine(found["session"], int(found["line"])) if found["session"] else None
        return found["date"], found["commit"] or "", source


def _seen_text(fact: Fact) -> str:
    at = f" at {fact.commit}" if fact.commit else ""
    where = f" in {fact.source.session}#{fact.source.line}" if fact.source else ""
    return f"{fact.seen}{at}{where}"


def _evidence(text: str) -> Evidence | None:
    """None for what is of no form that we know."""
    try:
        return _known_evidence(text)
    except msgspec.DecodeError:  # a string in quotes that is none
        return None


def _known_evidence(text: str) -> Evidence | None:
    if found := _FILE.fullmatch(text):
        return FileLine(found["path"], int(found["line"] or 0), found["commit"] or "")
    if found := _COMMAND.fullmatch(text):
        command = msgspec.json.decode(found["command"], type=str)
        return CommandRun(command, int(found["status"]), found["session"] or "", int(found["line"] or 0))
    if found := _LINE.fullmatch(text):
        quote = msgspec.json.decode(found["quote"], type=str) if found["quote"] else ""
        return TranscriptLine(found["session"], int(found["line"]), quote)
    return None


def _evidence_text(evidence: Evidence) -> str:
    match evidence:
        case FileLine(path=path, line=line, commit=commit):
            return f"file `{path}{f':{line}' if line else ''}`" + (f" at {commit}" if commit else "")
        case CommandRun(command=command, exit_status=status, session=session, line=line):
            return f"command {_json(command)} exit {status}" + (f" in {session}#{line}" if session else "")
        case TranscriptLine(session=session, line=line, quote=quote):
            return f"line {session}#{line}" + (f" said {_json(quote)}" if quote else "")


def _json(text: str) -> str:
    return msgspec.json.encode(text).decode()


def _ended(text: str) -> Ended | None:
    found = _ENDED.fullmatch(text)
    return Ended(found["date"], found["by"] or "", found["because"] or "") if found else None


def _ended_text(ended: Ended) -> str:
    by = f" by ^{ended.by}" if ended.by else ""
    because = f" because {ended.because}" if ended.because else ""
    return f"- {'superseded' if ended.by else 'retired'}: {ended.date}{by}{because}"


def _escaped(line: str) -> str:
    return f"\\{line}" if _ESCAPABLE.match(line) else line


def _unescaped(line: str) -> str:
    return line[1:] if line.startswith("\\") and _ESCAPABLE.match(line) else line
