"""Where facts stand: in which words, when nobody can tell, and that an unchanged project costs no parsing."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fakes.codebase import FakeCodebase

from reverie.checks.verdict import Word
from reverie.memory.doubt import CodeBinder, CodeDoubter, Standing, doubts, judge_all, last_words, open_doubter
from reverie.memory.doubt.branch import NoBranch
from reverie.memory.doubt.view import Looks
from reverie.memory.fact import Fact
from reverie.memory.store import Memory

from .caches import a_fact
from .doubting import a_memory_of, a_repository, commit, put, remembered, standing

ID = "k7m2q9x4td"
FILES = {
    "src/app/cache.py": "TTL = 60\n\n\ndef get(key, default=None):\n    return TTL, key, default\n",
    "fly.toml": 'app = "acme-prod"\n',
    "Makefile": "check:\n\tpytest\n",
}


def doubter(texts: dict[str, str]) -> CodeDoubter:
    return CodeDoubter(Looks(lambda: FakeCodebase(texts)), NoBranch, lambda: date(2026, 11, 22))


def stands(*checks: str, texts: dict[str, str] | None = None, **values: str) -> Standing:
    return doubter(texts or FILES).standing(a_fact(ID, "A title", checks=checks, **values))


@pytest.mark.parametrize(
    ("checks", "word"),
    [
        (["path `Makefile`"], "verified"),
        (["path `Makefile`", "value `TTL = 60` in `src/app/cache.py`"], "verified"),
        (["path `Makefile`", "value `TTL = 90` in `src/app/cache.py`"], "refuted"),
        (["path `Makefile`", "command `true`"], "unverified"),
        (["value `TTL = 90` in `src/app/cache.py`", "command `true`"], "refuted"),
        (["path `lib/cache.py`"], "moved"),
        (["path `lib/cache.py`", "path `Makefile`"], "moved"),
        (["path `lib/cache.py`", "command `true`"], "unverified"),
        (["path `lib/cache.py`", "path `gone.py`"], "refuted"),
        (["until 2026-11-22"], "verified"),
        (["until 2026-11-21"], "refuted"),
        (["absent path `gone.py`"], "verified"),
        (["absent path `Makefile`"], "refuted"),
        (["no check at all"], "unverified"),
        (["commit `3f2a91c`"], "unverified"),
    ],
)
def test_checks_say_together_what_the_worst_of_them_says(checks: list[str], word: Word) -> None:
    assert stands(*checks).word == word


def test_the_words_are_those_of_a_model_and_a_person() -> None:
    assert stands("path `Makefile`").said == "verified"
    assert stands("path `lib/cache.py`").said == "moved to src/app/cache.py"
    assert stands("value `TTL = 90` in `src/app/cache.py`").said.startswith("no longer true: ")
    assert stands("command `true`").said == "unverified since 2026-11-20: commands are not run unless asked"
    assert stands("what is this").said == "unverified since 2026-11-20: 'what is this' is no check that we know"


def test_a_fact_without_checks() -> None:
    assert stands(origin="model").said == "unverified since 2026-11-20: nothing in the files shows it"
    assert stands(origin="human").said == "you said, 2026-11-20"
    assert stands(origin="model").may_leave


@pytest.mark.parametrize("kind", ["preference", "feedback", "decision"])
def test_what_a_person_wants_never_expires(kind: str) -> None:
    found = stands("value `TTL = 90` in `src/app/cache.py`", kind=kind)
    assert (found.word, found.may_leave) == ("unverified", True)
    assert found.said == "you said, 2026-11-20; in the files now: `TTL = 60`"
    assert "60" in found.now
    assert stands("path `Makefile`", kind=kind).said == "you said, 2026-11-20"


@pytest.mark.parametrize("kind", ["fact", "reference", "procedure"])
def test_what_a_person_says_of_the_code_expires_with_it(kind: str) -> None:
    assert stands("path `gone.py`", kind=kind).word == "refuted"


def test_a_model_has_no_wishes_that_would_never_expire() -> None:
    assert stands("path `gone.py`", kind="preference", origin="model").word == "refuted"


def test_it_names_the_files_that_it_looked_at() -> None:
    assert "src/app/cache.py" in stands("value `TTL = 60` in `src/app/cache.py`").files


def test_one_that_moved_says_how_its_checks_hold_now() -> None:
    found = stands("path `Makefile`", "path `lib/cache.py`")
    assert found.becomes == ("path `Makefile`", "path `src/app/cache.py`")


def test_one_that_may_be_in_several_places_is_not_guessed() -> None:
    found = stands("path `lib/cache.py`", texts=FILES | {"src/web/cache.py": "x = 1\n"})
    assert found.becomes is None
    assert found.word != "verified"


def test_the_persons_own_memory_belongs_to_no_project(tmp_path: Path) -> None:
    memory = a_memory_of(tmp_path, tmp_path / "memory")
    found = open_doubter(memory, None).standing(a_fact(ID, "T", origin="model", checks=("path `x`",)))
    assert found.said == "unverified since 2026-11-20: it belongs to no project whose files could show it"


ANYTHING = st.text(max_size=60)
CHECKLIKE = st.builds(
    lambda kind, one, two, mark: f"{kind} {mark}{one}{mark} in {mark}{two}{mark}",
    st.sampled_from(["path", "text", "symbol", "signature", "value", "dependency", "commit", "until", "absent path"]),
    st.one_of(ANYTHING, st.sampled_from(["../..", "/etc/passwd", "a(b=1, *", "A.b.c(", "x = ", "**/*", "\0", "💥"])),
    st.one_of(ANYTHING, st.sampled_from([*FILES, "..", "src/", "/", ".", "\udc80"])),
    st.sampled_from(["`", "``", '"', ""]),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    title=ANYTHING,
    body=ANYTHING,
    checks=st.lists(st.one_of(ANYTHING, CHECKLIKE), max_size=4),
    kind=st.sampled_from(["fact", "decision"]),
    origin=st.sampled_from(["human", "model"]),
    commit=st.one_of(st.just(""), ANYTHING),
)
def test_nothing_in_a_fact_makes_it_raise(
    title: str, body: str, checks: list[str], kind: str, origin: str, commit: str
) -> None:
    fact = a_fact(ID, title, body, checks=tuple(checks), kind=kind, origin=origin, commit=commit)
    found = doubter(FILES).standing(fact)
    assert found.said
    assert found.may_leave or checks
    bound = CodeBinder(Looks(lambda: FakeCodebase(FILES)), lambda: "", lambda: date(2026, 11, 22)).bind(fact)
    assert not set(bound.checks) & set(bound.fails)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_repository(tmp_path / "project", FILES)


@pytest.fixture
def memory(tmp_path: Path, root: Path) -> Memory:
    return a_memory_of(root, tmp_path / "memory")


CHECK = "value `TTL = 60` in `src/app/cache.py`"


class Decided:
    """Counts checks that are really decided."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from reverie.checks import running

        self.count = 0
        self._decide = running.decide
        monkeypatch.setattr(running, "decide", self)

    def __call__(self, *arguments: object, **named: object) -> object:
        self.count += 1
        return self._decide(*arguments, **named)  # type: ignore[arg-type]


