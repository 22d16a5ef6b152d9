"""Programs: where a name leads on PATH, and never into the folder that a session works in."""

import os
from collections.abc import Iterator, Mapping


def find_program(name: str, environment: Mapping[str, str]) -> str | None:
    """The absolute path of a program on the environment's PATH, None when it is not there.

    Relative entries (`.`, an empty one) are passed over: they would mean the project, and nobody allowed that to run.
    """
    import shutil

    return shutil.which(name, path=os.pathsep.join(absolute_entries(environment)))


def absolute_entries(environment: Mapping[str, str]) -> Iterator[str]:
    """The entries of PATH that do not depend on where one stands."""
    yield from filter(os.path.isabs, environment.get("PATH", os.defpath).split(os.pathsep))
