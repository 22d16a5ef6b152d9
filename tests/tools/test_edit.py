from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tools.calling import Bench, origins_of, text_of

from reverie.conversation.access import WriteAccess
from reverie.conversation.ports import Plan, ToolRefusal
from reverie.conversation.record import EditedFile
from reverie.storage.kept_bytes import content_hash
from reverie.tools.failures import CallFailed
from reverie.tools.replacing import Replacement, replace_in_order
from reverie.tools.text_file import decode


def opened(root: Path, content: bytes) -> Bench:
    """A bench whose file `f` has this content and was read."""
    (root / "f").write_bytes(content)
    bench = Bench(root)
    assert not bench.call("read", path="f").failed
    return bench


def test_one_exact_replacement(tmp_path: Path) -> None:
    bench = opened(tmp_path, b"a = 1\nb = 2\nc = 3\n")
    diff = "--- f\n+++ f\n@@ -1,3 +1,3 @@\n a = 1\n-b = 2\n+b = 5\n c = 3\n"
    plan = Plan("edit f", WriteAccess(tmp_path / "f"), diff, "diff")
    assert bench.plan("edit", path="f", old="b = 2", new="b = 5") == plan
    assert (tmp_path / "f").read_bytes() == b"a = 1\nb = 2\nc = 3\n"
    result = bench.call("edit", path="f", old="b = 2", new="b = 5")
    assert (tmp_path / "f").read_bytes() == b"a = 1\nb = 5\nc = 3\n"
    assert result.effect == EditedFile("f", diff, after=content_hash(b"a = 1\nb = 5\nc = 3\n"))
    assert text_of(result) == "Edited f (+1 -1 lines). Now:\n1→a = 1\n2→b = 5\n3→c = 3\n"
    assert origins_of(result) == ["tool", "repo"]


def test_several_edits_apply_in_order_or_not_at_all(tmp_path: Path) -> None:
    bench = opened(tmp_path, b"one two three")
    edits = [{"old": "one", "new": "1"}, {"old": "1 two", "new": "12"}]
    assert not bench.call("edit", path="f", edits=edits).failed
    assert (tmp_path / "f").read_text() == "12 three"
    failing = [{"old": "three", "new": "3"}, {"old": "missing", "new": ""}]
    result = bench.call("edit", path="f", edits=failing)
    assert text_of(result).startswith("'f' was not changed: edit 2 of 2: old was not found.")
    assert (tmp_path / "f").read_text() == "12 three"


def test_a_second_match_is_refused_unless_all_are_meant(tmp_path: Path) -> None:
    bench = opened(tmp_path, b"x\ny\nx\n")
    assert "found 2 times (lines 1, 3)" in text_of(bench.call("edit", path="f", old="x", new="z"))
    assert not bench.call("edit", path="f", old="x", new="z", replace_all=True).failed
    assert (tmp_path / "f").read_text() == "z\ny\nz\n"


def test_what_is_not_found_gets_the_nearest_lines(tmp_path: Path) -> None:
    bench = opened(tmp_path, b"def parse(text):\n    return text.split()\n\n")
    spaces = text_of(bench.call("edit", path="f", old="def parse(text):\n  return text.split()", new="x"))
    assert spaces.endswith("differ from it in white space only:\n1→def parse(text):\n2→    return text.split()")
    near = text_of(bench.call("edit", path="f", old="    return text.splits(1)", new="x"))
    assert near.endswith("The nearest lines are:\n2→    return text.split()")
    none = text_of(bench.call("edit", path="f", old="class Zebra: quagga()", new="x"))
    assert none.endswith("Nothing comes near it; read the file again.")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"old": "", "new": "x"}, "old is empty"),
        ({"old": "a", "new": "a"}, "are the same"),
        ({"old": "a", "new": "b", "edits": [{"old": "a", "new": "b"}]}, "Both edits and old/new"),
        ({"edits": [{"old": "a", "new": "b"}, {"old": "b", "new": "a"}]}, "undo each other"),
    ],
)
def test_edits_that_make_no_sense_are_refused(tmp_path: Path, arguments: dict[str, object], reason: str) -> None:
    refusal = opened(tmp_path, b"a").plan("edit", path="f", **arguments)
    assert isinstance(refusal, ToolRefusal)
    assert reason in refusal.text


