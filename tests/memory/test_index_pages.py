"""Pages and pointers: a person's lines stay, our lines are short, what was parsed renders as it was."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reverie.memory.index.page import Page, new_page
from reverie.memory.index.pointer import MOST_CHARACTERS, Pointer, pointer_in
from reverie.storage.errors import NewerFormat

_PATH = Path("MEMORY.md")
_LINES = some.sampled_from(
    [
        "- [A](topics/a.md): about a",
        "- [B](areas/b.md)",
        "- a list",
        "# Heading",
        "",
        "<!-- Reverie's index, format 1 -->",
    ]
) | some.text(max_size=40)
_ENDINGS = some.sampled_from(["\n", "\r\n", "\r", ""])


@given(some.lists(some.tuples(_LINES, _ENDINGS)), some.booleans())
def test_what_is_parsed_renders_as_it_was(lines: list[tuple[str, str]], has_mark: bool) -> None:
    text = "\ufeff" * has_mark + "".join(line + ending for line, ending in lines)
    assert Page.parse(text, _PATH).render() == text


@given(some.text(max_size=300), some.text(min_size=1, max_size=60), some.text(max_size=400))
def test_a_line_is_short_and_says_what_it_was_made_of(title: str, slug: str, description: str) -> None:
    target = f"topics/{slug.replace('/', '_').replace(chr(0), '_').lstrip('.') or 'x'}.md"
    line = Pointer(title, target, description).line()
    assert "\n" not in line
    assert len(line) <= MOST_CHARACTERS or len(line) == len(Pointer("", target).line())
    found = pointer_in(line)
    assert found is not None
    assert found.target == target
    assert found.line() == line


def test_lines_of_people_keep_their_places_and_bytes() -> None:
    text = "\ufeffMy notes\r\n- [A](topics/a.md): one\r\n\r\n  - mine [b](topics/b.md)\r\n- [C](topics/c.md)"
    page = Page.parse(text, _PATH).changing([Pointer("A", "topics/a.md", "two")]).adding([Pointer("D", "topics/d.md")])
    changed = text.replace("one", "two") + "\r\n- [D](topics/d.md)\r\n"
    assert page.render() == changed
    assert Page.parse(changed, _PATH).removing(["topics/a.md", "topics/c.md", "topics/d.md"]).render() == (
        "\ufeffMy notes\r\n\r\n  - mine [b](topics/b.md)\r\n"
    )


def test_new_pointers_follow_the_last_one_and_order_stays() -> None:
    text = "- [B](topics/b.md)\n- [A](topics/a.md)\n\nBelow.\n"
    page = Page.parse(text, _PATH).adding([Pointer("C", "topics/c.md", "third")])
    assert page.render() == "- [B](topics/b.md)\n- [A](topics/a.md)\n- [C](topics/c.md): third\n\nBelow.\n"


@pytest.mark.parametrize(
    "line",
    [
        "- [A](topics/../a.md)",
        "- [A](topics/a/b.md)",
        "- [A](topics/.a.md)",
        "- [A](archive/a.md)",
        "- [A](topics/%2e%2e%2fa.md)",
        "* [A](topics/a.md)",
        " - [A](topics/a.md)",
        "- [A](topics/a.md) and more",
        "- [A](https://example.org/topics/a.md)",
    ],
)
def test_what_is_no_pointer_of_ours_is_a_persons_line(line: str) -> None:
    assert pointer_in(line) is None


def test_a_page_of_a_newer_format_is_not_changed() -> None:
    with pytest.raises(NewerFormat, match="format 2 of a newer Reverie"):
        Page.parse("# Mine\n<!-- Reverie's index, format 2; more -->\n- [A](topics/a.md)\n", _PATH)


def test_a_note_is_kept_in_our_comment_alone() -> None:
    pointer = "- [A](topics/a.md)\n"
    comment = "<!-- Reverie's index, format 1; 3 topics arranged, 0 since -->\n"
    page = Page.parse(f"Mine.\n{pointer}", _PATH).noting("3 topics arranged, 0 since")
    assert page.render() == f"Mine.\n{comment}{pointer}"
    again = Page.parse(page.render(), _PATH)
    assert again.note == "3 topics arranged, 0 since"
    assert again.noting("other").render() == f"Mine.\n<!-- Reverie's index, format 1; other -->\n{pointer}"
    assert new_page("Memory").note == ""
