"""Whether what was so when a sentence was written, and is not now, makes the sentence untrue."""

import posixpath
import re
from collections.abc import Sequence

from reverie.audit.judging.foreign import is_foreign, is_vendored
from reverie.audit.judging.statements import Statement
from reverie.audit.passing.reasons import Reason, widest
from reverie.audit.passing.sections import why_not_section
from reverie.audit.passing.wording import why_not_sentence
from reverie.checks.candidate import Candidate
from reverie.checks.check import AbsentIs, DependencyIs, PathIs, SignatureIs, SymbolIs, TextIs, ValueIs

from .falling import Stale, without_implied

_DISTINCT = re.compile(r"\w[._]\w|[a-z][A-Z]|[A-Z][a-z]+[A-Z]|[A-Z]{2}\w*\d|\w{12}")
"""Names of two parts or of a length: what is one short word may be a word."""
_SEVERAL = re.compile(r"\w\W+\w+.{5}")
"""Of a text: what is one word may stand in the code by chance."""

_NO_CODE = re.compile(r"(?:^|/)(?:setup|conftest|conf|tasks|noxfile)\.py$|(?:^|/)(?:tests?|docs?|examples?|scripts)/")
"""Where the names of a project's code are not."""

_STILL_THERE = re.compile(r"\bdeprecat\w+|\bwill be removed\b", re.I)
"""What a sentence calls so was there when it was written, and is said to be."""


def untrue(stale: Sequence[Stale], statement: Statement) -> list[Stale]:
    """Those that make it untrue, without what others imply.

    That the project had it then outweighs that it looks like a placeholder, or like a file of the reader's own. But a
    word may have been in the project by chance: the sentence must mean the thing.
    """
    return without_implied([one for one in stale if _is_own(one) and _is_meant(one, statement)])


def _is_own(stale: Stale) -> bool:
    check, place = stale.candidate.check, stale.verdict.place
    if place is not None and is_vendored(place.path):
        return False
    return not (isinstance(check, SymbolIs | SignatureIs) and is_foreign(check.name))


def _is_meant(stale: Stale, statement: Statement) -> bool:
    check = stale.said.what if isinstance(stale.said, AbsentIs) else stale.said
    path = getattr(check, "path", "")
    if isinstance(check, PathIs) or (path and posixpath.basename(path.rstrip("/")) in statement.text):
        return True
    is_claim, is_code = stale.candidate.strength == "claim", _is_code(stale.candidate, statement)
    match check:
        case TextIs(text=text):
            is_own = is_claim and not isinstance(stale.said, AbsentIs)
            return is_own or (is_code and bool(_SEVERAL.search(text)))
        case SymbolIs(name=name):
            return (is_claim and not _NO_CODE.search(path)) or (is_code and bool(_DISTINCT.search(name)))
        case ValueIs(value=said) | DependencyIs(wanted=said):
            return is_claim or is_code or bool(said)
        case _:
            return is_claim or is_code


def _is_code(candidate: Candidate, statement: Statement) -> bool:
    text, names = statement.passage.text, candidate.names
    return "`" in text[max(0, names.start - 2) : names.start + 1] and "`" in text[names.end - 1 : names.end + 2]


def still_said(statement: Statement, whole: Reason | None) -> Statement:
    """The statement without the reason that it speaks of what is deprecated; `whole` is the reason of its note."""
    if not statement.is_firmly_passed or not _STILL_THERE.search(statement.text):
        return statement
    own = why_not_sentence(_STILL_THERE.sub(" ", statement.text))
    return Statement(statement.passage, statement.span, widest(whole, why_not_section(statement.passage.headings), own))
