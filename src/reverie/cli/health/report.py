"""Findings as lines for a person, or as JSON."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from reverie.conversation.visible import visible_line

from .finding import Finding, Word
from .repairs import Repaired

_COLOURS: dict[Word, str] = {"ok": "green", "note": "cyan", "warn": "yellow", "fail": "red"}


def has_failed(findings: Sequence[Finding]) -> bool:
    return any(finding.word == "fail" for finding in findings)


def lines(findings: Sequence[Finding], *, colours: bool) -> Iterator[str]:
    """A line a finding, one below it for its fix, and the sum. The word says all; the colour only repeats it."""
    import click

    width = max((len(finding.subject) for finding in findings), default=0)
    for finding in findings:
        word = f"{finding.word:<4}"
        shown = click.style(word, fg=_COLOURS[finding.word]) if colours else word
        yield f"{shown}  {finding.subject:<{width}}  {visible_line(finding.text)}"
        if finding.fix:
            yield f"{'':<{width + 8}}fix: {visible_line(finding.fix)}"
    yield _sum(findings)


def _sum(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.word for finding in findings)
    wrong = ", ".join(f"{counts[word]} {word}" for word in ("fail", "warn", "note") if counts[word])
    return wrong or "all is well"


def repair_line(repaired: Repaired) -> str:
    said = f"not done: {repaired.command} ({repaired.refused})" if repaired.refused else f"done: {repaired.command}"
    return visible_line(said)


def as_json(findings: Sequence[Finding], repaired: Sequence[Repaired]) -> bytes:
    return msgspec.json.encode(
        {
            "failed": has_failed(findings),
            "findings": [
                {
                    "subject": finding.subject,
                    "word": finding.word,
                    "text": visible_line(finding.text),
                    "fix": visible_line(finding.fix),
                    "repairable": bool(finding.repairs),
                }
                for finding in findings
            ],
            "repaired": [visible_line(one.command) for one in repaired if not one.refused],
            "not_repaired": [visible_line(one.command) for one in repaired if one.refused],
        }
    )
