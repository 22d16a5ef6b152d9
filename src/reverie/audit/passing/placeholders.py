"""Names that stand for others."""

import re

_PLACEHOLDER = re.compile(
    r"[<>{}*?$%…\[\]|]|\.\.\.|\b(?:foo|bar|baz|qux|spam|eggs|xxx+|yyy+|path/to|some|your|my|example|dummy|sample|placeholder|"
    r"hello|world|whatever|something|anything|acme|proj|myapp|todo|name|username|user|version|filename|x\.y(?:\.z)?|n\.n)\b|(?:^|[/_.-])(?:my|your|some|foo|bar|example)(?=[A-Z_/.-]|$)|"
    r"^(?:my|your|some)[A-Z_-]",
    re.I,
)


def is_placeholder(name: str) -> bool:
    """Whether a name is one that nobody means by itself (`path/to/file`, `foo.py`, `<name>`, `your-app`)."""
    return bool(_PLACEHOLDER.search(name))
