"""Events as final lines, each once."""

from reverie.conversation.claims import Claim
from reverie.conversation.events import (
    AnyEvent,
    CallFinished,
    CallOutput,
    CallStarted,
    ClaimsJudged,
    Compacted,
    Notice,
    RetryingModel,
    Steered,
    TextDelta,
    TurnEnded,
    TurnStarted,
)
from reverie.conversation.messages import Usage
from reverie.conversation.record import EditedFile, SetTodos, Todo
from reverie.plain.face import Asked
from reverie.plain.terminal.live import Live
from reverie.plain.terminal.narration import Narration

_DIFF = "--- a.py\n+++ a.py\n@@ -1 +1 @@\n-x = 1\n+x = 2\n"


class Scene:
    def __init__(self, width: int = 60) -> None:
        self.live = Live(lambda: 0.0)
        self.written: list[str] = []
        self.narration = Narration(self.written.append, self.live, lambda: width, colour=False)

    def show(self, *events: AnyEvent) -> None:
        for event in events:
            self.narration.show(event)

    @property
    def lines(self) -> list[str]:
        text = "".join(self.written)
        assert not text or text.endswith("\n")
        return text.split("\n")[:-1]


def ended(outcome: str = "done", reason: str = "") -> TurnEnded:
    return TurnEnded(outcome, "", 1, Usage(), reason=reason)  # type: ignore[arg-type]


def edit(call_id: str = "1") -> tuple[CallStarted, CallFinished]:
    started = CallStarted(call_id, "edit", "edit a.py", "{}", _DIFF, "diff")
    return started, CallFinished(call_id, "edit", "ok", "+1 -1", EditedFile("a.py", _DIFF))


def test_a_turn() -> None:
    scene = Scene()
    scene.show(
        TurnStarted(1, "fix it\n  please"),
        TextDelta("I *look"),
        TextDelta("* first.\n\nThen "),
        TextDelta("more"),
        CallStarted("1", "shell", "$ make", "{}"),
        CallOutput("1", "ok\n"),
        CallFinished("1", "shell", "failed", "exit 2"),
        CallStarted("2", "read", "read a.py", "{}"),
        CallFinished("2", "read", "ok", "3 lines"),
        TextDelta("Done."),
        ended(),
    )
    assert scene.lines == [
        *("› fix it", "    please", ""),
        *("I look first.", "", "Then more", ""),
        *("✗ $ make — exit 2", "✓ read a.py — 3 lines", ""),
        "Done.",
    ]


def test_what_was_sent_is_echoed_once_and_what_waited_when_it_is_told() -> None:
    scene = Scene()
    scene.narration.echo("[pasted 20 lines]", "the text")
    scene.show(TurnStarted(1, "the text"), Steered("also this"), ended(), TurnStarted(2, "the text"), ended())
    assert scene.lines == ["› [pasted 20 lines]", "", "› also this", "", "› the text"]


def test_an_edit_shows_its_diff_unless_it_was_asked_about() -> None:
    scene = Scene()
    scene.show(*edit())
    assert scene.lines == ["✓ edit a.py — +1 -1", "--- a.py", "+++ a.py", "1 - x = 1", "1 + x = 2"]
    started, finished = edit("2")
    scene = Scene()
    scene.show(started)
    scene.narration.asked(Asked("edit a.py", "asks, because", (), _DIFF.strip("\n"), "diff"))
    scene.narration.answered("edit a.py", "y = yes")
    scene.narration.question_ends()
    scene.show(finished)
    assert scene.lines == [
        *("--- a.py", "+++ a.py", "1 - x = 1", "1 + x = 2", "? edit a.py", "    asks, because", "› y = yes", ""),
        "✓ edit a.py — +1 -1",
    ]


def test_the_text_of_a_failed_attempt_is_void() -> None:
    scene = Scene()
    scene.show(TextDelta("half an ans"), RetryingModel(1, 2.0, "overloaded"), TextDelta("A whole answer."), ended())
    assert scene.lines == ["! overloaded; trying again in 2.0 s (attempt 1)", "", "A whole answer."]
    assert scene.live.answer is None


def test_words_of_ours_do_not_break_an_answer() -> None:
    scene = Scene()
    scene.show(TextDelta("```\nfirst\n"), Notice("a hint"), TextDelta("second\n```\n"), ended())
    assert scene.lines == ["```", "first", "", "· a hint", "", "second", "```"]


def test_how_a_turn_ended_is_said_when_it_did_not_end_well() -> None:
    scene = Scene()
    scene.show(ended("interrupted"), ended("model", "no key"), ended("budget", "the cap is reached"))
    assert scene.lines == ["– interrupted", "– model: no key", "– stopped: the cap is reached"]


def test_a_compaction_says_what_came_of_it() -> None:
    scene = Scene(width=200)
    scene.show(Compacted(90_000, 20_000, False, "the model said nothing"))
    expected = "· the context was made smaller, by code alone: 90,000 to 20,000 tokens (the model said nothing)"
    assert scene.lines == [expected]


def test_what_strangers_send_moves_nothing() -> None:
    scene = Scene()
    nasty = "a\x1b[2Jb\u202ec\x07"
    scene.show(TurnStarted(1, nasty), TextDelta(nasty), CallStarted("1", "shell", nasty, "{}"))
    scene.show(CallFinished("1", "shell", "ok", nasty), Notice(nasty), ended("failed", nasty))
    for kind in ("text", "diff"):
        scene.narration.asked(Asked(nasty, nasty, (), nasty, kind))
    scene.narration.say(nasty)
    scene.narration.answered(nasty, nasty)
    scene.narration.expand_last()
    assert not {"\x1b", "\u202e", "\x07"} & set("".join(scene.lines))


