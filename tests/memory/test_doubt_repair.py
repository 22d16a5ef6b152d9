"""Facts follow what moved: once, with a receipt, never into words that would be false and never on another branch."""

from pathlib import Path

import pytest

from reverie.memory.doubt import open_doubter, repair_moved
from reverie.memory.doubt.renaming import Rename, renamed
from reverie.memory.fact import Fact, Kind
from reverie.memory.journal import Author
from reverie.memory.proposal import Retire
from reverie.memory.reading import log, why
from reverie.memory.receipt import Receipt, Refused
from reverie.memory.store import Memory
from reverie.memory.undo import undo_last, undo_transaction

from .doubting import a_memory_of, a_repository, commit, git, put, remembered, standing
from .folders import PERSON, archived, facts, files

OLD, NEW = "src/app/cache.py", "src/core/cache.py"
FILES = {OLD: "TTL = 60\n\n\ndef fetch(key):\n    return TTL, key\n", "Makefile": "check:\n\tpytest\n"}
CHECK = f"value `TTL = 60` in `{OLD}`"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_repository(tmp_path / "project", FILES)


@pytest.fixture
def memory(tmp_path: Path, root: Path) -> Memory:
    return a_memory_of(root, tmp_path / "memory")


def move(root: Path) -> str:
    (root / NEW).parent.mkdir(parents=True, exist_ok=True)
    git(root, "mv", OLD, NEW)
    return commit(root)


def repaired(memory: Memory, root: Path, *judged: Fact) -> Receipt | None:
    doubter = open_doubter(memory, root)
    outcome = repair_moved(memory, [(fact, doubter.standing(fact)) for fact in judged])
    assert outcome is None or isinstance(outcome, Receipt)
    return outcome


def only(memory: Memory) -> Fact:
    (fact,) = facts(memory).values()
    return fact


def test_a_fact_follows_its_file(memory: Memory, root: Path) -> None:
    before = remembered(memory, "Entries live a minute", CHECK)
    head = move(root)
    assert standing(memory, root, before).said == f"moved to {NEW}:1"
    receipt = repaired(memory, root, before)
    assert receipt is not None
    assert (receipt.action, [one.id for one in receipt.saved]) == ("repair", [before.id])
    after = only(memory)
    assert after.checks == (CHECK.replace(OLD, NEW),)
    assert (after.statement, after.origin, after.seen, after.commit) == (
        before.statement,
        "human",
        before.seen,
        head[:12],
    )
    assert standing(memory, root, after).said == f"verified at {head[:7]}"
    assert repaired(memory, root, after) is None


def test_it_is_told_in_the_log_and_by_why(memory: Memory, root: Path) -> None:
    fact = remembered(memory, "Entries live a minute", CHECK)
    move(root)
    repaired(memory, root, fact)
    line = f"repaired: moved to {NEW}: Entries live a minute ^{fact.id} in topics/facts.md"
    assert log(memory)[0].lines == (line,)
    assert why(memory, fact.id).changes[-1].line == line


def test_all_that_moved_is_one_write(memory: Memory, root: Path) -> None:
    both = [remembered(memory, f"Fact {number}", CHECK) for number in range(2)]
    move(root)
    receipt = repaired(memory, root, *both)
    assert receipt is not None
    assert [one.id for one in receipt.saved] == [one.id for one in both]


@pytest.mark.parametrize(
    ("words", "after"),
    [
        (f"The TTL is in `{OLD}`", f"The TTL is in `{NEW}`"),
        ("The TTL is in `app/cache.py`", f"The TTL is in `{NEW}`"),
        ("The TTL is in `cache.py`", "The TTL is in `cache.py`"),
        ("The TTL is in cache.py.", "The TTL is in cache.py."),
        (f"The TTL is in {OLD}", None),
        (f"See src/app/cache.pyc, not `{OLD}`", f"See src/app/cache.pyc, not `{NEW}`"),
        ("See https://x.test/src/app/cache.py", "See https://x.test/src/app/cache.py"),
    ],
)
def test_words_that_name_the_old_place_follow_in_backticks_alone(words: str, after: str | None) -> None:
    assert renamed(words, [Rename(OLD, NEW)]) == after


def test_symbols_are_named_by_their_ends() -> None:
    rename = [Rename("Session.request", "Client.request")]
    assert renamed("`Session.request()` and request", rename) == "`Client.request()` and request"
    assert renamed("Session.request is slow", rename) is None
    assert renamed("`Session.requests` is another", rename) == "`Session.requests` is another"


