"""A path that was shown is found again, whatever its name."""

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reverie.conversation.shown_path import path_shown, show_path

ROOT = Path("/no/such/project")
names = st.binary(min_size=1, max_size=12).map(lambda raw: raw.replace(b"\0", b"0").replace(b"/", b"\\"))


@given(names.filter(lambda raw: raw not in (b".", b"..")))
def test_a_name_of_any_bytes_comes_back_unless_it_spells_an_escape_itself(raw: bytes) -> None:
    path = ROOT / os.fsdecode(raw)
    shown = show_path(path, ROOT)
    assert shown.isprintable()
    assert path_shown(shown, ROOT) == path or (shown == str(path.name) and "\\" in shown)


def test_the_file_that_is_there_decides_between_two_readings(tmp_path: Path) -> None:
    odd, plain = tmp_path / os.fsdecode(b"x\xff"), tmp_path / "x\\xff"
    assert show_path(odd, tmp_path) == show_path(plain, tmp_path) == "x\\xff"
    odd.touch()
    assert path_shown("x\\xff", tmp_path) == odd
    plain.touch()
    assert path_shown("x\\xff", tmp_path) == plain


def test_below_the_root_it_is_relative() -> None:
    assert [show_path(Path(path), ROOT) for path in ("/no/such/project", "/no/such/project/a b", "/no/other")] == [
        ".",
        "a b",
        "/no/other",
    ]
    assert path_shown("/no/other", ROOT) == Path("/no/other") and path_shown("a b", ROOT) == ROOT / "a b"
