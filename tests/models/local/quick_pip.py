"""`pip download … --dest FOLDER NAME==VERSION` from the folder PIP_FIND_LINKS, and nothing else."""

import os
import shutil
import sys
from pathlib import Path

name, _, version = sys.argv[-1].partition("==")
folder = Path(sys.argv[sys.argv.index("--dest") + 1])
wheel = Path(os.environ["PIP_FIND_LINKS"]) / f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
if not wheel.exists():
    sys.exit(f"ERROR: No matching distribution found for {sys.argv[-1]}")
shutil.copy(wheel, folder)
