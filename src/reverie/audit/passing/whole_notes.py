"""Notes of which no sentence is a finding, by their name and their language."""

import re

from .reasons import Reason

_HISTORY = re.compile(
    r"(?:^|[-_/. ])(?:change[-_]?logs?|changes|histor(?:y|ia)|news|releases?|release[-_]notes?|whats?[-_]?new|"
    r"migrat\w+|"
    r"upgrad\w+|updating|porting|deprecat\w+|breaking\w*|archived?s?|attic|old|legacy|blog|posts|announce\w*|"
    r"announcements?|post-?mortems?|retro\w*|sunset\w*)(?=$|[-_/. ])",
    re.I,
)
_PLANS = re.compile(
    r"(?:^|[-_/. ])(?:adrs?|decisions?|rfcs?|peps?|proposals?|roadmaps?|todos?|plans?|planning|ideas?|backlog|drafts?|"
    r"design[-_]?docs?|specs?|templates?|issue_template|pull_request_template)(?=$|[-_/. ])",
    re.I,
)
_VERSIONED = re.compile(r"(?:^|[/_-])v?\d+\.(?:\d+|x)[^/]*(?:/|\.\w+$)")
_USERS = re.compile(
    r"(?:^|[-_/. ])(?:tutorials?|quick-?start|getting[-_]started|examples?|cookbook|recipes?|how-?to|guides?|"
    r"faq|patterns|snippets?|demos?|intro\w*)(?=$|[-_/. ])",
    re.I,
)
_LANGUAGES = (
    r"(?:zh|cn|tw|ja|jp|ko|kr|de|fr|es|pt|br|ru|it|tr|pl|vi|id|uk|ua|fa|ar|hi|nl|cs|sv|th|hu|ro|el|he|fi|da|nb)"
)
_TRANSLATED = re.compile(
    rf"(?:^|[-_./])(?:{_LANGUAGES}|[a-z]{{2}}[-_](?:[A-Z]{{2}}|Hans|Hant|cn|tw|br))(?:/|\.(?:md|rst|mdx|txt)$)|"
    r"(?:^|/)(?:i18n|translations?|locales?)/"
)
_LETTER = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"[a-z]+")
_ENGLISH = frozenset(
    (
        "the",
        "of",
        "to",
        "is",
        "are",
        "and",
        "for",
        "with",
        "this",
        "that",
        "you",
        "it",
        "by",
        "from",
        "can",
        "not",
        "if",
    )
)
"""Words that no English text does without, and that are words of no other language that is written like it."""
_CODE = re.compile(r"(?ms)^(```|~~~).*?^\1|`[^`\n]*`|\S*[/_.:]\S+")
_SAMPLE = 20_000


def why_not_note(path: str, text: str) -> Reason | None:
    """The reason that holds for all of a note; None: its sentences are looked at one by one."""
    if _HISTORY.search(path) or _VERSIONED.search(path):
        return Reason("history")
    if _PLANS.search(path):
        return Reason("plans and proposals")
    if _TRANSLATED.search(path) or not _is_english(text):
        return Reason("not in English")
    return Reason("a guide with the reader's own files", "places") if _USERS.search(path) else None


def _is_english(text: str) -> bool:
    """Latin letters for the most part, and among its words, code left out, enough of the English ones."""
    prose = _CODE.sub(" ", text[:_SAMPLE])
    letters = _LETTER.findall(prose)
    if sum(not letter.isascii() for letter in letters) > len(letters) / 8:
        return False
    words = _WORDS.findall(prose.lower())
    return len(words) < 200 or sum(word in _ENGLISH for word in words) > len(words) / 25
