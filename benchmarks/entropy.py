"""Whether turn 200 is as clean as turn 20: what is left of a long day in the bytes of the requests.

    python -m benchmarks.entropy [--turns N] [--seed N] [--json FILE]

The real session (assembled as for a conversation, over HTTP to the scripted server) plays the day of `entropy_day`: 13
rules (three of them without a word that marks a rule), five values of files that change, ten failed attempts, 40 big
outputs, decisions, todos. Whoever is asked for a summary answers uselessly, in one arm with lies about rules. After
turns 50, 100 and 200 the last request is searched: rules, decisions and open todos that are missing; old values that
are still there; failures that are not on exactly one line. So is the first request after each compaction. The same day
is played by two control arms with the same window: keep the last messages, and summary only. Between two compactions a
history only grows, so that prompt caches hold, and what is younger than the last compaction is whole: old values and
failures are counted twice, all that there are by then, and those that a compaction has met. The session is closed and
resumed once, after turn 110.
"""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks.entropy_arms import ARMS, USELESS, Arm
from benchmarks.entropy_day import Day, before_turn, lay_out, steps_of, the_day
from benchmarks.entropy_found import IN_BYTES, LIED, PlayedDay, added_up
from benchmarks.measuring import arguments
from benchmarks.report import Report, Row
from benchmarks.stage import Stage, stage

from reverie.agent.compaction import compact as compaction
from reverie.agent.profile import full_profile
from reverie.assemble.model import OpenModel
from reverie.assemble.session import Audience, open_session
from reverie.assemble.wishes import Wishes
from reverie.config.places import Places
from reverie.config.project import Project
from reverie.conversation.events import AnyEvent, Compacted
from reverie.conversation.ports import Question
from reverie.models.resolve import open_model
from reverie.models.script import Playback, Script, parse_script
from reverie.models.scripted_server import RecordedRequest, ScriptedServer
from reverie.models.scripted_wires.playing import Played

WINDOW = 24_000
_MOST_OUTPUT = 4_000
_LOOKED_AT = (50, 100, 200)
_RESUMED_AFTER = 110
_EARLY = (40, 50)


class DayServer(ScriptedServer):
    """Plays the day to a session; whoever asks without tools wants a summary, and gets that of the arm.

    `bodies` are the requests of the session, each with its turn. `turn` is set by whoever plays.
    """

    def __init__(self, script: Script, summary: str) -> None:
        super().__init__(script, remember=False)
        self._summary = Playback(parse_script(json.dumps({"steps": [{"text": summary}], "after": "repeat-last"})))
        self.turn = 0
        self.bodies: list[tuple[int, bytes]] = []

    def answer(self, request: RecordedRequest) -> Played:
        if request.method != "POST":
            return super().answer(request)
        if b'"tools":' in request.body:
            self.bodies.append((self.turn, request.body))
            return super().answer(request)
        with mock.patch.object(self, "_playback", self._summary):
            return super().answer(request)


class Answering:
    """The person, who has an answer to each question of the day and accepts the plan."""

    def __init__(self, day: Day) -> None:
        self._answers = dict(day.decisions.values())

    async def answer(self, question: Question) -> str | None:
        return self._answers.get(question.text, "accept")


