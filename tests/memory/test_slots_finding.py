"""Which statements are of one slot, by their wording alone."""

import pytest

from reverie.memory.slots.finding import SlotMatch, same_slot


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The staging database is on db2.internal", "The staging database is on db5.internal"),
        ("Production runs as the Fly app acme-prod", "Production now runs as the Fly app acme-eu"),
        ("The staging database is on port 5432", "The staging database is on port 5433"),
        ("The API runs on port 8080", "The API runs on port 9090"),
        ("The worker is on version 2", "The worker is on version 3"),
        ("We deploy from main", "We now deploy from the release branch"),
        ("The default model is gpt-4o-mini", "Our default model is now claude-sonnet"),
        ("Run tests with `make check`", "Tests are run with `nox`"),
        ("To start the dev server, run `npm run dev`", "To start the dev server, run `pnpm dev`"),
        ("The staging database is on db2.internal", "The staging database has moved to db7.internal"),
        ("The retry limit is 3", "Since 2026-11-02 the retry limit is 8"),
        ("The release manager is Dana", "The release manager is Luis, as of 2026-11-10"),
        ("Mira is the tech lead of the search team", "Jonas is the tech lead of the search team"),
        ("Python 3.10 is the minimum version", "The minimum version is Python 3.12"),
        ("`Session.request` takes `timeout=None`", "`Session.request` takes `timeout=30`"),
        ("We use yarn as the package manager", "We use pnpm as the package manager"),
        ("I prefer tabs over spaces", "I prefer spaces over tabs"),
        ("Integration tests need Postgres 14", "Integration tests need Postgres 16"),
        ("JWT tokens expire after 24 hours", "JWT tokens expire after 1 hour"),
        ("George Mikan plays the position of center.", "George Mikan plays the position of defender."),
        ("The parser was written by Ada.", "The parser was written by Grace."),
        ("Uli Hoeneß is employed by FC Bayern.", "Uli Hoeneß is employed by FC Groningen."),
    ],
)
def test_a_newer_value_of_a_slot(old: str, new: str) -> None:
    match = same_slot(old, new)
    assert match is not None and match.is_functional, match


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We support Python 3.11", "We support Python 3.12"),
        ("The app depends on httpx", "The app depends on msgspec"),
        ("Alice is a member of the core team", "Alice is a member of the security team"),
        ("An owner of the repo is Mira", "An owner of the repo is Jonas"),
        ("Jules Verne's child is Michel", "Jules Verne's child is Sam"),
        ("The CLI runs on Linux", "The CLI runs on macOS"),
        ("The CLI runs on Python 3.11", "The CLI runs on Python 3.12"),
        ("CI runs on Ubuntu 22.04", "CI runs on Ubuntu 24.04"),
        ("The tests are in tests/unit", "The tests are in tests/integration"),
        ("The parser is strict", "The parser is fast"),
        ("The repo has 3 maintainers", "The repo has 12 packages"),
        ("`Session.request` takes `timeout=None`", "`Session.request` takes `verify=True`"),
        ("The project was presented at PyCon", "The project was presented at FOSDEM"),
        ("Macromedia was founded by Marc Canter.", "Macromedia was founded by Jane Doe."),
        ("The release was blocked by a flaky test", "The release was blocked by a licence question"),
    ],
)
def test_values_that_hold_side_by_side(old: str, new: str) -> None:
    match = same_slot(old, new)
    assert match is None or not match.is_functional, match


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The staging database is on db2.internal", "The production database is on db1.internal"),
        ("The release manager for 3.x is Dana Kim", "The release manager for 4.x is Luis Ortega"),
        ("The API listens on port 8080", "The API is written in Go"),
        ("CI deploys to staging on every merge", "CI deploys to production on every tag"),
        ("On Windows the cache is in AppData", "On Linux the cache is in ~/.cache"),
        ("The mayor of the city of London is A. Smith", "The mayor of the city of York is B. Jones"),
        ("The default branch is main", "The default branch is next for hotfixes"),
        ("The API used to listen on port 8080", "The API listens on port 9090"),
        ("The API listens on port 8080", "The API may listen on port 9090"),
        ("The API listens on port 8080", "The API does not listen on port 9090"),
        ("The retry limit is 3", "The retry limit is 3."),
        ("The retry limit is 3", "the  Retry limit is 3"),
        ("", ""),
        ("x " * 500, "is is is"),
    ],
)
def test_no_slot_in_common(old: str, new: str) -> None:
    assert same_slot(old, new) is None


def test_what_a_slot_says() -> None:
    assert same_slot("The port of the API is 8080", "The port of our API is 9090") == SlotMatch(
        "port of API", "is", "8080", "9090", True
    )