def test_the_words_follow_in_the_same_write(memory: Memory, root: Path) -> None:
    fact = remembered(memory, f"The TTL is in `{OLD}`", CHECK, body=f"Look at `{OLD}` first.")
    move(root)
    repaired(memory, root, fact)
    assert only(memory).statement == f"The TTL is in `{NEW}`\nLook at `{NEW}` first."


def test_a_fact_whose_words_would_stay_false_goes_on_telling_its_place(memory: Memory, root: Path) -> None:
    fact = remembered(memory, f"The TTL is in {OLD}", CHECK)
    move(root)
    before = files(memory.layout.folder)
    assert repaired(memory, root, fact) is None
    assert files(memory.layout.folder) == before
    assert standing(memory, root, only(memory)).word == "moved"


@pytest.mark.parametrize("kind", ["preference", "feedback", "decision"])
def test_a_persons_own_words_are_never_changed(memory: Memory, root: Path, kind: Kind) -> None:
    fact = remembered(memory, f"Keep the TTL in `{OLD}`", CHECK, kind=kind)
    move(root)
    assert repaired(memory, root, fact) is None
    assert only(memory) == fact
    assert standing(memory, root, fact).said == f"you said, {fact.seen}"


def test_what_may_be_in_two_places_is_not_repaired(memory: Memory, root: Path) -> None:
    fact = remembered(memory, "The cache module is there", f"path `{OLD}`")
    move(root)
    commit(root, {"src/web/cache.py": FILES[OLD]})
    assert repaired(memory, root, fact) is None
    assert only(memory).checks == fact.checks


def test_nothing_is_repaired_on_another_branch(memory: Memory, root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "other")
    move(root)
    git(root, "checkout", "--quiet", "main")
    commit(root, {"Makefile": "check:\n\ttrue\n"})
    fact = remembered(memory, "Entries live a minute", CHECK)
    git(root, "checkout", "--quiet", "other")
    assert standing(memory, root, fact).said == f"moved to {NEW}:1"
    assert repaired(memory, root, fact) is None
    git(root, "checkout", "--quiet", "main")
    assert standing(memory, root, fact).word == "verified"


def test_a_repair_of_a_move_that_was_stashed_excuses_itself(memory: Memory, root: Path) -> None:
    fact = remembered(memory, "Entries live a minute", CHECK)
    (root / NEW).parent.mkdir(parents=True)
    git(root, "mv", OLD, NEW)
    assert repaired(memory, root, fact) is not None
    git(root, "stash", "--quiet")
    after = only(memory)
    assert standing(memory, root, after).word in ("moved", "verified")
    assert repaired(memory, root, after) is None


def test_what_was_changed_since_it_was_judged_is_left_alone(memory: Memory, root: Path) -> None:
    fact = remembered(memory, "Entries live a minute", CHECK)
    move(root)
    judged = [(fact, standing(memory, root, fact))]
    memory.write([Retire(id=fact.id)], Author("human"))
    assert repair_moved(memory, judged) is None
    assert [one.id for one in archived(memory).values()] == [fact.id]


def test_a_memory_that_can_only_be_read_is_not_repaired(memory: Memory, root: Path) -> None:
    fact = remembered(memory, "Entries live a minute", CHECK)
    move(root)
    memory.read_only = "it is somebody else's"
    assert repaired(memory, root, fact) is None


def test_a_repair_is_undone_by_its_name_and_never_by_chance(memory: Memory, root: Path) -> None:
    fact = remembered(memory, f"The TTL is in `{OLD}`", CHECK)
    before = files(memory.layout.folder)["topics/facts.md"]
    move(root)
    receipt = repaired(memory, root, fact)
    assert receipt is not None
    with memory.writing() as held:
        assert isinstance(undo_transaction(held, receipt.tx, PERSON), Receipt)
    assert files(memory.layout.folder)["topics/facts.md"] == before
    repaired(memory, root, fact)
    with memory.writing() as held:  # means the person's own last change, not what code did since
        outcome = undo_last(held, PERSON)
    assert isinstance(outcome, Refused)
    assert "changed since" in outcome.refusals[0].why


def test_a_renamed_folder(memory: Memory, root: Path) -> None:
    fact = remembered(memory, "The app lies in `src/app/`", "path `src/app/`")
    git(root, "mv", "src/app", "src/core")
    commit(root)
    put(root, {})
    assert standing(memory, root, fact).word in ("refuted", "moved")