async def play(day: Day, turns: int, arm: Arm, place: Stage, home: Path) -> PlayedDay:
    """Play the day with one arm. Raises RuntimeError when a turn does not end as it should."""
    steps = [step for turn in range(1, turns + 1) for step in steps_of(day, turn)]
    server = DayServer(parse_script(json.dumps({"steps": steps})), arm.summary)
    await server.start()
    compactions: list[tuple[int, int]] = []

    def note(event: AnyEvent) -> None:
        if isinstance(event, Compacted):
            compactions.append((server.turn, len(server.bodies)))

    lay_out(day, place.project)
    session_id = None
    try:
        for first, last in ((1, min(turns, _RESUMED_AFTER)), (_RESUMED_AFTER + 1, turns)):
            model = OpenModel(_client(server.url), full_profile(_MOST_OUTPUT), WINDOW, lambda name: None)
            wishes = Wishes(skip_permissions=True, resume=session_id)
            places = Places(*(home / name for name in ("config", "data", "state", "cache")))
            project = Project(place.project, "benchmark0000000", True)
            audience = Audience(note, person=Answering(day))
            with mock.patch.object(compaction, "compact", arm.compact):
                async with open_session(wishes, project, places, model, audience) as opened:
                    session_id = opened.session.id
                    for server.turn in range(first, last + 1):
                        before_turn(day, server.turn, place.project)
                        ended = await opened.session.turn(day.prompt(server.turn))
                        if ended.outcome != "done":
                            raise RuntimeError(f"turn {server.turn} ended as {ended.outcome}: {ended.reason}")
    finally:
        await server.aclose()
    return PlayedDay(server.bodies, compactions)


def _client(url: str) -> Any:
    return open_model("openai/scripted", base_url=url, key_for=lambda name: "none", overrides={})


def rows_of(name: str, arm: Arm, played: PlayedDay, day: Day, turns: int) -> Iterator[Row]:
    """What is missing or left over after the turns that are looked at, and how large the requests were."""
    looked_at = {f"turn {turn}": [played.at_end_of(turn)] for turn in _LOOKED_AT if turn <= turns}
    looked_at["after each compaction"] = played.after_compactions()
    budget = 0.0 if arm.is_judged else None
    for when, moments in looked_at.items():
        for what, (count, of) in added_up(moments, day).items():
            if (what == LIED and arm.summary == USELESS) or (what.endswith(IN_BYTES) and len(moments) > 1):
                continue
            yield Row(f"{when}: {what}", count, f"of {of}", len(moments), budget=budget, arm=name)
    first = min((turn for turn, _ in played.compactions), default=turns + 1)
    yield Row("first compaction", first, "turn", 1, budget=39.0 if arm.is_judged else None, arm=name)
    yield Row("compactions", len(played.compactions), "times", 1, arm=name)
    yield from _size_rows(name, arm, played, turns)


def _size_rows(name: str, arm: Arm, played: PlayedDay, turns: int) -> Iterator[Row]:
    """The largest and the smallest request early and late; none for a day that is too short."""
    (first, last), budget = _EARLY, 1.1 if arm.is_judged else None
    early, late = played.sizes(first, last), played.sizes(max(first, turns - last + first), turns)
    if turns < last:
        return
    for what, pick in (("peak", max), ("smallest request", min)):
        before, after = pick(early), pick(late)
        yield Row(f"{what} of turns {first}-{last}", before, "tokens", len(early), arm=name)
        yield Row(
            f"{what} of the last {last - first + 1} turns",
            after,
            "tokens",
            len(late),
            ratio=after / before,
            of=f"that of {first}-{last}",
            budget=budget if what == "peak" else None,
            budget_of="ratio",
            arm=name,
        )


def measure(turns: int, seed: int) -> Report:
    day = the_day(seed)
    rows: list[Row] = []
    for name, arm in ARMS.items():
        with stage() as place:
            played = asyncio.run(play(day, turns, arm, place, place.home / "home"))
        rows += rows_of(name, arm, played, day, turns)
    notes = (
        f"{turns} turns, a window of {WINDOW:,} tokens, seed {seed}. 'of N' are those that there were by then, or of "
        "those the ones older than the last compaction.",
    )
    return Report("Entropy", tuple(rows), notes)


def main() -> None:
    parser = arguments(__doc__, runs=1)
    parser.add_argument("--turns", type=int, default=200, help="turns to play (default 200)")
    parser.add_argument("--seed", type=int, default=0, help="chooses markers and the order of the rules (default 0)")
    given = parser.parse_args()
    measure(given.turns, given.seed).show(given.json)


if __name__ == "__main__":
    main()
