"""What is not source although it may be there: ignored by git, or in a folder of caches, builds or dependencies."""

from collections.abc import Callable

from .contained import LeadsOut, parts_of
from .ignoring import BUILDS, IgnoreRules, is_cache_or_dependency
from .name_index import NameIndex


def is_not_source(path: str, names: NameIndex, rules: IgnoreRules, is_file: Callable[[str], bool]) -> bool:
    """`names` are the source files, which no rule takes away; `is_file` tells a path that is there and no folder."""
    try:
        parts = parts_of(path)
    except LeadsOut:
        return False
    bare = "/".join(parts)
    if not parts or names.holds(bare):
        return False
    folders = ("/".join(parts[: end + 1]) for end in range(len(parts)))
    if any(_is_apart(folder, names) for folder in folders):
        return True
    return rules.ignores(bare) or (not is_file(bare) and rules.ignores(f"{bare}/"))


def _is_apart(folder: str, names: NameIndex) -> bool:
    name = folder.rpartition("/")[2]
    return (name in BUILDS or is_cache_or_dependency(name)) and not names.holds(folder)
