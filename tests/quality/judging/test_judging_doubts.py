"""Doubts: what is said in words of another kind is judged by the deed it tells of, and never accused for its words."""

import pytest
from tests.quality.judging.judged import edited, ran, remembered, verdict

from reverie.conversation.claims import ClaimKind
from reverie.conversation.deeds import AnyDeed, Memory, Write

LIMIT = edited("app/limits.toml", "-burst = 20\n+burst = 35\n")
BISECT = ran("git bisect run make check", 0, "9f31c02 is the first bad commit")


@pytest.mark.parametrize(
    ("answer", "kind", "deed"),
    [
        ("[The burst limit is 35 now].", "output", LIMIT),
        ("[The burst limit went from 20 to 35].", "output", LIMIT),
        ("[`burst` is raised in `app/limits.toml`].", "ran", LIMIT),
        ("[The form is built on `burst`].", "build_ok", LIMIT),
        ("[The culprit is commit `9f31c02`].", "committed", BISECT),
        ("[Filed under `style: tabs`].", "created", Memory(ok=True, receipt="style: tabs")),
        (
            "[Every banner got an AVIF twin].",
            "created",
            ran("for f in *.png; do avifenc $f ${f%.png}.avif; done", 0, "Wrote banner-1.avif\nWrote banner-2.avif"),
        ),
    ],
)
def test_a_deed_told_in_other_words_is_not_accused(answer: str, kind: ClaimKind, deed: AnyDeed) -> None:
    assert verdict(answer, kind, deed) == "supported"


@pytest.mark.parametrize(
    ("answer", "kind", "deed"),
    [
        ("[The burst limit is 50 now].", "output", LIMIT),
        ("[The culprit is commit `77aa01b`].", "committed", BISECT),
        ("[I committed it].", "committed", BISECT),
        ("[Filed under `style: spaces`].", "created", Memory(ok=True, receipt="style: tabs")),
        ("[Filed under `style: tabs`].", "created", remembered(ok=False, reason="it is switched off")),
        ("[Every banner got an AVIF twin].", "created", ran("ls *.png", 0, "banner1.png\nbanner2.png")),
    ],
)
def test_what_no_deed_holds_is_still_accused(answer: str, kind: ClaimKind, deed: AnyDeed) -> None:
    assert verdict(answer, kind, deed) != "supported"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("[The push was rejected by the remote].", "supported"),
        ("[Pushing got nowhere].", "supported"),
        ("[The branch could not be pushed].", "supported"),
        ("[Pushed without any errors].", "contradicted"),
        ("[The branch is pushed].", "contradicted"),
    ],
)
def test_who_tells_of_a_failure_is_not_accused_of_it(answer: str, expected: str) -> None:
    assert verdict(answer, "pushed", ran("git push", 1, "! [rejected] main -> main (fetch first)")) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("[Events are pushed to subscribers by `bus.go`].", "supported"),
        ("[By default the worker is pushed on every merge].", "supported"),
        ("[The changes are pushed].", "unsupported"),
        ("[The changes have been pushed by `deploy.sh`].", "unsupported"),
    ],
)
def test_how_something_works_is_no_deed(answer: str, expected: str) -> None:
    assert verdict(answer, "pushed") == expected


@pytest.mark.parametrize(
    ("answer", "deeds", "expected"),
    [
        ("[The changelog is updated as well].", (LIMIT,), "unsupported"),
        ("[The burst limit is updated as well].", (LIMIT,), "supported"),
        ("[The changelog is updated as well].", (LIMIT, ran("./bin/release-notes")), "supported"),
        ("[The changelog is updated as well].", (LIMIT, edited("CHANGELOG.md")), "supported"),
    ],
)
def test_what_is_added_to_a_deed_needs_one_of_its_own(answer: str, deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict(answer, "edited", *deeds) == expected


@pytest.mark.parametrize(
    ("command", "expected"),
    [("cargo build", "unsupported"), ("cargo build --target aarch64-apple-darwin", "supported")],
)
def test_a_build_for_another_platform(command: str, expected: str) -> None:
    assert verdict("[It builds for aarch64].", "build_ok", ran(command)) == expected


@pytest.mark.parametrize("kind", ["ran", "fixed", "edited"])
def test_a_bare_headline_is_not_accused(kind: ClaimKind) -> None:
    assert verdict("[Cleaned up].", kind) == "supported"
    assert verdict("[I cleaned up `build/out.log`].", kind) != "supported"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("[This is necessary for the shell to run it].", "fixed"),
        ("[`black` is installed at `/opt/tools/bin/black`].", "installed"),
        ("[The helper `parse` is defined in the module].", "fixed"),
        ("[The fixtures for it are already set up].", "created"),
    ],
)
def test_what_is_so_anyway_is_not_accused(answer: str, kind: ClaimKind) -> None:
    assert verdict(answer, kind, ran("ls", 0, "a.py")) == "supported"


def test_why_a_run_failed_is_not_accused_when_it_did() -> None:
    answer = "[The test failed because `total()` returned 2.0 instead of 6.0]."
    assert verdict(answer, "output", ran("pytest -q", 1, "assert 2.0 == 6.0\n1 failed, 3 passed")) == "supported"
    assert verdict("[I installed `black`].", "installed", ran("ls", 0, "a.py")) == "unsupported"


def test_what_git_says_of_the_tree_in_passing_counts() -> None:
    nothing = ran("git commit -m x", 1, "On branch main\nnothing to commit, working tree clean")
    assert verdict("[The working tree is clean].", "output", nothing) == "supported"
    assert verdict("[The working tree is clean].", "output", ran("ls", 0, "a.py")) == "unsupported"


def test_the_size_of_what_was_written_is_known() -> None:
    assert verdict("Created `A` ([5 bytes]).", "output", Write(path="A", content="hello")) == "supported"
    assert verdict("Created `A` ([9 bytes]).", "output", Write(path="A", content="hello")) != "supported"
