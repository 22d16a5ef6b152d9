"""The benchmark of notes: its changes make what they say untrue, and its figures are counted as it says."""

import hashlib
import io
import json
import tarfile
from pathlib import Path

from benchmarks.audit_packages import packages
from benchmarks.audit_seeding import Tree, apply, changes
from benchmarks.audit_trees import measure

FILES = {
    "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.9"\n',
    "Makefile": "check:\n\ttrue\n",
    "shop/__init__.py": "",
    "shop/api.py": "class Client:\n    def fetch_all(self, url):\n        return url\n\n\n"
    "def connect_to(url, timeout=5, wait=1):\n    return url\n",
    "shop/cache.py": "def cached():\n    pass\n",
    "README.md": "# Shop\n\nSupports Python 3.9+.\n\n`Client.fetch_all` fetches. `connect_to()` connects.\n\n"
    "`connect_to(url, timeout=5, wait=1)` is its form.\n\nThe cache lives in `shop/cache.py`.\n\nRun `make check`.\n\n"
    "It used to be `shop/api.py`.\n\nSee `shop/gone.py`.\n",
}


def unpack(root: Path) -> Path:
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def test_each_kind_of_change_is_made_of_a_line_that_speaks_of_it(tmp_path: Path) -> None:
    tree = Tree(unpack(tmp_path), ["README.md"])
    made = {one.kind: one for one in changes(tree, seed=0, most=20)}
    assert {kind: one.word for kind, one in made.items()} == {
        "version": "Python 3.9",
        "rename": "Client.fetch_all",
        "rename, bare name": "connect_to()",
        "default": "connect_to(url, timeout=5, wait=1)",
        "move": "shop/cache.py",
        "target": "make check",
    }
    lines = (tmp_path / "README.md").read_text().split("\n")
    assert all(one.word in lines[one.line - 1] for one in made.values())
    texts = {}
    for kind, one in made.items():
        copy = unpack(tmp_path / kind)
        apply(one, copy, tree.programs)
        texts[kind] = {
            path.relative_to(copy).as_posix(): path.read_text() for path in copy.rglob("*") if path.is_file()
        }
        assert texts[kind]["README.md"] == FILES["README.md"]
    assert "fetch_all(" not in texts["rename"]["shop/api.py"]
    assert "def connect_to(" not in texts["rename, bare name"]["shop/api.py"]
    assert "timeout=12" in texts["default"]["shop/api.py"]
    assert texts["move"]["shop/inner/cache.py"] and "shop/cache.py" not in texts["move"]
    assert "3.11" in texts["version"]["pyproject.toml"] and "check" not in texts["target"]["Makefile"]


def test_a_package_is_measured(tmp_path: Path) -> None:
    data, archive = tmp_path / "data", tmp_path / "shop-1.tar.gz"
    data.mkdir()
    with tarfile.open(archive, "w:gz") as tar:
        for name, text in FILES.items():
            member = tarfile.TarInfo(f"shop-1/{name}")
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    pinned = {"package": "shop", "language": "python", "version": "1", "url": archive.as_uri(), "sha256": digest}
    (data / "packages.json").write_text(json.dumps([pinned]))
    (one,) = packages(data)
    measured = measure(one, tmp_path / "archives", most=20, seed=0)
    assert measured.findings == [] and measured.files == len(FILES) and measured.notes == 1
    found = {change.kind: by for change, by in measured.changes}
    assert "reverie" in found["move"] and "reverie" in found["rename"] and "reverie" in found["default"]
    assert all("always" in by and "never" not in by for by in found.values())
    assert "paths by grep" in found["move"] and "paths by grep" not in found["rename"]
    assert [key[2] for key in measured.accused["paths by grep"]] == ["See `shop/gone.py`."]
