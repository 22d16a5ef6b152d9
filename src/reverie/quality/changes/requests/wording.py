"""Patterns for what people say about changes: what is ruled out, what is wide, what is a question."""

import re

_EDIT = r"(?:touch|chang|modif|edit|alter|rewrit|refactor|renam|remov|delet|mov|adapt|updat|rework|format)\w*"
_NOT = r"(?:don['’]?t|do not|never|without|avoid|must not|should not|shouldn['’]?t|no need to|please not)"


def _of(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


CLAUSE_END = _of(
    r"(?<=[;!?\n])\s*",
    r"(?<=[.,:])\s+",
    r"\s+but\s+",
    r"\s+and\s+(?=(?:don|do not|leave|never|change nothing|nothing|only|keep)\b)",
)

NO_EDITS = _of(
    rf"{_NOT}\s+(?:mak\w+|do\w*|appl\w+|{_EDIT}|writ\w+|implement\w*)\s+(?:anything|any|no)\b"
    r"(?:\s+(?:changes?|edits?|files?|code|of it))*"
    r"(?!\s+(?:else|other|outside|but|beyond|besides|except|in|to|on)\b)(?!\s+[\w`]+\s*[`(])",
    r"\bmake no (?:changes?|edits?)\b(?!\s+(?:to|in|outside))",
    r"\bno (?:edits?|changes?) (?:yet|please|for now)\b",
)
"""Nothing may change."""

NOTHING_ELSE = _of(
    r"\bnothing (?:else|more|but)\b",
    rf"{_NOT}\s+{_EDIT}\s+(?:anything\s+(?:else|other than|outside|beyond|besides|except|but)|any other)\b",
    r"\bleave (?:everything|all|anything|the rest)(?: else)?\b",
    r"\bno other (?:changes?|files?|edits?)\b",
    r"\b(?:everything else|the rest) (?:stays|must|should|remains|as is)\b",
    r"\bkeep (?:everything|all) else\b",
    r"\b(?:sonst nichts|nichts (?:anderes|weiter))\b",
)
"""Nothing but what is named may."""

ONLY = _of(
    r"^\s*(?:please\s+|and\s+|so\s+|just\s+)*(?:"
    rf"only\s+{_EDIT}|only\s+fix\w*|{_EDIT}\s+only|"
    r"(?:stay|keep|remain)\s+(?:it\s+|to\s+|the changes?\s+)?(?:inside|within|in)|"
    r"(?:limit|restrict|confine)\b.{0,40}?\bto)\b"
)
"""The same, in a clause that names something, and that orders: `it should only update X` tells of a program."""

EXCLUDED = _of(
    rf"(?:^|\b(?:please|but|and|also|just|so|though|however|then|yet|you|want(?: you)? to)\s)\s*"
    rf"{_NOT}\s+(?:\w+\s+){{0,2}}?{_EDIT}",
    rf"\bdon['’]?t want (?:you )?to\s+(?:\w+\s+){{0,2}}?{_EDIT}",
    r"\bwithout\s+(?:touch|edit|modify)ing\b",
    r"\bno\s+(?:changes?|edits?)\s+(?:to|in)\b",
    r"\b(?:keep|leave)(?=.*\b(?:alone|as (?:it|they) (?:is|are)|as is|untouched|unchanged|the same)\b)",
)
"""What follows may not change: an order, so that `we don't remove X` and `it never changes X` are none."""

EXCLUDED_BEFORE = _of(
    r"\b(?:must|should|may|can) (?:not (?:be )?(?:chang|touch|edit|modif)\w*|stay|remain)",
    r"\bis off[- ]limits\b",
    r"\b(?:ist|sind) tabu\b|\b(?:bitte )?nicht (?:anfassen|(?:ver)?ändern)\b",
)
"""What stands before may not."""

NO_KIND = _of(
    rf"(?:\bno(?:\s+(?:new|more|extra|additional))*|\bwithout(?:\s+(?:any|new))*|{_NOT}\s+(?:\w+\s+)?"
    r"(?:add|writ|creat|chang|touch|edit|modif|updat)\w*(?:\s+(?:any|new|the|more|extra|to|existing))*)"
    r"\s+(?P<kind>tests?|docs?|documentation|readme|changelog|dependenc\w+|packages|lock ?files?|migrations?)\b(?!['’])"
)
"""Files of a kind may not."""

THE_KIND = _of(
    r"\b(?:the|any|existing|all)\s+(?P<kind>tests?|docs?|documentation|readme|changelog|dependencies|migrations?)\b"
    r"(?!['’\w/-])"
)
"""Files of a kind, where they are spoken of as a whole."""

WIDE = _of(
    r"\b(?:everywhere|throughout|across|overall|wherever|whatever|whole|entire|code ?base|everything|anything)\b",
    r"\ball (?:over|of|the|files|code|places|usages|uses)\b",
    r"\bevery (?:file|module|place|class|function|test)\b",
    r"\b(?:clean ?-?up|tidy|as needed|where needed|if needed|if necessary|necessary|and so on|etc|überall|alles)\b",
)
"""No end of what is wished can be seen."""

QUESTION = _of(
    r"^\s*(?:why|what|how|where|which|who|when|does|do|is|are|was|were|explain|describe|tell me|show me|review)\b",
    r"^\s*(?:warum|wieso|was|wie|wo)\b",
)

ASKS_CHANGE = _of(
    r"\b(?:fix|add|chang\w+|make|update|remov\w+|renam\w+|implement|writ\w+|create|replac\w+|mov\w+|refactor|support)\b",
    r"\b(?:convert|port|bump|upgrade|delet\w+|drop|let|turn|should|must|please|put|use|set|raise|lower)\b",
)

TESTS_ONLY = _of(
    r"^\s*(?:please\s+|can you\s+|now\s+)*(?:add|write|create|extend|improve)\s+"
    r"(?:(?:some|more|unit|the|missing|new|a|integration)\s+)*tests?\b"
)

KINDS = {
    "tests": _of(
        r"\b(?:add|writ\w*|creat\w*|extend|updat\w*|adapt|adjust|includ\w*|with|cover\w*)\b[^.;\n]{0,30}?"
        r"\b(?:tests?|specs?|coverage)\b"
    ),
    "docs": _of(r"\b(?:docs?|document\w*|readme|markdown|write[- ]?up|notes?|summary|report|guide|changelog)\b"),
    "ci": re.compile(r"\b(?:CI|[Ww]orkflows?|[Pp]ipelines?|[Gg]it[Hh]ub [Aa]ctions?)\b"),
    "dependencies": _of(r"\b(?:dependenc\w+|packages?|upgrade|bump|pin)\b"),
}
"""Kinds of files that a request is about, without naming one."""


def kind_of_word(word: str) -> str:
    """The kind of files that a word of `NO_KIND` or `THE_KIND` means."""
    word = word.lower()
    if word.startswith("test"):
        return "tests"
    if word.startswith(("doc", "readme", "changelog")):
        return "docs"
    return "migrations" if word.startswith("migration") else "dependencies"
