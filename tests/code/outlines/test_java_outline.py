"""Java outlines, counted by hand."""

from tests.code.outlines.outlining import described, imported, outlined

TYPES_AND_MEMBERS = """\
package com.foo;
import java.util.List;
import static java.lang.Math.*;
@Deprecated
public abstract class A<T> extends B<T> implements C, D {
  public static final int MAX = 10, MIN = -1;
  private String name;
  static { init(); }
  public A(String name, int... xs) { this.name = name; }
  A(String name) {}
  @Override public <R> List<R> m(final Map<String, R> a, @Nullable int[] b) { int inner = 1; return null; }
  public void m(int x) {}
  abstract void draw();
  enum Color { RED, GREEN("g") { void q() {} }; private final String s; Color(String s) {} int f() { return 1; } }
  interface In extends Y { int K = 3; void go(int z); default int d() { return 1; } }
  static class Nested { int y = 2; }
  record P(int x, String y) implements Q { int sum() { return x; } }
  @interface Ann { String value() default "x"; }
}
"""


def test_types_and_members() -> None:
    outline = outlined("a.java", TYPES_AND_MEMBERS)
    assert described(outline) == [
        "5 class A(name, *xs)",
        "6 constant A.MAX = 10",
        "6 constant A.MIN = -1",
        "7 attribute A.name",
        "11 method A.m(a, b)",
        "12 method A.m(x)",
        "13 method A.draw()",
        "14 attribute A.Color.RED",
        '14 attribute A.Color.GREEN = ("g")',
        "14 attribute A.Color.s",
        "14 method A.Color.f()",
        "14 class A.Color(s)",
        "15 constant A.In.K = 3",
        "15 method A.In.go(z)",
        "15 method A.In.d()",
        "15 type A.In",
        "16 attribute A.Nested.y = 2",
        "16 class A.Nested()",
        "17 method A.P.sum()",
        "17 attribute A.P.x",
        "17 attribute A.P.y",
        "17 class A.P(x, y)",
        '18 method A.Ann.value() = "x"',
        "18 type A.Ann",
    ]
    assert imported(outline) == [
        ("List", "java.util", "List"),
        ("*", "java.lang.Math", "*"),
    ]
    assert (outline.is_partial, outline.trouble) == (False, "")
