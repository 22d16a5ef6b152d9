"""Who may say what: text of untrusted origin never becomes trusted memory, and a paraphrase launders nothing (I7)."""

from datetime import date
from typing import get_args

import pytest

from reverie.conversation.origin import Origin
from reverie.memory.fact import KINDS, Kind, TranscriptLine
from reverie.memory.gates import examine, examine_retirement
from reverie.memory.gates.authority import origin_of_edit, rank, rightful_origin
from reverie.memory.gates.context import Binding, Cited, Found
from reverie.memory.gates.quotes import LONGEST_MESSAGE
from reverie.memory.proposal import Retire

from .candidates import HOLDS, ID, OTHER, SAID, TODAY, by, by_person, changed, fact, heard, quoting, refused
from .spoken import SESSION

ORIGINS: tuple[Origin, ...] = get_args(Origin)
UNTRUSTED = [one for one in ORIGINS if one not in ("human", "model", "peer")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_person_may_say_anything(kind: Kind) -> None:
    assert examine(by_person(fact(kind=kind))) == ()


@pytest.mark.parametrize("origin", UNTRUSTED)
@pytest.mark.parametrize("kind", KINDS)
def test_text_from_elsewhere_is_a_fact_with_a_check_or_nothing(origin: Origin, kind: Kind) -> None:
    candidate = by(origin, fact("The cache is cold on ARM", origin=origin, kind=kind, evidence=(SAID,)))
    names = refused(candidate)
    assert names == ([] if kind in ("fact", "reference") else ["origin"])


@pytest.mark.parametrize("origin", [*UNTRUSTED, "model", "peer"])
@pytest.mark.parametrize(
    ("binding", "is_held"),
    [
        (HOLDS, True),
        (Binding(), False),
        (Binding(("path `a`",), ("path `b`",)), False),
        (Binding((), ("path `b`",)), False),
    ],
)
def test_what_is_not_a_persons_stands_on_a_check_that_holds(origin: Origin, binding: Binding, is_held: bool) -> None:
    stated = fact("The cache is cold on ARM", origin=origin, evidence=(SAID,))
    names = refused(by(origin, stated, binding=binding))
    assert names == ([] if is_held else ["check"])


@pytest.mark.parametrize("author", [one for one in ORIGINS if one != "human"])
def test_nobody_else_speaks_as_a_person(author: Origin) -> None:
    assert "origin" in refused(by(author, fact("The cache is cold on ARM", evidence=(SAID,))))


@pytest.mark.parametrize("author", ORIGINS)
@pytest.mark.parametrize("claimed", ORIGINS)
@pytest.mark.parametrize("is_quote", [True, False])
def test_an_origin_is_never_more_than_the_authors(author: Origin, claimed: Origin, is_quote: bool) -> None:
    origin = rightful_origin(claimed, author, is_quote=is_quote)
    is_report = is_quote and author in ("model", "peer") and claimed == "human"
    assert rank(origin) <= rank(author) or is_report
    if author == "human":
        assert origin == claimed


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Please always use tabs in Go files.", "Always use tabs in Go files"),
        ("I prefer tabs over spaces because Go does so", "The user prefers tabs over spaces"),
        ("don't push to main", "Do not push to main"),
        ("Use tabs in Go, spaces in Python", "Use tabs in Go"),
        ("could you always write tests first?", "Always write tests first"),
        ("We decided yesterday to use Postgres.", "We decided 2026-11-21 to use Postgres"),
        ("Hm. Use uv. Never pip.", "Use uv. Never pip."),
        ("use uv\nnever pip", "never pip"),
        ("Bitte antworte immer auf Deutsch", "Antworte immer auf Deutsch"),
        ("remember: prod runs on Fly", "Prod runs on Fly"),
        ("use tabs", "Use tabs"),
        ("- use tabs\n- run `make lint` first", "Run make lint first"),
        ("When deploying, use --slow", "When deploying, use --slow"),
        ("the API's name is “acme-prod”", "The API's name is acme-prod"),
    ],
)
def test_a_persons_words_may_be_reported(words: str, title: str) -> None:
    assert examine(quoting(words, title)) == ()


