"""Answers: a false claim is told and sent back once; whatever happens then, an answer that was given stands."""

import asyncio
from pathlib import Path

import pytest

from reverie.agent.limits import MostRequests
from reverie.conversation.claims import Claim
from reverie.conversation.events import ClaimsJudged, Notice
from reverie.conversation.messages import TextPart, UserMessage
from reverie.conversation.ports import ModelFailure
from tests.fakes.loop import FakeModel, FakeTool, NoBudget, Stage, calls, says


class Says:
    """Judges `all tests pass` as it is told to; everything else claims nothing."""

    def __init__(self, verdict: str = "unsupported") -> None:
        self.asked: list[tuple[str, str]] = []
        self._verdict = verdict

    async def judge(self, request: str, answer: str) -> tuple[Claim, ...]:
        self.asked.append((request, answer))
        found = "all tests pass" in answer
        return (Claim("all tests pass", "tests_pass", self._verdict, "no test was run"),) if found else ()  # type: ignore[arg-type]


def _sent_back(stage: Stage) -> list[str]:
    texts = (part for message in stage.history.messages if isinstance(message, UserMessage) for part in message.parts)
    return [part.text for part in texts if isinstance(part, TextPart) and part.origin == "tool"]


def test_a_false_claim_goes_back_in_the_same_words_and_the_corrected_answer_ends_the_turn(tmp_path: Path) -> None:
    judge = Says()
    stage = Stage(tmp_path, FakeModel(says("Done, all tests pass."), says("I ran no tests.")), claims=judge)
    ended = stage.turn("fix it")
    assert (ended.outcome, ended.text) == ("done", "I ran no tests.")
    assert [(event.sent_back, event.again) for event in stage.of(ClaimsJudged)] == [(True, False), (False, True)]
    [told] = _sent_back(stage)
    assert "said: all tests pass; no test was run" in told
    assert judge.asked == [("fix it", "Done, all tests pass."), ("fix it", "I ran no tests.")]


def test_the_model_may_do_what_was_missing(tmp_path: Path) -> None:
    replies = says("all tests pass"), calls(("shell", {"text": "pytest"})), says("now they do")
    stage = Stage(tmp_path, FakeModel(*replies), FakeTool("shell"), claims=Says())
    assert stage.turn().text == "now they do"


def test_a_supported_claim_is_told_to_nobody_but_programs(tmp_path: Path) -> None:
    stage = Stage(tmp_path, FakeModel(says("all tests pass")), claims=Says("supported"))
    assert stage.turn().text == "all tests pass"
    assert [event.sent_back for event in stage.of(ClaimsJudged)] == [False]
    assert _sent_back(stage) == []


def test_an_answer_without_claims_makes_no_event(tmp_path: Path) -> None:
    stage = Stage(tmp_path, FakeModel(says("Hello.")), claims=Says())
    stage.turn()
    assert stage.of(ClaimsJudged) == []


def test_a_few_words_do_not_cost_the_person_a_long_answer(tmp_path: Path) -> None:
    long = "This is how it works. " * 30 + "all tests pass"
    stage = Stage(tmp_path, FakeModel(says(long), says("I ran none.")), claims=Says())
    assert stage.turn().text == f"{long}\n\nI ran none."


def test_it_goes_back_once_a_turn_and_again_in_the_next(tmp_path: Path) -> None:
    stage = Stage(tmp_path, FakeModel(*[says("all tests pass")] * 4), claims=Says())
    assert stage.turn().text == "all tests pass"
    assert len(stage.model.requests) == 2 and len(_sent_back(stage)) == 1
    stage.turn()
    assert len(stage.model.requests) == 4 and len(_sent_back(stage)) == 2


def test_no_request_is_made_for_it_beyond_a_limit(tmp_path: Path) -> None:
    stage = Stage(tmp_path, FakeModel(says("all tests pass")), limits=[MostRequests(1)], claims=Says())
    ended = stage.turn()
    assert (ended.outcome, ended.text) == ("done", "all tests pass")
    assert [event.sent_back for event in stage.of(ClaimsJudged)] == [False]


def test_the_answer_stands_when_the_money_for_its_correction_is_not_there(tmp_path: Path) -> None:
    stage = Stage(tmp_path, FakeModel(says("all tests pass")), budget=NoBudget(refuse_after=1), claims=Says())
    ended = stage.turn()
    assert (ended.outcome, ended.text) == ("done", "all tests pass")
    assert any("was not corrected: the cap of $1.00 is reached" in notice.text for notice in stage.of(Notice))


def test_an_answer_that_stands_is_judged_by_what_was_run_since(tmp_path: Path) -> None:
    class Later(Says):
        async def judge(self, request: str, answer: str) -> tuple[Claim, ...]:
            self._verdict = "supported" if self.asked else "unsupported"
            return await super().judge(request, answer)

    replies = says("all tests pass"), calls(("shell", {"text": "pytest"}))
    stage = Stage(tmp_path, FakeModel(*replies), FakeTool("shell"), limits=[MostRequests(2)], claims=Later())
    assert stage.turn().text == "all tests pass"
    last = stage.of(ClaimsJudged)[-1]
    assert last.again and not any(claim.is_false for claim in last.claims)


def test_the_answer_stands_when_the_model_fails_at_its_correction(tmp_path: Path) -> None:
    model = FakeModel(says("all tests pass"), ModelFailure("network", "no route to host"))
    stage = Stage(tmp_path, model, claims=Says())
    assert stage.turn().text == "all tests pass"


def test_an_answer_that_was_cut_off_is_not_sent_back(tmp_path: Path) -> None:
    stage = Stage(tmp_path, FakeModel(says("all tests pass", stop="length")), claims=Says())
    stage.turn()
    assert len(stage.model.requests) == 1


def test_interrupting_the_correction_leaves_a_valid_history(tmp_path: Path) -> None:
    async def play() -> None:
        turn = asyncio.ensure_future(stage.session.turn("go"))
        while len(stage.model.requests) < 2:
            await asyncio.sleep(0)
        turn.cancel()
        await asyncio.wait({turn})

    class Slow(FakeModel):
        async def stream(self, request):  # type: ignore[no-untyped-def]
            async for event in super().stream(request):
                if len(self.requests) == 2:
                    await asyncio.Event().wait()
                yield event

    stage = Stage(tmp_path, Slow(says("all tests pass"), says("never comes"), says("later")), claims=Says())
    asyncio.run(asyncio.wait_for(play(), 20))
    assert stage.turn().outcome == "done"


@pytest.mark.parametrize("count", [1, 3])
def test_one_line_tells_of_all_of_them(count: int) -> None:
    from reverie.conversation.claims import told

    claims = tuple(Claim(f"claim {n}", "ran", "contradicted", "it failed") for n in range(count))
    assert told(claims) == "said: claim 0; it failed" + (" (and 2 more)" if count == 3 else "")
