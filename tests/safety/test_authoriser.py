import asyncio
import errno
import subprocess
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
    ProposedCall,
    ReadAccess,
    WebAccess,
    WriteAccess,
)
from reverie.conversation.ports import Authoriser
from reverie.safety.authoriser import Answer, ForProject, ForSession, No, Once, PolicyAuthoriser
from reverie.safety.rules import Rule, parse_rules
from reverie.safety.trust import TrustStore

ID = "abcdefghijklmnop"


class Person:
    """Answers in order; notes what was asked, and whether two questions were open at once."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.open = 0

    async def ask(self, call: ProposedCall, reason: str, offers: tuple[Rule, ...]) -> Answer:
        assert self.open == 0, "two questions at once"
        self.open += 1
        await asyncio.sleep(0)
        self.open -= 1
        self.asked.append((reason, tuple(map(str, offers))))
        return self.answers.pop(0)


class House:
    def __init__(self, folder: Path, project_id: str | None = ID) -> None:
        self.root = folder / "p"
        self.places = Places(folder / "config", folder / "data", folder / "state", folder / "cache")
        self.project = Project(self.root, project_id, True)
        self.store = TrustStore(self.places)

    def authoriser(self, person: Person | None = None, **settings: Any) -> PolicyAuthoriser:
        return PolicyAuthoriser(self.project, self.store, self.places, asker=person, **settings)

    def shell(self, line: str) -> ProposedCall:
        return ProposedCall("1", "shell", CommandAccess(line, self.root), line)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def _decide(authoriser: Authoriser, *calls: ProposedCall) -> list[Decision]:
    async def all_of_them() -> list[Decision]:
        return list(await asyncio.gather(*(authoriser.authorise(call) for call in calls)))

    return asyncio.run(all_of_them())


PYTEST = Rule("shell", "prefix", "pytest")


def test_once_is_once(house: House) -> None:
    person = Person(Once(), No("not now"), No())
    authoriser = house.authoriser(person)
    decisions = _decide(authoriser, *[house.shell("pytest")] * 3)
    assert decisions == [
        Allowed("the person, once"),
        Denied("the person said no: not now", said="not now"),
        Denied("the person said no"),
    ]
    assert person.asked[0] == ("no grant covers this command", ("shell(pytest)", "shell(pytest *)"))


def test_waiting_calls_are_judged_again_after_a_grant(house: House) -> None:
    person = Person(ForSession(PYTEST))
    authoriser = house.authoriser(person)
    decisions = _decide(authoriser, *(house.shell(f"pytest {number}") for number in range(5)))
    assert decisions[0] == Allowed("the person, for this session: shell(pytest *)")
    assert decisions[1:] == [Allowed("granted: shell(pytest *)")] * 4
    assert len(person.asked) == 1
    assert house.store.grants(house.project) == ()


def test_a_grant_for_the_project_is_kept_for_others(house: House) -> None:
    decisions = _decide(house.authoriser(Person(ForProject(PYTEST))), house.shell("pytest"))
    assert decisions == [Allowed("the person, in this project: shell(pytest *)")]
    assert _decide(House(house.root.parent).authoriser(), house.shell("pytest -q")) == [
        Allowed("granted: shell(pytest *)")
    ]


def test_a_grant_that_another_session_keeps_is_seen_and_so_is_its_end(house: House) -> None:
    authoriser = house.authoriser()
    other = TrustStore(house.places)
    assert isinstance(_decide(authoriser, house.shell("pytest"))[0], Denied)
    other.add_grant(house.project, PYTEST)
    assert isinstance(_decide(authoriser, house.shell("pytest"))[0], Allowed)
    other.revoke(house.project)
    assert isinstance(_decide(authoriser, house.shell("pytest"))[0], Denied)


def test_only_what_was_offered_can_be_granted(house: House) -> None:
    person = Person(ForProject(Rule("shell")), ForSession(Rule("write")), No())
    authoriser = house.authoriser(person)
    outside = ProposedCall("2", "write", WriteAccess(Path("/etc/x")), "write")
    assert _decide(authoriser, house.shell("pytest"), outside, outside) == [
        Allowed("the person, once"),
        Allowed("the person, once"),
        Denied("the person said no"),
    ]
    assert house.store.grants(house.project) == ()


def test_the_mode_may_change_meanwhile(house: House) -> None:
    authoriser = house.authoriser()
    edit = ProposedCall("1", "edit", WriteAccess(house.root / "a"), "edit a")
    assert isinstance(_decide(authoriser, edit)[0], Denied)
    authoriser.mode = "accept-edits"
    assert _decide(authoriser, edit) == [Allowed("mode accept-edits")]
    authoriser.mode = "plan"
    assert _decide(authoriser, edit)[0] == Denied(
        "in plan mode nothing is changed: describe what you would do, and let the person leave plan mode"
    )


@pytest.mark.parametrize(
    ("tool", "access", "flag"),
    [
        ("shell", CommandAccess("pytest -q", Path("p")), "--allowed-tools 'shell(pytest -q)'"),
        ("shell", CommandAccess("make 'a\nb'\n", Path("p")), "--allowed-tools $'shell(make \\'a\\nb\\'\\n)'"),
        ("shell", CommandAccess("ls *.py | wc", Path("p")), "--allowed-tools shell"),
        ("shell", CommandAccess("rm x", Path("p")), "--allowed-tools 'shell(rm x)'"),
        ("shell", CommandAccess("ls", Path("/etc")), "--allowed-tools shell"),
        ("edit", WriteAccess(Path("p/a")), "--allowed-tools 'edit({}/p/a)'"),
        ("read", ReadAccess(Path("/etc/x")), "--allowed-tools 'read(/etc/x)'"),
        ("web_fetch", WebAccess("https://a.org/x"), "--allowed-tools 'web_fetch(https://a.org/*)'"),
        ("web_fetch", WebAccess("https://u@a.org/x"), "--allowed-tools web_fetch"),
        ("write", WriteAccess(Path("/etc/x")), "no --allowed-tools lifts that"),
        ("edit", WriteAccess(Path("p/.git/config")), "no --allowed-tools lifts that"),
    ],
)
def test_nobody_to_ask_names_a_flag_that_really_allows_it(house: House, tool: str, access: Access, flag: str) -> None:
    call = ProposedCall("1", tool, _below(house.root.parent, access), "")
    (decision,) = _decide(house.authoriser(), call)
    assert isinstance(decision, Denied)
    assert decision.would_ask
    assert decision.reason.endswith(flag.format(house.root.parent))
    assert decision.reason.isprintable()
    if "--allowed-tools " in flag and "lifts" not in flag:
        typed = decision.reason.partition("--allowed-tools ")[2]
        spelled = subprocess.run(
            ["bash", "-c", f"printf %s {typed}"], capture_output=True, text=True, check=True
        ).stdout
        assert isinstance(_decide(house.authoriser(grants=parse_rules(spelled)), call)[0], Allowed)


def _below(folder: Path, access: Access) -> Access:
    """The access with its relative path put below the folder."""
    if isinstance(access, ReadAccess):
        return ReadAccess(folder / access.path)
    if isinstance(access, WriteAccess):
        return WriteAccess(folder / access.path)
    return CommandAccess(access.command, folder / access.directory) if isinstance(access, CommandAccess) else access


def test_the_dangerous_flag_lifts_commands_but_not_outside_writes(house: House) -> None:
    authoriser = house.authoriser(skip_permissions=True)
    outside = ProposedCall("2", "write", WriteAccess(Path("/etc/x")), "write")
    allowed, denied = _decide(authoriser, house.shell("rm -rf x"), outside)
    assert allowed == Allowed("--dangerously-skip-permissions")
    assert isinstance(denied, Denied) and denied.would_ask


def test_a_home_directory_is_a_project_only_once_trusted_for_the_session(tmp_path: Path) -> None:
    house = House(tmp_path, project_id=None)
    read = ProposedCall("1", "read", ReadAccess(house.root / "a"), "read")
    assert isinstance(_decide(house.authoriser(), read)[0], Denied)
    house.store.trust(house.project)
    assert isinstance(_decide(house.authoriser(), read)[0], Allowed)
    person = Person(ForProject(PYTEST))
    authoriser = house.authoriser(person)
    assert _decide(authoriser, house.shell("pytest"), house.shell("pytest")) == [
        Allowed("the person, for this session: shell(pytest *)"),
        Allowed("granted: shell(pytest *)"),
    ]


def test_a_grant_that_cannot_be_kept_holds_for_the_session(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(house.store, "add_grant", full)
    first, second = _decide(
        house.authoriser(Person(ForProject(PYTEST))), house.shell("pytest"), house.shell("pytest -q")
    )
    assert isinstance(first, Allowed)
    assert "not kept: [Errno 28] No space left on device" in first.by
    assert second == Allowed("granted: shell(pytest *)")


def test_a_broken_trust_file_grants_nothing_and_does_not_raise(house: House) -> None:
    house.places.data.mkdir()
    (house.places.data / "trust.json").write_text("{")
    assert isinstance(_decide(house.authoriser(), house.shell("pytest"))[0], Denied)


def test_cancelling_a_question_frees_the_next(house: House) -> None:
    class Silent(Person):
        async def ask(self, call: ProposedCall, reason: str, offers: tuple[Rule, ...]) -> Answer:
            if call.summary == "first":
                await asyncio.Event().wait()
            return Once()

    async def run() -> Decision:
        authoriser = house.authoriser(Silent())
        first = asyncio.create_task(
            authoriser.authorise(ProposedCall("1", "shell", CommandAccess("x", house.root), "first"))
        )
        second = asyncio.create_task(authoriser.authorise(house.shell("y")))
        await asyncio.sleep(0)
        first.cancel()
        return await second

    assert asyncio.run(run()) == Allowed("the person, once")
