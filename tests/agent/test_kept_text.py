from pathlib import Path

import pytest

from reverie.agent.output import KeptText, OutputFolder
from reverie.conversation.truncation import Limits

LIMITS = Limits(lines=10, characters=100)
ONE = "0123456789\n" * 10  # 110 bytes


def kept_on_disk(folder: Path) -> bytes:
    (path,) = folder.iterdir()
    return path.read_bytes()


@pytest.mark.parametrize("size", [1, 7, 110, 1000])
def test_the_file_of_an_output_has_a_bound_and_the_model_is_told(tmp_path: Path, size: int) -> None:
    text = ONE * 20
    kept = KeptText("shell", OutputFolder(tmp_path, LIMITS, most_kept=500))
    for start in range(0, len(text), size):
        kept.feed(text[start : start + size])
    shown = kept.render()
    kept.close()
    assert kept_on_disk(tmp_path) == text[:500].encode()
    assert f"cut; its first 500 bytes, and no more: {tmp_path}/0001-shell.txt ...]" in shown
    assert shown.startswith("0123456789\n") and shown.endswith("0123456789\n")


def test_an_output_that_just_fits_is_kept_whole(tmp_path: Path) -> None:
    kept = KeptText("shell", OutputFolder(tmp_path, LIMITS, most_kept=220))
    kept.feed(ONE)
    kept.feed(ONE)
    shown = kept.render()
    kept.close()
    assert kept_on_disk(tmp_path) == ONE.encode() * 2
    assert "cut; all of it: " in shown
