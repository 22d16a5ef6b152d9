"""What finds secrets in the benchmark: ours, two trivial ways, and a rule list of gitleaks where the person has one."""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from reverie.secrets.redactor import SecretRedactor

Redact = Callable[[str], str]
_MASK = "[masked]"


class Arm(msgspec.Struct, frozen=True):
    """A way to mask. `stream` gives the redaction of a text that comes in pieces."""

    name: str
    redact: Redact
    stream: Callable[[Iterable[str]], str]
    notes: tuple[str, ...] = ()


def reverie() -> Arm:
    redactor = SecretRedactor()

    def stream(pieces: Iterable[str]) -> str:
        taken = redactor.stream()
        return "".join([*map(taken.feed, pieces), taken.finish()])

    return Arm("reverie", redactor.redact, stream)


def nothing() -> Arm:
    return _whole("mask nothing", lambda text: text)


_LONG = re.compile(r"[A-Za-z0-9+/=_\-]{20,}")


def entropy_only(least_bits: float = 4.0) -> Arm:
    """Masks every run of 20 or more token characters whose entropy is at least so many bits a character."""

    def mask(found: re.Match[str]) -> str:
        return _MASK if entropy(found[0]) >= least_bits else found[0]

    return _whole("entropy only", lambda text: _LONG.sub(mask, text))


def entropy(text: str) -> float:
    """Shannon's, in bits a character."""
    return -sum(count / len(text) * math.log2(count / len(text)) for count in Counter(text).values())


class _Rule(msgspec.Struct, frozen=True):
    pattern: re.Pattern[str]
    keywords: tuple[str, ...]
    entropy: float
    group: int
    allowed: tuple[re.Pattern[str], ...]
    stop_words: tuple[str, ...]

    def spans(self, text: str, low: str) -> list[tuple[int, int]]:
        if self.keywords and not any(word in low for word in self.keywords):
            return []
        return [span for found in self.pattern.finditer(text) if (span := self._span(found))]

    def _span(self, found: re.Match[str]) -> tuple[int, int] | None:
        group = self.group or next((at for at, value in enumerate(found.groups(), 1) if value), 0)
        secret = found[group] or ""
        if entropy(secret or " ") < self.entropy or any(allowed.search(secret) for allowed in self.allowed):
            return None
        return None if any(word in secret.lower() for word in self.stop_words) else found.span(group)


def gitleaks(file: Path) -> Arm:
    """A rule list in gitleaks' TOML, as data. Raises OSError, tomllib.TOMLDecodeError."""
    loaded = tomllib.loads(file.read_text("utf-8"))
    left_out: list[str] = []
    everywhere = _allowed(_lists(loaded), left_out, "the allow list")
    rules = [rule for given in loaded.get("rules", ()) if (rule := _rule(given, everywhere, left_out))]

    def redact(text: str) -> str:
        low = text.lower()
        for start, end in sorted({span for rule in rules for span in rule.spans(text, low)}, reverse=True):
            text = text[:start] + _MASK + text[end:]
        return text

    notes = [f"gitleaks: {len(rules)} rules."]
    if left_out:
        notes.append(f"gitleaks: {len(left_out)} expressions that Python cannot compile: {', '.join(left_out)}.")
    return _whole("gitleaks", redact, tuple(notes))


def _rule(given: dict[str, Any], everywhere: tuple[re.Pattern[str], ...], left_out: list[str]) -> _Rule | None:
    name = given.get("id", "a rule without an id")
    pattern = _compiled(given["regex"], name, left_out) if "regex" in given else None
    if pattern is None:
        return None
    lists = _lists(given)
    return _Rule(
        pattern,
        tuple(given.get("keywords", ())),
        given.get("entropy", 0.0),
        given.get("secretGroup", 0),
        everywhere + _allowed(lists, left_out, name),
        tuple(word.lower() for one in lists for word in one.get("stopwords", ())),
    )


def _lists(given: dict[str, Any]) -> list[dict[str, Any]]:
    return [*given.get("allowlists", ()), *([given["allowlist"]] if "allowlist" in given else [])]


def _allowed(lists: list[dict[str, Any]], left_out: list[str], name: str) -> tuple[re.Pattern[str], ...]:
    """The expressions for secrets; those for whole lines and paths are about repositories."""
    given = [regex for one in lists if one.get("regexTarget") in (None, "secret") for regex in one.get("regexes", ())]
    return tuple(pattern for regex in given if (pattern := _compiled(regex, name, left_out)))


def _compiled(expression: str, name: str, left_out: list[str]) -> re.Pattern[str] | None:
    """Go's expressions are nearly Python's."""
    try:
        return re.compile(expression.replace(r"\z", r"\Z"))
    except re.error:
        left_out.append(name)
        return None


def _whole(name: str, redact: Redact, notes: tuple[str, ...] = ()) -> Arm:
    """One that is no stream: it gets the pieces joined, which is the best that can be done for it."""
    return Arm(name, redact, lambda pieces: redact("".join(pieces)), notes)
