"""Sentences that are no finding, by their words."""

import re

from .reasons import Reason

_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"\]\([^)\s]*\)|https?://\S+")

_HISTORY = re.compile(
    r"\b(?:was|were|been|used to|had|former(?:ly)?|previous(?:ly)?|no longer|any ?more|removed?|renam\w+|"
    r"deprecat\w+|legacy|"
    r"obsolete|historical\w*|originally|replac\w+|dropp\w+|moved|superseded?|prior to|old(?:er)?|earlier|"
    r"(?:new|added|changed|introduced|available|since|until|before|as of|starting|from|in) (?:in )?"
    r"(?:version |release |v)?\d+\.\d\w*|versionadded|versionchanged|instead of|rather than|backport\w*|so far|"
    r"at the time|in the past|recently|last (?:year|month|week)|once|initial\w*|first released)\b",
    re.I,
)
_PLANS = re.compile(
    r"\b(?:will|shall|would|could|might|going to|plan(?:s|ned|ning)?|to-?do|fixme|tbd|roadmap|future|eventually|"
    r"someday|"
    r"later|not yet|yet to|upcoming|coming soon|soon|propos\w+|idea|wish|hope(?:fully)?|want to|intend\w*|"
    r"consider\w*|"
    r"experiment\w*|draft|work in progress|wip|unreleased|next (?:version|release|major))\b|^\s*(?:[-*+]\s+)?\[[ xX]\]",
    re.I | re.M,
)
_NEGATED = re.compile(
    r"\b(?:not|no|none|never|nor|neither|without|cannot|nothing|nowhere|unless|except|lacks?|missing|absent|avoid|"
    r"don'?t|doesn'?t|didn'?t|isn'?t|aren'?t|wasn'?t|won'?t|can'?t|shouldn'?t|mustn'?t|\w+n['’]t|unsupported|fails?|"
    r"wrong|bad|invalid|incorrect|misspel\w+|typos?|mistake\w*|error|instead|forbid\w*|unlike)\b",
    re.I,
)
_QUESTION = re.compile(r"\?\s*[\"'”’)\]*_]*\s*\Z")
_OTHERS = re.compile(
    r"\b(?:upstream|downstream|fork(?:ed)? (?:of|from)|similar to|inspired by|like in|as in|unlike|"
    r"compared? (?:to|with)|"
    r"third[- ]part\w+|other (?:projects?|packages?|librar\w+|tools?)|another (?:project|package|library|tool)|"
    r"elsewhere|their|stack ?overflow|wikipedia|plugins?|extensions?|in (?:Django|Flask|Rails|React|Vue|Angular|"
    r"npm|pip|"
    r"PyPI|Node(?:\.js)?|CPython|Rust|Go|Java|Ruby|Kubernetes|Docker|GitHub|GitLab|VS ?Code)|ported from|borrowed from|"
    r"copied from|vendored|standard library|stdlib|built-?in (?:to|in)|(?:Django|Flask|Rails|React|Vue|Python|"
    r"Node)'s)\b",
    re.I,
)
_EXAMPLE = re.compile(
    r"\b(?:e\.?g\.?|for (?:example|instance)|such as|example|examples|suppose|imagine|assum\w+|say,|like so|sample|"
    r"let'?s|hypothetical\w*|placeholder|dummy|foo|bar|baz|my\w*|your\w*|you|yours|user'?s?|creat\w+|generat\w+|"
    r"produc\w+|writes?|output\w*|download\w*|clone[sd]?|copy|copied|save[sd]?|store[sd]?|named?|called|if|when|either|"
    r"optional(?:ly)?|can be|may|new file|add a|add the|put|place|edit|open|locat\w+ (?:at|in) ~)\b",
    re.I,
)
_PLATFORM = re.compile(r"\bon (?:windows|mac ?os|os ?x|linux|debian|ubuntu|fedora|arch|unix|posix|android|ios)\b", re.I)


def why_not_sentence(sentence: str) -> Reason | None:
    """Judged by its prose: what stands in code and in links speaks of the code, not of the sentence."""
    prose = _LINK.sub("] ", _CODE.sub(" ` ", sentence))
    if _HISTORY.search(prose):
        return Reason("history")
    if _PLANS.search(prose):
        return Reason("a plan or a wish")
    if _NEGATED.search(prose):
        return Reason("it says what is not so")
    if _QUESTION.search(prose):
        return Reason("a question")
    if _OTHERS.search(prose):
        return Reason("about another project")
    if _PLATFORM.search(prose):
        return Reason("about one platform", "loose")
    return Reason("an example", "loose") if _EXAMPLE.search(prose) else None
