"""Places: where a command ran, from the project's root, as far as the record tells."""

from collections.abc import Sequence

from reverie.conversation.deeds import AnyDeed, Command


def root_of(deeds: Sequence[AnyDeed]) -> str:
    """The shortest directory that a command ran in; empty when none is told."""
    directories = [deed.directory for deed in deeds if isinstance(deed, Command) and deed.directory]
    return min(directories, key=len, default="").rstrip("/")


def within(directory: str, root: str) -> str:
    """`directory` from `root`; empty for the root itself and for what lies elsewhere."""
    directory = directory.rstrip("/")
    return directory.removeprefix(f"{root}/") if root and directory.startswith(f"{root}/") else ""


def moved(place: str, directory: str, start: str, root_known: str) -> str:
    """Where `cd directory` leads from `place`; `start` is the absolute directory the line began in."""
    if directory.startswith(("/", "~", "$")):
        return within(directory, root_known) if root_known else ""
    parts = [part for part in place.split("/") if part]
    for part in directory.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", ".", "-"):
            parts.append(part)
    return "/".join(parts)


def placed(scope: tuple[str, ...], place: str) -> tuple[str, ...]:
    """`scope` of a run in `place`, from the root: paths below it, and the place itself when there is none."""
    if not place:
        return scope
    if not scope:
        return (place,)
    return tuple(
        part if part.startswith(("/", "-")) or not _is_path(part) else f"{place}/{part.removeprefix('./')}"
        for part in scope
    )


def _is_path(part: str) -> bool:
    return "/" in part or "." in part
