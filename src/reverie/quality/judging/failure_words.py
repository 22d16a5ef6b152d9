"""Words of failure: whether a quote itself says that something went wrong."""

import re

_NO_FAILURE = re.compile(
    r"\b(?:no|not a(?: single)?|zero|0|without(?: any)?|any|free of|never|nothing|none|kein\w*|ohne|sin|sans|aucun\w*)"
    r"\s+(?:\w+\s+){0,2}?(?:fail\w*|\w*errors?|problems?|issues?|warnings?|complain\w*|reject\w*|broke\w*|crash\w*)\b|"
    r"\b(?:no longer|not|never|n['’]t)\s+(?:\w+\s+)?"
    r"(?:fail|crash|break|broken?|abort|error|stop|throw|red|reject|missing)\w*|"
    r"\b(?:errors?|failures?|warnings?|failed|failing|crash\w*)\s*[:=]?\s*(?:0|none|gone|fixed|resolved|cleared)\b",
    re.IGNORECASE,
)
"""Words of failure that tell of none."""
_FAILURE = re.compile(
    r"\b(?:fail(?:s|ed|ing|ures?)?|abort(?:s|ed)?|refus(?:es|ed|al)|reject(?:s|ed)|denied|crash(?:es|ed)?|"
    r"broke|broken|breaks|chok(?:es|ed)|unsuccessful\w*|in vain|got nowhere|no luck|gave up|bailed|stumbl\w+|blew up|"
    r"blocked|conflicts?|red|pending|unresolved|(?:is|are) still|remain(?:s|ed|ing)?|"
    r"(?:could|can|did|does|do|was|were|is|are|would|will|has|have)(?: not|n['’]t)|cannot|unable|"
    r"does not exist|not found|timed out|tim(?:es|ed) out|errored|panick?(?:s|ed)|"
    r"fehlgeschlagen|gescheitert|falló|fallaron|a échoué|ont échoué|falhou)\b",
    re.IGNORECASE,
)
_FAILS_NOW = re.compile(
    r"\b(?:still fails?|fails? still|(?:is|are|remains?|stays?) (?:still )?(?:red|failing|broken)|"
    r"\d+ (?:\w+ )?(?:fails?|failing|failed|failures?)|(?:one|two|three|four|five) (?:\w+ )?(?:fails?|failing|failed)|"
    r"(?:but|while|whereas|except|however|though)\b[^.]{0,60}\b(?:fail(?:s|ed)?|does not|doesn['’]t|don['’]t))\b",
    re.IGNORECASE,
)
_NOT_WELL = re.compile(
    r"\b(?:not|n['’]t|never)\s+(?:\w+\s+)?(?:pass\w*|green|ok|succeed\w*|clean|works?)\b", re.IGNORECASE
)
_WELL = re.compile(
    r"\b(?:pass(?:es|ed|ing)?|green|ok|okay|succeed\w*|success\w*|clean|fixed|works?|resolved|gone|fine|happy|good)\b|"
    r"✅|✔|✓",
    re.IGNORECASE,
)


def tells_of_failure(quote: str, *, mixed: bool) -> bool:
    """Whether `quote` has words of failure; not `mixed`: and no good news beside them."""
    told = _FAILURE.search(_NO_FAILURE.sub(" ", quote)) is not None
    return told and (mixed or _WELL.search(_NOT_WELL.sub(" ", quote)) is None)


def admits_failure(around: str) -> bool:
    """Whether what stands around a quote says that something fails as of now, and not only that it did."""
    return _FAILS_NOW.search(_NO_FAILURE.sub(" ", around)) is not None
