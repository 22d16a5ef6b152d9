"""What code proposes at a session's end from its record, through the same gates as anybody: commands that worked in two
sessions, corrections by the person in their own words, plans that they accepted. Never what recall gave.
"""

import re
from collections.abc import Iterator

import msgspec

from reverie.conversation.record import AcceptedPlan, RanCommand
from reverie.memory.citing import Citations
from reverie.memory.fact import CommandRun, TranscriptLine
from reverie.memory.gates.text import LONGEST_BODY, LONGEST_QUOTE, LONGEST_TITLE
from reverie.memory.journal import Author
from reverie.memory.proposal import Add
from reverie.transcripts.reading import TranscriptFile
from reverie.transcripts.records import SessionHeader, read_records
from reverie.transcripts.search import find_needle
from reverie.transcripts.sources import own_transcripts

from .commands import SENTENCES, purpose_of
from .given import Given, without_given
from .own_record import OwnRecord
from .signs import RulesOf

_LONGEST_ASKED = 400
_MOST_HITS = 50
_STOP = re.compile(r"(?<=[\w`)\]\"”'])[.;]\Z")
"""The end of a sentence; not the dot behind `vendor/`, which the gates take for a part of the name."""
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


class Harvested(msgspec.Struct, frozen=True):
    """One proposal in one wording or several, of which the first that the gates let in counts; on whose word it stands,
    and a key that makes a second harvest of it harmless."""

    wordings: tuple[Add, ...]
    author: Author
    key: str


def harvest(session: str, record: OwnRecord, citations: Citations, rules_of: RulesOf) -> Iterator[Harvested]:
    """The proposals of a session. Raises OSError."""
    yield from _corrections(session, record, rules_of)
    yield from _plans(session, record)
    yield from _commands(session, record, citations)


def _corrections(session: str, record: OwnRecord, rules_of: RulesOf) -> Iterator[Harvested]:
    """Their sentences as they stand: the gates take nothing else for a person's word."""
    given = Given([*record.given, *(said.text for said in record.said)])
    for said in record.said:
        for number, line in enumerate(rules_of(without_given(said.text))):
            source = TranscriptLine(session, said.line, line.strip()[:LONGEST_QUOTE])
            wordings = [one for one in _wordings(line.strip(), source, rules_of) if not given.says(one.title)]
            if wordings:
                author = Author("model", session)
                yield Harvested(tuple(wordings), author, f"harvest:{session}:{said.line}:{number}")


def _wordings(line: str, source: TranscriptLine, rules_of: RulesOf) -> Iterator[Add]:
    """The sentence that is the rule with all of the line below it, which says why; else the whole line; else each
    sentence that is a rule, by itself."""
    rules = [one for one in _SENTENCE.split(line) if any(True for _ in rules_of(one))]
    if len(rules) == 1 and rules[0] != line:
        yield _correction(rules[0], source, body=line)
    yield _correction(line, source)
    yield from (_correction(one, source) for one in rules if one != line)


def _correction(title: str, source: TranscriptLine, body: str = "") -> Add:
    return Add(title=_STOP.sub("", title), body=body, kind="feedback", origin="human", source=source)


def _plans(session: str, record: OwnRecord) -> Iterator[Harvested]:
    """Of turns that came to a good end: what was broken off is no decision that holds."""
    given = Given(record.given)
    for line, plan in record.effects(AcceptedPlan):
        if not record.is_of_good_turn(line) or len(plan.text) > LONGEST_BODY - _LONGEST_ASKED or given.says(plan.text):
            continue
        add = Add(
            title=f"Accepted plan: {_first_step(plan.text)}"[:LONGEST_TITLE].rstrip(" .:"),
            body=_asked_for(record, line) + plan.text.strip(),
            kind="decision",
            origin="human",
            topic="Decisions",
            source=TranscriptLine(session, line),
        )
        yield Harvested((add,), Author("human", session), f"harvest:{session}:{line}")


def _first_step(plan: str) -> str:
    return plan.strip().partition("\n")[0].strip("#*-1234567890. ")


def _asked_for(record: OwnRecord, line: int) -> str:
    """What the person asked for, by whose words a plan is found later, and understood."""
    asked = " ".join(without_given(record.asked_before(line)).split())
    return f'Asked: "{asked}"\n' if 0 < len(asked) <= _LONGEST_ASKED else ""


def _commands(session: str, record: OwnRecord, citations: Citations) -> Iterator[Harvested]:
    ran: dict[tuple[str, str], int] = {}
    for line, run in record.effects(RanCommand):
        if run.exit_status == 0 and not run.background:
            ran[run.command.strip(), run.directory] = line
    for (command, directory), line in ran.items():
        purpose = purpose_of(command)
        earlier = _earlier_run(command, directory, session, citations) if purpose else None
        if purpose is None or earlier is None:
            continue
        place = f" in `{directory}`" if directory not in ("", ".") else ""
        now = CommandRun(command, 0, session, line)
        title = SENTENCES[purpose].format(command) + place
        add = Add(title=title, origin="tool", topic="Commands", evidence=(now, earlier))
        yield Harvested((add,), Author("tool", session), f"harvest:{purpose}:{place}:{command}")


def _earlier_run(command: str, directory: str, session: str, citations: Citations) -> CommandRun | None:
    """A run of the same command in the same place that ended well in another session."""
    if citations.folder is None:
        return None
    others = [one for one in own_transcripts(citations.folder) if one.session != session]
    for hit in find_needle(command, others, most=_MOST_HITS, context=0).hits:
        cited = citations.cite(hit.file.session, hit.line)
        effects = cited.effects if cited and not cited.failed else ()
        ran = any(_is_good_run(effect, command, directory) for effect in effects)
        if ran and not _is_task_of(session, hit.file):
            return CommandRun(command, 0, hit.file.session, hit.line)
    return None


def _is_good_run(effect: object, command: str, directory: str) -> bool:
    if not isinstance(effect, RanCommand) or effect.exit_status != 0:
        return False
    return (effect.command.strip(), effect.directory) == (command, directory)


def _is_task_of(session: str, file: TranscriptFile) -> bool:
    """What a task of this session ran was run on the same occasion."""
    header = next(iter(read_records(file.path)), None)
    return isinstance(header, SessionHeader) and bool(header.task) and header.parent == session
