"""Gates on the text, on secrets, on dates, and on what is there already."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reverie.memory.fact import CommandRun, FileLine, TranscriptLine, plain_key
from reverie.memory.fact_text import parse_fact, render_fact
from reverie.memory.findings import plain_lines
from reverie.memory.gates import examine, examine_retirement
from reverie.memory.gates.context import Found
from reverie.memory.gates.text import LONGEST_BODY, LONGEST_TITLE
from reverie.memory.proposal import Retire

from .candidates import OTHER, Facts, by, by_person, changed, fact, refused
from .spoken import SESSION


def test_a_persons_plain_statement_enters() -> None:
    assert examine(by_person()) == ()


def test_what_a_model_proposes_with_evidence_and_a_check_enters() -> None:
    assert examine(by("model")) == ()


def test_all_refusals_are_told_in_the_order_of_the_gates() -> None:
    candidate = by_person(fact("x" * 300, body="soon", seen="never"), found=Found("human", secrets=("github-token",)))
    assert refused(candidate) == ["secret", "title", "day", "format", "dates"]
    assert {refusal.title for refusal in examine(candidate)} == {"(a text that holds a secret)"}
    assert {refusal.title for refusal in examine(by_person(fact("x" * 300)))} == {"x" * 300}


@pytest.mark.parametrize(
    ("title", "is_good"),
    [
        ("", False),
        (" ", False),
        ("a\nb", False),
        ("a\rb", False),
        ("é" * LONGEST_TITLE, True),
        ("é" * (LONGEST_TITLE + 1), False),
    ],
)
def test_a_title_is_one_line_of_sane_length(title: str, is_good: bool) -> None:
    assert ("title" not in refused(by_person(fact(title)))) is is_good


def test_a_body_is_no_document() -> None:
    assert refused(by_person(fact(body="x" * LONGEST_BODY))) == []
    assert refused(by_person(fact(body="x" * (LONGEST_BODY + 1)))) == ["body"]


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x1b",
        "\x7f",
        "\x85",
        "\u200b",
        "\u202e",
        "\u2066",
        "\u200f",
        "\ufeff",
        "\xad",
        "\U000e0041",
        "\U000e0101",
        "\ud800",
        "\ufffe",
        "\u2028",
    ],
)
@pytest.mark.parametrize("where", ["title", "body", "check", "quote", "command", "path"])
def test_what_a_person_does_not_see_is_refused_wherever_it_stands(character: str, where: str) -> None:
    text = f"a{character}b"
    stated = {
        "title": fact(text),
        "body": fact(body=text),
        "check": fact(checks=(f"text `{text}`",)),
        "quote": fact(evidence=(TranscriptLine(SESSION, 4, text),)),
        "command": fact(evidence=(CommandRun(text, 0),)),
        "path": fact(evidence=(FileLine(text),)),
    }[where]
    assert "characters" in refused(by_person(stated)) or "format" in refused(by_person(stated))


@pytest.mark.parametrize(
    "text", ["👩\u200d💻 übt 日本語", "❤\ufe0f", "نمی\u200cخواهم", "tab\tand `code`", "naïve café", "𝛼"]
)
def test_scripts_and_emoji_are_text(text: str) -> None:
    assert examine(by_person(fact("A title", body=text))) == ()


@pytest.mark.parametrize(
    ("seen", "is_good"),
    [
        ("2026-11-20", True),
        ("2026-13-01", False),
        ("20261120", False),
        ("", False),
        ("yesterday", False),
        ("2026-11-20 ", False),
    ],
)
def test_the_day_on_which_it_was_seen_is_a_day(seen: str, is_good: bool) -> None:
    assert ("day" not in refused(by_person(fact(seen=seen)))) is is_good


@pytest.mark.parametrize(
    "values",
    [
        {"commit": "not a commit"},
        {"checks": ("path `a`\n- kind: preference",)},
        {"checks": ("",)},
        {"evidence": (FileLine("a`b\nc"),)},
        {"source": TranscriptLine("two words", 1)},
        {"body": "\nbegins with a blank line"},
        {"body": "ends with a new line\n"},
        {"supersedes": ("nonsense id",)},
    ],
)
def test_what_would_not_be_read_back_is_refused(values: dict[str, Any]) -> None:
    stated = fact(**values)
    names = refused(by_person(stated))
    is_read_back = parse_fact("\n".join(render_fact(stated)).split("\n")) == stated if "format" not in names else False
    assert is_read_back or names == ["format"]


@pytest.mark.parametrize(
    "body",
    [
        "## a heading ^k7m2q9x4td",
        "- kind: preference",
        "```\n## x\n```",
        "- check: path `x`",
        "\\## x",
        "a\n\n\nb",
        "---",
    ],
)
def test_a_body_may_look_like_the_form_it_stands_in(body: str) -> None:
    assert examine(by_person(fact("A title", body=body))) == ()


@given(st.text(max_size=60), st.text(max_size=200))
def test_what_enters_is_read_back_as_it_was(title: str, body: str) -> None:
    stated = fact(title, body=plain_lines(body).strip("\n"))
    if examine(by_person(stated)) == ():
        assert parse_fact("\n".join(render_fact(stated)).split("\n")) == stated


@pytest.mark.parametrize("text", ["a\r\nb", "a\rb", "\ufeffa\nb", "a \nb\t", "a\u2028b", "a\x0bb", "a\x85b"])
def test_lines_end_in_one_way(text: str) -> None:
    assert plain_lines(text) == "a\nb"


def test_secrets_and_their_masks_are_refused_by_kind() -> None:
    (secret,) = examine(by_person(found=Found("human", secrets=("aws-key", "password"))))
    assert (secret.gate, secret.why) == ("secret", "it holds a secret (aws-key, password)")
    assert refused(by_person(found=Found("human", holds_mask=True))) == ["mask"]


def test_what_was_purged_comes_back_by_a_person_alone() -> None:
    stated = fact("Prod is acme", body="It is.", origin="model")
    for text in (stated.statement, stated.title, stated.body):
        known = Facts(purged={plain_key(text)})
        assert "purged" in refused(changed(by("model", stated), known=known))
        assert refused(by_person(fact("Prod is acme", body="It is."), known=known)) == []
    assert "purged" not in refused(changed(by("model", stated), known=Facts(purged={"something else"})))


def test_a_relative_date_is_refused_with_the_phrase() -> None:
    (refusal,) = examine(by_person(fact("We recently moved to Fly")))
    assert refusal.gate == "dates"
    assert "'recently'" in refusal.why and "'recently'" in refusal.hint


def test_an_unclear_date_is_refused_with_those_it_may_mean() -> None:
    (refusal,) = examine(by_person(fact("Due next Friday"), today=by_person().today.replace(day=18)))
    assert "2026-11-20 or 2026-11-27" in refusal.hint


def test_an_edit_answers_for_what_it_changes_alone() -> None:
    before = fact("Moved", body="It was done recently.")
    assert refused(by_person(fact("We moved", body="It was done recently."), before=before)) == []
    assert refused(by_person(fact("Moved", body="It was done recently. Soon again."), before=before)) == ["dates"]


def test_the_same_statement_is_refused_with_its_id() -> None:
    known = Facts({plain_key("Production runs on Fly"): OTHER})
    (refusal,) = examine(by_person(fact("production  runs on fly."), known=known))
    assert refusal.gate == "duplicate" and f"^{OTHER}" in refusal.why
    assert refused(by_person(fact("Production runs on AWS"), known=known)) == []
    assert refused(by_person(fact(supersedes=(OTHER,)), known=known)) == []


def test_the_same_statement_twice_in_a_write_is_refused() -> None:
    others = frozenset({plain_key("Production runs on Fly")})
    assert refused(by_person(others=others)) == ["duplicate"]


def test_an_edit_is_no_duplicate_of_itself() -> None:
    known = Facts({plain_key("Production runs on Fly"): fact().id})
    assert refused(by_person(known=known, before=fact(body="old"))) == []


def test_another_body_under_the_same_title_is_a_contradiction_with_the_id_to_supersede() -> None:
    known = Facts(titles={("facts", "production runs on fly"): OTHER})
    (refusal,) = examine(by_person(fact(body="As acme."), known=known))
    assert refusal.gate == "contradiction" and f"^{OTHER}" in refusal.hint
    assert refused(by_person(fact(body="As acme.", supersedes=(OTHER,)), known=known)) == []
    assert refused(by_person(fact(body="As acme."), known=known, topic="other")) == []
    assert refused(by_person(fact(body="As acme."), known=known, topic="")) == []


def test_two_under_one_title_in_one_write_are_a_contradiction() -> None:
    titles = frozenset({("facts", "production runs on fly")})
    assert refused(by_person(fact(body="As acme."), other_titles=titles)) == ["contradiction"]
    assert refused(by_person(fact(body="As acme."), other_titles=titles, topic="other")) == []


@pytest.mark.parametrize(
    ("naming", "is_good"),
    [
        (("Deployment", ""), True),
        (("Set up & run", ""), True),
        (("", ""), True),
        (("Always run the installer before a build", ""), False),
        (("Run: x", ""), False),
        (("a\nb", ""), False),
        (("x" * 81, ""), False),
    ],
)
def test_a_model_names_a_topic_and_says_nothing_by_it(naming: tuple[str, str], is_good: bool) -> None:
    assert ("topic" not in refused(by("model", naming=naming))) is is_good


def test_a_person_may_call_a_topic_and_describe_it_in_a_line() -> None:
    long = Found("human", naming=("How we deploy: from main, always by hand", "what runs where and who is asked"))
    assert refused(by_person(found=long)) == []
    assert refused(by_person(found=Found("human", naming=("Deployment", "x" * 151)))) == ["topic"]
    assert refused(by_person(found=Found("human", naming=("Deployment", "a\u202eb")))) == ["topic"]


@pytest.mark.parametrize(
    ("because", "is_good"), [("", True), ("moved", True), ("x" * 201, False), ("a\u202eb", False), ("a\x1b[2Jb", False)]
)
def test_the_reason_of_a_retirement_is_a_line(because: str, is_good: bool) -> None:
    assert (examine_retirement(fact(), Retire(id=fact().id, because=because)) is None) is is_good
