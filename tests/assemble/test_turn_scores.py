"""What a turn is worth: counted from its events, kept in the ledger, and never in the turn's way."""

from pathlib import Path

from reverie.assemble.claims import RecordedClaims
from reverie.assemble.turn_scores import TurnScores
from reverie.conversation.claims import Claim
from reverie.conversation.events import (
    AnyEvent,
    CallFinished,
    CallStarted,
    CallStatus,
    ClaimsJudged,
    Notice,
    TurnEnded,
    TurnStarted,
)
from reverie.conversation.messages import Usage
from reverie.conversation.record import EditedFile
from reverie.quality.measures import TurnMeasures
from reverie.quality.scorecard.store import Scores
from reverie.storage.kept_bytes import KeptBytes

_FALSE = Claim("all tests pass", "tests_pass", "unsupported", "no test was run")
_WRONG = Claim("pushed", "pushed", "contradicted", "the push was rejected")
_TRUE = Claim("edited a.py", "edited", "supported", "it was")


class Scene:
    """A session's events, and what became of them."""

    def __init__(self, folder: Path, ledger: Path | None = None) -> None:
        self.root = folder / "project"
        self.root.mkdir()
        self.transcript = folder / "S.jsonl"
        self.ledger = ledger or folder / "ledger.sqlite"
        self.shown: list[AnyEvent] = []
        self.claims = RecordedClaims(self.transcript)
        self.scores = TurnScores(self.shown.append, self.claims, self.ledger, self.transcript, self.root)
        self._line = 0
        self.scores._line = self._next_line

    def _next_line(self) -> int:
        self._line += 10
        return self._line

    def turn(self, prompt: str, *events: AnyEvent) -> None:
        for event in (TurnStarted(1, prompt), *events, TurnEnded("done", "", 1, Usage(), 0.02)):
            self.scores(event)

    def kept(self) -> tuple[TurnMeasures, ...]:
        self.claims.close()
        return Scores(self.ledger).of_all()


def called(number: int, tool: str, status: CallStatus, arguments: str = "{}") -> tuple[CallStarted, CallFinished]:
    name = str(number)
    return CallStarted(name, tool, "", arguments), CallFinished(name, tool, status, "")


def test_the_first_answer_counts_and_what_was_put_right_apart(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    scene.turn(
        "go",
        ClaimsJudged((_FALSE, _WRONG, _TRUE), sent_back=True),
        ClaimsJudged((_WRONG, _TRUE), again=True),
    )
    [kept] = scene.kept()
    assert (kept.claims, kept.unsupported, kept.contradicted, kept.corrected) == (3, 1, 1, 1)
    assert (kept.finished, kept.cost_usd, kept.session) == (True, 0.02, "S")


def test_failed_edits_and_repeated_failing_calls(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    calls: list[AnyEvent] = [
        *called(1, "edit", "failed", '{"path":"a"}'),
        *called(2, "edit", "failed", '{"path":"a"}'),
        *called(3, "edit", "ok"),
        *called(4, "write", "denied"),
        *called(5, "shell", "failed", '{"command":"x"}'),
    ]
    scene.turn("go", *calls)
    [kept] = scene.kept()
    assert (kept.edits, kept.failed_edits, kept.calls, kept.repeated_failing_calls) == (3, 2, 5, 1)


def test_the_next_message_may_set_a_turn_right(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    scene.turn("add a flag")
    scene.turn("no, that is wrong")
    scene.turn("now add a test")
    assert [kept.was_corrected for kept in scene.kept()] == [True, False, False]


def test_the_lines_of_what_was_edited(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    before = "def area(r):\n    return 3 * r * r\n"
    kept = KeptBytes(scene.transcript.with_suffix("") / "before").keep(before.encode(), 0o644)
    (scene.root / "a.py").write_text(before.replace("3 *", "3.14 *") + "# why\n# because\n")
    effect = EditedFile("a.py", "", before=kept)
    scene.turn("change area in a.py", CallStarted("1", "edit", "", "{}"), CallFinished("1", "edit", "ok", "", effect))
    [measures] = scene.kept()
    assert (measures.added_code_lines, measures.added_comment_lines) == (1, 2)
    assert (measures.code_lines_before, measures.comment_lines_before) == (2, 0)


def test_bytes_that_are_gone_or_no_text_are_left_out(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    (scene.root / "b.bin").write_bytes(b"\0\1\2" * 100)
    effects = EditedFile("a.py", "", before="0" * 64 + ".644"), EditedFile("b.bin", "", created=True)
    ends = [CallFinished(str(number), "edit", "ok", "", effect) for number, effect in enumerate(effects)]
    scene.turn("go", *ends)
    [measures] = scene.kept()
    assert (measures.added_code_lines, measures.edits) == (0, 2)


def test_a_ledger_that_cannot_be_used_is_told_once_and_nothing_stops(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no database" * 500)
    scene = Scene(tmp_path, broken)
    for _ in range(3):
        scene.turn("go")
        scene.claims.submit(lambda: None)
    scene.claims.close()
    notices = [event.text for event in scene.shown if isinstance(event, Notice)]
    assert len(notices) <= 1 and all("ledger" in text for text in notices)
    assert sum(isinstance(event, TurnEnded) for event in scene.shown) == 3


def test_an_answer_whose_record_cannot_be_read_is_not_judged_and_that_is_told(tmp_path: Path) -> None:
    import asyncio

    scene = Scene(tmp_path)
    scene.transcript.mkdir()
    assert asyncio.run(scene.claims.judge("go", "All tests pass.")) == ()
    scene.turn("go")
    scene.claims.close()
    assert any("not compared" in event.text for event in scene.shown if isinstance(event, Notice))
