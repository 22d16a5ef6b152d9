import os
from pathlib import Path

from tests.tools.calling import Bench, origins_of, text_of

from reverie.conversation.ports import ToolRefusal
from reverie.conversation.record import ListedFolder
from reverie.conversation.truncation import Limits


def test_one_level_with_sizes(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "b.txt").write_text("x" * 2000)
    (tmp_path / "link").symlink_to("b.txt")
    (tmp_path / "broken").symlink_to("nowhere")
    result = Bench(tmp_path).call("list")
    assert text_of(result) == "b.txt  2.0 KB\nbroken -> nowhere\nlink -> b.txt\nsrc/\n"
    assert (origins_of(result), result.note) == (["repo"], "4 lines")


def test_a_tree_leaves_out_what_is_not_source(tmp_path: Path) -> None:
    (tmp_path / "a" / "b" / "c").mkdir(parents=True)
    (tmp_path / "node_modules" / "x").mkdir(parents=True)
    (tmp_path / "a" / "loop").symlink_to("..")
    text = text_of(Bench(tmp_path).call("list", depth=2))
    assert text == "a/\n  b/\n  loop -> ..\nnode_modules/\n"


def test_many_entries_are_capped_and_it_is_said(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}").touch()
    text = text_of(Bench(tmp_path, limits=Limits(10, 1000)).call("list"))
    assert text.endswith("09  0 B\n[only the first 10 entries; list one of the folders, or search with a glob]")


def test_a_deep_tree_is_not_walked_to_its_end(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number:02}" / "deep").mkdir(parents=True)
    assert "only the first 6 entries" in text_of(Bench(tmp_path, limits=Limits(6, 1000)).call("list", depth=5))


def test_an_empty_folder_a_file_and_a_missing_one(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    bench = Bench(tmp_path)
    assert text_of(bench.call("list", path="empty")) == "[the folder is empty]"
    assert bench.plan("list", path="file") == ToolRefusal("'file' is a file, not a folder; use read.")
    assert bench.plan("list", path="fil") == ToolRefusal("'fil' is not there. Close to it: 'file'.")


def test_a_name_with_a_newline_stays_on_its_line(tmp_path: Path) -> None:
    os.mkdir(os.fsencode(tmp_path) + b"/a\nb \xff")
    assert text_of(Bench(tmp_path).call("list")) == "a\\nb \\xff/\n"


def test_a_listing_leaves_its_folder_in_the_record(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    bench = Bench(tmp_path)
    assert bench.call("list").effect == ListedFolder(".")
    assert bench.call("list", path="inside").effect == ListedFolder("inside")
    assert bench.call("list", path="missing").effect is None
