"""Programs: where a name leads on PATH, and never into the folder that a session works in."""

import os
from collections.abc import Mapping


def find_program(name: str, environment: Mapping[str, str]) -> str | None:
    """The absolute path of a program on the environment's PATH, None when it is not there.

    Relative entries (`.`, an empty one) are passed over: they would mean the project, and nobody allowed that to run.
    """
    import shutil

    entries = environment.get("PATH", os.defpath).split(os.pathsep)
    return shutil.which(name, path=os.pathsep.join(entry for entry in entries if os.path.isabs(entry)))
