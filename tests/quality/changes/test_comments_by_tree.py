"""The lexer, which reads diffs, and the syntax trees say the same of the labelled texts."""

import pytest
from benchmarks.changes_data import labelled_changes

from reverie.quality.changes.counting.kinds import kinds_by_spans, line_kinds
from reverie.quality.changes.counting.lexing import comments_of
from reverie.quality.changes.counting.source import Source
from reverie.quality.changes.counting.tree_text import BY_TREE, comments_by_tree

TEXTS = [(case.name, case.path, case.after) for case in labelled_changes() if case.after and not case.left_out]
WITH_TREE = [each for each in TEXTS if Source(each[1], each[2]).language in BY_TREE]


@pytest.mark.parametrize(("name", "path", "text"), WITH_TREE, ids=[each[0] for each in WITH_TREE])
def test_both_say_the_same(name: str, path: str, text: str) -> None:
    source = Source(path, text)
    assert source.tree is not None
    by_tree = kinds_by_spans(text, comments_by_tree(source.tree, text))
    assert by_tree == line_kinds(source)
    assert by_tree == kinds_by_spans(text, comments_of(text, source.syntax))


def test_places_count_in_characters() -> None:
    text = 'x = "é💥"; // é\n// ü\ny();\n'
    source = Source("a.js", text)
    assert source.tree is not None
    assert [text[start:end] for start, end in comments_by_tree(source.tree, text)] == ["// é", "// ü"]


def test_what_is_nested_too_deeply_is_lexed() -> None:
    source = Source("a.js", "// a\n" + "(" * 5000)
    assert source.tree is None
    assert line_kinds(source) == ["comment", "code"]
