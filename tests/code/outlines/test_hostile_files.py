"""Whatever a file holds, its outline says so: nothing raises, nothing takes seconds or gigabytes."""

import sys
import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.code.outlines.outlining import outlined

from reverie.code.outlines import outline_of
from reverie.code.outlines.trees.grammar import TooHard, tree_of
from reverie.code.outlines.trees.limits import is_too_deep

PATHS = ["a.py", "a.pyi", "a.js", "a.ts", "a.tsx", "a.go", "a.rs", "a.java", "a.c", "a.cpp", "a.h", "a.rb"]

FRAGMENTS = [
    *"()[]{}<>=:;,.'\"`@#$\\\n\t ",
    *(
        "class A",
        "def f(a, b=1):",
        "function f(a)",
        "export default",
        "module.exports =",
        "exports.x = ",
        "import a from 'b'",
    ),
    *("func (t *T) M()", "type T struct {", "const (", "impl T for U {", "fn f(x: i32)", "use a::{b, c};", "macro! {"),
    *(
        "enum E { A, B = 2 }",
        "interface I {",
        "namespace n {",
        "template <class T>",
        "#define M(x) x",
        "#ifdef X",
        "typedef struct",
    ),
    *(
        "attr_accessor :a",
        "end",
        "module M",
        "if x:",
        "else:",
        "try:",
        "return",
        '"""',
        "'''",
        "//",
        "/*",
        "*/",
        "=> x",
        "async",
    ),
    *("@overload", "@dataclass", "x: int = 3", "self.x = 1", "é", "\u2028", "\ud800", "\0", "\f", "\r"),
]


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(" ".join) | st.text(max_size=200))
def test_no_text_raises(path: str, text: str) -> None:
    outline = outlined(path, text)
    assert outline.is_partial or not outline.trouble


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=15, deadline=None)
@given(st.data())
def test_no_torn_file_raises(path: str, data: st.DataObject) -> None:
    text = REAL[path.rpartition(".")[2]]
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    junk = data.draw(st.sampled_from(["", "\0", "{", "(", '"', "\n"]))
    outlined(path, text[:start] + junk + text[end:])


def _real() -> dict[str, str]:
    from tests.code.outlines import test_c_outline as c
    from tests.code.outlines import test_go_outline as go
    from tests.code.outlines import test_java_outline as java
    from tests.code.outlines import test_javascript_outline as javascript
    from tests.code.outlines import test_ruby_outline as ruby
    from tests.code.outlines import test_rust_outline as rust
    from tests.code.outlines import test_typescript_outline as typescript

    python = Path(__file__).read_text(encoding="utf-8")
    ts = typescript.TYPES_AND_DECLARATIONS
    return {
        **dict.fromkeys(("py", "pyi"), python),
        **dict.fromkeys(("ts", "tsx"), ts),
        "js": javascript.MODULES_CLASSES_AND_PROTOTYPES,
        "go": go.DECLARATIONS,
        "rs": rust.ITEMS,
        "java": java.TYPES_AND_MEMBERS,
        **dict.fromkeys(("c", "h"), c.DECLARATIONS_IN_C),
        "cpp": c.DECLARATIONS_IN_CPP,
        "rb": ruby.MODULES_AND_CLASSES,
    }


REAL = _real()

DEEP = {
    "parentheses": "(" * 100_000,
    "brackets": "[" * 100_000 + "]" * 100_000,
    "unary": "x = " + "-" * 100_000 + "1",
    "attributes": "x = a" + ".b" * 50_000,
    "sum": "x = " + "+".join(["a"] * 20_000),
    "branches": "if a: pass\n" + "elif b: pass\n" * 1_000,
    "comparisons": "a<" * 20_000,
    "arrows": "x => " * 20_000,
    "unclosed calls": "a ( * " * 3_000,
    "classes": "class A {" * 20_000,
    "nuls": "\0" * 1_000,
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
@pytest.mark.parametrize("path", ["a.py", "a.js", "a.ts", "a.go", "a.rs", "a.java", "a.c", "a.cpp", "a.rb"])
def test_deep_nesting_is_trouble_at_most(path: str, text: str) -> None:
    outline = outlined(path, text)
    assert outline.is_partial or not outline.trouble


def test_deep_texts_are_told_before_they_are_parsed() -> None:
    assert is_too_deep(b"a < " * 1_000, "java")
    assert is_too_deep(b"f(" * 1_000, "go")
    assert outlined("a.java", "a < " * 1_000).trouble == "nested too deeply"


def test_what_strings_and_comments_hold_is_not_deep() -> None:
    assert not is_too_deep(b'x = "((((((((((((((((((((((((((((((((((((((((";\n' * 100, "javascript")
    assert not is_too_deep(b"// ==================================================\n" * 100, "c")
    assert not is_too_deep(b"const A = 1\n" * 1_000, "go")
    assert not is_too_deep(b"{" * 300 + b"}" * 300, "c")


def test_a_parse_that_takes_too_long_is_given_up() -> None:
    ticks = iter(range(0, 1_000_000, 10))
    with pytest.raises(TooHard, match="not understood within 2 s"):
        tree_of("javascript", "f(1);\n" * 1_000, clock=lambda: float(next(ticks)))


def test_a_file_that_is_too_large_is_read_in_part() -> None:
    outline = outlined("a.py", f"x = '{'y' * 1_000}'\n" * 2_500)
    assert outline.is_partial
    assert outline.trouble == "2.5 million characters: read up to line 1986"
    assert [symbol.name for symbol in outline.symbols] == ["x"]


def test_a_bundle_in_one_line_is_read() -> None:
    outline = outlined("a.js", "function f(a){return a};" * 20_000)
    assert len(outline.symbols) == 20_000
    assert outline.trouble == ""


def test_other_files_have_no_outline() -> None:
    for path in ("README.md", "a.txt", "Makefile", "py", ".py", "a.pyc", "a"):
        assert outline_of(path, "x = 1") is None, path
    assert outlined("Rakefile", "X = 1").language == "ruby"


def test_reading_leaves_the_program_as_it_was() -> None:
    filters, limit = list(warnings.filters), sys.getrecursionlimit()
    outline_of("a.py", "x = '\\d' is 1\n" + "(" * 1_000)
    assert (list(warnings.filters), sys.getrecursionlimit()) == (filters, limit)
