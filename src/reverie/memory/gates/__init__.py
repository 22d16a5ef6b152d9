"""What may enter: each gate a pure function that answers with a named refusal or nothing."""

import msgspec

from reverie.memory.receipt import Refusal

from .authority import (
    examine_retirement,
    has_a_check,
    kind_is_allowed,
    origin_is_rightful,
    replaces_its_own,
    replaces_what_it_speaks_of,
)
from .context import Candidate, Gate
from .dated import dates_are_absolute
from .evidence import edit_has_its_receipt, evidence_is_there, quotes_are_true, rests_on_no_failure
from .private import no_mask, no_secret, not_purged
from .sameness import contradicts_none, not_a_duplicate
from .text import (
    body_is_sane,
    naming_is_short,
    quotes_are_short,
    reads_back,
    seen_is_a_day,
    text_is_seen,
    title_is_sane,
)
from .worth import is_finished, is_worth_keeping

__all__ = ["GATES", "examine", "examine_retirement"]

_UNSAID = "(a text that holds a secret)"

GATES: tuple[Gate, ...] = (
    no_secret,
    no_mask,
    not_purged,
    title_is_sane,
    body_is_sane,
    naming_is_short,
    quotes_are_short,
    text_is_seen,
    seen_is_a_day,
    reads_back,
    dates_are_absolute,
    evidence_is_there,
    quotes_are_true,
    rests_on_no_failure,
    edit_has_its_receipt,
    origin_is_rightful,
    kind_is_allowed,
    has_a_check,
    replaces_its_own,
    replaces_what_it_speaks_of,
    is_finished,
    is_worth_keeping,
    not_a_duplicate,
    contradicts_none,
)


def examine(candidate: Candidate) -> tuple[Refusal, ...]:
    """Everything that speaks against it, in the order of the gates; empty when it may enter."""
    refusals = tuple(refusal for gate in GATES if (refusal := gate(candidate)))
    if candidate.found.secrets:  # what is told of a refusal is shown, logged, and sent to a model
        return tuple(msgspec.structs.replace(refusal, title=_UNSAID) for refusal in refusals)
    return refusals
