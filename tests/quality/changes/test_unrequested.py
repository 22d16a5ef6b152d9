"""What nobody asked for: the labelled requests, whole changes, and words that must not be taken for orders."""

import pytest
from benchmarks.changes import unit_of
from benchmarks.changes_data import Request, labelled_requests
from hypothesis import given, settings
from hypothesis import strategies as st

from reverie.quality.changes.change import change_of
from reverie.quality.changes.requests.names import paths_in, symbols_in
from reverie.quality.changes.requests.unrequested import unrequested, verdicts
from reverie.quality.changes.requests.wish import read_wish
from reverie.quality.changes.values import FileChange

REQUESTS = labelled_requests()


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda each: each.name)
def test_never_accuses_against_the_label(request_: Request) -> None:
    units = [unit_of(unit) for unit in request_.units]
    found = verdicts(units, read_wish(request_.request, request_.plan, request_.earlier))
    for labelled, (_, verdict) in zip(request_.units, found, strict=True):
        assert verdict in (labelled.label, "undecidable"), (labelled.path, labelled.symbol)


def _changes() -> list[FileChange]:
    pages = "def paginate(count):\n    return count // 5\n\n\ndef title():\n    return 'Pages'\n"
    mail = "class Mailer:\n    def send(self, text):\n        return text\n"
    return [
        change_of("src/pages.py", pages, pages.replace("count // 5", "-(-count // 5)")),
        change_of("src/mail.py", mail, mail.replace("return text", "return text.strip()\n        # done")),
    ]


def test_lines_are_counted_with_their_names() -> None:
    found = unrequested(_changes(), "Fix the rounding in `paginate`")
    assert found == (5, 3, ("src/mail.py: Mailer.send",))


def test_nothing_is_decided_where_nothing_definite_was_asked() -> None:
    assert unrequested(_changes(), "make it better") == (0, 0, ())
    assert unrequested([], "Fix `paginate`") == (0, 0, ())


def test_an_earlier_message_may_have_asked_for_it() -> None:
    assert unrequested(_changes(), "Fix `paginate`", earlier="and Mailer.send must strip").unrequested_lines == 0
    assert unrequested(_changes(), "go on", plan="1. `paginate` rounds up").unrequested_lines == 3


def test_exclusions_hold_for_what_they_name() -> None:
    assert unrequested(_changes(), "Round up in pages.py, but do not touch mail.py").names == (
        "src/mail.py: Mailer.send",
    )
    assert unrequested(_changes(), "make it better, don't change anything in src/pages.py").names == (
        "src/pages.py: paginate",
    )
    assert unrequested(_changes(), "Only look at it, don't change any files.").unrequested_lines == 5


def test_words_about_the_program_are_no_exclusions() -> None:
    asked = "`paginate` and `Mailer.send` are wrong: they must not change their argument, never edit the text twice"
    assert unrequested(_changes(), asked).unrequested_lines == 0


@pytest.mark.parametrize(
    "asked",
    [
        "Fix it so that we don't remove `Mailer.send` when `paginate` runs",
        "`paginate` never changes `Mailer.send`, which is a bug",
        "`paginate` should only update `Mailer` when it is full",
    ],
)
def test_who_tells_of_behaviour_excludes_nothing(asked: str) -> None:
    assert unrequested(_changes(), asked).unrequested_lines == 0


def test_a_test_that_fails_may_fail_for_any_reason() -> None:
    test = change_of("tests/test_pages.py", "def test_a():\n    pass\n", "def test_a():\n    assert 1\n")
    assert unrequested([test, *_changes()], "Fix tests/test_pages.py::test_a").unrequested_lines == 0


def test_what_is_called_step_by_step_may_belong() -> None:
    inner = change_of("src/deep.py", "def deep(a):\n    return a\n", "def deep(a):\n    return -a\n")
    outer = change_of("src/mid.py", "def middle(a):\n    return a\n", "def middle(a):\n    return deep(a)\n")
    named = change_of("src/top.py", "def top(a):\n    return a\n", "def top(a):\n    return middle(a)\n")
    assert unrequested([named, outer, inner], "Fix `top`").unrequested_lines == 0
    assert unrequested([named, inner], "Fix `top`").names == ("src/deep.py: deep",)


def test_names_are_found_where_people_write_them() -> None:
    text = "see `a.b()` and src/x/y.py:12, foo_bar, e.g. v1.2 or https://example.org/a.py and lib/z/ (Makefile)"
    assert {"src/x/y.py", "lib/z/", "Makefile"} <= paths_in(text)
    assert not {"e.g", "v1.2"} & paths_in(text)
    assert {"a.b", "foo_bar"} <= symbols_in(text)


@given(request=st.text(max_size=200), path=st.text(min_size=1, max_size=20), plan=st.text(max_size=50))
@settings(max_examples=150, deadline=None)
def test_no_request_is_too_odd(request: str, path: str, plan: str) -> None:
    change = change_of(path, None, "a = 1\n")
    found = unrequested([change], request, plan, request)
    assert 0 <= found.unrequested_lines <= found.decidable_lines <= change.changed_lines


@pytest.mark.parametrize("piece", ["a/", "a-", "don't touch ", " ", "keep leave ", "`a", "a.b.", "\n", "a_", "x()"])
def test_long_requests_are_read_in_time_that_grows_with_them(piece: str) -> None:
    read_wish(piece * (50_000 // len(piece)))
