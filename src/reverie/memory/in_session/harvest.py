"""What code proposes at a session's end from its record, through the same gates as anybody: commands that worked in two
sessions, corrections by the person in their own words, plans that they accepted.
"""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from reverie.conversation.record import AcceptedPlan, RanCommand
from reverie.memory.citing import Citations
from reverie.memory.fact import CommandRun, TranscriptLine
from reverie.memory.gates.text import LONGEST_BODY, LONGEST_QUOTE, LONGEST_TITLE
from reverie.memory.journal import Author
from reverie.memory.proposal import Add
from reverie.transcripts.search import find_needle
from reverie.transcripts.sources import own_transcripts

from .commands import SENTENCES, purpose_of
from .own_record import OwnRecord

RulesOf = Callable[[str], Iterable[str]]
"""The lines of a person's message that say how things are to be done."""

_MOST_HITS = 20


class Harvested(msgspec.Struct, frozen=True):
    """One proposal, on whose word it stands, and a key that makes a second harvest of it harmless."""

    add: Add
    author: Author
    key: str


def harvest(session: str, record: OwnRecord, citations: Citations, rules_of: RulesOf) -> Iterator[Harvested]:
    """The proposals of a session. Raises OSError."""
    yield from _corrections(session, record, rules_of)
    yield from _plans(session, record)
    yield from _commands(session, record, citations)


def _corrections(session: str, record: OwnRecord, rules_of: RulesOf) -> Iterator[Harvested]:
    """Their sentences as they stand: the gates take nothing else for a person's word."""
    for said in record.said:
        for number, rule in enumerate(rules_of(said.text)):
            title = rule.strip().rstrip(".")
            if len(title) > LONGEST_TITLE:
                continue
            source = TranscriptLine(session, said.line, rule.strip()[:LONGEST_QUOTE])
            add = Add(title=title, kind="feedback", origin="human", source=source)
            yield Harvested(add, Author("model", session), f"harvest:{session}:{said.line}:{number}")


def _plans(session: str, record: OwnRecord) -> Iterator[Harvested]:
    """Of turns that came to a good end: what was broken off is no decision that holds."""
    for line, plan in record.effects(AcceptedPlan):
        if not record.is_of_good_turn(line) or len(plan.text) > LONGEST_BODY:
            continue
        first = plan.text.strip().partition("\n")[0].strip("#*-1234567890. ")
        title = f"Accepted plan: {first}"[:LONGEST_TITLE].rstrip(" .:")
        add = Add(
            title=title,
            body=plan.text.strip(),
            kind="decision",
            origin="human",
            topic="Decisions",
            source=TranscriptLine(session, line),
        )
        yield Harvested(add, Author("human", session), f"harvest:{session}:{line}")


def _commands(session: str, record: OwnRecord, citations: Citations) -> Iterator[Harvested]:
    ran: dict[tuple[str, str], int] = {}
    for line, run in record.effects(RanCommand):
        if run.exit_status == 0 and not run.background:
            ran[run.command.strip(), run.directory] = line
    for (command, directory), line in ran.items():
        purpose = purpose_of(command)
        earlier = _earlier_run(command, session, citations) if purpose else None
        if purpose is None or earlier is None:
            continue
        place = f" in `{directory}`" if directory not in ("", ".") else ""
        now = CommandRun(command, 0, session, line)
        title = SENTENCES[purpose].format(command) + place
        add = Add(title=title, origin="tool", topic="Commands", evidence=(now, earlier))
        yield Harvested(add, Author("tool", session), f"harvest:{purpose}:{place}:{command}")


def _earlier_run(command: str, session: str, citations: Citations) -> CommandRun | None:
    """A run of the same command that ended well in another session."""
    if citations.folder is None:
        return None
    others = [one for one in own_transcripts(citations.folder) if one.session != session]
    for hit in find_needle(command, others, most=_MOST_HITS, context=0).hits:
        cited = citations.cite(hit.file.session, hit.line)
        effects = cited.effects if cited and not cited.failed else ()
        if any(_is_good_run(effect, command) for effect in effects):
            return CommandRun(command, 0, hit.file.session, hit.line)
    return None


def _is_good_run(effect: object, command: str) -> bool:
    return isinstance(effect, RanCommand) and effect.command.strip() == command and effect.exit_status == 0
