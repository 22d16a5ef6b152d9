"""What a sub-session may: never more than its session, nothing outside its write root, and it never grants."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from reverie.config.places import Places
from reverie.config.project import Project
from reverie.conversation.access import (
    Access,
    Allowed,
    CommandAccess,
    Decision,
    Denied,
    NoAccess,
    ProposedCall,
    ReadAccess,
    WriteAccess,
)
from reverie.safety.authoriser import Answer, ForProject, ForSession, No, Once, PolicyAuthoriser
from reverie.safety.rules import Rule, parse_rules
from reverie.safety.sub_authoriser import SubAuthoriser
from reverie.safety.trust import TrustStore

PYTEST = Rule("shell", "prefix", "pytest")


class Person:
    """Gives one answer again and again; notes what was asked and offered."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[tuple[str, tuple[Rule, ...]]] = []

    async def ask(self, call: ProposedCall, reason: str, offers: tuple[Rule, ...]) -> Answer:
        await asyncio.sleep(0)
        self.asked.append((call.summary, offers))
        return self.answer


class House:
    def __init__(self, folder: Path) -> None:
        self.root = folder / "p"
        (self.root / "lib").mkdir(parents=True)
        self.own = folder / "own"
        self.places = Places(folder / "config", folder / "data", folder / "state", folder / "cache")
        self.project = Project(self.root, "abcdefghijklmnop", True)
        self.store = TrustStore(self.places)
        self.waits: list[bool] = []

    def parent(self, person: Person | None = None, **settings: Any) -> PolicyAuthoriser:
        return PolicyAuthoriser(self.project, self.store, self.places, asker=person, **settings)

    def sub(self, parent: PolicyAuthoriser, write_root: Path | None = None, title: str = "fix it") -> SubAuthoriser:
        return SubAuthoriser(parent, title, write_root, self.own, self.waits.append)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def call(access: Access, tool: str = "shell") -> ProposedCall:
    return ProposedCall("1", tool, access, "do it")


def decide(authoriser: SubAuthoriser, *calls: ProposedCall) -> list[Decision]:
    async def all_of_them() -> list[Decision]:
        return list(await asyncio.gather(*(authoriser.authorise(each) for each in calls)))

    return asyncio.run(all_of_them())


def test_without_a_write_root_nothing_is_changed_whatever_was_granted(house: House) -> None:
    person = Person(Once())
    parent = house.parent(person, mode="accept-edits", grants=parse_rules("shell, write"), skip_permissions=True)
    write, command = WriteAccess(house.root / "a"), CommandAccess("true", house.root)
    for decision in decide(house.sub(parent), call(write, "write"), call(command)):
        assert isinstance(decision, Denied) and "only reads" in decision.reason and not decision.would_ask
    assert person.asked == []


@pytest.mark.parametrize("place", ["a", "lib2/a", "lib/../a", "../elsewhere"])
def test_a_write_outside_the_write_root_is_denied_by_code(house: House, place: str) -> None:
    person = Person(Once())
    parent = house.parent(person, skip_permissions=True, grants=parse_rules("write"))
    access = WriteAccess((house.root / place).resolve())
    (decision,) = decide(house.sub(parent, house.root / "lib"), call(access, "write"))
    assert isinstance(decision, Denied) and f"'{house.root / 'lib'}' only" in decision.reason
    assert person.asked == []


def test_within_the_write_root_the_policy_of_its_session_decides(house: House) -> None:
    inside = call(WriteAccess(house.root / "lib" / "a"), "write")
    always_asked = call(WriteAccess(house.root / "lib" / ".envrc"), "write")
    person = Person(No("not that"))
    accepting = house.sub(house.parent(person, mode="accept-edits"), house.root / "lib")
    assert decide(accepting, inside, always_asked) == [
        Allowed("mode accept-edits"),
        Denied("the person said no: not that", said="not that"),
    ]
    planning = house.sub(house.parent(person, mode="plan"), house.root / "lib")
    (decision,) = decide(planning, inside)
    assert isinstance(decision, Denied) and "plan mode" in decision.reason


def test_the_person_sees_the_title_and_is_offered_nothing_more(house: House) -> None:
    person = Person(Once())
    sub = house.sub(house.parent(person), house.root, title="tidy\nup")
    (decision,) = decide(sub, call(CommandAccess("pytest", house.root)))
    assert decision == Allowed("the person, once")
    assert person.asked == [("[task: tidy\\nup] do it", ())]
    assert house.waits == [True, False]


@pytest.mark.parametrize("answer", [ForSession(PYTEST), ForProject(PYTEST)])
def test_no_answer_in_a_task_is_remembered(house: House, answer: Answer) -> None:
    """Also not one that no honest interface can give, as nothing was offered."""
    person = Person(answer)
    parent = house.parent(person)
    asked = call(CommandAccess("pytest", house.root))
    assert decide(house.sub(parent, house.root), asked, asked) == [Allowed("the person, once")] * 2
    assert len(person.asked) == 2
    assert parent.policy().grants == () and house.store.grants(house.project) == ()


def test_headless_it_is_denied_as_its_session_would_be(house: House) -> None:
    (decision,) = decide(house.sub(house.parent(), house.root), call(CommandAccess("pytest", house.root)))
    assert isinstance(decision, Denied) and decision.would_ask
    assert house.waits == []


def test_it_reads_the_project_and_its_own_outputs_unasked(house: House) -> None:
    person = Person(No())
    sub = house.sub(house.parent(person))
    decisions = decide(
        sub,
        call(ReadAccess(house.root / "a"), "read"),
        call(ReadAccess(house.own / "1.txt"), "read"),
        call(NoAccess(), "todo"),
        call(ReadAccess(Path("/etc/passwd")), "read"),
    )
    assert [isinstance(decision, Allowed) for decision in decisions] == [True, True, True, False]


def test_a_mode_tells_of_each_change_once(house: House) -> None:
    told: list[str] = []
    parent = house.parent(on_mode=told.append)
    parent.mode = "plan"
    parent.mode = "plan"
    parent.mode = "ask"
    assert told == ["plan", "ask"]


def test_a_grant_of_the_tool_task_grants_nothing_that_a_task_does(house: House) -> None:
    person = Person(No())
    sub = house.sub(house.parent(person, grants=parse_rules("task, plan, todo, ask_user")), house.root)
    decisions = decide(sub, call(CommandAccess("true", house.root)), call(WriteAccess(house.root / "a"), "write"))
    assert [isinstance(decision, Denied) for decision in decisions] == [True, True] and len(person.asked) == 2
