"""The lines of an exported memory: one JSON value a line, a header and then the facts, each with its topic."""

import msgspec

from .fact import Fact

FORMAT = 1


class ExportHeader(msgspec.Struct, frozen=True, tag="reverie-memory"):
    """`scope` is `project` or `user`, `exported` an instant in UTC."""

    format: int
    scope: str
    exported: str


class ExportedFact(msgspec.Struct, frozen=True, tag="fact"):
    """A fact with the title and the description of its topic; one that is archived has `ended` in itself."""

    topic: str
    fact: Fact
    description: str = ""


ExportLine = ExportHeader | ExportedFact
