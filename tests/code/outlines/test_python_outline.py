"""Python outlines, counted by hand."""

import textwrap

from tests.code.outlines.outlining import described, imported, outlined, signature, symbol_of

from reverie.code.values import Outline


def read(text: str) -> Outline:
    return outlined("a.py", textwrap.dedent(text).lstrip("\n"))


def test_definitions_of_a_module() -> None:
    outline = read(
        '''
        """Docs."""
        import os
        TIMEOUT: Final = 60 * 5
        LIMIT = 10  # of something
        name = "x"
        first, second = 1, (2, 3)
        a = b = None
        def plain(x, y=1, *rest, z, w="q", **options) -> int: ...
        async def slow(p, /, q=None): ...
        short = lambda k, v=2: k
        T = TypeVar("T")
        Alias: TypeAlias = dict[str, int]
        Point = namedtuple("Point", "x y")
        '''
    )
    assert described(outline) == [
        "3 constant TIMEOUT = 60 * 5",
        "4 constant LIMIT = 10",
        '5 variable name = "x"',
        "6 variable first = 1",
        "6 variable second = (2, 3)",
        "7 variable a = None",
        "7 variable b = None",
        '8 function plain(x, y=1, *rest, key z, key w="q", **options)',
        "9 function slow(p, q=None)",
        "10 function short(k, v=2)",
        '11 type T = TypeVar("T")',
        "12 type Alias = dict[str, int]",
        "13 class Point(x, y)",
    ]
    assert symbol_of(outline, "plain").returns == "int"
    assert symbol_of(outline, "TIMEOUT").returns == "Final"
    assert not outline.is_partial
    assert outline.trouble == ""


def test_members_of_a_class() -> None:
    outline = read(
        """
        class Session(Base, metaclass=Meta):
            timeout = 30
            hooks: dict[str, int]
            def __init__(self, url, *, verify=True):
                self.url = url
                self.timeout = 5
                if verify:
                    self.verified, self.count = True, 0
                def inner():
                    self.hidden = 1
            @property
            def ok(self) -> bool:
                return True
            @ok.setter
            def ok(self, value): ...
            @staticmethod
            def made(a): ...
            @classmethod
            def of(cls, b=1):
                cls.made_one = True
            async def send(self, request, **kwargs): ...
            class Error(Exception):
                code = 1
            request = send
        """
    )
    assert described(outline) == [
        "1 class Session(url, key verify=True)",
        "2 attribute Session.timeout = 30",
        "3 attribute Session.hooks",
        "4 method Session.__init__(url, key verify=True)",
        "5 attribute Session.url = url",
        "8 attribute Session.verified = True",
        "8 attribute Session.count = 0",
        "12 attribute Session.ok",
        "17 method Session.made(a)",
        "19 method Session.of(b=1)",
        "20 attribute Session.made_one = True",
        "21 method Session.send(request, **kwargs)",
        "22 class Session.Error",
        "23 attribute Session.Error.code = 1",
        "24 attribute Session.request = send",
    ]
    assert symbol_of(outline, "Session").bases == ("Base",)
    assert symbol_of(outline, "Session.ok").decorators == ("property",)


def test_constructors_that_are_made_of_fields() -> None:
    outline = read(
        """
        from dataclasses import dataclass, field, KW_ONLY
        import attr, msgspec
        from attrs import define
        from pydantic import BaseModel, Field
        from typing import NamedTuple, TypedDict
        @dataclass(frozen=True)
        class A:
            x: int
            kind: ClassVar[str] = "a"
            y: list[int] = field(default_factory=list)
            made: int = field(init=False, default=0)
            _: KW_ONLY
            z: int = 3
        @dataclass
        class B(A):
            w: int = 1
        @attr.s
        class C:
            _a = attr.ib(default=1)
            other = 2
        @define(kw_only=True)
        class D:
            d: int
        class E(msgspec.Struct, frozen=True):
            e: str = ""
        class F(E):
            f: int = 0
        class G(BaseModel):
            model_config = {}
            g: int = Field(..., alias="gee")
            h: int = Field(5, gt=1)
        class H(NamedTuple):
            h: int
            i: int = 1
        class I(TypedDict):
            k: int
        class J(Unknown): ...
        class K: ...
        @dataclass
        class L(Unknown):
            x: int
        @unknown
        class M: ...
        class N(Exception): ...
        """
    )
    signatures = {symbol.name: symbol for symbol in outline.symbols if symbol.kind == "class"}
    known = {name: signature(each) for name, each in signatures.items() if each.parameters is not None}
    assert known == {
        "A": "x, y=list(), key z=3",
        "B": "x, y=list(), w=1, key z=3",
        "C": "a=1",
        "D": "key d",
        "E": 'e=""',
        "F": 'e="", f=0',
        "G": "key gee, key h=5",
        "H": "h, i=1",
        "I": "key k",
        "K": "",
    }


def test_definitions_under_conditions_are_each_a_possibility() -> None:
    outline = read(
        """
        if sys.platform == "win32":
            def f(a): ...
        else:
            def f(a, b): ...
        try:
            import fast
        except ImportError:
            fast = None
        with suppress(E):
            X = 1
        if TYPE_CHECKING:
            from .types import Y
        def g(old): ...
        def g(new): ...
        for n in range(3):
            K = n
        """
    )
    assert described(outline) == [
        "2 function f(a)",
        "4 function f(a, b)",
        "8 variable fast = None",
        "10 constant X = 1",
        "14 function g(new)",
        "16 constant K = n",
    ]
    assert imported(outline) == [("fast", "fast", ""), ("Y", ".types", "Y")]


