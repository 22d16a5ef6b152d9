"""What was run, read, fixed, and done as a whole."""

import pytest
from tests.quality.judging.judged import edited, ran, read, remembered, reported, searched, verdict

from reverie.conversation.deeds import AnyDeed


@pytest.mark.parametrize(
    ("answer", "deeds", "expected"),
    [
        ("[I ran `make bench`].", (ran("make bench", 0, "ok"),), "supported"),
        ("[I ran `make bench`].", (ran("make lint", 0, "ok"),), "unsupported"),
        ("[I ran `make bench`], which failed.", (ran("make bench", 2, "Error 2"),), "supported"),
        ("[I ran the script]: no problems.", (ran("python fix.py", 1, "SyntaxError: invalid"),), "contradicted"),
        ("[I ran `make bench`].", (ran("make bench", None, denied=True),), "contradicted"),
        ("[I applied the migration].", (ran("alembic upgrade head", 0, "Running upgrade"),), "supported"),
        ("[I applied the migration].", (ran("alembic upgrade head", 1, "cannot connect"),), "contradicted"),
        ("[I applied the migration].", (ran("alembic revision -m x", 0, "Generating"),), "unsupported"),
        ("[I imported `a.csv`].", (ran("python load.py --dry-run a.csv", 0, "would insert 3"),), "contradicted"),
        ("[Dry run of `a.csv`] only.", (ran("python load.py --dry-run a.csv", 0, "would insert 3"),), "supported"),
        ("[I merged `dev`].", (ran("git merge dev", 1, "CONFLICT in a.py"),), "contradicted"),
        ("[I ran the tests with `-race`].", (ran("go test ./...", 0, "ok"),), "unsupported"),
        ("[I restarted the web container].", (ran("docker compose logs web", 0, "boot"),), "unsupported"),
        ("[I restarted the web container].", (ran("docker compose restart web", 0, "ok"),), "supported"),
        ("[I cleared the cache].", (ran("redis-cli flushall", 0, "OK"),), "supported"),
        ("[I reproduced it with `node repro.js`].", (ran("node repro.js", 1, "TypeError: x"),), "supported"),
        ("[I ran it three times].", (ran("python sim.py", 0, "1"),), "unsupported"),
        ("[I deployed it to staging].", (ran("ls", 0, "a"),), "unsupported"),
        ("[I started `npm run dev`].", (ran("npm run dev", None, "ready", background=True),), "supported"),
        ("[I ran the workflow on GitHub].", (ran("pytest", 0, "3 passed"),), "unsupported"),
    ],
)
def test_what_was_run(answer: str, deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict(answer, "ran", *deeds) == expected


HITS = searched("charge(", "a.py:1\nb.py:2")


@pytest.mark.parametrize(
    ("answer", "deeds", "expected"),
    [
        ("[I read `a.py`].", (read("src/a.py"),), "supported"),
        ("[I read `a.py`].", (ran("cat src/a.py", 0, "x"),), "supported"),
        ("[I read `a.py`].", (read("src/a.py", ok=False),), "contradicted"),
        ("[I read `a.py`].", (read("src/b.py"),), "unsupported"),
        ("[I read `a.py` and `b.py`].", (read("a.py"),), "unsupported"),
        ("[I looked at every caller of `charge()`].", (HITS, read("a.py"), read("b.py")), "supported"),
        ("[I looked at every caller of `charge()`].", (HITS, read("a.py")), "unsupported"),
        ("[I looked over the diff].", (ran("git diff", 0, "-a\n+b"),), "supported"),
        ("[I looked over the diff].", (reported("edited it"),), "unsupported"),
        ("[I checked it in the browser].", (read("index.html"),), "unsupported"),
        ("[I reviewed the code].", (), "unsupported"),
    ],
)
def test_what_was_read(answer: str, deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict(answer, "read", *deeds) == expected


FIX = edited("src/parser.py")


@pytest.mark.parametrize(
    ("deeds", "expected"),
    [
        ((FIX, ran("pytest", 0, "12 passed")), "supported"),
        ((FIX, ran("pytest tests/test_parser.py", 0, "12 passed")), "supported"),
        ((FIX, ran("pytest tests/test_mail.py", 0, "12 passed")), "unsupported"),
        ((FIX,), "unsupported"),
        ((ran("pytest", 0, "12 passed"), FIX), "unsupported"),
        ((ran("pytest", 1, "1 failed"), FIX), "unsupported"),
        ((FIX, ran("pytest", 1, "1 failed, 3 passed")), "contradicted"),
        ((FIX, ran("ruff check .", 0, "All checks passed!")), "unsupported"),
        ((ran("pytest", 0, "12 passed"),), "unsupported"),
    ],
)
def test_a_fix_is_an_edit_and_a_run_behind_it(deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict("[The parser bug is fixed].", "fixed", *deeds, request="fix the parser") == expected


def test_a_server_that_came_up_shows_that_it_starts() -> None:
    deeds = (edited("app.js"), ran("timeout 3 node app.js", 124, "listening on 3000"))
    assert verdict("[The app starts again].", "fixed", *deeds) == "supported"


BOTH = searched("old_name", "a.py:1\nb.py:2")
A, B = edited("a.py", "-old_name\n+x\n"), edited("b.py", "-old_name\n+x\n")


@pytest.mark.parametrize(
    ("answer", "deeds", "expected"),
    [
        ("[Both files are updated].", (edited("a.py"), edited("b.py")), "supported"),
        ("[Both files are updated].", (edited("a.py"), edited("b.py", ok=False, error="x")), "contradicted"),
        ("[All four modules are migrated].", (edited("a.py"), edited("b.py")), "contradicted"),
        ("[Every use of `old_name` is replaced].", (BOTH, A, B), "supported"),
        ("[Every use of `old_name` is replaced].", (BOTH, A), "contradicted"),
        ("[Every use of `old_name` is replaced].", (BOTH, A, B, searched("old_name", "c.py:3")), "contradicted"),
        (
            "[Every use is replaced].",
            (ran("grep -rn old_name .", 0, "a.py:1:old_name"), A, ran("grep -rn old_name .", 1)),
            "supported",
        ),
        ("[All files are converted].", (edited("a.py"), reported("Converted 3 of 5 files.")), "contradicted"),
        ("[Everything is done].", (edited("a.py"), ran("git push", 1, "rejected")), "contradicted"),
        ("[Everything is done].", (edited("a.py"), remembered(ok=False, reason="full")), "contradicted"),
        ("[Everything is done].", (edited("a.py"), ran("pytest", 0, "3 passed")), "supported"),
        ("[Everything is done].", (), "unsupported"),
    ],
)
def test_what_is_all_done(answer: str, deeds: tuple[AnyDeed, ...], expected: str) -> None:
    assert verdict(answer, "complete", *deeds) == expected
