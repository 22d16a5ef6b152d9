"""A note as statements: its sentences, each with the reason why it is no finding, if there is one."""

from collections.abc import Iterator, Sequence

import msgspec

from reverie.audit.cutting.passage import Passage
from reverie.audit.cutting.sentences import sentences
from reverie.audit.passing.reasons import Reason, widest
from reverie.audit.passing.sections import why_not_section
from reverie.audit.passing.wording import why_not_sentence
from reverie.checks.candidate import Span


class Statement(msgspec.Struct, frozen=True):
    """A sentence, by its place in a passage. `reason` None: it is judged without reserve."""

    passage: Passage
    span: Span
    reason: Reason | None = None

    @property
    def text(self) -> str:
        return self.passage.text[self.span.start : self.span.end]

    @property
    def is_firmly_passed(self) -> bool:
        return self.reason is not None and self.reason.reach == "all"


def statements_of(passages: Sequence[Passage], whole: Reason | None) -> Iterator[Statement]:
    """In order. `whole` is the reason that holds for all of the note. A code example is one statement."""
    for passage in passages:
        wide = widest(whole, why_not_section(passage.headings))
        if passage.kind == "example":
            yield Statement(passage, Span(0, len(passage.text)), wide)
            continue
        for span in sentences(passage.text):
            own = None if wide and wide.reach == "all" else why_not_sentence(passage.text[span.start : span.end])
            yield Statement(passage, span, widest(wide, own))
