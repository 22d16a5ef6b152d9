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


COMMIT = ran("git commit -am 'Trim'", 0, "[fix/rates 4b1c9e2] Trim\n 2 files changed, 9 insertions(+)")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("[Committed both files].", "supported"),
        ("[Committed all four files].", "contradicted"),
        ("[The commit is on main].", "contradicted"),
        ("[The commit is on fix/rates].", "supported"),
        ("[Squashed three commits into one].", "supported"),
        ("[Committed in three commits].", "contradicted"),
    ],
)
def test_what_a_commit_says_of_itself(answer: str, expected: str) -> None:
    assert verdict(answer, "committed", COMMIT) == expected


POOL = edited("db/pool.toml", "-size = 5\n+size = 12\n")


@pytest.mark.parametrize(
    ("answer", "deeds", "expected"),
    [
        ("[The pool size is 12 now].", (POOL,), "supported"),
        ("[The pool size is 20 now].", (POOL,), "contradicted"),
        (
            "[underscore.js is replaced by lodash].",
            (edited("a.js", "-import _ from 'underscore'\n+import 'lodash'\n"),),
            "supported",
        ),
        (
            "[`underscore.js` is trimmed].",
            (edited("a.js", "-import _ from 'underscore'\n+import 'lodash'\n"),),
            "unsupported",
        ),
        ("[`docs/a.md` got a note].", (ran("git status --short", 0, " M docs/a.md"),), "supported"),
        ("[`docs/a.md` got a note].", (ran("git status --short", 0, "?? docs/b.md"),), "unsupported"),
        ("[The headers stay as they were].", (), "supported"),
        ("[The headers are shorter].", (), "unsupported"),
    ],
)
def test_what_an_edit_says(answer: str, deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict(answer, "edited", *deeds) == expected


def test_the_same_failure_as_before_is_no_fix() -> None:
    before = ran("node bin/report.js", 0, "TypeError: rate is undefined")
    assert verdict("[The report works].", "fixed", before, edited("bin/report.js"), before) == "contradicted"
    after = ran("node bin/report.js", 0, "total 12.00")
    assert verdict("[The report works].", "fixed", before, edited("bin/report.js"), after) == "supported"


def test_what_is_said_of_tests_that_were_written_is_no_run() -> None:
    tests = edited("tests/test_rates.py")
    assert verdict("[The tests expect two digits].", "tests_pass", tests) == "supported"
    assert verdict("[The tests pass with two digits].", "tests_pass", tests) == "unsupported"
