"""Beginning a purge: who may, what exactly, and the note by which it is carried out even when we are killed."""

from collections.abc import Sequence

from reverie.memory.errors import NoSuchFact, NotWritten, ReadOnly
from reverie.memory.fact import new_fact_id, plain_key
from reverie.memory.journal import Author
from reverie.memory.receipt import Refusal, Refused
from reverie.memory.store import Memory
from reverie.storage.clock import instant

from .answer import Purged
from .cleaning import SHORTEST_GIVEN
from .collecting import facts_that_say, places_of, stones_of, traces_of
from .finishing import carry_out
from .journal import salt_in
from .pending import Pending, read_pending, write_pending
from .reach import Reach
from .spelling import Needle


def purge(
    memory: Memory, fact_ids: Sequence[str], author: Author, reach: Reach, *, texts: Sequence[str] = ()
) -> Purged | Refused:
    """Remove facts, by their whole ids, and `texts` for good: in the memory, its journal and history, and in `reach`.

    Only a person may. Cannot be undone. What could not be done yet is in the answer, and done by `finish_purges`.
    Raises NoSuchFact, ReadOnly, NotWritten (nothing was begun), OSError when the memory cannot be read.
    """
    if memory.read_only:
        raise ReadOnly(memory.read_only)
    if refusals := tuple(_refusals(author, texts)):
        return Refused(refusals)
    if (left := _unfinished(memory, fact_ids)) and not texts:
        return carry_out(memory, left, reach)
    for one in fact_ids:
        names = places_of(memory.layout, one)
        if not names:
            raise NoSuchFact(f"there is no fact ^{one}; 'reverie memory search' finds facts")
        if len(names) > 1:
            why = f"{len(names)} facts are called so, in {' and '.join(dict.fromkeys(names))}"
            hint = "give all but one of them another id there"
            return Refused((Refusal("ambiguous_id", f"^{one}", why, hint),))
    return carry_out(memory, _begun(memory, fact_ids, texts), reach)


def _refusals(author: Author, texts: Sequence[str]) -> list[Refusal]:
    if author.origin != "human":
        return [Refusal("authority", "purge", "only a person can have something removed for good", "")]
    short = [text for text in texts if len(Needle(text).text) < SHORTEST_GIVEN]
    why = f"it has fewer than {SHORTEST_GIVEN} characters, which stand in too many places"
    return [Refusal("text", text, why, "give more of it, or the fact's id") for text in short]


def _unfinished(memory: Memory, fact_ids: Sequence[str]) -> Pending | None:
    return next((one for one in read_pending(memory.layout) if fact_ids and set(fact_ids) <= {*one.traces.ids}), None)


def _begun(memory: Memory, fact_ids: Sequence[str], texts: Sequence[str]) -> Pending:
    layout = memory.layout
    ids = dict.fromkeys((*fact_ids, *facts_that_say(layout, texts)))
    traces, facts = traces_of(layout, tuple(ids), tuple(texts))
    stones = stones_of(facts, [*map(plain_key, texts)], salt_in(layout))
    pending = Pending(id=new_fact_id(), at=instant(memory.clock), traces=traces, stones=stones)
    try:
        write_pending(layout, pending)
    except OSError as error:
        raise NotWritten(f"nothing was removed: {error.strerror or error}") from error
    return pending
