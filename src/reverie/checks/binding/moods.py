"""In which mood a sentence speaks: of what is, or of what was, may be, is only an example, or is gone."""

import re
from typing import Literal

from .prose import PIECE, Sentence

Mood = Literal["says", "past", "plan", "example", "gone", "news"]
"""`gone`: it says that something is no longer there. `news`: it tells a change by which something is there now."""

_GONE = re.compile(
    r"^\W*(?:(?:(?:\w+|\W+) ){0,3}?)?(?:remov(?:e|ed|es|ing)|drop(?:s|ped)?|delet(?:e|ed))\b|\b(?:was|"
    r"were|is|are|has been|have been|got) (?:\w+ )?(?:removed|dropped|deleted|gone)\b|"
    r"\bno longer (?:available|exists?|supported|there|accepts?|takes?|has|have|a|an|the)\b|\b(?:is|"
    r"are) gone\b|\bwurden? entfernt\b|\bgibt es nicht mehr\b",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"^\W*(?:\*\*.*?\*\*\W*)?(?:add(?:ed|s)?|introduc(?:e|ed|es)|new|implement(?:ed|s)?|support(?:ed|s)?|"
    r"allow(?:ed|s)?|restor(?:e|ed)|export(?:ed|s)?|expos(?:e|ed|es)|"
    r"chang(?:e|ed)|renam(?:e|ed)|mov(?:e|ed)|replac(?:e|ed)|deprecat(?:e|ed)|mak(?:e|es)|made|fix(?:ed|"
    r"es)?|updat(?:e|ed)|bump(?:ed|s)?|upgrad(?:e|ed)|use|switch(?:ed)?|improv(?:e|ed)|refactor(?:ed)?)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:used to|previously|formerly|in the past|historically|before (?:version|v?\d|this|that)|"
    r"until (?:version|v?\d)|prior to|"
    r"in (?:older|earlier|previous) (?:versions?|releases?)|old(?:er)? versions?|originally|once upon|"
    r"at that time|back then|früher|ehemals|bisher|damals)\b|"
    r"^(?:\W*\b\w+\b){0,4}\W+(?:was|were|war|waren)\b(?! (?:renamed|added|moved|replaced|removed|deprecated|"
    r"introduced|changed))",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"\b(?:will be|shall be|going to|plan(?:s|ned)? to|planned|in the future|in a future|upcoming|soon|"
    r"someday|todo|fixme|tbd|roadmap|wish list|"
    r"would|might|could|may be (?:removed|added|renamed|changed)|proposed?|proposal|consider(?:ing)?|"
    r"should (?:be )?(?:add|rename|remove|move|replace)\w*|künftig|geplant|soll(?:te)?)\b|"
    r"\bwill (?!(?:find|see|need|get|have|want|then|always|also|never|now)\b)",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"\b(?:e\.g\.|for example|for instance|such as|like this|imagine|suppose|say,|let'?s say|assume|"
    r"assuming|hypothetical|pretend|"
    r"if you (?:have|had|want|use|were|are|add|create|need)|zum beispiel|z\.\s?b\.|etwa|angenommen)|\bexamples?:",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"^\W*(?:if|when(?:ever)?|wenn|falls|unless|once|should)\b|\bif (?:\w+ ){0,4}(?:is|are) (?:installed|"
    r"available|set|present)\b",
    re.IGNORECASE,
)
SUPPOSED = re.compile(
    r"\b(?:if|when|unless|whether|where|set|setting|while|once|with|until|falls|wenn)\W*(?:the |a |your |"
    r"its |both )?\W*$",
    re.IGNORECASE,
)
"""What stands before a name of which a value is not said, but supposed or asked for."""
_OTHERS = re.compile(
    r"\b(?:unlike|in contrast to|compared (?:to|with)|inspired by|similar to|as in|upstream|"
    r"other (?:projects?|libraries|tools|packages)|third[- ]party|in your (?:own )?(?:project|app|code|"
    r"repo))",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"(?:^|[^A-Za-z])(?:foo|bar|baz|qux|spam|eggs|foobar|acme|example|examples?\.(?:com|org|net)|"
    r"your[_-]?\w*|my[_-]?(?:app|project|package|module|file|class|lib)\w*|xxx+|some[_-]\w+|path/to)(?:$|"
    r"[^A-Za-z])"
    r"|[<{][A-Za-z][\w -]*[>}]|\.\.\.|…|\$\{",
    re.IGNORECASE,
)


def mood_of(sentence: Sentence) -> Mood:
    """The mood of a whole sentence; the form that finds a predicate may know better of its clause."""
    words = re.sub(PIECE, "X", sentence.skeleton)
    if _GONE.search(words):
        return "example" if _WHEN.search(words) else "gone"
    if _PLAN.search(words):
        return "plan"
    if _PAST.search(words):
        return "past"
    if _EXAMPLE.search(words) or _OTHERS.search(words) or _WHEN.search(words):
        return "example"
    return "news" if _NEWS.search(words) or "deprecated" in words else "says"


def is_placeholder(text: str) -> bool:
    """Whether a name or a path stands for another that the reader shall put in its place."""
    return bool(_PLACEHOLDER.search(text))
