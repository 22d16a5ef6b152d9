"""Notes cut into passages and sentences, each character with its place in the file."""

import pytest

from reverie.audit.cutting.cut import cut
from reverie.audit.cutting.passage import Passage
from reverie.audit.cutting.sentences import sentences

MARKDOWN = """---
name: `front.py`
---
# Title

First `one.py` here.
Second line, `two.py`.

> Quoted `three.py`.

- item `four.py`
  goes on `five.py`
    - nested `six.py`

| a | b |
|---|---|
| `seven.py` | 8 |

<!-- `hidden.py` -->

## Run

```sh
$ make check  # comment
output
$ npm run \\
    test
```

```python
from app import x
```
"""

RST = """Title
=====

First :func:`one.two` here.
Second line, ``two.py`` and `a link <three.py>`_.

Run
---

- item ``four.py``
  goes on :class:`text <five.Six>`
- other

.. note::

   Noted ``seven.py``.

.. code-block:: console

   $ make check

.. versionadded:: 2.0
   Hidden ``eight.py``.

Run this::

    $ make lint
    output
"""


def place_in(text: str, found: Passage, word: str) -> tuple[int, str]:
    """The line, and what stands in the file at the place that the passage gives for the word."""
    line, column = found.place_of(found.text.index(word))
    return line, text.split("\n")[line - 1][column : column + len(word)]


@pytest.mark.parametrize(
    ("name", "text", "word", "line"),
    [
        ("a.md", MARKDOWN, "one.py", 6),
        ("a.md", MARKDOWN, "two.py", 7),
        ("a.md", MARKDOWN, "three.py", 9),
        ("a.md", MARKDOWN, "four.py", 11),
        ("a.md", MARKDOWN, "five.py", 12),
        ("a.md", MARKDOWN, "six.py", 13),
        ("a.md", MARKDOWN, "seven.py", 17),
        ("a.md", MARKDOWN, "make check", 24),
        ("a.rst", RST, "one.two", 4),
        ("a.rst", RST, "two.py", 5),
        ("a.rst", RST, "four.py", 10),
        ("a.rst", RST, "five.Six", 11),
        ("a.rst", RST, "seven.py", 16),
        ("a.rst", RST, "make check", 20),
        ("a.rst", RST, "make lint", 27),
    ],
)
def test_each_word_has_its_place(name: str, text: str, word: str, line: int) -> None:
    for form in (text, text.replace("\n", "\r\n"), "\ufeff" + text):
        found = [one for one in cut(name, form) if word in one.text]
        assert [place_in(form, one, word) for one in found] == [(line, word)]


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("a.md", MARKDOWN, "front.py"),
        ("a.md", MARKDOWN, "hidden.py"),
        ("a.md", MARKDOWN, "comment"),
        ("a.md", MARKDOWN, "output"),
        ("a.rst", RST, "eight.py"),
        ("a.rst", RST, "output"),
    ],
)
def test_what_is_no_statement_is_left_out(name: str, text: str, word: str) -> None:
    assert not any(word in one.text for one in cut(name, text))


def test_headings_are_those_above() -> None:
    found = {one.text: one.headings for one in cut("a.md", MARKDOWN)}
    assert found["Run `make check`"] == ("Title", "Run")
    assert next(one for one in cut("a.rst", RST) if "two.py" in one.text).headings == ("Title",)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Use e.g. `a. B` here. Then", ["Use e.g. `a. B` here.", "Then"]),
        ("It is 3.11 now. `x` is.", ["It is 3.11 now.", "`x` is."]),
        ("No end", ["No end"]),
        ("", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[one.start : one.end] for one in sentences(text)] == parts


@pytest.mark.parametrize("name", ["a.md", "a.rst", "README"])
@pytest.mark.parametrize(
    "text",
    ["`" * 9999, "[" * 9999, "> " * 3000, "- " * 3000, "*" * 9999, "|" * 9999, "`a`. " * 9999, ".. " * 999, "\0"],
)
def test_nothing_takes_long_or_fails(name: str, text: str) -> None:
    for one in cut(name, text):
        sentences(one.text)
