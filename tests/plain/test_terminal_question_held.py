"""A question before it can be answered, and what stands beside a command while it asks."""

import asyncio

from reverie.plain.face import Asked, Choice
from reverie.plain.terminal.question import Question
from reverie.plain.work import Work

HELD = "A question waits for your line: Enter sends it, Ctrl-U drops it."


def test_it_speaks_of_typing_only_to_one_who_types() -> None:
    async def act() -> None:
        typed = ""
        question = Question(lambda: bool(typed))
        question.begin(Asked("edit a", "why", (Choice("y", "yes"), Choice("n", "no"))))
        assert question.rows(80) == []
        typed = "half a line"
        assert [text for _, text in question.rows(80)] == ["? edit a", HELD]
        narrow = [text for _, text in question.rows(30)][1:]
        assert len(narrow) > 1 and " ".join(narrow) == HELD, "no key of it is cut off"
        question.open()
        assert len(question.rows(80)) == 2
        question.end()
        assert question.rows(80) == [] and not question.is_held

    asyncio.run(act())


def test_a_choice_is_wrapped_between_words_behind_its_key() -> None:
    async def act() -> None:
        question = Question(lambda: False)
        question.begin(Asked("edit a", "why", (Choice("s", "yes, in this session: edit, any file"), Choice("n", "no"))))
        question.open()
        rows = [text for _, text in question.rows(30)]
        assert rows == ["❯ n = no", "  s = yes, in this session:", "      edit, any file"]
        question.end()

    asyncio.run(act())


def test_what_a_command_waited_for_is_not_shown_while_it_asks() -> None:
    doing: list[str] = []

    async def act() -> None:
        work = Work(doing.append)

        async def command() -> None:
            assert await work.interruptible("looking", asyncio.sleep(0))
            doing.append("(it asks)")

        work.start_command("rewind", command())
        await asyncio.wait(work.tasks)
        work.take_ended()

    asyncio.run(act())
    assert doing == ["rewind", "looking", "rewind", "(it asks)"]
