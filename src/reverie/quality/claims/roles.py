"""Roles: what the heading or the lead-in says of the lines below it."""

import re
from functools import lru_cache

from reverie.quality.claims.prose.blocks import Block

_NOT_CLAIMS = re.compile(
    r"\b(?:not (?:yet )?(?:done|run|covered|included|tested|verified|implemented)|next|"
    r"to[- ]?dos?|remaining|still (?:open|to do|missing)|"
    r"open (?:questions|points|items)|follow[- ]?ups?|suggest\w*|recommend\w*|proposals?|"
    r"propos(?:e|ed)|plans?|planned|how to|usage|"
    r"options?|would|could|should|can|will|later|future|ideas?|alternatives?|limitations?|known issues|risks?|caveats?|"
    r"for example|examples?|e\.g|steps to|instructions|to (?:verify|run|test|reproduce|try|"
    r"finish|deploy|use|install)|questions?|"
    r"please|you(?:'ll)? (?:need|can|may|must|have)|outlook|if you|before (?:you|merging)|"
    r"nicht erledigt|offen|nächste|pendiente|"
    r"próximos|à faire|reste|prerequisites?|requirements|skipped|what i did not|didn't|"
    r"did not|haven't|have not|couldn't|could not|unable)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:changed|changes|done|did|made|summary|fixed|implemented|added|updated|results?|"
    r"what (?:was|is|changed)|completed|"
    r"modified|edits|hecho|cambios|geändert|änderungen|erledigt|fait|modifications)\b",
    re.IGNORECASE,
)


def role_of(block: Block) -> str:
    """`not claims`, `done`, or empty."""
    return _role(block.heading, block.lead[-200:])


@lru_cache(maxsize=256)
def _role(heading: str, lead: str) -> str:
    last = re.split(r"[.!?]\s", lead)[-1]
    if (
        _NOT_CLAIMS.search(last)
        or (_NOT_CLAIMS.search(heading) and not _DONE.search(heading))
        or "not done" in heading.lower()
    ):
        return "not claims"
    if _DONE.search(last) or _DONE.search(heading):
        return "done"
    return ""
