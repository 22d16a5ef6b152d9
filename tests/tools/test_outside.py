"""Outside the project a plan tells nothing of the files, because it is made before anybody gave permission."""

from pathlib import Path
from typing import Any

import pytest
from tests.tools.calling import Bench, text_of

from reverie.conversation.access import CommandAccess, ReadAccess, WriteAccess
from reverie.conversation.ports import Plan, ToolRefusal

READING: list[tuple[str, dict[str, Any]]] = [
    ("read", {}),
    ("list", {}),
    ("search", {"pattern": "x"}),
    ("search", {"glob": "*.py"}),
]
NAMES = ("there.txt", "folder", "binary", "gone", "gone/deep", "there.txt/below", "loop")


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    (folder / "folder").mkdir(parents=True)
    (folder / "there.txt").write_text("old\n")
    (folder / "binary").write_bytes(b"\0")
    (folder / "loop").symlink_to("loop")
    return folder


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    (tmp_path / "root").mkdir()
    return Bench(tmp_path / "root")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("tool", "arguments"), READING)
def test_reading_is_planned_whatever_is_there(
    bench: Bench, outside: Path, tool: str, arguments: dict[str, Any], name: str
) -> None:
    plan = bench.plan(tool, path=str(outside / name), **arguments)
    assert isinstance(plan, Plan)
    assert plan.access == ReadAccess(outside / name)


@pytest.mark.parametrize("name", NAMES)
def test_an_edit_is_planned_whatever_is_there_and_shows_what_is_wanted(bench: Bench, outside: Path, name: str) -> None:
    path = outside / name
    plan = bench.plan("edit", path=str(path), edits=[{"old": "a", "new": "b"}, {"old": "c", "new": "d"}])
    assert isinstance(plan, Plan)
    assert (plan.summary, plan.access) == (f"edit {path}", WriteAccess(path))
    changed = [line for line in plan.preview.split("\n") if line in ("-a", "+b", "-c", "+d")]
    assert changed == ["-a", "+b", "-c", "+d"]


@pytest.mark.parametrize("name", NAMES)
def test_a_write_is_planned_whatever_is_there_and_shows_its_content(bench: Bench, outside: Path, name: str) -> None:
    plan = bench.plan("write", path=str(outside / name), content="new\n")
    assert isinstance(plan, Plan)
    assert plan.access == WriteAccess(outside / name)
    assert "\n+new" in plan.preview


@pytest.mark.parametrize("name", NAMES)
def test_so_is_a_command(bench: Bench, outside: Path, name: str) -> None:
    plan = bench.plan("shell", command="ls", directory=str(outside / name))
    assert plan == Plan(f"$ ls (in {outside / name})", CommandAccess("ls", outside / name))


def test_what_is_wrong_is_told_when_it_runs(bench: Bench, outside: Path) -> None:
    gone = str(outside / "gone")
    said = {tool: bench.call(tool, path=gone, **arguments) for tool, arguments in READING}
    said["edit"] = bench.call("edit", path=gone, old="a", new="b")
    said["write"] = bench.call("write", path=str(outside / "there.txt"), content="new\n")
    said["shell"] = bench.call("shell", command="ls", directory=gone)
    assert {tool: result.failed for tool, result in said.items()} == dict.fromkeys(said, True)
    assert all("is not there" in text_of(said[tool]) for tool in ("read", "list", "search", "edit", "shell"))
    assert (outside / "there.txt").read_text() == "old\n"


def test_in_the_project_a_missing_path_is_refused_without_a_question(bench: Bench) -> None:
    for tool, arguments in [*READING, ("edit", {"old": "a", "new": "b"})]:
        assert isinstance(bench.plan(tool, path="gone", **arguments), ToolRefusal)
    assert isinstance(bench.plan("shell", command="ls", directory="gone"), ToolRefusal)