@pytest.fixture
def fact(memory: Memory) -> Fact:
    return remembered(memory, "Entries live a minute", CHECK)


def test_a_verdict_is_kept_while_what_decided_it_stays(
    memory: Memory, root: Path, fact: Fact, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert standing(memory, root, fact).word == "verified"
    decided = Decided(monkeypatch)
    put(root, {"README.md": "another file\n"})
    assert standing(memory, root, fact).word == "verified"
    assert decided.count == 0
    put(root, {"src/app/cache.py": "TTL = 61\n"})
    assert standing(memory, root, fact).word == "refuted"
    assert decided.count == 1


def test_the_cache_may_go_at_any_time(memory: Memory, root: Path, fact: Fact) -> None:
    judge = open_doubter(memory, root)
    assert judge.standing(fact).word == "verified"
    memory.layout.cache.unlink()
    assert judge.standing(fact).word == "verified"
    memory.layout.cache.write_bytes(b"no database")
    assert standing(memory, root, fact).word == "verified"


def test_two_processes_may_judge_at_once(memory: Memory, root: Path, fact: Fact) -> None:
    other = a_memory_of(root, memory.layout.folder)
    one, two = open_doubter(memory, root), open_doubter(other, root)
    for number in range(5):
        put(root, {"src/app/cache.py": f"TTL = 60\n# {number}\n"})
        assert one.standing(fact).word == two.standing(fact).word == "verified"
    other.close()


def test_what_depends_on_the_day_is_never_kept(memory: Memory, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fact = remembered(memory, "The old API is kept for old clients", "until 2026-12-31")
    standing(memory, root, fact)
    decided = Decided(monkeypatch)
    standing(memory, root, fact)
    assert decided.count == 1


def test_an_edit_shows_at_the_next_look(memory: Memory, root: Path, fact: Fact) -> None:
    judge = open_doubter(memory, root)
    assert judge.standing(fact).word == "verified"
    put(root, {"src/app/cache.py": "TTL = 61\n"})
    judge._looks._asked = -1.0  # type: ignore[attr-defined]  # as if a moment had gone by
    assert judge.standing(fact).word == "refuted"


def test_all_facts_are_judged_and_the_untrue_ones_wait(memory: Memory, root: Path, fact: Fact) -> None:
    remembered(memory, "Use tabs", kind="preference")
    remembered(memory, "The Makefile checks", "path `Makefile`")
    commit(root, {"src/app/cache.py": "TTL = 61\n"})
    judged = judge_all(memory, open_doubter(memory, root))
    assert [one.word for _, one in judged] == ["refuted", "verified", "unverified"]
    assert last_words(memory) == {"refuted": 1, "verified": 1}
    assert [(one.id, one.title) for one in doubts(memory)] == [(fact.id, fact.title)]
    commit(root, {"src/app/cache.py": "TTL = 60\n"})
    judge_all(memory, open_doubter(memory, root))
    assert doubts(memory) == ()
