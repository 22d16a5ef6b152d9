import errno
import json
from pathlib import Path

import pytest

from reverie.storage.errors import BrokenFile, NewerFormat
from reverie.storage.versioned_json import VersionedJson, table


def test_a_missing_file_is_an_empty_object_and_is_made_private(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.json"
    file = VersionedJson(path, 1)
    assert file.read() == {}
    with file.change() as content:
        content["x"] = 1
    assert json.loads(path.read_text()) == {"format": 1, "x": 1}
    assert path.stat().st_mode & 0o777 == 0o600


def test_reading_sees_what_another_wrote(tmp_path: Path) -> None:
    one, other = VersionedJson(tmp_path / "a.json", 1), VersionedJson(tmp_path / "a.json", 1)
    assert one.read() == {}
    with other.change() as content:
        content["x"] = 1
    assert one.read()["x"] == 1


def test_unknown_fields_survive_a_change(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"format": 1, "later": {"deep": [1]}, "x": 1}')
    with VersionedJson(path, 1).change() as content:
        content["x"] = 2
    assert json.loads(path.read_text()) == {"format": 1, "later": {"deep": [1]}, "x": 2}


def test_nothing_is_written_when_nothing_changed_or_the_change_failed(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"format":1,"x":1}')
    with VersionedJson(path, 1).change():
        pass
    with pytest.raises(ZeroDivisionError), VersionedJson(path, 1).change() as content:
        content["x"] = 1 / 0
    assert path.read_text() == '{"format":1,"x":1}'


def test_a_newer_format_is_read_but_never_written(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"format": 2, "x": 1}')
    file = VersionedJson(path, 1)
    assert file.read()["x"] == 1
    with pytest.raises(NewerFormat, match=r"a\.json' has format 2 of a newer Reverie"), file.change() as content:
        content["x"] = 2
    assert path.read_text() == '{"format": 2, "x": 1}'


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00", '{"x": 1}', '{"format": "1"}', '{"format": 1} x'])
def test_a_broken_file_is_named_and_never_overwritten(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    file = VersionedJson(path, 1)
    with pytest.raises(BrokenFile, match=r"a\.json' is broken"):
        file.read()
    with pytest.raises(BrokenFile), file.change() as content:
        content["x"] = 1
    assert path.read_text() == text


def test_a_full_disk_leaves_the_old_object(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"format":1,"x":1}')

    def no_space(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched, pytest.raises(OSError, match="No space"):
        patched.setattr("os.fsync", no_space)
        with VersionedJson(path, 1).change() as content:
            content["x"] = 2
    assert VersionedJson(path, 1).read()["x"] == 1


def test_a_table_that_is_none_breaks_the_file(tmp_path: Path) -> None:
    with pytest.raises(BrokenFile, match="`projects` is not an object of objects"):
        table({"projects": [1]}, "projects", tmp_path / "a.json")
