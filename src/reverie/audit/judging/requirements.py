"""Whether a sentence says which version of a language the project itself requires, and not one of its features."""

import re

LANGUAGES = frozenset({"python", "node", "nodejs", "rust", "go"})
_LANGUAGE = r"(?:C?Python|Node(?:\.?js)?|Rust|Go(?:lang)?)"
_REQUIRES = re.compile(
    rf"\b(?:requires?|needs?|supports?|compatible with|runs? on|works? (?:on|with)|tested (?:on|with|against)|minimum|"
    rf"at least)\W+(?:\w+\W+){{0,3}}{_LANGUAGE}\b|\b{_LANGUAGE}\W+(?:version\W+)?[\d.]+\+?\W*(?:(?:or|and)\W+\w+\W+)?"
    rf"(?:is|are)\W+(?:the\W+)?(?:required|supported|needed|minimum|lowest)|^[\s*-]*{_LANGUAGE}\W+(?:>=\W*)?[\d.]+\+?"
    rf"(?:\W+(?:or|and)\W+(?:newer|later|higher|above|up|greater))?\W*$|\brequires?-python\b",
    re.I,
)
_OF_A_PART = re.compile(
    r"\b(?:only|feature|on Python|under Python|with Python|if|when|to use|this|these|backport|for)\b", re.I
)


def says_requirement(sentence: str) -> bool:
    """`Requires Python 3.9 or newer` and `Python 3.9+` say it, `on Python 3.14+ this is faster` does not."""
    return bool(_REQUIRES.search(sentence)) and not _OF_A_PART.search(sentence)


_NEEDS = re.compile(
    r"\b(?:requir\w*|depend\w*|needs?|supports?|minimum|at least|compatible|pinned|uses?|built on)\b", re.I
)
_PINS = re.compile(r"\w\s?(?:==|>=|~=)\s?\d")
_MOST_PINS = 3


def says_need(sentence: str) -> bool:
    """`needs click >= 8` says it; what `pip freeze` printed once does not."""
    return bool(_NEEDS.search(sentence)) and len(_PINS.findall(sentence)) <= _MOST_PINS
