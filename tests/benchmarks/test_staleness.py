"""The benchmark of stale statements: archives are verified and unpacked inside, and rows are counted as it says."""

import hashlib
import io
import json
import tarfile
from pathlib import Path

import pytest
from benchmarks.archives import Release, WrongArchive, unpacked
from benchmarks.staleness import measure

OLD = {"shop/api.py": "LIMIT = 3\n\n\ndef get(url, timeout=5):\n    return url\n\n\ndef put(url):\n    return url\n"}
NEW = {
    "shop/api.py": "LIMIT = 4\n\n\ndef get(url, timeout=5):\n    return url\n",
    "shop/put.py": "def put(url):\n    return url\n",
}
ROWS = [
    ("`LIMIT` in shop/api.py is 3", True, "stale", "shop/api.py:1: 4"),
    ("`get` takes `timeout=5`", True, "holds", ""),
    ("`put` is defined in `shop/api.py`", True, "moved", "shop/put.py:1: def put"),
    ("It is pleasant to use.", False, "unknown", ""),
]


def _archive(path: Path, files: dict[str, str]) -> Release:
    with tarfile.open(path, "w:gz") as tar:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    return Release(path.name, path.as_uri(), hashlib.sha256(path.read_bytes()).hexdigest())


def _in_top(files: dict[str, str], top: str) -> dict[str, str]:
    return {f"{top}/{name}": text for name, text in files.items()}


def test_counts_rows_by_what_their_labels_say(tmp_path: Path) -> None:
    data, archives = tmp_path / "data", tmp_path / "archives"
    data.mkdir()
    old = _archive(tmp_path / "shop-1.tar.gz", _in_top(OLD, "shop-1"))
    new = _archive(tmp_path / "shop-2.tar.gz", _in_top(NEW, "shop-2"))
    releases = {
        key: {"version": one.version, "url": one.url, "sha256": one.sha256} for key, one in (("old", old), ("new", new))
    }
    description = {"package": "shop", "language": "python", "registry": "pypi", **releases}
    (data / "shop.package.json").write_text(json.dumps(description))
    rows = [
        {
            "id": f"shop-{number}", "text": text, "verbatim": False, "place": "", "bindable": bindable, "kind": "value",
            "at_old": "holds", "at_new": at_new, "now": now,
        }
        for number, (text, bindable, at_new, now) in enumerate(ROWS)
    ]  # fmt: skip
    (data / "shop.jsonl").write_text("\n".join(map(json.dumps, rows)))
    report, misses = measure(data, archives)
    found = {(row.what, row.arm): row.value for row in report.rows}
    assert found["dev: stale, unflagged (of 1)", "reverie"] == 0
    assert found["dev: false alarms (of 1)", "reverie"] == 0
    assert found["dev: moved, not repaired (of 1)", "reverie"] == 0
    assert found["dev: not bound (of 3)", "reverie"] == 0
    assert found["dev: false alarms (of 1)", "always flag"] == 100
    assert found["dev: stale, unflagged (of 1)", "never flag"] == 100
    assert misses == []


def test_refuses_another_archive_than_the_pinned_one(tmp_path: Path) -> None:
    release = _archive(tmp_path / "shop-1.tar.gz", _in_top(OLD, "shop-1"))
    with pytest.raises(WrongArchive):
        unpacked("shop", Release("1", release.url, "0" * 64), tmp_path / "archives")


def test_unpacks_nothing_outside_of_its_folder(tmp_path: Path) -> None:
    release = _archive(tmp_path / "evil.tar.gz", {"../../escaped.txt": "out"})
    with pytest.raises(tarfile.TarError):
        unpacked("evil", release, tmp_path / "archives" / "deep")
    assert not (tmp_path / "escaped.txt").exists()
