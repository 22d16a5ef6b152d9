"""Paths: whether one names the other, and what sort of file it is."""

import re
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from reverie.quality.short_texts import kept_for_short

from .words import vocabulary

_DOCUMENT_ENDINGS = vocabulary(
    """
    .md .mdx .rst .adoc .markdown .txt .pdf .png .svg .log .csv .drawio .jpg .jpeg .gif .webp .ico
    """
)
_CODE_IN_DISGUISE = re.compile(r"^(?:requirements.*|constraints.*|cmakelists|robots)\.txt$")
_DOCUMENTS = vocabulary(
    """
    readme license licence copying notice authors contributors changelog changes history news contributing todo
    notes codeowners .gitignore .gitattributes .editorconfig .mailmap
    """
)
_TEST = re.compile(r"(?:^|[/._-])(?:tests?|specs?|__tests__|e2e|it)(?:[/._-]|$)|(?:Test|Spec)s?\.\w+$")
_LINE = re.compile(r"(?::\d+(?:[:-]\d+)?|#L\d+.*)$")


@kept_for_short
def plain(path: str) -> str:
    """`path` with `/`, without `./`, a line number or a `/` at its end."""
    bare = _LINE.sub("", path.strip().strip("\"'`").replace("\\", "/"))
    while bare.startswith("./"):
        bare = bare[2:]
    return bare.rstrip("/") if len(bare) > 1 else bare


def names(said: str, path: str) -> bool:
    """Whether `said` is a name of the file `path`: the whole, its end, or its name without the ending."""
    said, path = plain(said), plain(path)
    if not said or not path:
        return False
    if said == path or path.endswith(f"/{said}") or said.endswith(f"/{path}"):
        return True
    if said.startswith(".") and said.count(".") == 1 and path.endswith(said):
        return True
    if "*" in said and (fnmatchcase(path, said) or fnmatchcase(path, f"*/{said}")):
        return True
    if "*" in path and fnmatchcase(said, path):
        return True
    return "/" not in said and "." not in said.lstrip(".") and PurePosixPath(path).stem.lower() == said.lower()


def holds(folder: str, path: str) -> bool:
    """Whether `path` lies in the folder that is called `folder`."""
    folder, path = plain(folder), plain(path)
    if folder in {".", "*", ""}:
        return True
    return f"/{folder}/" in f"/{path}" or fnmatchcase(path, f"{folder}/*")


def touches(said: str, path: str) -> bool:
    return names(said, path) or holds(said, path)


def is_document(path: str) -> bool:
    """Prose and pictures: a change of them cannot undo a run."""
    name = plain(path).rpartition("/")[2].lower()
    if _CODE_IN_DISGUISE.match(name):
        return False
    if re.match(r"(?:\./)?docs?/", plain(path)) and not name.endswith(".py"):
        return True
    return PurePosixPath(name).suffix in _DOCUMENT_ENDINGS or name.partition(".")[0] in _DOCUMENTS or name in _DOCUMENTS


def is_test(path: str) -> bool:
    return _TEST.search(plain(path)) is not None
