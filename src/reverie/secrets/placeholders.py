"""What stands where a secret should: examples, templates, masks of others."""

import re

from .late import Late
from .word_list import word_list

_EXAMPLES = Late(
    r"x{4}|\*{3}|\.{3}|your|example|placeholder|redact|dummy|sample|change.?me|replace|insert|<|\{\{|\}\}|\$\{|%\(|fake|"
    r"todo|fixme|not.?a.?real|foobar|00000000|11111111|0123456789abcdef",
    re.IGNORECASE,
)
_FEWEST_DISTINCT = 5


def is_masked_out(body: str) -> bool:
    """Whether the changing part of a token was blotted out, or is an example's: few distinct characters, `EXAMPLE`."""
    return len(set(body)) < _FEWEST_DISTINCT < len(body) or _EXAMPLE_TOKEN.pattern.search(body) is not None


_EXAMPLE_TOKEN = Late(r"x{5}|X{5}|\*{3}|0{8}|EXAMPLE|example|YOUR|[Yy]our[-_]|PLACEHOLDER|REDACTED|redacted")

_TEMPLATE = Late(r"\$|\{\{|<|%[({]|\[|@\w+@|\{\w*\}?\Z|#\{")
_WORDS = Late(r"[A-Za-z]+|[0-9]+")
_SAID = word_list(
    """
    password passwd passphrase pass pwd pw secret secrets token tokens key keys api apikey auth access client
    private my your the our a an some test tests testing example demo dev development prod production staging local
    admin root user username name db database default value string str text none null nil true false undefined
    optional required empty not set unset enter new old current confirm change changeme me here hidden redacted
    masked removed invalid valid wrong correct super very strong weak secure foo bar baz qux hello world dummy fake
    sample placeholder todo xxx yyy zzz abc abcdef qwerty letmein mypassword mysecret yes no on off id is in from of
    for to and or with at env environment basic bearer digest guest postgres mysql redis mongo rabbitmq
    """
)


def is_placeholder(value: str) -> bool:
    """Whether a value only says what should stand there: `your-api-key`, `xxxx`, `<token>`, `${TOKEN}`, `changeme`."""
    if _TEMPLATE.pattern.match(value) or _EXAMPLES.pattern.search(value) or len(set(value)) < 4:
        return True
    words = [word.lower() for word in _WORDS.pattern.findall(value)]
    return all(word in _SAID or _is_count(word) for word in words)


def _is_count(digits: str) -> bool:
    """Digits as an example has them: one to three, or in their order."""
    return digits.isdigit() and (len(digits) <= 3 or digits in "01234567890123456789" or digits in "9876543210")
