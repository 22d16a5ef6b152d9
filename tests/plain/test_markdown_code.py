"""Colours of code that comes line by line."""

import pytest

from reverie.plain.terminal.ansi import CYAN, FAINT, GREEN, MAGENTA, Line
from reverie.plain.terminal.highlighting import Highlighter

_SAMPLES = {
    "python": 'def f():\n    """Doc\n    if for\n    """\n    return f"{x!r} a" # c',
    "js": "/**\n * if for\n */\nconst s = `a\nb ${c} if`;\nif (a) {}",
    "c": '/* a\n if */ int f(void) { return 1; }\n#include "x.h"\n',
    "bash": 'cat <<EOF\nif $x\nEOF\nfor i in 1; do echo "$i\ntwo"; done',
    "html": "<div class='a'>\n<script>\nlet a = 1;\n</script></div>",
    "css": "a {\n  color: red;\n}\n",
    "java": "class A {\n  /* x\n  */ int b = 1;\n}",
    "rust": "fn main() {\n    /* a /* b */ */\n    let x: u8 = 1;\n}",
    "toml": "[a]\nb = 1\nc = '''\nx\n'''",
    "go": "package a\nfunc f() { x := `a\nb` }",
    "json": '{"a": [1,\n2]}',
    "yaml": "a:\n  - b: c\n",
    "markdown": "# a\n```python\nif\n```\n",
    "ruby": "x = <<A\nb\nA\n",
    "diff": "+a\n-b\n",
    "console": "$ ls\na\n",
    "php": "<?php\necho 'a\nb';",
    "tsx": "const a = <b c={d}>e\n</b>;",
    "kotlin": 'val a = """b\nif"""',
    "csharp": 'var a = @"b\nif";',
    "make": "a: b\n\tc\n",
    "sql": "select 'a\nb' from c",
    "no such language": "if a",
}


def styles(line: Line) -> dict[str, str]:
    return {span.text: span.style for span in line}


@pytest.mark.parametrize("language", _SAMPLES)
def test_colours_change_no_character(language: str) -> None:
    highlighter = Highlighter(language)
    for line in _SAMPLES[language].split("\n"):
        assert "".join(span.text for span in highlighter.line(line)) == line


def test_a_string_over_several_lines_is_remembered() -> None:
    highlighter = Highlighter("py")
    highlighter.line('x = """start')
    assert highlighter.line("    if for")[0].style == GREEN
    assert styles(highlighter.line('"""; return 1'))["return"] == MAGENTA


def test_a_comment_over_several_lines_is_remembered() -> None:
    highlighter = Highlighter("ts")
    assert styles(highlighter.line("let a = 1; /* this"))["/* this"] == FAINT
    assert highlighter.line(" * if for") == [(" * if for", FAINT)]
    assert styles(highlighter.line(" */ if (a) 1"))["if"] == MAGENTA


def test_what_only_looks_like_a_comment_is_none() -> None:
    highlighter = Highlighter("js")
    highlighter.line("const glob = 'src/**'; // and /* too")
    assert styles(highlighter.line("if (a) 1"))["1"] == CYAN


def test_very_long_lines_and_blocks_are_left_alone() -> None:
    highlighter = Highlighter("python")
    assert highlighter.line("if " * 1_000) == [("if " * 1_000, "")]
    for _ in range(3_000):
        highlighter.line("if a: b")
    assert highlighter.line("if a: b") == [("if a: b", "")]