def test_unread_changed_missing_binary_and_large_files_are_refused(tmp_path: Path) -> None:
    bench = opened(tmp_path, b"a")
    (tmp_path / "f").write_bytes(b"a b")
    (tmp_path / "unread").write_bytes(b"a")
    (tmp_path / "binary").write_bytes(b"a\0")
    with (tmp_path / "large").open("wb") as file:
        file.truncate(9 << 20)
    reasons = {
        "f": "has changed since",
        "unread": "was not read",
        "missing": "A new file is made with write",
        "binary": "is not text (binary data)",
        "large": "too large to edit (9,437,184 bytes)",
    }
    for name, reason in reasons.items():
        refusal = bench.plan("edit", path=name, old="a", new="b")
        assert isinstance(refusal, ToolRefusal)
        assert reason in refusal.text


def test_windows_line_endings_stay_and_new_lines_get_them(tmp_path: Path) -> None:
    bench = opened(tmp_path, b"\xef\xbb\xbfone\r\ntwo\r\nthree\r\n")
    assert not bench.call("edit", path="f", old="one\ntwo", new="one\nand\ntwo").failed
    assert (tmp_path / "f").read_bytes() == b"\xef\xbb\xbfone\r\nand\r\ntwo\r\nthree\r\n"


def test_mixed_line_endings_stay_as_they_are(tmp_path: Path) -> None:
    bench = opened(tmp_path, b"one\r\ntwo\nthree\r\nfour\n")
    assert not bench.call("edit", path="f", old="one\ntwo\nthree", new="one\nTWO\nthree").failed
    assert (tmp_path / "f").read_bytes() == b"one\r\nTWO\nthree\r\nfour\n"


def test_a_return_alone_is_a_character_like_others(tmp_path: Path) -> None:
    bench = opened(tmp_path, b"one\rtwo\r\nthree\n")
    assert not bench.call("edit", path="f", old="two\nthree", new="2\n3").failed
    assert (tmp_path / "f").read_bytes() == b"one\r2\r\n3\n"


def test_a_large_file_is_edited_quickly_with_a_small_diff(tmp_path: Path) -> None:
    lines = [f"line {number % 7}\n" for number in range(200_000)]
    lines[150_000] = "needle\n"
    bench = opened(tmp_path, "".join(lines).encode())
    result = bench.call("edit", path="f", old="needle", new="thread")
    assert isinstance(result.effect, EditedFile)
    assert "@@ -149998,7 +149998,7 @@" in result.effect.diff
    assert result.effect.diff.count("\n") == 11


endings = st.sampled_from(["\n", "\r\n"])
words = st.text(alphabet="abcxyz é\t", max_size=8)
encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "latin-1"])


@settings(deadline=None)
@given(st.data(), encodings, st.lists(st.tuples(words, endings), max_size=10), words)
def test_an_edit_leaves_every_other_byte_as_it_was(
    data: st.DataObject, encoding: str, lines: list[tuple[str, str]], last: str
) -> None:
    text = "".join(line + ending for line, ending in lines) + last
    content = text.encode(encoding)
    file = decode(content)
    assert file.encode(file.text) == content
    text = file.text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    old = text[start:end].replace("\r\n", "\n")
    new = data.draw(st.text(alphabet="MN\n", max_size=6))
    try:
        after = replace_in_order(text, [Replacement(old, new)], "f")
    except CallFailed:
        return
    assert after.replace("\r\n", "\n") == text.replace("\r\n", "\n").replace(old, new, 1)
    place = text.replace("\r\n", "\n").find(old)
    before_lines = text.replace("\r\n", "\n")[:place].count("\n")
    assert after.split("\n")[:before_lines] == text.split("\n")[:before_lines]
    after_lines = text.replace("\r\n", "\n")[place + len(old) :].count("\n")
    if after_lines:
        assert after.split("\n")[-after_lines:] == text.split("\n")[-after_lines:]
    assert file.encode(after).startswith(file.mark)
    assert decode(file.encode(after)).text == after or not after


@settings(deadline=None)
@given(
    st.text(alphabet="ab\n", max_size=30), st.text(alphabet="ab\n", max_size=4), st.text(alphabet="ab\n", max_size=4)
)
def test_replacing_all_is_what_str_replace_does(text: str, old: str, new: str) -> None:
    if not old or old == new or old not in text:
        return
    assert replace_in_order(text, [Replacement(old, new, replace_all=True)], "f") == text.replace(old, new)
    if "\n" in text:
        windows = text.replace("\n", "\r\n")
        expected = text.replace(old, new).replace("\n", "\r\n")
        assert replace_in_order(windows, [Replacement(old, new, replace_all=True)], "f") == expected
