"""Whether a person's message sets right what the turn before it did. Told by words, so it counts too few rather than
too many: a new wish is no correction."""

import re

_OPENING = re.compile(
    r"\s*(?:no|nope|wrong|stop|wait|hm+|actually)\b[\s,.!:;-]*"
    r"(?:no\b|not\b|that|this|it|you|i\b|don'?t|do not|undo|revert|please (?:undo|revert)|wrong|the|$)",
    re.I,
)
_SAID = re.compile(
    r"\b(?:"
    r"that(?:'s| is|s) (?:not (?:what|right|correct|true|it|how)|wrong|incorrect|false)"
    r"|this (?:is not (?:what|right|correct)|isn'?t (?:what|right|correct)|is wrong)"
    r"|(?:it|that|this) (?:still )?(?:does ?n[o']t|does not|doesnt) (?:work|compile|build|pass|run|help)"
    r"|(?:it|that|this|the \w+)(?:'s| is| are)? still (?:fail\w*|broken|wrong|crash\w*|there|missing|not)"
    r"|(?:tests?|build|it)(?: still| now| again) fails?\b"
    r"|not what i (?:asked|wanted|meant|said)"
    r"|i (?:said|asked|told you|meant)\b"
    r"|you (?:did ?n[o']t|did not|should ?n[o']t have|should not have)"
    r"|you (?:forgot|missed|broke|misunderstood|ignored|claimed|lied)"
    r"|why did you (?:change|remove|delete|touch|add|rename|rewrite)"
    r"|(?:undo|revert|roll back|take back|put back) (?:that|this|it|your|the (?:last|change|edit)|all)"
    r")",
    re.I,
)
_MOST_READ = 400


def is_correction(message: str) -> bool:
    """`message` is the person's next one after a turn that was finished."""
    opening = message[:_MOST_READ]
    return bool(_OPENING.match(opening) or _SAID.search(opening))
