"""From entries to deeds, whatever the form of the transcript."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from reverie.conversation.deeds import AnyDeed
from reverie.transcripts.entries import AnyEntry
from reverie.transcripts.reading import Form


class DeedMaker(Protocol):
    """Takes the entries of one transcript in their order; must not raise. Entries of sub-agents (`aside`) are not for
    it: what they did stands in their own result.

    `unknown` counts the calls so far of tools that it does not know: what these did, the record does not show.
    """

    unknown: int

    def take(self, entry: AnyEntry) -> Iterable[AnyDeed]:
        """The deeds that this entry ended, each with the line of its call."""

    def finish(self) -> Iterable[AnyDeed]:
        """Those of calls without a result: as failed, or as commands without an exit status. Others may follow."""


def deed_maker(form: Form) -> DeedMaker:
    """One at the beginning of a transcript. Each form is loaded when it is needed."""
    if form == "claude-code":
        from .claude_code import ClaudeCodeDeeds

        return ClaudeCodeDeeds()
    if form == "codex":
        from .codex import CodexDeeds

        return CodexDeeds()
    from .own import OwnDeeds

    return OwnDeeds()


def deeds_of(form: Form, entries: Iterable[AnyEntry]) -> Iterator[AnyDeed]:
    """The deeds of a whole transcript, in the order in which they ended."""
    maker = deed_maker(form)
    for entry in entries:
        if not entry.aside:
            yield from maker.take(entry)
    yield from maker.finish()
