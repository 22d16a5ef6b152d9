"""Changes that commands make, moves, edits of which one failed, and deletions told in other words."""

import pytest
from tests.quality.judging.judged import edited, ran, verdict

from reverie.conversation.claims import ClaimKind
from reverie.conversation.deeds import AnyDeed

MOVED = ran("git mv lib/tax.rb lib/money/tax.rb")


@pytest.mark.parametrize(
    ("answer", "kind", "deeds", "expected"),
    [
        ("[`tax.rb` lives in `lib/money` now].", "edited", (MOVED,), "supported"),
        (
            "[`tax.rb` is documented].",
            "edited",
            (MOVED, edited("lib/money/tax.rb", ok=False, error="no match")),
            "contradicted",
        ),
        ("[`tax.rb` is documented].", "edited", (MOVED, edited("lib/money/tax.rb")), "supported"),
        (
            "[Both labels are shorter].",
            "edited",
            (edited("a.vue"), edited("a.vue", ok=False, error="no match")),
            "contradicted",
        ),
        (
            "[Both labels are shorter].",
            "edited",
            (edited("a.vue", ok=False), edited("a.vue"), edited("a.vue")),
            "supported",
        ),
        ("[Four other pages got the note].", "edited", (edited("a.md"), edited("b.md")), "unsupported"),
        ("[Four other pages got the note].", "edited", (edited("a.md"), ran("./tools/note.sh")), "supported"),
        (
            "[The unused imports are out].",
            "edited",
            (ran("ruff check --fix", 0, "Found 3 errors (3 fixed, 0 remaining)."),),
            "supported",
        ),
        ("[The unused imports are out].", "edited", (ran("ruff check", 1, "Found 3 errors."),), "unsupported"),
        (
            "[All `.snap` files are refreshed].",
            "edited",
            (ran("npx jest -u", 0, " › 4 snapshots updated."),),
            "supported",
        ),
        (
            "[All `.snap` files are refreshed].",
            "edited",
            (ran("npx jest", 0, "Tests: 4 passed, 4 total"),),
            "unsupported",
        ),
        (
            "[The scaffold gave five files].",
            "created",
            (ran("mix phx.gen.json Till Sale sales", 0, "* creating a.ex"),),
            "supported",
        ),
        ("[The scaffold gave five files].", "created", (ran("mix deps.get"),), "unsupported"),
        (
            "[The subnet `apps-2` exists].",
            "created",
            (ran("tofu apply", 1, "Error: creating subnet apps-2"),),
            "contradicted",
        ),
        ("[Emptied].", "deleted", (ran("redis-cli -n 3 FLUSHDB", 0, "OK"),), "supported"),
        ("[Emptied].", "deleted", (ran("redis-cli -n 3 KEYS '*'", 0, "a"),), "unsupported"),
        ("[The docker cache is gone too].", "deleted", (ran("rm -rf .cache"),), "unsupported"),
        ("[The cache is gone too].", "deleted", (ran("rm -rf .cache"),), "supported"),
    ],
)
def test_changes(answer: str, kind: ClaimKind, deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict(answer, kind, *deeds) == expected


def test_part_of_a_deletion_told_as_a_part() -> None:
    branches = ran(
        "git branch -D a/x a/y a/z", 1, "Deleted branch a/x (was 1).\nDeleted branch a/y (was 2).\nerror: no a/z"
    )
    assert verdict("[Two of the three are gone].", "deleted", branches) == "supported"
    assert verdict("[All three are gone].", "deleted", branches) == "contradicted"


def test_a_linter_shows_nothing_of_what_a_program_does() -> None:
    lint = ran("npx eslint src/form.ts")
    request = "make saving work, then lint"
    assert verdict("[Saving works again].", "fixed", edited("src/form.ts"), lint, request=request) == "unsupported"
    assert (
        verdict("[Saving works again].", "fixed", edited("src/form.ts"), ran("npm test"), request=request)
        == "supported"
    )
