"""How harmless text is made: kinds of templates that are filled in from a seeded source.

In a template `«hex:40»` stands for characters of an alphabet (`drawing.ALPHABETS`), and `«word»`, `«module»`, `«user»`,
`«version»`, `«date»`, `«time»`, `«n»`, `«uuid»`, `«ulid»` for a value of that kind. Nothing filled in is a secret.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from random import Random

import msgspec
from benchmarks.secret_rows.drawing import ALPHABETS, uuid
from benchmarks.secret_rows.words import CRATES, PACKAGES, USERS, WHEELS, WORDS

_PLACE = re.compile(r"«(\w+)(?::(\d+))?»")
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

Made = Callable[[Random], str]


class Kind(msgspec.Struct, frozen=True):
    """Harmless text of one kind: a head, between `low` and `high` lines drawn from a pool, and a tail."""

    pool: tuple[str, ...]
    low: int = 4
    high: int = 12
    head: str = ""
    tail: str = ""

    def __call__(self, random: Random) -> str:
        lines = [random.choice(self.pool) for _ in range(random.randint(self.low, self.high))]
        whole = [part for part in (self.head, "\n".join(lines), self.tail) if part]
        return filled(random, "\n".join(whole))


def filled(random: Random, template: str) -> str:
    """The template with a value at each of its places.

    Errors: KeyError for a place of an unknown kind.
    """
    return _PLACE.sub(lambda place: _value(random, place[1], int(place[2] or 0)), template)


def _value(random: Random, name: str, length: int) -> str:
    if length:
        return "".join(random.choices(ALPHABETS[name], k=length))
    return _VALUES[name](random)


def _date(random: Random) -> str:
    return f"2026-{random.randint(1, 12):02}-{random.randint(1, 28):02}"


def _time(random: Random) -> str:
    return f"{random.randint(0, 23):02}:{random.randint(0, 59):02}:{random.randint(0, 59):02}"


def _version(random: Random) -> str:
    return f"{random.randint(0, 24)}.{random.randint(0, 30)}.{random.randint(0, 12)}"


def _ulid(random: Random) -> str:
    """A ULID (github.com/ulid/spec): a time in ten characters, sixteen of chance."""
    return "01" + "".join(random.choices(_CROCKFORD, k=24))


_VALUES: dict[str, Callable[[Random], str]] = {
    "word": lambda random: random.choice(WORDS),
    "Word": lambda random: random.choice(WORDS).capitalize(),
    "module": lambda random: f"{random.choice(WORDS)}/{random.choice(WORDS)}",
    "package": lambda random: random.choice(PACKAGES),
    "wheel": lambda random: random.choice(WHEELS),
    "crate": lambda random: random.choice(CRATES),
    "user": lambda random: random.choice(USERS),
    "version": _version,
    "date": _date,
    "time": _time,
    "n": lambda random: str(random.randint(1, 999)),
    "big": lambda random: str(random.randint(10_000, 99_999_999)),
    "ms": lambda random: f"{random.randint(0, 9)}.{random.randint(10, 99)}",
    "ip": lambda random: ".".join(str(random.randint(1, 254)) for _ in range(4)),
    "uuid": uuid,
    "ulid": _ulid,
}


def rows(random: Random, kinds: Mapping[str, Made], count: int) -> Iterator[tuple[str, str]]:
    """`count` texts of each kind: (kind, text)."""
    for name, made in kinds.items():
        for _ in range(count):
            yield name, made(random)