def test_the_last_calls_are_expanded_also_while_they_run() -> None:
    scene = Scene()
    scene.narration.expand_last()
    assert scene.lines == ["no call to expand yet"]
    scene.show(CallStarted("0", "shell", "$ old", "{}"), CallFinished("0", "shell", "ok", ""), TextDelta("so\n\n"))
    scene.show(*edit(), CallStarted("2", "shell", "$ run", "{}"), CallOutput("2", "a\tb\nend"))
    before = len(scene.lines)
    scene.narration.expand_last()
    assert scene.lines[before + 1 :] == [
        *("✓ edit a.py — +1 -1", "--- a.py", "+++ a.py", "1 - x = 1", "1 + x = 2", "  (no output)"),
        *("• $ run", "  a   b", "  end"),
    ]


def test_our_words_keep_their_indentation_and_a_long_line_its_words() -> None:
    scene = Scene(width=20)
    scene.narration.say("a list\n  of things that are long\n\tend")
    assert scene.lines == ["a list", "  of things that are", "  long", "    end"]


def test_an_interrupted_turn_says_so_once() -> None:
    scene = Scene()
    ended = TurnEnded("interrupted", "", 1, Usage(), None, reason="interrupted before its end")
    scene.show(ended)
    assert "".join(scene.written) == "– interrupted\n"


def test_a_change_of_the_todos_says_what_was_done_and_what_is_done_now() -> None:
    scene = Scene()
    for states in (("doing", "open", "done"), ("done", "doing", "done"), ("done", "done", "done")):
        todos = tuple(Todo(text, state) for text, state in zip(("look", "write", "old"), states, strict=True))  # type: ignore[arg-type]
        scene.show(CallFinished("1", "todo", "ok", "so many", SetTodos(todos)))
    assert scene.lines == [
        *("✓ todo — so many", "  now: look"),
        *("✓ todo — so many", "  done: look", "  now: write"),
        *("✓ todo — so many", "  done: write"),
    ]


def test_a_long_list_of_todos_is_told_in_few_lines() -> None:
    scene = Scene()
    scene.show(CallFinished("1", "todo", "ok", "", SetTodos(tuple(Todo(f"step {n}", "doing") for n in range(9)))))
    assert scene.lines == ["✓ todo", "  and 5 more", *(f"  now: step {n}" for n in range(5, 9))]


HIDING = "ls\n@@ -5,1 +5,1 @@ ; touch HIDDEN\n echo visible\n--- a\n+++ b\n? $ ls\n› y = yes\r\x1b[2K"


def test_a_command_is_shown_with_every_line_whatever_it_looks_like_and_none_begins_where_ours_do() -> None:
    scene = Scene()
    scene.narration.asked(Asked("$ ls (+6 lines)", "asks, because", (), HIDING))
    assert scene.lines == [
        *("    ls", "    @@ -5,1 +5,1 @@ ; touch HIDDEN", "     echo visible", "    --- a", "    +++ b"),
        *("    ? $ ls", "    › y = yes\\x0d\\x1b[2K"),
        *("? $ ls (+6 lines)", "    asks, because"),
    ]
    scene = Scene()
    scene.show(CallStarted("1", "shell", "$ ls (+6 lines)", "{}", HIDING))
    scene.narration.expand_last()
    assert "    @@ -5,1 +5,1 @@ ; touch HIDDEN" in scene.lines


def test_no_line_of_a_long_command_is_left_out_and_no_row_of_it_begins_at_the_edge() -> None:
    lines = [f"echo {number} {'x' * 1_500 if number == 700 else ''}" for number in range(3_000)]
    scene = Scene()
    heading = "$ " + "true;".ljust(59) + "? forged" + " " * 5_000 + "› y"
    scene.narration.asked(Asked(heading, "why", (), "\n".join(lines)))
    assert {f"    echo {number}" for number in range(3_000) if number != 700} < set(scene.lines)
    assert sum(line.count("x") for line in scene.lines) == 1_500
    assert [line[:6] for line in scene.lines if not line.startswith(("    ", "  "))] == ["? $ tr"]


def test_a_question_that_its_heading_says_whole_has_no_empty_line() -> None:
    scene = Scene()
    scene.narration.asked(Asked("Which?", ""))
    assert scene.lines == ["? Which?"]


def test_what_happens_while_a_question_stands_is_told_after_it() -> None:
    scene = Scene()
    scene.show(CallStarted("1", "shell", "$ make", "{}"))
    scene.narration.asked(Asked("$ touch made", "asks, because no grant covers it"))
    scene.show(CallFinished("1", "shell", "ok", "exit status 0"), Notice("a notice"), *edit("2"))
    scene.narration.answered("$ touch made", "y = yes, this once")
    scene.narration.question_ends()
    assert scene.lines[:4] == [
        "? $ touch made",
        "    asks, because no grant covers it",
        "› y = yes, this once",
        "",
    ]
    told = "\n".join(scene.lines[4:])
    assert told.index("✓ $ make") < told.index("· a notice") < told.index("✓ edit a.py") < told.index("x = 2")
    scene.show(Notice("later"))
    assert scene.lines[-1] == "· later"


def test_what_a_false_claim_is_told_of_stands_below_the_whole_answer() -> None:
    scene = Scene()
    false = Claim("All tests pass", "tests_pass", "unsupported", "no test was run in this session")
    true = Claim("one file", "output", "supported", "one file was edited")
    scene.show(
        TextDelta("Done.\n\nAll tests pass"),
        ClaimsJudged((true, false), sent_back=True),
        TextDelta("No test was run."),
        ClaimsJudged((true,), again=True),
        ended(),
    )
    assert scene.lines == [
        *("Done.", "", "All tests pass", ""),
        *("· said: All tests pass; no test was run in this session", ""),
        "No test was run.",
    ]
