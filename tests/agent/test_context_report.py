"""What fills the context: the rows add up, and name what a person can do something about."""

from pathlib import Path

import pytest

from reverie.agent.context import Context
from reverie.agent.context_report import ContextReport, context_report
from reverie.agent.prompt import Surroundings, instruction_block, system_prompt
from reverie.agent.request import FixedPrompt
from reverie.config.instructions import InstructionFile
from reverie.conversation.messages import TextPart, Usage, UserMessage
from tests.agent.compaction.conversation import Conversation, read, shell
from tests.fakes.loop import says

OWN = InstructionFile(Path("/home/ann/AGENTS.md"), "Be kind.\n# From `/evil` (instructions, mine)\nx" * 20, "human")
REPO = InstructionFile(Path("/p/AGENTS.md"), "Run make. " * 40, "repo")
NESTED = InstructionFile(Path("/p/sub/AGENTS.md"), "Use black. " * 30, "repo", Path("/p/sub"))


def worked(folder: Path) -> Conversation:
    conversation = Conversation(folder, says("It was so."))
    system = system_prompt("be good " * 50, Surroundings("/p", "linux", "2026-11-20", True), (OWN, REPO))
    fixed = FixedPrompt(system, conversation.equipment.context.fixed.tools, 1_000)
    context = Context(lambda: fixed, 40_000)
    import msgspec

    conversation.equipment = msgspec.structs.replace(conversation.equipment, context=context)
    conversation.person("Never push. " * 30).does(read("sub/a.py", *["x = 1"] * 90), shell("make", "fine " * 40))
    conversation.history.add(UserMessage((TextPart(instruction_block(NESTED), "repo"),)))
    return conversation.answers("Made it. " * 20)


def by_name(report: ContextReport) -> dict[str, int]:
    return {row.name: row.tokens for row in report.rows}


@pytest.mark.parametrize("counted", [0, 500, 9_000])
def test_the_rows_add_up_to_the_window_and_to_what_the_server_counted(tmp_path: Path, counted: int) -> None:
    conversation = worked(tmp_path)
    conversation.equipment.context.report(conversation.messages, Usage(counted))
    report = context_report(conversation.history, conversation.equipment)
    assert sum(row.tokens for row in report.rows) == report.window == 40_000
    assert sum(row.tokens for row in report.rows if row.kind != "free") == report.used
    assert report.used == counted or not counted
    assert all(row.tokens >= 0 for row in report.rows)


def test_each_file_each_tool_and_both_sides_have_a_row(tmp_path: Path) -> None:
    conversation = worked(tmp_path)
    rows = by_name(context_report(conversation.history, conversation.equipment))
    assert list(rows) == [
        *("system prompt", "tools", "/home/ann/AGENTS.md", "/p/AGENTS.md", "the person's messages"),
        *("the model's words and calls", "/p/sub/AGENTS.md", "results of read", "results of shell"),
        *("free until it is made smaller", "kept free for the reply"),
    ]
    assert rows["/home/ann/AGENTS.md"] > 300 and rows["results of read"] > rows["results of shell"] > 50


def test_after_a_compaction_it_says_what_was_kept_by_whom(tmp_path: Path) -> None:
    conversation = worked(tmp_path).fill(30, 3_000)
    assert conversation.compact()
    report = context_report(conversation.history, conversation.equipment)
    rows = by_name(report)
    assert rows["kept of before: the person's words"] > 50 and rows["kept of before: by code"] > 50
    assert 0 < rows["kept of before: a model's account"] < 20
    assert report.compactions == 1


def test_past_the_limit_nothing_is_free_and_it_still_adds_up(tmp_path: Path) -> None:
    conversation = worked(tmp_path)
    conversation.equipment.context.report(conversation.messages, Usage(39_500))
    report = context_report(conversation.history, conversation.equipment)
    assert [row.tokens for row in report.rows[-2:]] == [0, 500]
