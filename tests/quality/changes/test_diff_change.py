"""A change that is known by its diff alone."""

from reverie.quality.changes.diff_change import change_of_diff


def test_a_removed_sql_comment_is_no_header() -> None:
    change = change_of_diff("a.sql", "--- old\n-select 1;\n+select 2;\n")
    assert (change.removed_comment, change.removed_code, change.added_code) == (1, 1, 1)


def test_headers_are_no_lines() -> None:
    headers = "diff --git a/a.py b/a.py\nindex 1..2 100644\n--- a/a.py\n+++ b/a.py\n"
    change = change_of_diff("a.py", headers + "@@ -1 +1,2 @@\n x = 1\n+# y\n\\ No newline at end of file\n")
    assert (change.added_comment, change.added_code, change.removed_code) == (1, 0, 0)
    bare = change_of_diff("a.py", "--- a/a.py\n+++ b/a.py\n+# y\n")
    assert (bare.added_comment, bare.added_code) == (1, 0)


def test_a_hunks_heading_names_the_symbol() -> None:
    change = change_of_diff("a.py", "@@ -10,2 +10,2 @@ def total(self):\n     a = 1\n-    b = 2\n+    b = 3\n")
    assert [(symbol.name, symbol.became, symbol.lines) for symbol in change.symbols] == [("total", "changed", 2)]


def test_a_hunk_may_begin_in_a_comment() -> None:
    block = change_of_diff("a.js", "@@ -1,3 +1,3 @@\n  * one\n+ * two\n  */\n+f();\n")
    assert (block.added_comment, block.added_code) == (1, 1)
    docstring = change_of_diff("a.py", '@@ -2,3 +2,4 @@\n     The first.\n+    The second.\n     """\n+    return 1\n')
    assert (docstring.added_comment, docstring.added_code) == (1, 1)


def test_a_created_file_says_so() -> None:
    assert change_of_diff("a.py", "--- /dev/null\n+++ b/a.py\n@@ -0,0 +1 @@\n+x = 1\n").became == "added"
    assert change_of_diff("a.py", "+x = 1\n").became == "changed"


def test_an_empty_diff_is_no_change() -> None:
    assert change_of_diff("a.py", "").changed_lines == 0
