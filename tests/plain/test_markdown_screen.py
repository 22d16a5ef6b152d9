"""What stands on a screen of a given size after an answer was printed; pyte is the terminal."""

import pyte

from reverie.plain.terminal.markdown import MarkdownStream


def screen_of(source: str, columns: int = 40, lines: int = 30) -> pyte.Screen:
    screen = pyte.Screen(columns, lines)
    terminal = pyte.Stream(screen)
    stream = MarkdownStream(lambda: columns, colour=True)
    for start in range(0, len(source), 7):
        terminal.feed(stream.feed(source[start : start + 7]).replace("\n", "\r\n"))
    terminal.feed(stream.finish().replace("\n", "\r\n"))
    return screen


def shown(source: str, columns: int = 40, lines: int = 30) -> list[str]:
    rows = [row.rstrip() for row in screen_of(source, columns, lines).display]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def test_an_answer() -> None:
    source = """\
I found *it*: `Session.resume` reads the **whole** file.

## What I changed
1. **Start**: from the last mark:
   ```python
   def resume():
       return 1
   ```
2. Tests, with a text that has to be wrapped
   - a torn tail
   - empty

> A quote with **bold**
goes on.

---
See [the docs](https://example.org/x).
"""
    assert shown(source) == [
        "I found it: `Session.resume` reads the",
        "whole file.",
        "",
        "What I changed",
        "1. Start: from the last mark:",
        "```python",
        "def resume():",
        "    return 1",
        "```",
        "2. Tests, with a text that has to be",
        "   wrapped",
        "   • a torn tail",
        "   • empty",
        "",
        "│ A quote with bold goes on.",
        "",
        "───",
        "",
        "See the docs (https://example.org/x).",
    ]


def test_styles_are_where_they_belong_and_end_there() -> None:
    screen = screen_of("plain **bold** *leaning* [link](u) `code`\n\n# Head\n\nend")
    cells = screen.buffer[0]
    assert [cells[place].bold for place in (0, 6, 9, 10)] == [False, True, True, False]
    assert cells[11].italics
    assert cells[19].underscore
    assert cells[29].fg == "cyan"
    assert screen.buffer[2][0].bold
    assert screen.buffer[4][0] == screen.default_char._replace(data="e")


def test_a_table_stands_in_columns() -> None:
    source = "Here:\n| Case | Before | 日本 |\n|:--|--:|:-:|\n| ten | 12 ms | x |\n| `a|b` | 1 | 語 |\nno row\n"
    assert shown(source) == [
        "Here:",
        "",
        "Case    Before  日本",
        "──────  ──────  ────",
        "ten      12 ms   x",
        "`a|b`        1   語",
        "no row",
    ]


def test_a_table_that_does_not_fit_gives_way() -> None:
    source = "| Name | Text |\n|-|-|\n| one | a text that is too long for it |\n| two | short |\n"
    assert shown(source, 24) == [
        "Name  Text",
        "────  ──────────────────",
        "one   a text that is too",
        "      long for it",
        "two   short",
    ]
    assert shown("| Name of it | b |\n|-|-|\n| one of many | x |\n| two | y |\n", 15)[2:] == [
        "one of      x",
        "many",
        "",
        "two         y",
    ]
    assert shown(source, 12) == [
        "Name: one",
        "Text: a text",
        "that is too",
        "long for it",
        "",
        "Name: two",
        "Text: short",
    ]


def test_cells_beyond_the_header_are_kept() -> None:
    assert shown("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n")[2] == "1    2 | 3"


def test_wide_and_combining_characters_wrap_at_the_edge() -> None:
    assert shown("日本語の文章はスペースがない。", 12) == ["日本語の文章", "はスペースが", "ない。"]
    assert shown("cafe\u0301 cafe\u0301 cafe\u0301", 10) == ["café café", "café"]


def test_a_closing_mark_does_not_begin_a_line() -> None:
    assert shown("日本語日本。", 10) == ["日本語日", "本。"]


def test_a_long_address_is_not_cut_in_two() -> None:
    address = "https://example.org/" + "a" * 40
    stream = MarkdownStream(lambda: 30, colour=False)
    assert stream.feed(f"See {address} there.\n\n") == f"See\n{address}\nthere.\n"


def test_a_link_cannot_hide_where_it_leads() -> None:
    assert shown("[https://good.org](https://evil.org)", 60) == ["https://good.org (https://evil.org)"]
    assert shown("<https://good.org>", 60) == ["https://good.org"]
    assert shown("![a picture](pic.png)") == ["image: a picture (pic.png)"]
    assert shown("[x](javascript:alert%281%29)") == ["x (javascript:alert%281%29)"]


def test_numbers_go_on_as_markdown_wants() -> None:
    assert shown("3. c\n3. d\n\n   more\n1. e\n") == ["3. c", "4. d", "", "   more", "5. e"]
    assert shown("1. a\n\ntext\n\n2. b\n") == ["1. a", "", "text", "", "2. b"]


def test_marks_without_text_and_nested_marks() -> None:
    assert shown("-\n- a\n- 1. b\n  2. c\n- ```\n  x\n  ```\n- d") == [
        "•",
        "• a",
        "• 1. b",
        "  2. c",
        "•",
        "```",
        "x",
        "```",
        "• d",
    ]


def test_html_and_unknown_syntax_are_shown_as_written() -> None:
    assert shown("<div>a</div>\n\n~~b~~ <kbd>c</kbd>\n\n[ref]: http://x\n") == [
        "<div>a</div>",
        "",
        "~~b~~ <kbd>c</kbd>",
        "",
        "[ref]: http://x",
    ]


def test_a_heading_underlined_and_a_rule_below_a_list() -> None:
    assert shown("Head\n====\ntext\n\n- a\n---\n") == ["Head", "", "text", "", "• a", "", "───"]


def test_code_keeps_its_blank_lines_and_its_fences_count() -> None:
    source = "````md\n```py\n\n\nx\n```\n````\n"
    assert shown(source) == ["````md", "```py", "", "", "x", "```", "````"]


def test_code_that_never_ends_is_shown() -> None:
    assert shown("```\na\nb") == ["```", "a", "b"]


def test_escape_sequences_stay_text() -> None:
    assert shown("a \x1b[31mred\x1b]8;;http://x\x07y `\x1b[2J`", 80) == [
        r"a \x1b[31mred\x1b]8;;http://x\x07y `\x1b[2J`"
    ]
    assert shown("```\n\x1b[2J\r\n```\n") == ["```", r"\x1b[2J", "```"]
    assert shown("a &#x202e;b &#13;c &#27;d") == [r"a \u202eb \x0dc �d"]
    assert shown("[a](<http://x/\x1b[1m>)") == [r"a (http://x/\x1b[1m)"]


def test_a_line_as_wide_as_the_screen_takes_one_row() -> None:
    assert shown("aaaa bbbbb\n\nc", 10) == ["aaaa bbbbb", "", "c"]


def test_prose_is_not_wider_than_one_can_read() -> None:
    rows = shown("word " * 60, 200)
    assert max(map(len, rows)) <= 100
