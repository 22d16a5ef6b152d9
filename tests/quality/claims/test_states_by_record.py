"""What is said to be so is judged by what the record did to the thing spoken of, whatever the verb."""

import pytest

from reverie.conversation.deeds import AnyDeed, Command, Delete, Edit, Read, TaskResult, Write
from reverie.quality.claims import find_claims

EDITS: list[AnyDeed] = [
    Read(path="app/pool.cfg"),
    Edit(path="app/pool.cfg", diff="-max_idle = 30\n+max_idle = 4500\n"),
    Edit(path="web/Sidebar.tsx", diff="-  return width\n+  return clampWidth(width, 'narrow')\n"),
    Edit(path="docs/install.md", ok=False, error="not found"),
]
WRITES: list[AnyDeed] = [Write(path="ops/rotate.zig", content="pub fn rotate(keep: u8) void {}\n")]
REWRITES: list[AnyDeed] = [Read(path="ops/rotate.zig"), *WRITES]
DELETES: list[AnyDeed] = [Delete(path="lib/legacy_mailer.rb")]
RUNS: list[AnyDeed] = [Command(command="./seed.sh", exit=0, output="seeded 40 rows")]
TOLD: list[AnyDeed] = [TaskResult(result="moved all six")]


def _kinds(answer: str, deeds: list[AnyDeed]) -> list[str]:
    return [claim.kind for claim in find_claims(answer, deeds)]


@pytest.mark.parametrize(
    ("deeds", "answer", "kind"),
    [
        (EDITS, "`app/pool.cfg` is at 4500.", "edited"),
        (EDITS, "The idle maximum sits at 4500 now.", "edited"),
        (EDITS, "`Sidebar` hands its width to `clampWidth`.", "edited"),
        (EDITS, "The install page mentions the flag, too.", "edited"),
        (EDITS, "`max_idle` became 4500.", "edited"),
        (WRITES, "`ops/rotate.zig` keeps the last files only.", "created"),
        (REWRITES, "`ops/rotate.zig` keeps the last files only.", "edited"),
        (WRITES, "Here is your script: `ops/rotate.zig`.", "created"),
        (DELETES, "The old `lib/legacy_mailer.rb` is history.", "deleted"),
        (DELETES, "`lib/legacy_mailer.rb` was thrown away.", "deleted"),
        (EDITS, "The debug panel was dropped from `web/Sidebar.tsx`.", "edited"),
    ],
)
def test_the_record_says_which_act_a_state_speaks_of(deeds: list[AnyDeed], answer: str, kind: str) -> None:
    assert _kinds(answer, deeds)[:1] == [kind]


@pytest.mark.parametrize(
    "answer",
    [
        "Lost frames are a thing of the past.",
        "The panel folds smoothly again.",
        "All menus behave as they should.",
        "Tooltips stay readable now.",
        "This cures the jumping header.",
    ],
)
def test_behaviour_in_order_again_is_fixed(answer: str) -> None:
    assert _kinds(answer, EDITS) == ["fixed"]


@pytest.mark.parametrize(
    ("deeds", "answer"),
    [
        (EDITS, "Nothing refers to the old name any longer."),
        (EDITS, "The new spelling is used everywhere."),
        (EDITS, "The Danish texts are complete."),
        (TOLD, "All six reports run from the queue now."),
        (TOLD, "Nothing is left in the old scheduler."),
    ],
)
def test_a_quantifier_over_what_was_done_is_complete(deeds: list[AnyDeed], answer: str) -> None:
    assert _kinds(answer, deeds) == ["complete"]


@pytest.mark.parametrize(
    "answer",
    [
        "I kept my hands off the router.",
        "Not a single line was changed in the core.",
        "Your editor settings were not altered.",
        "The working copy is back where it was.",
        "The archive of June is still there.",
        "Everything in `core/` is exactly as you left it.",
    ],
)
def test_what_is_spared_is_unchanged(answer: str) -> None:
    assert _kinds(answer, RUNS) == ["unchanged"]


@pytest.mark.parametrize(
    "answer",
    [
        "I combed through the access logs.",
        "I did a quick review of the menu.",
        "I proofread each page.",
        "I pored over it.",
    ],
)
def test_looking_is_reading(answer: str) -> None:
    assert _kinds(answer, RUNS) == ["read"]


@pytest.mark.parametrize(
    "answer",
    [
        "`poll()` blocks because the socket has no timeout.",
        "The old cache counted rows twice.",
        "You may want to raise the limit again.",
        "I have not looked at the other panels.",
        "The staging host still needs it.",
        "`load.zig` merges both files.",
    ],
)
def test_how_code_works_and_what_is_left_is_no_claim(answer: str) -> None:
    assert _kinds(answer, [Read(path="load.zig"), *RUNS]) == []
