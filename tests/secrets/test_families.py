"""Each family's tokens are found whole, wherever they stand, and its table keeps its own rules."""

import re

import pytest

from reverie.secrets.families import FAMILIES
from reverie.secrets.families.family import Family
from reverie.secrets.pieces import SYNTAX
from reverie.secrets.placeholders import is_masked_out
from reverie.secrets.redactor import SecretRedactor

from .drawing import drawn_from

_AROUND = [
    ("", ""),
    ("sent ", " twice"),
    ("(", ")"),
    ('{"a":"', '"}'),
    ("\\n", "\\n"),
    ("\x1b[32m", "\x1b[0m"),
    ("a?b=", "&c=1"),
]
REDACT = SecretRedactor().redact


def _name(family: Family) -> str:
    return f"{family.kind} {family.head}"


@pytest.mark.parametrize("family", FAMILIES, ids=_name)
def test_a_token_of_the_form_is_found_whole(family: Family) -> None:
    form = f"(?:{family.before}){re.escape(family.head)}(?:{family.body})"
    tokens = [token for seed in range(20) if (token := drawn_from(form, seed)) and not is_masked_out(token)][:6]
    assert tokens
    for token in tokens:
        for before, after in _AROUND:
            redacted = REDACT(f"{before}{token}{after}")
            assert redacted.startswith(before) and redacted.endswith(after)
            middle = redacted[len(before) : len(redacted) - len(after)]
            assert token not in redacted and (
                SYNTAX.pattern.search(token) or re.fullmatch(r"[-.+/]?\[secret: [a-z0-9-]+\]", middle)
            )


@pytest.mark.parametrize("family", FAMILIES, ids=_name)
def test_a_family_keeps_the_rules_of_its_table(family: Family) -> None:
    assert re.fullmatch("[a-z0-9-]{2,40}", family.kind)
    assert family.head.isascii() and not re.search(r"\s", family.head)
    assert family.before or family.head not in "_-."


def test_what_stands_apart_is_not_found_in_words() -> None:
    for text in (
        "task-" + "a1B2" * 8,
        "disk-usage-0123456789abcdef0123",
        "MASK" + "0a1b" * 8,
        "xAKIA" + "ABCDEFGHIJKLMNO7",
    ):
        assert REDACT(text) == text
