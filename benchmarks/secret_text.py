"""The labelled rows of the benchmark `secrets`, as they are kept and as they are read.

A row says which exact texts must not survive redaction. Texts that look like tokens set off the scanners of code hosts,
so the file keeps them broken: `{{join:gh|p_…}}` stands for its two halves joined. `read_cases` joins them again.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

DEFAULT_FILE = Path(__file__).with_name("secret_cases.jsonl")
_JOIN = re.compile(r"\{\{join:([^|]*?)\|(.*?)\}\}")
_KEY_LABEL = "PRIVATE KEY"


class Case(msgspec.Struct, frozen=True):
    """One row. `secrets` are exact parts of `text` that must not survive; none in a benign row.

    `family` is the kind of token, or the kind of harmless text; `form` the place in which it stands.
    """

    id: str
    family: str
    form: str
    text: str
    secrets: tuple[str, ...] = ()


def read_cases(path: Path = DEFAULT_FILE) -> Iterator[Case]:
    """The rows of a file with their texts joined.

    Errors: OSError; msgspec.ValidationError or msgspec.DecodeError for a line that is no row.
    """
    with path.open("rb") as lines:
        for line in lines:
            yield joined(msgspec.json.decode(line, type=Case))


def joined(case: Case) -> Case:
    """The row with every `{{join:…}}` put together."""
    secrets = tuple(map(join_up, case.secrets))
    return msgspec.structs.replace(case, text=join_up(case.text), secrets=secrets)


def broken(case: Case) -> Case:
    """The row as it is kept: its secrets, and the labels of private keys, broken in text and list."""
    text = case.text
    for secret in sorted(case.secrets, key=len, reverse=True):
        text = text.replace(secret, break_up(secret))
    text = text.replace(_KEY_LABEL, "{{join:PRIVATE |KEY}}")
    return msgspec.structs.replace(case, text=text, secrets=tuple(map(break_up, case.secrets)))


def written(cases: Iterable[Case]) -> Iterator[str]:
    """The lines of the file for these rows.

    Errors: ValueError when a row does not come back as it was: its text holds the marks of a join itself.
    """
    for case in cases:
        kept = broken(case)
        if joined(kept) != case:
            raise ValueError(f"row {case.id!r} does not survive being broken and joined")
        yield msgspec.json.encode(kept).decode()


def join_up(text: str) -> str:
    """The text with every join put together."""
    return _JOIN.sub(r"\1\2", text)


def break_up(secret: str) -> str:
    """The text as two joins: broken after two characters, in its middle, and in the middle of the rest."""
    middle = max(3, len(secret) // 2)
    last = middle + max(1, (len(secret) - middle) // 2)
    return f"{{{{join:{secret[:2]}|{secret[2:middle]}}}}}{{{{join:{secret[middle:last]}|{secret[last:]}}}}}"
