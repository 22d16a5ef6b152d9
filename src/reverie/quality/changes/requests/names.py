"""The names that a text has: files, folders, code; and the words that tell what it is about."""

import re
from collections.abc import Iterable, Iterator

MOST = 50_000
"""Characters of a text that are read."""

_LONGEST = 300
_PATH = re.compile(
    r"(?<![\w@.~+/\\-])(?:[\w.@~+-]*[\\/])*[\w.@+-]*\w\.[A-Za-z]\w{0,9}(?![\w/(])"
    r"|(?<![\w@:.~+/-])(?:[\w.@~+-]+/)+[\w.@+-]*(?<!\.)"
)
_SPECIAL = re.compile(r"\b(?:Dockerfile|Makefile|Gemfile|Rakefile|Procfile|Jenkinsfile)\b")
_NUMBER = re.compile(r"v?[\d.]+\w?|e\.g|i\.e|[\d./]+")
_IN_BACKTICKS = re.compile(r"`([^`\n]{1,80})`")
_CALLED = re.compile(r"\b([A-Za-z_][\w.]*)\(\)?")
_LIKE_CODE = re.compile(
    r"\b(?:[A-Za-z_]\w*(?:(?:\.|::|#)[A-Za-z_]\w*)+|[^\W_]+_\w+|[a-z]+[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*)\b"
)
_IN_TRACEBACK = re.compile(r"\bin ([A-Za-z_]\w*)\b")
_DOTTED = re.compile(r"[A-Za-z_$][\w$]*[?!]?(?:\.[\w$]+[?!]?)*")
_SEPARATOR = re.compile(r"::|[.#]")
_WORD = re.compile(r"[^\W\d_]\w*")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_a-zA-Z]+")
_FOLDERS = re.compile(r"(?<![\w./-])(?:[\w.@~+-]+/)+(?=[\w.])")

_STOP_WORDS = """
about above after again all also and any are because been before being both but can could does doing done down each else even every for
from further had has have her here him his how into its itself just let like made make makes many may more most must need needs not now
off once only other our out over own please same says she should since some such than that the their them then there these they this
those through too under until use used uses very was well were what when where which while who why will with without would you your
add adds added build call calls called change changed changes check code create default delete error file files find fix function get
handle init line list load method move name new number object one parse print process put read remove rename replace result return
returns run save send set show start string test tests two type types update value values wrong write src lib app self none null true
false int str bool class def func const var void public private static import async await args data item items key index bug feature
"""  # noqa: E501
_STOP = frozenset(_STOP_WORDS.split())


def paths_in(text: str) -> frozenset[str]:
    """Files and folders that a text names, as they are written, with `/`; folders end with one."""
    found = [each for word in text.split() if len(word) <= _LONGEST for each in _PATH.findall(word)]
    bare = [each.replace("\\", "/").removeprefix("./") for each in found] + _SPECIAL.findall(text)
    return frozenset(each for each in bare if each.strip("/.") and not _NUMBER.fullmatch(each))


def symbols_in(text: str) -> frozenset[str]:
    """Names of code that a text has, with dots: in backticks, called, and those that look like nothing else."""
    bare = without_paths(text)
    named = [*_IN_BACKTICKS.findall(text), *_CALLED.findall(bare), *_LIKE_CODE.findall(bare)]
    if "Traceback" in text or 'File "' in text:
        named += _IN_TRACEBACK.findall(bare)
    return frozenset(filter(None, map(_dotted, named)))


def without_paths(text: str) -> str:
    """A text with blanks in the place of the files that it names."""
    return " ".join(word if len(word) > _LONGEST else _PATH.sub(" ", word) for word in text.split(" "))


def without_code(text: str) -> str:
    """A text without what stands in backticks and without files."""
    return without_paths(_IN_BACKTICKS.sub(" ", text))


def words_of_text(text: str) -> frozenset[str]:
    """The words that may tell what a text is about, in lower case, names also in parts; without folders."""
    kept = " ".join(_FOLDERS.sub(" ", word) for word in text.split() if len(word) <= _LONGEST)
    return significant(_WORD.findall(kept))


def significant(names: Iterable[str]) -> frozenset[str]:
    """Names and their parts in lower case, without those that any text or code has."""
    found = (word for name in names for word in _forms(name))
    return frozenset(word for word in found if len(word) > 2 and word not in _STOP)


def _forms(name: str) -> Iterator[str]:
    for part in [name, *_PART.findall(name)]:
        yield part.lower()
        if part.endswith("s"):
            yield part[:-1].lower()


def _dotted(name: str) -> str:
    name = _SEPARATOR.sub(".", name.split("(")[0].strip())
    return name if _DOTTED.fullmatch(name) else ""
