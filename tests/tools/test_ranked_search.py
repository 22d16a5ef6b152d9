import asyncio
from pathlib import Path

import pytest
from tests.tools.calling import KeptOutput

from reverie.conversation.messages import TextPart
from reverie.conversation.ports import Plan, ToolRefusal, ToolResult
from reverie.conversation.truncation import Limits
from reverie.tools.place_ranking import pattern_of, rank_places, stems_of
from reverie.tools.ranked_search import RankedSearchArguments, RankedSearchTool
from reverie.tools.rg_records import LineHit
from reverie.tools.workspace import Workspace

FILES = {
    "store/safe.py": """'Files.'


def replace_file(path):
    'A crash leaves the old or the new bytes.'
    pass
""",
    "store/noise.py": "".join(f"file = open('{number}')\n" for number in range(50)),
    "tests/test_safe.py": "def test_replace_file_after_a_crash():\n    replace_file('x')\n",
    "web/form.py": "class WriteArguments:\n    pass\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "project"


def search(root: Path, words: str, characters: int = 1400) -> ToolResult:
    tool = RankedSearchTool(Workspace(root), Limits(40, characters))
    return asyncio.run(tool.run(RankedSearchArguments(words), KeptOutput()))


def text_of(result: ToolResult) -> str:
    return "".join(part.text for part in result.content if isinstance(part, TextPart))


def test_the_place_that_holds_most_comes_first_with_its_lines(root: Path) -> None:
    text = text_of(search(root, "replace a file so that a crash cannot tear it"))
    assert text.startswith("store/safe.py\n1:")
    assert "5:    'A crash leaves the old or the new bytes.'" in text
    assert text.index("store/safe.py") < text.index("tests/test_safe.py")
    assert "WriteArguments" not in text


def test_a_name_is_found_whole(root: Path) -> None:
    assert text_of(search(root, "replace_file")).startswith("store/safe.py")


def test_nothing_found_says_what_to_do(root: Path) -> None:
    assert text_of(search(root, "quaternion")) == "Nothing found for 'quaternion' in 4 files; try other words."


def test_the_result_keeps_within_its_limits(root: Path) -> None:
    for number in range(40):
        (root / f"m{number}.py").write_text("def replace_file():\n" + f"    crash = {'x' * 80}\n" * 30)
    text = text_of(search(root, "replace crash", 900))
    assert len(text) <= 900 + 17 * 100
    assert text.count(".py") <= 4


@pytest.mark.parametrize("words", ["", "?!", "\ud800"])
def test_words_that_are_none_are_refused(root: Path, words: str) -> None:
    assert isinstance(RankedSearchTool(Workspace(root), Limits(9, 99)).plan(RankedSearchArguments(words)), ToolRefusal)


def test_the_plan_reads_the_project_only(root: Path) -> None:
    plan = RankedSearchTool(Workspace(root), Limits(9, 99)).plan(RankedSearchArguments("replace"))
    assert isinstance(plan, Plan)
    assert plan.summary == "search 'replace'"


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("How are the retries delayed?", ("retr", "delay")),
        ("first_delay|retryPolicy", ("first_delay", "retrypolicy", "first", "dela", "retr", "polic")),
        ("where is it", ("wher", "is", "it")),
        ("größe", ("größ",)),
    ],
)
def test_the_telling_words_without_their_endings(text: str, stems: tuple[str, ...]) -> None:
    assert stems_of(text) == stems


def test_a_pattern_is_no_regular_expression_of_the_model() -> None:
    assert pattern_of(("a.b", "c")) == r"a\.b|c"


def test_a_word_counts_only_where_a_word_begins() -> None:
    hits = [LineHit("a.py", 1, "writeArguments tear", 0), LineHit("b.py", 1, "writearguments", 0)]
    assert [place.path for place in rank_places(hits, ("tear",))] == ["a.py"]
    assert rank_places([LineHit("c.py", 4, "class WriteArguments", 0)], ("argument",))[0].best_line == 4


def test_near_lines_are_one_place_and_far_ones_two() -> None:
    hits = [LineHit("a.py", number, "cache", 0) for number in (1, 5, 40)]
    assert sorted([hit.number for hit in place.hits] for place in rank_places(hits, ("cache",))) == [[1, 5], [40]]
