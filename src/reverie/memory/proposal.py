"""What somebody wants of a memory: changes, as values. Nothing of them is in it before a write's receipt."""

import msgspec

from reverie.conversation.origin import Origin

from .fact import Evidence, Kind, TranscriptLine


class Add(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A new fact. `title` says it in one line, `body` what belongs to it.

    `topic` is a slug or a title, empty to let code choose; `description` the pointer's text of a topic that is new.
    `source` is the transcript line in which it was said, `evidence` what else it rests on. `supersedes` are ids of
    facts that it takes the place of. `about_failure`: it says that something failed, so it may rest on a failed call.
    """

    title: str
    body: str = ""
    kind: Kind = "fact"
    origin: Origin = "human"
    topic: str = ""
    description: str = ""
    source: TranscriptLine | None = None
    evidence: tuple[Evidence, ...] = ()
    checks: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    seen: str = ""
    """A date; empty for today."""
    commit: str = ""
    about_failure: bool = False


class Edit(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Another wording for the fact `id`; None leaves a part as it is.

    `expected` is the hash of the fact's block as the writer saw it (`block_hash`); when it has changed since, the edit
    is refused. Empty: whatever it is now.
    """

    id: str
    title: str | None = None
    body: str | None = None
    kind: Kind | None = None
    evidence: tuple[Evidence, ...] | None = None
    checks: tuple[str, ...] | None = None
    origin: Origin = "human"
    expected: str = ""


class Retire(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The fact `id` no longer holds, or is not wanted: into the archive, from where it can be restored."""

    id: str
    because: str = ""
    origin: Origin = "human"
    expected: str = ""


Change = Add | Edit | Retire
