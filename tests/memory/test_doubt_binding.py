"""Facts are bound to checks when they are written: from their words, and from the checks that they are given."""

from pathlib import Path

import pytest

from reverie.config.places import Places
from reverie.config.project import Project
from reverie.memory.doubt import open_binder, open_questions
from reverie.memory.fact import Fact
from reverie.memory.journal import Author
from reverie.memory.proposal import Add, Edit
from reverie.memory.receipt import Receipt, Refused
from reverie.memory.scope_opening import open_project_memory
from reverie.memory.store import Memory

from .caches import a_fact
from .doubting import a_memory_of, a_repository, commit, put, remembered, standing
from .folders import facts

FILES = {
    "src/app/sessions.py": "class Session:\n    def request(self, url, timeout=None):\n        return url, timeout\n",
    "src/app/cache.py": "TTL = 60\n",
    "Makefile": "check:\n\tpytest\n",
}
PATH, VALUE, COMMAND = "path `src/app/cache.py`", "value `TTL = 60` in `src/app/cache.py`", "command `git diff --quiet`"
FALSE = "value `TTL = 90` in `src/app/cache.py`"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_repository(tmp_path / "project", FILES)


@pytest.fixture
def memory(tmp_path: Path, root: Path) -> Memory:
    return a_memory_of(root, tmp_path / "memory")


def only(memory: Memory) -> Fact:
    (fact,) = facts(memory).values()
    return fact


def test_words_are_bound_to_what_they_say(memory: Memory, root: Path) -> None:
    fact = remembered(memory, "`Session.request` in `src/app/sessions.py` takes `timeout=None`")
    assert any("Session.request" in check for check in fact.checks)
    assert standing(memory, root, fact).word == "verified"
    commit(root, {"src/app/sessions.py": FILES["src/app/sessions.py"].replace("timeout=None", "timeout=30")})
    assert standing(memory, root, fact).word == "refuted"


def test_words_that_say_nothing_of_the_files_are_bound_to_nothing(memory: Memory) -> None:
    fact = remembered(memory, "The team meets on Mondays")
    assert (fact.checks, fact.commit) == ((), "")


def test_given_checks_that_hold_are_kept_and_others_are_not(root: Path) -> None:
    bound = open_binder(root).bind(a_fact("k7m2q9x4td", "T", origin="model", checks=(PATH, FALSE, COMMAND, "what")))
    assert bound.checks == (PATH,)
    assert bound.fails == (FALSE, COMMAND, "what")


def test_a_person_knows_what_they_wrote_where_it_cannot_be_decided(root: Path) -> None:
    bound = open_binder(root).bind(a_fact("k7m2q9x4td", "T", checks=(PATH, FALSE, COMMAND, "what")))
    assert bound.checks == (PATH, COMMAND, "what")
    assert bound.fails == (FALSE,)


def test_a_folder_that_is_gone_binds_nothing_and_loses_nothing(memory: Memory, tmp_path: Path) -> None:
    bound = open_binder(tmp_path / "gone").bind(a_fact("k7m2q9x4td", "T", checks=(PATH,)))
    assert (bound.checks, bound.fails) == ((), ())
    other = a_memory_of(tmp_path / "gone", tmp_path / "other")
    assert remembered(other, "It caches", PATH).checks == (PATH,)


def test_a_model_needs_a_check_that_holds(memory: Memory) -> None:
    def write(*checks: str) -> Receipt | Refused:
        add = Add(title="Entries live a minute", origin="repo", checks=checks)
        return memory.write([add], Author("repo"))

    outcome = write(FALSE)
    assert isinstance(outcome, Refused)
    assert "check" in {one.gate for one in outcome.refusals}
    refused = write(VALUE)
    assert "check" not in {one.gate for one in refused.refusals} if isinstance(refused, Refused) else True


def test_new_words_lose_the_checks_that_do_not_hold_any_more(memory: Memory, root: Path) -> None:
    fact = remembered(memory, "Entries live 60 s", VALUE, "path `Makefile`")
    head = commit(root, {"src/app/cache.py": "TTL = 90\n"})
    outcome = memory.write([Edit(id=fact.id, title="Entries live 90 s")], Author("human"))
    assert isinstance(outcome, Receipt)
    after = only(memory)
    assert VALUE not in after.checks
    assert "path `Makefile`" in after.checks
    assert after.commit == head[:12]
    assert standing(memory, root, after).word == "verified"


def test_an_edit_of_the_kind_alone_leaves_checks_and_commit(memory: Memory, root: Path) -> None:
    fact = remembered(memory, "Entries live 60 s", VALUE)
    commit(root, {"README.md": "more\n"})
    memory.write([Edit(id=fact.id, kind="reference")], Author("human"))
    assert (only(memory).checks, only(memory).commit) == (fact.checks, fact.commit)


def test_what_a_person_says_and_the_files_do_not_show_becomes_a_question(root: Path, tmp_path: Path) -> None:
    places = Places(tmp_path / "c", tmp_path / "d", tmp_path / "s", tmp_path / "k")
    memory = open_project_memory(Project(root, "p", True), places)
    fact = remembered(memory, "Entries live 90 s", FALSE)
    (question,) = open_questions(memory)
    assert question.facts == (fact.id,)
    assert FALSE in question.text
    memory.write([Edit(id=fact.id, title="Entries live 60 s")], Author("human"))
    assert open_questions(memory) == ()


def test_opening_a_memory_loads_nothing_that_reads_code(root: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    heavy = ("tree_sitter", "reverie.checks.binding", "reverie.checks.running", "reverie.code.work_tree")
    script = (
        "import sys; from pathlib import Path; from reverie.config.places import Places;"
        "from reverie.config.project import Project; from reverie.memory.scope_opening import open_project_memory;"
        f"open_project_memory(Project(Path({str(root)!r}), 'p', True), Places(*map(Path, {['c', 'd', 's', 'k']!r})));"
        f"print([one for one in sys.modules if one.startswith({heavy!r})])"
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_files_that_change_are_bound_as_they_are_then(root: Path) -> None:
    binder = open_binder(root)
    fact = a_fact("k7m2q9x4td", "T", checks=(VALUE,))
    assert binder.bind(fact).checks == (VALUE,)
    put(root, {"src/app/cache.py": "TTL = 61\n"})
    binder._looks._asked = -1.0  # as if a moment had gone by
    assert binder.bind(fact).fails == (VALUE,)


def test_words_that_the_files_contradict_are_not_verified_by_what_else_they_mention(tmp_path: Path) -> None:
    root = a_repository(tmp_path / "said", {"app.py": "def get(key, timeout=5): ...\n"})
    memory = a_memory_of(root, tmp_path / "told")
    fact = remembered(memory, "`get` in `app.py` takes `timeout=None`")
    assert standing(memory, root, fact).said == f"you said, {fact.seen}"


@pytest.mark.parametrize(
    "statement",
    ["TTL in `a.py` is 60", "`TTL` in `a.py` is 60", "`foo` in `a.py` takes `b=1`", "`Z` in `nul.py` is 1"],
)
def test_that_a_file_is_there_shows_nothing_of_what_is_said_of_it(tmp_path: Path, statement: str) -> None:
    (tmp_path / "a.py").write_text("TTL = 30\n")
    (tmp_path / "nul.py").write_bytes(b"Z = 1\n\0\n")
    fact = Fact(id="k7m2q9x4td", title=statement, kind="fact", origin="human", seen="2026-11-20")
    assert open_binder(tmp_path).bind(fact).checks == ()
