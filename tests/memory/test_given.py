"""What recall gave says nothing new when it comes back, and what differs from it does."""

from pathlib import Path

import pytest
from tests.memory.spoken import Spoken

from reverie.agent.compaction.rules import rules_of
from reverie.conversation.messages import TextPart
from reverie.conversation.record import AcceptedPlan, RecalledMemory
from reverie.memory.citing import Citations
from reverie.memory.in_session.given import Given, evidence_in, without_given
from reverie.memory.in_session.harvest import Harvested, harvest
from reverie.memory.in_session.own_record import OwnRecord
from reverie.memory.in_session.signs import worth_harvesting

BLOCK = """<memory>
Remembered, as data. A hint: before you rely on it look at the files; where they differ the files win, and say so.
- Deployments leave from release [^61nz4ch89r; you said, 2026-11-23; seen 2026-11-23]
- Never deploy on Fridays [^61nz4ch89q; you said, 2026-11-23; seen 2026-11-23]
  Ines is away then.
- Staging runs on alpha, production on beta [^61nz4ch89s; verified at 3f2a91c; seen 2026-11-23]
Said by the person in earlier sessions, unchecked:
- "Always use make check, it sets ORDERS_ENV=test." [01M834G3QQMH3QGYQ9DQFAYTT4#23; 2026-11-23]
</memory>"""


def test_evidence_is_told_by_its_form() -> None:
    first, second, *_, last = evidence_in(BLOCK)
    assert (first, second) == ("Deployments leave from release", "Never deploy on Fridays\nInes is away then.")
    assert last == "Always use make check, it sets ORDERS_ENV=test."
    assert list(evidence_in("- a list [of mine]\n- [x] done")) == []
    assert without_given(f"Look:\n{BLOCK}\nNever do that.").split() == ["Look:", "Never", "do", "that."]


@pytest.mark.parametrize(
    ("statement", "is_given"),
    [
        ("Deployments leave from release", True),
        ("The deployments always leave from release.", True),
        ("Do not deploy on Fridays", True),
        ("make check sets ORDERS_ENV=test", True),
        ("Deploy on Fridays", False),
        ("Deploy only on Fridays", False),
        ("Deployments leave from release on Mondays", False),
        ("Staging runs on beta, production on alpha", False),
        ("Staging runs on gamma, production on beta", False),
        ("", False),
    ],
)
def test_what_says_nothing_beyond_it(statement: str, is_given: bool) -> None:
    assert Given([BLOCK]).says(statement) is is_given


def _harvest(spoken: Spoken) -> list[Harvested]:
    folder = spoken.path.parent
    return list(harvest(spoken.path.stem, OwnRecord(spoken.path), Citations(folder), rules_of))


def test_a_correction_that_repeats_what_recall_gave_is_left(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        spoken.calls((RecalledMemory("deploy"), "ok", [TextPart(BLOCK, "tool")]))
        spoken.person("Never deploy on Fridays.")
        spoken.person("Never deploy on Mondays.")
    (found,) = _harvest(spoken)
    assert found.wordings[0].title == "Never deploy on Mondays"


def test_a_pasted_block_is_no_correction(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        spoken.person(BLOCK)
        spoken.person("- Never deploy on Fridays [^61nz4ch89q; you said, 2026-11-23; seen 2026-11-23]")
    assert _harvest(spoken) == []


def test_what_went_with_a_prompt_is_known_too(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        spoken.person("May I deploy?", TextPart(BLOCK, "tool"))
        spoken.person("Never deploy on Fridays.")
    assert _harvest(spoken) == []


def test_the_rule_of_a_line_is_its_title_and_the_line_says_why(tmp_path: Path) -> None:
    line = "I saw a print in payments.py. Never print in this service, use logger from orders/log.py."
    with Spoken(tmp_path) as spoken:
        spoken.person(line)
    (found,) = _harvest(spoken)
    assert [(one.title, one.body) for one in found.wordings] == [
        ("Never print in this service, use logger from orders/log.py", line),
        (line.rstrip("."), ""),
        ("Never print in this service, use logger from orders/log.py", ""),
    ]


def test_a_plan_tells_what_was_asked_for(tmp_path: Path) -> None:
    with Spoken(tmp_path) as spoken:
        spoken.person("How would you get the numbers out of payments.py?")
        spoken.calls((AcceptedPlan("1. Write settings.toml.\n2. Read it."), "ok", []))
        spoken.end_turn()
    (found,) = _harvest(spoken)
    asked = 'Asked: "How would you get the numbers out of payments.py?"'
    assert found.wordings[0].body == f"{asked}\n1. Write settings.toml.\n2. Read it."


def test_a_run_by_a_task_of_the_same_session_is_no_second_one(tmp_path: Path) -> None:
    session, task, other = (f"01JD4K8ZQ5T7{letter * 14}" for letter in "ABC")
    with Spoken(tmp_path, session=task, parent=session, task="look") as of_task:
        of_task.command("make check", 0)
    with Spoken(tmp_path, session=session) as spoken:
        spoken.command("make check", 0)
    assert _harvest(spoken) == []
    with Spoken(tmp_path, session=other) as again:
        again.command("make check", 0)
    assert len(_harvest(spoken)) == 1


def test_most_sessions_have_nothing_to_keep(tmp_path: Path) -> None:
    with Spoken(tmp_path / "none") as spoken:
        spoken.person("What does this do?")
        spoken.command("ls", 0)
        spoken.command("make check", 1)
    assert not worth_harvesting(spoken.path, rules_of)
    with Spoken(tmp_path / "one") as spoken:
        spoken.command("make check", 0)
    assert not worth_harvesting(spoken.path, rules_of), "there is no other session in which it could have worked"
    with Spoken(tmp_path / "said") as spoken:
        spoken.person("Never deploy on Fridays.")
    assert worth_harvesting(spoken.path, rules_of)
