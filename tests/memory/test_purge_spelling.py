"""A purged text is found in every spelling that we write, and nothing else is."""

import html
import json
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reverie.memory.purge.spelling import MARK, Needle, Needles
from reverie.memory.purge.transcripts import cleaned_line

TEXT = 'The "vault" (Größe 3) at C:\\doors/left is Ann\'s & opens <slowly>'


def _wrapped(text: str) -> str:
    return text.replace(" ", "\n", 3)


def _numbered(text: str) -> str:
    lines = text.replace(" opens", "\nopens").split("\n")
    return "\n".join(f"{number:>6}\t{line}" for number, line in enumerate(lines, 9))


@pytest.mark.parametrize(
    "spell",
    [
        str,
        json.dumps,
        lambda text: json.dumps(text, ensure_ascii=False),
        lambda text: json.dumps(json.dumps(text)),
        lambda text: json.dumps({"a": json.dumps({"b": json.dumps(text)})}),
        lambda text: json.dumps(text).replace("/", "\\/").replace("\\u00f6", "\\u00F6"),
        lambda text: json.dumps(text).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"),
        html.escape,
        lambda text: html.escape(text, quote=False),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.upper().replace("SS", "ß"),
        lambda text: text.replace(" ", "  "),
        _wrapped,
        lambda text: json.dumps(_wrapped(text)),
        lambda text: json.dumps(_numbered(text)),
        _numbered,
        lambda text: "+" + _wrapped(text).replace("\n", "\n+"),
        lambda text: "> " + _wrapped(text).replace("\n", "\n> "),
        lambda text: json.dumps("said:\n" + text),
        lambda text: f"\x1b[1m{text}\x1b[0m",
        lambda text: json.dumps(f"\x1b[31m{text}\x1b[0m"),
    ],
)
def test_it_is_found_however_it_is_spelled(spell: Callable[[str], str]) -> None:
    spelled = f"before {spell(TEXT)} after"
    masked = Needles([TEXT]).masked(spelled)
    assert MARK in masked
    assert "vault" not in masked.casefold()
    assert masked.startswith("before ") and masked.endswith(" after")
    assert Needles([TEXT]).masked_bytes(spelled.encode()) == masked.encode()


@pytest.mark.parametrize(
    "text", ["金庫は左の扉の裏側にあります、三回", "💥 boom goes the 💎 dynamite", "éèàùçôîï ñandú œuvre"]
)
def test_other_scripts_are_found_too(text: str) -> None:
    for spelled in (
        text,
        json.dumps(text),
        json.dumps(json.dumps(text)),
        f"であり{text}です" if "金" in text else text,
    ):
        assert MARK in Needles([text]).masked(spelled), spelled


@pytest.mark.parametrize(
    "other",
    [
        "Deploys run with makefiles",
        "Redeploys run with make",
        "Deploys run",
        "with make",
        "Deploys run, then we stop with make",
        "run with make Deploys",
    ],
)
def test_what_shares_words_only_stays(other: str) -> None:
    assert Needles(["Deploys run with make"]).masked(other) == other


def test_short_texts_are_not_looked_for_and_ends_of_sentences_do_not_matter() -> None:
    assert Needles(["Use tabs", "", "  . "]).masked("Use tabs") == "Use tabs"
    assert Needles(["Use tabs only."]).masked("Use tabs only! Use tabs only") == f"{MARK}! {MARK}"


def test_the_longest_is_masked_first() -> None:
    assert Needles(["Use tabs only", "Use tabs only in make"]).masked("Use tabs only in make") == MARK


def test_many_backslashes_take_no_time() -> None:
    """Patterns with several ways through the same characters would take forever."""
    hostile = "\\" * 30 + '"' + "\\" * 30
    needle = Needle(f"a {hostile} b {hostile} ccc")
    text = "a " + "\\" * 5_000 + " b " + "\\n" * 5_000 + "ccc"
    assert needle.masked(text) == text
    assert needle.masked(" " * 20_000 + "ccc") == " " * 20_000 + "ccc"


def test_a_line_of_json_stays_one_and_a_damaged_one_is_masked_as_text() -> None:
    needles = Needles([TEXT])
    line = json.dumps({"type": "x", "deep": [{"text": TEXT, "n": 1.5, "none": None}], TEXT: 1}).encode()
    assert json.loads(cleaned_line(line, needles)) == {
        "type": "x",
        "deep": [{"text": MARK, "n": 1.5, "none": None}],
        MARK: 1,
    }
    assert cleaned_line(line[:-3], needles).startswith(b'{"type": "x", "deep": [{"text": "(purged)"')
    assert cleaned_line(b'{"type":"x"}', needles) == b'{"type":"x"}'
    half = b'{"text":"\\ud83d ' + json.dumps(TEXT)[1:].encode() + b"}"
    assert json.loads(cleaned_line(half, needles))["text"] == f"\ufffd {MARK}"


_texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).map(
    lambda text: f"{text} 1234567890123"
)


@settings(deadline=None, max_examples=100)
@given(_texts, st.integers(0, 3), st.booleans(), st.sampled_from(["", "word ", "\n", "日"]))
def test_any_text_is_found_in_json_within_json(text: str, depth: int, is_ascii: bool, before: str) -> None:
    needle = Needle(text)
    spelled = f"{before if not text[0].isalnum() else before.rstrip('日') + ' '}{needle.text}"
    for _ in range(depth):
        spelled = json.dumps(spelled, ensure_ascii=is_ascii)
    assert needle.text not in Needles([text]).masked(spelled)
    assert MARK in Needles([text]).masked(spelled)
