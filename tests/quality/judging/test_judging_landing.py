"""Commits, pushes, installs and memory."""

import pytest
from tests.quality.judging.judged import edited, ran, remembered, verdict, wrote

from reverie.conversation.deeds import AnyDeed

COMMIT = ran("git commit -m 'Add pool'", 0, "[main 1234567] Add pool")


@pytest.mark.parametrize(
    ("answer", "deeds", "expected"),
    [
        ("[Committed] as `1234567`.", (COMMIT,), "supported"),
        ("[Committed as `1234567`].", (COMMIT,), "supported"),
        ("[Committed as `7654321`].", (COMMIT,), "contradicted"),
        ("[Committed on `dev`].", (COMMIT,), "contradicted"),
        ("[Committed].", (ran("git commit -m x", 1, "nothing to commit, working tree clean"),), "contradicted"),
        ("[Committed].", (ran("git commit -m x", None, denied=True),), "contradicted"),
        ("[Committed].", (ran("git add -A"),), "unsupported"),
        ("[Committed].", (COMMIT, ran("git reset --soft HEAD~1")), "contradicted"),
        ("[Split into two commits].", (COMMIT,), "contradicted"),
    ],
)
def test_commits(answer: str, deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict(answer, "committed", *deeds) == expected


@pytest.mark.parametrize(
    ("deeds", "expected"),
    [
        ((ran("git push", 0, "To x\n   1..2  main -> main"),), "supported"),
        ((ran("git push", 1, " ! [rejected] main -> main (fetch first)"),), "contradicted"),
        (
            (ran("git push", 1, " ! [rejected] main -> main"), ran("git push -f", 0, " + 1...2 main -> main")),
            "supported",
        ),
        ((ran("git push --dry-run", 0, "To x\n   1..2  main -> main"),), "contradicted"),
        ((ran("git push origin dev", 0, "To x\n   1..2  dev -> dev"),), "contradicted"),
        ((ran("git push", None, "Enumerating", background=True),), "unsupported"),
        ((COMMIT,), "unsupported"),
    ],
)
def test_pushes(deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict("[Pushed to `main`].", "pushed", *deeds) == expected


@pytest.mark.parametrize(
    ("answer", "deed", "expected"),
    [
        ("[`flask` is installed].", ran("pip install flask", 0, "Successfully installed flask-3.0.1"), "supported"),
        (
            "[flask 2.9.0 is installed].",
            ran("pip install flask", 0, "Successfully installed flask-3.0.1"),
            "contradicted",
        ),
        ("[`django` is installed].", ran("pip install flask", 0, "Successfully installed flask-3.0.1"), "unsupported"),
        ("[`flask` is installed].", ran("pip install flask", 1, "ERROR: No matching distribution"), "contradicted"),
        ("[`flask` is installed].", ran("pip install flask", None, denied=True), "contradicted"),
        ("[`flask` is installed].", edited("requirements.txt", "+flask\n"), "unsupported"),
    ],
)
def test_installs(answer: str, deed: AnyDeed, expected: str) -> None:
    assert verdict(answer, "installed", deed) == expected


@pytest.mark.parametrize(
    ("answer", "deeds", "expected"),
    [
        ("[Saved to memory].", (remembered(),), "supported"),
        ("[Saved to memory].", (remembered(ok=False, reason="store is full"),), "contradicted"),
        ("[Saved to memory].", (wrote("NOTES.md"),), "unsupported"),
        ("[I saved both facts].", (remembered(), remembered()), "supported"),
        ("[I saved both facts].", (remembered(), remembered(ok=False, reason="duplicate")), "contradicted"),
    ],
)
def test_memory(answer: str, deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict(answer, "saved", *deeds) == expected
