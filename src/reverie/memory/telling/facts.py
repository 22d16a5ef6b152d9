"""Facts, and what was done to them, as lines."""

from collections.abc import Iterator, Sequence

from reverie.conversation.origin import Origin
from reverie.memory.doubt.standing import Standing
from reverie.memory.doubt.words import OWN_KINDS
from reverie.memory.fact import Fact, Kind
from reverie.memory.reading import FactHit, LogEntry, ShownFact

_MOST_LOGGED = 20

_BY: dict[Origin, str] = {
    "human": "you",
    "model": "a model",
    "tool": "a tool",
    "repo": "the repository",
    "web": "a web page",
    "mcp": "an MCP server",
    "hook": "a hook",
    "schedule": "a schedule",
    "peer": "another agent",
}


def by_whom(origin: Origin, session: str = "") -> str:
    """`you`, or `a model in 01JD4K8ZQ5T7…`."""
    return f"{_BY[origin]} in {session}" if session else _BY[origin]


def standing_of(kind: Kind, origin: Origin, ended: str = "", by: str = "", because: str = "") -> str:
    """What is known of a fact's truth, in words; `ended` is the day since when it no longer holds."""
    if by:
        return f"superseded on {ended} by ^{by}"
    if ended:
        return f"retired on {ended}" + (f": {because}" if because else "")
    return "yours" if origin == "human" and kind in OWN_KINDS else "not checked"


def judged_now(fact: Fact, judged: Standing) -> str:
    """`still true (checked just now, at 3f2a91c)`, `moved to …`, `no longer true: …`, `not checked: why`."""
    is_own = fact.origin == "human" and fact.kind in OWN_KINDS
    match judged.word:
        case "verified":
            said = f"still true (checked just now{f', at {judged.commit[:7]}' if judged.commit else ''})"
        case "moved" if judged.said.startswith("moved"):
            said = judged.said
        case "refuted":
            said = judged.said
        case _ if is_own:
            return f"yours; the files show something else: {judged.now}" if judged.now else "yours"
        case _:
            why = judged.said.removeprefix(f"unverified since {fact.seen}: ")
            said = f"not checked: {why}" if fact.checks else "not checked: nothing in the files shows it"
    return f"yours; {said}" if is_own else said


def hit_lines(hits: Sequence[FactHit]) -> Iterator[str]:
    """Two or three lines a fact, the best one first."""
    for hit in hits:
        yield f"^{hit.id}  {hit.title}"
        if hit.snippet and hit.snippet != hit.title:
            yield f"    {hit.snippet}"
        standing = standing_of(hit.kind, hit.origin, hit.ended, hit.by, hit.because)
        if standing in ("yours", "not checked") and not hit.is_current:
            standing = "no longer current"
        yield f"    {hit.kind} in {hit.topic or hit.place}, seen {hit.seen}: {standing}"


def log_lines(entries: Sequence[LogEntry]) -> Iterator[str]:
    """A line a change, and one for each thing it did."""
    for entry in entries:
        undone = f" of {entry.undoes}" if entry.undoes else ""
        yield f"{entry.local}  {entry.tx}  {entry.action}{undone} by {by_whom(entry.origin, entry.session)}"
        yield from (f"    {line}" for line in some(entry.lines, _MOST_LOGGED))


def some(lines: Sequence[str], most: int) -> Iterator[str]:
    """At most that many, and how many more there are."""
    yield from lines[: most if len(lines) > most else None]
    if len(lines) > most:
        yield f"and {len(lines) - most:,} more"


def shown_text(one: ShownFact) -> str:
    """A fact as it stands in its file, with its newlines."""
    return one.text.rstrip("\n")


def place_line(one: ShownFact, judged: Standing | None = None) -> str:
    """Where a fact stands, and how far it can be relied on; `judged` when its checks were run just now."""
    fact, ended = one.fact, one.fact.ended
    standing = standing_of(fact.kind, fact.origin, *((ended.date, ended.by, ended.because) if ended else ()))
    if judged is not None and one.is_current:
        standing = judged_now(fact, judged)
    elif not one.is_current and ended is None:
        standing = "no longer current"
    return f"in {one.place} ({one.topic}): {standing}" if one.topic else f"in {one.place}: {standing}"
