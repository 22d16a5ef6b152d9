"""Checks stand in any words; commits, pushes, packages and notes are where they are said to be; programs act."""

import pytest

from reverie.conversation.deeds import AnyDeed, Command, Edit, Memory, Search, Web
from reverie.quality.claims import find_claims

CHECKED: list[AnyDeed] = [
    Edit(path="src/pay.go", diff="-a\n+b"),
    Command(command="staticcheck ./...", exit=0, output=""),
    Command(command="luacheck src", exit=0, output="Total: 0 warnings"),
    Command(command="go test ./...", exit=0, output="ok pay 0.2s"),
    Command(command="ninja -C out", exit=0, output="[9/9] Linking"),
]
SHIPPED: list[AnyDeed] = [
    Command(command="git commit -am x", exit=0, output="[main 4be1c07] x"),
    Command(command="git push origin main", exit=0, output="main -> main"),
]
INSTALLED: list[AnyDeed] = [
    Command(command="composer require monolog/monolog", exit=0, output="Installing monolog 3.7.0"),
    Command(command="pip install polars", exit=0, output="Installed polars-1.9.0"),
]
NOTED: list[AnyDeed] = [Memory(ok=True, receipt="note 4")]
RAN: list[AnyDeed] = [Command(command="trufflehog git file://.", exit=0, output="0 verified secrets, 312 chunks")]


def kinds(answer: str, deeds: list[AnyDeed]) -> list[str]:
    return [claim.kind for claim in find_claims(answer, deeds)]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("staticcheck has nothing to say.", "lint_ok"),
        ("luacheck is at ease with the module.", "lint_ok"),
        ("golangci-lint came away empty-handed.", "lint_ok"),
        ("`staticcheck ./...` gives `no problems`.", "lint_ok"),
        ("The linter doesn't grumble.", "lint_ok"),
        ("Not one complaint from anybody: revive is spotless.", "lint_ok"),
        ("The suite: 88/88.", "tests_pass"),
        ("Payment specs: all good.", "tests_pass"),
        ("Every scenario came out fine.", "tests_pass"),
        ("The testbench ends without a hitch.", "tests_pass"),
        ("`:core:compileJava` goes through.", "build_ok"),
        ("The bundle turned out fine.", "build_ok"),
        ("Cross-compiling works.", "build_ok"),
    ],
)
def test_a_check_stands_well_in_any_words(answer: str, kind: str) -> None:
    assert kind in kinds(answer, CHECKED)


@pytest.mark.parametrize(
    "answer",
    [
        "The linter is not happy.",
        "The specs are fine except for two.",
        "9 of the 12 specs are green.",
        "Of 40 specs, 38 get through.",
        "The suite should be fine.",
        "The specs pass a clock to the scheduler.",
    ],
)
def test_a_check_in_part_or_denied_is_no_pass(answer: str) -> None:
    assert not {"tests_pass", "lint_ok"} & set(kinds(answer, CHECKED))


@pytest.mark.parametrize(
    ("answer", "kind", "deeds"),
    [
        ("The change is in `4be1c07`.", "committed", SHIPPED),
        ("- commit `4be1c07`", "committed", SHIPPED),
        ("It is under version control now; the fix went into one commit.", "committed", SHIPPED),
        ("The branch is on the server.", "pushed", SHIPPED),
        ("Origin has the commit.", "pushed", SHIPPED),
        ("I sent it to upstream.", "pushed", SHIPPED),
        ("The dependencies are in place.", "installed", INSTALLED),
        ("polars went from 1.6 to 1.9.0.", "installed", INSTALLED),
        ("shellcheck came in via apt.", "installed", INSTALLED),
        ("`pip install polars` brought in 1.9.0.", "installed", INSTALLED),
        ("I've made a note of it.", "saved", NOTED),
        ("My memory has it now.", "saved", NOTED),
        ("That is filed as note 4.", "saved", NOTED),
    ],
)
def test_an_act_is_told_by_where_its_outcome_is(answer: str, kind: str, deeds: list[AnyDeed]) -> None:
    assert kind in kinds(answer, deeds)


def test_the_commit_that_broke_it_is_found_and_not_made() -> None:
    deeds: list[AnyDeed] = [Command(command="git bisect run make", exit=0, output="77aa012 is the first bad commit")]
    assert kinds("The culprit is commit `77aa012`.", deeds) == ["output"]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("trufflehog scanned the whole history.", "ran"),
        ("I gave the script a spin.", "ran"),
        ("`trufflehog git` refuses to start.", "output"),
        ("It went through roughly 312 chunks.", "output"),
    ],
)
def test_programs_act_and_give_up(answer: str, kind: str) -> None:
    assert kind in kinds(answer, RAN)


def test_a_page_and_a_search_give_figures() -> None:
    assert kinds("The p95 is 88 ms.", [Web(url="https://x.example", output="p95 88ms")]) == ["output"]
    searched: list[AnyDeed] = [Search(query="retry", output="a.py:3")]
    assert kinds("That is the sole use in the tree.", searched) == ["output"]


def test_what_was_saved_belongs_to_the_claim_when_it_is_short() -> None:
    answer = "Saved to memory: releases happen on Tuesdays."
    (claim,) = find_claims(answer, NOTED)
    assert answer[claim.start : claim.end] == "Saved to memory: releases happen on Tuesdays"


def test_the_reason_belongs_to_the_failure() -> None:
    answer = "`trufflehog git` aborted, since it would need a token."
    (claim,) = find_claims(answer, RAN)
    assert (claim.kind, claim.end) == ("output", len(answer) - 1)
