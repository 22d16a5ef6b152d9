"""What of a text is no language: code, addresses, names. No date is looked for in it."""

import re

_CODE = re.compile(r"(?s)(```|~~~).*?(?:\1|\Z)|(`+)(?!`).+?(?<!`)\2(?!`)")
_ADDRESS = re.compile(r"(?<!\w)\w{1,20}://\S+")
_SHORT_QUOTE = re.compile(
    r"(?:(?<!\w)'[^'\n]{1,60}'(?!\w))|\"[^\"\n]{1,60}\"|“[^”\n]{1,60}”|«[^»\n]{1,60}»|„[^“”\n]{1,60}[“”]"
)
_NAME = re.compile(
    r"\w[-_/\\=:@.+]\w"  # last-week, tomorrow.css, yesterday_helper, today/now
    r"|\A[-@#$%&_]+\w"  # --today, @tomorrow, $NOW
    r"|\w\("  # now()
    r"|[{<\[]\w+[}>\]]"  # {today}
    r"|\b[A-Z]{3,}\b"  # TODAY
    r"|[a-z][A-Z]"  # todayView
)
_MOST_WORDS_OF_A_NAME = 3


def masked(text: str) -> str:
    """The text with a NUL for each character of what is no language; what stays, stays where it is."""
    for pattern in (_CODE, _ADDRESS):
        text = pattern.sub(_nothing, text)
    text = _SHORT_QUOTE.sub(lambda found: _nothing(found) if _is_short(found.group()) else found.group(), text)
    return re.sub(r"\S+", lambda found: _nothing(found) if _NAME.search(found.group()) else found.group(), text)


def _nothing(found: re.Match[str]) -> str:
    return "\0" * len(found.group())


def _is_short(quote: str) -> bool:
    """Whether a quote is one of a name or a label, not of what somebody said."""
    return len(quote.split()) <= _MOST_WORDS_OF_A_NAME
