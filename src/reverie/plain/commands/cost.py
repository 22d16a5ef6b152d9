"""/cost: tokens and money of this session, its tasks included, and of the last turn."""

from pathlib import Path

from reverie.conversation.events import TurnEnded
from reverie.conversation.truncation import counted
from reverie.jobs.ledger import Spent
from reverie.transcripts.records import TurnRecord, read_from_last_mark

from .command import Room
from .wording import money, tokens


async def run(room: Room, argument: str) -> None:
    """Raises LedgerUnusable, UnreadableTranscript, OSError."""
    desk = room.desk
    spent = await desk.spend.session_total()
    lines = [f"this session: {spent_line(spent)}"]
    if spent.unpriced:
        name = desk.session.equipment.model.name
        lines.append(
            f"  not in it: {counted(spent.unpriced, 'request')} whose price is unknown; set it in config.toml under "
            f'[catalog."{name}"]'
        )
    if spent.open:
        lines.append(f"  in it: {counted(spent.open, 'request')} not settled yet, each at the most it can cost")
    if last := _last_turn(desk.transcript.path):
        lines.append(f"last turn: {counted(last.requests, 'request')}, {tokens(last.usage)}, {_cost(last)}")
    room.face.say("\n".join(lines))


def spent_line(spent: Spent) -> str:
    """`12 requests, 34,567 tokens in (80 % from the cache), 890 out, $0.1234`."""
    usd = "price unknown" if spent.unpriced and not spent.usd else money(spent.usd)
    return f"{counted(spent.requests, 'request')}, {tokens(spent.usage)}, {usd}"


def _cost(turn: TurnEnded) -> str:
    return "price unknown" if turn.cost_usd is None else money(turn.cost_usd)


def _last_turn(transcript: Path) -> TurnEnded | None:
    last = None
    for _, record in read_from_last_mark(transcript):
        if isinstance(record, TurnRecord):
            last = record.end
    return last
