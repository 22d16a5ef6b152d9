"""What `/context` shows of a report: whole words in any width."""

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from reverie.agent.context_report import ContextReport, ContextRow
from reverie.plain.commands.context import as_lines


def report(*rows: ContextRow, compactions: int = 0) -> ContextReport:
    return ContextReport(200_000, 25_500, 160_000, compactions, rows)


def row(name: str, tokens: int) -> ContextRow:
    return ContextRow("other", name, tokens)


def test_a_table_reads_well() -> None:
    assert as_lines(report(row("tools", 50_000), row("free until it is made smaller", 3_000)), 80) == [
        "Context: 25,500 of 200,000 tokens (13 %); made smaller at 160,000.",
        "tools                                  50,000   25 %  #####",
        "free until it is made smaller           3,000    2 %",
    ]


def test_in_forty_columns_no_label_is_cut() -> None:
    rows = row("free until it is made smaller", 3_000), row("kept of before: the person's words", 12)
    assert as_lines(report(*rows, compactions=1), 40) == [
        "Context: 25,500 of 200,000 tokens (13",
        "%); made smaller at 160,000.",
        "Made smaller once so far.",
        "free until it is made       3,000    2 %",
        "  smaller",
        "kept of before: the            12    0 %",
        "  person's words",
    ]


def test_a_long_path_stands_whole_in_several_lines() -> None:
    path = "/home/ann/work/" + "sub/" * 8 + "AGENTS.md"
    lines = as_lines(report(row(path, 10)), 40)[2:]
    assert "".join([lines[0][:24].rstrip(), *(line.strip() for line in lines[1:])]) == path


@given(
    names=st.lists(st.text(max_size=300), max_size=5),
    tokens=st.integers(0, 200_000),
    width=st.integers(30, 200),
)
def test_no_line_is_wider_than_the_screen(names: list[str], tokens: int, width: int) -> None:
    for line in as_lines(report(*(row(name, tokens) for name in names), compactions=3), width):
        assert wcswidth(line) <= width and "\n" not in line
