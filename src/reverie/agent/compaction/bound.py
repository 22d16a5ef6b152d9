"""Bounds of a digest: the oldest of each list makes room, so that it does not grow with the session.

Rules, and what stands, are never let go.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from reverie.conversation.digest import Changed, Digest, Gone, Left, Rule, Said, Tried
from reverie.conversation.messages import most_tokens_of

from .age import by_age, by_text, keep_later
from .done_calls import one_line
from .lines import changed_line, denied_line, left_line, quote_line, tried_line
from .rules import rules_of
from .shares import Shares

_QUOTE = 160
"""Characters of a message of which only a quote is kept."""
_AROUND_A_MESSAGE = 24
"""Tokens of the words that name its line."""

_Entry = TypeVar("_Entry", Said, Tried, Changed, Left)


def bounded(digest: Digest, shares: Shares) -> Digest:
    """The digest within its shares; the same again for one that is."""
    said, rules = _quoted(digest, shares)
    replace = msgspec.structs.replace
    digest = replace(digest, said=said, rules=rules)
    quotes = tuple(each for each in said if each.form == "quote")
    kept, gone = _newest(quotes, shares.list, quote_line, digest.said_gone)
    said = tuple(each for each in said if each.form != "quote" or each in kept)
    denied, denied_gone = _newest(digest.denied, shares.short_list, denied_line, digest.denied_gone)
    tried, tried_gone = _newest(digest.tried, shares.list, tried_line, digest.tried_gone)
    changed, changed_gone = _newest(digest.changed, shares.short_list, changed_line, digest.changed_gone)
    left, left_gone = _newest(digest.left, shares.short_list, left_line, digest.left_gone)
    return replace(
        digest,
        said=said,
        said_gone=gone,
        denied=denied,
        denied_gone=denied_gone,
        tried=tried,
        tried_gone=tried_gone,
        changed=changed,
        changed_gone=changed_gone,
        left=left,
        left_gone=left_gone,
    )


def _quoted(digest: Digest, shares: Shares) -> tuple[tuple[Said, ...], tuple[Rule, ...]]:
    """The person's messages, the newest whole and the older as quotes, and the rules of all that are not whole."""
    rules = by_text(digest.rules)
    room, kept = shares.said, []
    for said in reversed(digest.said):
        if said.form != "quote":
            room -= most_tokens_of(said.text + said.tail) + _AROUND_A_MESSAGE
            if room < 0:
                found = (*rules_of(said.text), *rules_of(said.tail))
                for text in found:
                    keep_later(rules, Rule(text, said.line, said.session, said.origin))
                said = _quote(said, found)
        kept.append(said)
    return tuple(each for each in reversed(kept) if each.text), by_age(rules.values())


def _quote(said: Said, rules: Sequence[str]) -> Said:
    """One line of a message; empty when its rules are all that it says."""
    if said.text.split() == " ".join(rules).split():
        return msgspec.structs.replace(said, text="", tail="", form="quote")
    first = next((line for line in said.text.splitlines() if line.strip()), "")
    return Said(one_line(first, _QUOTE), said.line, "quote", session=said.session, origin=said.origin)


def _newest(
    entries: Sequence[_Entry], room: int, line: Callable[[_Entry], str], gone: Gone
) -> tuple[tuple[_Entry, ...], Gone]:
    """The newest entries that fit, and how many are gone by now."""
    count = 0
    for entry in reversed(entries):
        room -= most_tokens_of(line(entry)) + 1
        if room < 0:
            break
        count += 1
    for entry in entries[: len(entries) - count]:
        gone = Gone(gone.count + 1, gone.first, gone.last) if entry.session else gone.and_line(entry.line)
    return tuple(entries[len(entries) - count :]), gone
