"""What a person is told of an adoption. Paths are put in as they are: who prints a line makes it visible."""

import os
from collections.abc import Mapping, Sequence

from .adopt import Adoptable, Adopted, adoptable, has_facts
from .places import Places
from .project import Project


def offer(project: Project, places: Places, environ: Mapping[str, str] = os.environ) -> str:
    """The line that offers a memory to a project without one; empty when there is nothing to offer. Adopts nothing.

    Raises as `ProjectMap`.
    """
    if project.id is None or has_facts(project.folder(places) / "memory"):
        return ""
    return offer_line(adoptable(project, places, environ))


def offer_line(found: Sequence[Adoptable]) -> str:
    """One line for what can be adopted; empty for nothing."""
    if len(found) > 1:
        same = "" if any(one.was_here for one in found) else " with the same first commit"
        return f"{len(found)} projects{same} have a memory; choose one: reverie memory adopt"
    for one in found:
        if one.was_here:
            return (
                "another project was here before, which has a memory; "
                f"to bring it here, with its sessions and its trust: reverie memory adopt {one.id}"
            )
        if one.is_there:
            return (
                f"'{one.path}' has the same first commit, and a memory; "
                f"to share it, with its sessions and its trust: reverie memory adopt {one.id}"
            )
        return (
            f"this seems to be the project that was at '{one.path}', which has a memory; "
            f"to go on with it, its sessions and its trust: reverie memory adopt {one.id}"
        )
    return ""


def choice_line(one: Adoptable) -> str:
    """One line for one of several: `k7m2q9x4td…  /old/place (gone)`."""
    state = "was here before" if one.was_here else "still there" if one.is_there else "gone"
    return f"{one.id}  {one.path} ({state})"


def adopted_line(done: Adopted) -> str:
    """What an adoption did, and how it is undone."""
    undo = "undo with: reverie memory adopt --undo"
    if done.path == done.root:
        return f"'{done.root}' is again the project that was here: its memory, sessions and trust; {undo}"
    if done.moved:
        return f"'{done.root}' is now the project that was at '{done.path}': its memory, sessions and trust; {undo}"
    return f"'{done.root}' and '{done.path}' are now one project: one memory, the same sessions and trust; {undo}"


def undone_line(done: Adopted) -> str:
    """What taking an adoption back did."""
    if done.path == done.root:
        return f"'{done.root}' is the project that came after it again; the memory is kept"
    return f"'{done.root}' is a project by itself again; the memory stays with '{done.path}'"