def test_the_definition_after_overloads_counts() -> None:
    outline = read(
        """
        @overload
        def f(a: int) -> int: ...
        @overload
        def f(a: str, b: int) -> str: ...
        def f(a, b=None): ...
        class A:
            @typing.overload
            def m(self, x: int): ...
            @typing.overload
            def m(self, x: str, y: int): ...
        """
    )
    assert signature(symbol_of(outline, "f")) == "a, b=None"
    assert signature(symbol_of(outline, "A.m")) == "x, y=..."  # as in a stub: what one of them lacks may be left out


def test_imports_of_all_kinds() -> None:
    outline = read("import a\nimport b.c\nimport d.e as f\nfrom . import g\nfrom ..h import i as j, k\n")
    assert imported(outline) == [
        ("a", "a", ""),
        ("b", "b.c", ""),
        ("f", "d.e", ""),
        ("g", ".", "g"),
        ("j", "..h", "i"),
        ("k", "..h", "k"),
    ]
    assert not outline.is_partial


def test_names_that_cannot_be_seen_make_it_partial() -> None:
    for text in (
        "from a import *",
        "def __getattr__(name): ...",
        "globals()['x'] = 1",
        "globals().update(other)",
        "sys.modules[__name__] = Lazy()",
        "__all__ = ['made_elsewhere']",
    ):
        outline = read(text)
        assert (outline.is_partial, outline.trouble) == (True, ""), text
    assert not read("__all__ = ['f', 'g']\nimport g\ndef f(): ...").is_partial


def test_defaults_and_values_are_in_one_line() -> None:
    outline = read(
        """
        TABLE = {
            "a": 1,  # one
            "b # c":   2,
        }
        def f(
            a=(
                1,
                2,
            ),
            b="x  y",
            c={**x},
        ): ...
        LONG = "%s"
        """
        % ("y" * 300)
    )
    assert symbol_of(outline, "TABLE").value == '{"a": 1, "b # c": 2}'
    assert signature(symbol_of(outline, "f")) == 'a=(1, 2,), b="x  y", c={**x}'
    assert symbol_of(outline, "LONG").value == ""


BODY = "    total = 0\n    for item in items:\n        total += weight(item) * 2\n    return total\n"


def test_a_body_is_known_again_whatever_its_name_and_layout() -> None:
    documented = BODY.replace("    total = 0", '    """Docs."""\n    # a comment\n    total  =  0\n')
    first = symbol_of(read(f"def add(items):\n{BODY}"), "add")
    second = symbol_of(read(f"def sum_up(items, more):\n{documented}"), "sum_up")
    other = symbol_of(read(f"def add(items):\n{BODY.replace('2', '3')}"), "add")
    assert first.body == second.body != other.body
    assert len(first.body) == 16
    assert symbol_of(read("def f(x):\n    return x + 1\n"), "f").body == ""


def test_a_function_that_calls_itself_is_known_after_its_renaming() -> None:
    text = "def {0}(n):\n    if n < 2:\n        return n\n    return {0}(n - 1) + {0}(n - 2)\n"
    assert symbol_of(read(text.format("fib")), "fib").body == symbol_of(read(text.format("series")), "series").body


def test_a_broken_file_gives_what_is_sound() -> None:
    outline = read(
        """
        import os
        class A(B):
            x: int = 3
            def __init__(self, a, b=(1,
                2)):
                self.q = a
            def broken(self, k=1):
                y = = 3
            @property
            def after(self): ...
        @deco
        def g(a,
              b={1: 2}):
            foo(
        def h(): return \"\"\"
        def not_me(): pass
        \"\"\"
        {% template %}
        if X:
            K = 3
            ?
            J = 4
        """
    )
    assert outline.is_partial
    assert outline.trouble == "line 8: invalid syntax"
    assert described(outline) == [
        "2 class A",
        "3 attribute A.x = 3",
        "4 method A.__init__(a, b=(1, 2))",
        "6 attribute A.q = a",
        "7 method A.broken(k=1)",
        "10 attribute A.after",
        "12 function g(a, b={1: 2})",
        "15 function h()",
        "20 constant K = 3",
        "22 constant J = 4",
    ]
    assert symbol_of(outline, "A").bases == ("B",)
    assert imported(outline) == [("os", "os", "")]


def test_newer_syntax_is_read_as_a_whole() -> None:
    outline = read(
        """
        type Pair[T] = tuple[T, T]
        class Box[T](Base):
            def __init__(self, item: T): ...
        def f[T: int = 3](a: T) -> T:
            try:
                return a
            except A, B:
                pass
        """
    )
    assert (outline.trouble, outline.is_partial) == ("", False)
    assert [symbol.name for symbol in outline.symbols] == ["Pair", "Box", "Box.__init__", "f"]
    assert signature(symbol_of(outline, "Box")) == "item"


def test_python_2_is_read_with_trouble() -> None:
    outline = read(
        """
        MODE = 0777
        class A(B):
            def __init__(self, a):
                print "x", a; self.x = 10L
            def m(self):
                try: pass
                except E, e: raise F, "text"
        """
    )
    assert outline.is_partial
    assert outline.trouble.startswith("line 1: ")
    assert described(outline) == [
        "1 constant MODE = 0o777",
        "2 class A(a)",
        "3 method A.__init__(a)",
        "4 attribute A.x = 10",
        "5 method A.m()",
    ]


def test_odd_escapes_warn_nobody() -> None:
    # Warnings are errors here, so that this would be trouble.
    assert read(r"x = '\d'").trouble == ""


def test_lines_are_those_of_the_file() -> None:
    assert described(outlined("a.py", "\ufeffx = 1\r\ny = 2\rz = 'é' ; W = 4\n")) == [
        "1 variable x = 1",
        "2 variable y = 2",
        "3 variable z = 'é'",
        "3 constant W = 4",
    ]