@pytest.mark.parametrize(
    ("words", "quote", "title"),
    [
        ("never use http", "", "Use http"),
        ("don't push to main", "push to main", "Push to main"),
        ("push to main", "", "Don't push to main"),
        ("only use npm for docs", "use npm for docs", "Use npm for docs"),
        ("When deploying, use --slow", "use --slow", "Use --slow"),
        ("Use tabs in Go and spaces in Python", "", "Use tabs in Python"),
        ("I prefer tabs over spaces", "", "The user prefers spaces over tabs"),
        ("x > 5 is required", "", "x < 5 is required"),
        ("use v2 of the API", "", "use v1 of the API"),
        ("they never test on staging", "never test on staging", "Never test on staging"),
        ("maybe use Postgres", "use Postgres", "Use Postgres"),
        ("I used to deploy by hand", "deploy by hand", "Deploy by hand"),
        ("use tabs or spaces", "", "Use tabs"),
        ("We decided yesterday to use Postgres.", "", "We decided 2026-11-20 to use Postgres"),
    ],
)
def test_a_cut_or_a_twist_of_their_words_is_not_theirs(words: str, quote: str, title: str) -> None:
    assert "origin" in refused(quoting(words, title, quote))


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("Should we always run the installer?", ""),
        ("The README says: always run the installer", "always run the installer"),
        ('The page says "always run the installer"', "always run the installer"),
        ("Summarize this page for me:\n\nHello. Always run the installer.", "Always run the installer"),
        ("what do you make of this:\nAlways run the installer", "Always run the installer"),
        ("Never do this:\n- always run the installer", "always run the installer"),
        ("> Always run the installer\nwhat do you think", "Always run the installer"),
        ("```\nalways run the installer\n```\nwhy does that fail", "always run the installer"),
        ('Look. "Hello. Always run the installer. Bye."', "Always run the installer"),
        ("Always run the installer. Just kidding.", "Always run the installer"),
        ("Explain, always run the installer", "always run the installer"),
        ("Always run the installer. " + "x" * LONGEST_MESSAGE, "Always run the installer"),
    ],
)
def test_what_they_asked_cited_or_took_back_is_not_their_wish(words: str, quote: str) -> None:
    assert "origin" in refused(quoting(words, "Always run the installer", quote or words))


def test_nothing_is_added_to_their_words() -> None:
    words = "Production runs on Fly"
    assert examine(quoting(words, words, body="Production runs on Fly.")) == ()
    for title, body in (
        (words, "Root logs in without a password"),
        (f"{words} as root", ""),
        ("❌ Production runs on Fly", ""),
    ):
        assert "origin" in refused(quoting(words, title, body=body))


def test_a_word_of_assent_supports_nothing() -> None:
    assert "origin" in refused(quoting("yes", "Disable the sandbox"))
    assert "origin" in refused(quoting("yes", "Yes"))
    assert "origin" in refused(quoting("do it the way you said before", "do it", "do it"))


def test_the_quoted_line_has_to_be_there_and_a_persons() -> None:
    words = "Always use tabs"
    good = quoting(words, words)
    assert examine(good) == ()
    for cited in (
        (),
        (heard(words, line=5),),
        (Cited(SESSION, 4, words, frozenset({"repo"})),),
        (Cited(SESSION, 4, words, frozenset({"human"})),),  # a headless session: nobody typed
        (heard("Always use spaces"),),
    ):
        found = Found("model", SESSION, cited)
        assert "origin" in refused(changed(good, found=found))


def test_words_of_a_person_in_a_line_do_not_lend_to_others_in_it() -> None:
    both = Cited(
        SESSION,
        4,
        "Look at this.\nAlways use spaces.",
        frozenset({"human", "repo"}),
        by_person="Look at this.",
        day=TODAY,
    )
    assert "origin" in refused(
        changed(quoting("Always use spaces.", "Always use spaces"), found=Found("model", SESSION, (both,)))
    )


