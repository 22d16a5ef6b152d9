"""Sections of a note of which no sentence is a finding, by their headings."""

import re
from collections.abc import Sequence

from .reasons import Reason

_HISTORY = re.compile(
    r"\b(?:change ?log|changes|history|release notes?|releases?|what'?s new|migrat\w+|upgrad\w+|porting|deprecat\w+|"
    r"breaking|removed|legacy|obsolete|news|since|until|before|previous\w*|older|old|archived?|background)\b"
    r"|\b(?:v|version )?\d+\.\d+(?:\.\d+)*\b|\b(?:19|20)\d\d-\d\d",
    re.I,
)
_PLANS = re.compile(
    r"\b(?:roadmap|to-?do|todos|plans?|planned|future|ideas?|proposals?|proposed|wish ?list|backlog|alternatives?|"
    r"considered|open questions?|next steps?|known issues?|limitations?|goals?|non-goals?|status)\b",
    re.I,
)
_OTHERS = re.compile(
    r"\b(?:related (?:projects?|work|libraries)|similar|comparison|compared|versus|vs|inspir\w+|credits?|thanks|"
    r"acknowledg\w+|sponsors?|backers?|licen[cs]e|who uses|used by|ecosystem|plugins?|community|integrations?|"
    r"third[- ]part\w+|resources|links|see also|further reading|contributors|extensions?|presets?|framework)\b",
    re.I,
)
_USERS = re.compile(
    r"\b(?:examples?|tutorials?|quick ?start|getting started|usage|sample|demos?|how to|recipes?|faqs?|"
    r"troubleshooting|walk-?through|step \d|a simple|a minimal|creating|create|your|deploy\w*|hello)\b",
    re.I,
)
_PLATFORM = re.compile(
    r"\b(?:windows|mac ?os|os ?x|linux|debian|ubuntu|fedora|arch|freebsd|android|ios|docker|termux)\b", re.I
)


def why_not_section(headings: Sequence[str]) -> Reason | None:
    """`headings` are all above a passage; the note's own title says what it is about, not when, so it counts less."""
    below_title = headings[1:] if len(headings) > 1 else headings
    for heading in below_title:
        if _HISTORY.search(heading):
            return Reason("history")
        if _PLANS.search(heading):
            return Reason("plans")
    for heading in below_title:
        if _OTHERS.search(heading):
            return Reason("about other projects")
        if _PLATFORM.search(heading):
            return Reason("about one platform", "places")
    users = any(map(_USERS.search, headings))
    return Reason("an example, with the reader's own files", "places") if users else None
