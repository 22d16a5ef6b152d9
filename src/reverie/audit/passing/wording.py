"""Sentences that are no finding, by their words."""

import re
from collections.abc import Iterable

from .reasons import Reach, Reason

_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"\]\([^)\s]*\)|https?://\S+")
_TASK = re.compile(r"^\s*(?:[-*+]\s+)?\[[ xX]\]|\?\s*[\"'”’)\]*_]*\s*\Z")


def _any_of(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


_GONE = _any_of(
    *("no longer", "any ?more", "removed?", "removes", "removal", "renam\\w+", "deprecat\\w+", "legacy", "obsolete"),
    *("used to (?:be|have|live|take|return)", "former(?:ly)?", "previous(?:ly)?", "historical\\w*", "originally"),
    *("replac\\w+", "dropped", "superseded?", "prior to", "backport\\w*", "instead of", "rather than", "moved"),
    *("version(?:added|changed|removed)", "at the time", "in the past", "last (?:year|month|week)"),
    r"(?:changed|until|before|as of|starting|older than|up to) (?:in |from |with )?(?:version |release |v)?\d+\.\d\w*",
    r"(?:in|with|for) (?:version |release |v)\d+(?:\.\w+)*",
)
_PLANNED = _any_of(
    *("to-?do", "fixme", "tbd", "roadmap", "eventually", "someday", "not yet", "yet to", "upcoming", "coming soon"),
    *("plan(?:s|ned|ning)? to", "planned", "propos\\w+", "going to be", "work in progress", "wip", "unreleased"),
    r"next (?:version|release|major)",
    "in (?:the )?future",
    "future (?:version|release)s?",
)
_DENIED = _any_of(
    r"(?:do(?:es)?|did|is|are|was|has)(?: not|n['’]t) (?:\w+ )?(?:exist|have|provide|support|include|define|any|a)",
    *(
        "there (?:is|are) no",
        "lacks?",
        "missing",
        "nonexistent",
        "non-existent",
        "unavailable",
        "unsupported",
        "unlike",
    ),
    *("invalid", "incorrect", "wrong\\w*", "misspel\\w+", "typos?", "mistake\\w*", "forbidden", "no such"),
)
_OTHERS = _any_of(
    *("upstream", "downstream", "fork(?:ed)? (?:of|from)", "similar to", "inspired by", "like in", "as in"),
    *("compared? (?:to|with)", "third[- ]part\\w+", "stack ?overflow", "wikipedia", "ported from", "borrowed from"),
    *("copied from", "vendored", r"(?:other|another) (?:projects?|packages?|librar\w+|tools?|frameworks?)"),
    r"in (?:Django|Flask|Rails|React|Vue|Angular|npm|pip|PyPI|Node(?:\.js)?|CPython|Kubernetes|Docker|GitHub|GitLab)",
    r"(?:Django|Flask|Rails|React|Vue|Python|Node)['’]s",
)
_LOOSELY = _any_of(
    *("was", "were", "been", "had", "once", "initial\\w*", "recently", "so far", "earlier", "old(?:er)?", "since"),
    *("will", "shall", "would", "could", "might", "later", "wish", "hope(?:fully)?", "want to", "intend\\w*", "idea"),
    *("consider\\w*", "experiment\\w*", "draft", "introduced", "added", "new in", "standard library", "stdlib"),
    *("not", "no", "none", "never", "nor", "neither", "without", "cannot", "nothing", "unless", "except", "absent"),
    *("avoid", r"\w+n['’]t", "fails?", "bad", "error", "instead", "plugins?", "extensions?", "elsewhere", "their"),
)
_EXAMPLE = _any_of(
    *(
        r"e\.?g",
        "for (?:example|instance)",
        "such as",
        "examples?",
        "suppose",
        "imagine",
        "assum\\w+",
        "say,",
        "like so",
    ),
    *(
        "sample",
        "let['’]?s",
        "hypothetical\\w*",
        "placeholder",
        "dummy",
        "foo",
        "bar",
        "baz",
        "my\\w*",
        "your\\w*",
        "you",
    ),
    *("user['’]?s?", "creat\\w+", "generat\\w+", "produc\\w+", "writes?", "output\\w*", "download\\w*", "clone[sd]?"),
    *("copy", "copied", "save[sd]?", "store[sd]?", "named?", "called", "if", "when", "either", "optional(?:ly)?"),
    *(
        "can be",
        "may",
        "new file",
        "add (?:a|the)",
        "put",
        "place",
        "edit",
        "open",
        r"on (?:windows|mac ?os|os ?x|linux)",
    ),
    *("debian", "ubuntu", "fedora", "unix", "posix", "android", "ios"),
)
_RULES: Iterable[tuple[re.Pattern[str], str, Reach]] = (
    (_GONE, "history", "all"),
    (_PLANNED, "a plan", "all"),
    (_DENIED, "it says what is not so", "all"),
    (_OTHERS, "about another project", "all"),
    (_LOOSELY, "past, possible or denied", "things"),
    (_EXAMPLE, "an example, or the reader's own files", "places"),
)
"""From the widest to the narrowest, so that the first that fits decides."""


def why_not_sentence(sentence: str) -> Reason | None:
    """Judged by its prose: what stands in code and in links speaks of the code, not of the sentence."""
    prose = _LINK.sub("] ", _CODE.sub(" ` ", sentence))
    if _TASK.search(prose):
        return Reason("a task or a question")
    return next((Reason(why, reach) for pattern, why, reach in _RULES if pattern.search(prose)), None)
