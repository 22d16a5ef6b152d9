"""Nothing that an answer or a record holds makes the judge raise, or takes long."""

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reverie.conversation.claims import CLAIM_KINDS, FoundClaim
from reverie.conversation.deeds import (
    AnyDeed,
    Command,
    Delete,
    Edit,
    Memory,
    Read,
    Revert,
    Search,
    TaskResult,
    Web,
    Write,
)
from reverie.quality.judge import judge_answer, judge_found

_WORDS = """all tests pass; `pytest -q`; 12 of; no errors; src/a.py; `a/b`; faster; 3.2 MB; 5 %; both; git commit;
npm test; |; ``; `; «; 所有测试; 1m33s; 0; v1.2.3; exited with 2; rm -rf; sed -i; > x; {a,b}; '; "; *; [; ("""
_PIECES = st.sampled_from([*_WORDS.split(";"), "\n"])
_TEXT = st.one_of(st.text(max_size=40), st.lists(_PIECES, max_size=8).map(" ".join))
_DEEDS = st.one_of(
    st.builds(Command, command=_TEXT, exit=st.sampled_from([None, 0, 1, 124]), output=_TEXT, denied=st.booleans()),
    st.builds(Edit, path=_TEXT, ok=st.booleans(), diff=_TEXT, error=_TEXT),
    st.builds(Write, path=_TEXT, ok=st.booleans(), content=_TEXT),
    st.builds(Delete, path=_TEXT, ok=st.booleans()),
    st.builds(Revert, path=_TEXT),
    st.builds(Read, path=_TEXT, ok=st.booleans()),
    st.builds(Search, query=_TEXT, output=_TEXT),
    st.builds(Web, url=_TEXT, output=_TEXT),
    st.builds(Memory, ok=st.booleans(), receipt=_TEXT, reason=_TEXT),
    st.builds(TaskResult, result=_TEXT),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_TEXT, _TEXT, st.lists(_DEEDS, max_size=6), st.integers(0, 30), st.integers(0, 60))
def test_every_claim_is_judged(request: str, answer: str, deeds: list[AnyDeed], start: int, length: int) -> None:
    start = min(start, len(answer))
    found = [FoundClaim(start, min(len(answer), start + length), kind) for kind in CLAIM_KINDS]
    claims = judge_found(request, deeds, answer, found)
    assert [claim.kind for claim in claims] == list(CLAIM_KINDS)
    assert all(claim.why and "\n" not in claim.why for claim in claims)


def test_no_claim_no_judgement() -> None:
    assert judge_answer("hello", [], "") == ()


def test_outputs_of_a_megabyte_are_no_matter() -> None:
    output = "src/a.py:12 warning 3.2 s unused\n" * 32_000 + "31 passed in 2.0s\n"
    deeds = [Command(command="pytest -q", exit=0, output=output)]
    answer = "All 31 tests pass in 2.0 s, 4711 files were read, no errors. " * 3
    found = [FoundClaim(0, 20, "tests_pass"), FoundClaim(4, 12, "output"), FoundClaim(32, 52, "output")]
    started = time.process_time()
    assert judge_found("", deeds, answer, found)[0].verdict == "supported"
    assert time.process_time() - started < 2