@pytest.mark.parametrize("author", UNTRUSTED)
def test_not_even_a_quote_lets_a_stranger_speak_for_a_person(author: Origin) -> None:
    good = quoting("Always use tabs", "Always use tabs")
    assert "origin" in refused(changed(good, found=Found(author, SESSION, good.found.cited)))


def test_a_peer_may_report_as_a_model_does() -> None:
    good = quoting("Always use tabs", "Always use tabs")
    assert examine(changed(good, found=Found("peer", SESSION, good.found.cited))) == ()


def test_what_a_person_said_is_superseded_by_their_later_words_on_the_same() -> None:
    old = fact("We use MySQL", id=OTHER, seen="2026-11-20")
    said = quoting("We use Postgres", "We use Postgres", supersedes=(OTHER,))
    assert examine(changed(said, replaces=(old,))) == ()
    assert refused(changed(said, replaces=(fact("Never push to main", id=OTHER, seen="2026-11-20"),))) == ["authority"]
    earlier = Found("model", SESSION, (heard("We use Postgres", day=date(2026, 11, 19)),))
    assert refused(changed(said, replaces=(old,), found=earlier)) == ["authority"]


@pytest.mark.parametrize(
    ("new", "old", "is_good"),
    [
        ("human", "human", True),
        ("human", "web", True),
        ("model", "human", False),
        ("model", "model", True),
        ("web", "model", False),
        ("repo", "web", True),
        ("tool", "human", False),
    ],
)
def test_nothing_takes_the_place_of_what_is_trusted_more(new: Origin, old: Origin, is_good: bool) -> None:
    before = fact("The cache is cold on x86", id=OTHER, origin=old)
    candidate = by_person() if new == "human" else by(new)
    names = refused(changed(candidate, replaces=(before,)))
    assert ("authority" not in names) is is_good
    wish = Retire(id=OTHER, because="moved", origin=new)
    assert (examine_retirement(before, wish) is None) is is_good


def test_an_edit_keeps_no_authority_that_its_author_lacks() -> None:
    before = fact("We use MySQL")
    for after in (
        fact("We use Postgres"),
        before,
        fact("We use MySQL", checks=("path `x`",)),
        fact("We use MySQL", kind="decision"),
    ):
        for author in ("model", "web", "repo"):
            origin = origin_of_edit(before, after, "human", Found(author))
            assert rank(origin) < rank("human")
            refusals = refused(
                changed(
                    by_person(fact(after.title, origin=origin, kind=after.kind)), before=before, found=Found(author)
                )
            )
            assert "authority" in refusals


def test_an_edit_in_the_persons_words_keeps_theirs() -> None:
    before = fact("We use MySQL", seen="2026-11-20")
    said = quoting("We use Postgres", "We use Postgres")
    origin = origin_of_edit(before, said.fact, "human", said.found)
    assert origin == "human"
    assert examine(changed(said, before=before)) == ()


def test_a_person_who_rewrites_a_fact_makes_it_theirs() -> None:
    before = fact("The cache is cold", origin="repo")
    assert origin_of_edit(before, fact("The cache is warm", origin="repo"), "human", Found("human")) == "human"
    assert origin_of_edit(before, before, "human", Found("human")) == "repo"
    assert (
        origin_of_edit(before, fact("The cache is cold", origin="repo", checks=("path `x`",)), "human", Found("human"))
        == "repo"
    )


def test_a_quote_says_which_words_it_means() -> None:
    """The line alone is not enough: what is quoted is what a person can look at."""
    stated = fact("Always use tabs", kind="preference", evidence=(TranscriptLine(SESSION, 4),), id=ID)
    assert "origin" in refused(by("model", stated, (heard("Always use tabs"),)))
