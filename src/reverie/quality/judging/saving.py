"""Memory: only a receipt shows that something was saved."""

from .numbers import figures_of
from .record import Record
from .ruling import Ruling, contradicted, supported, unsupported
from .statement import Statement


def judge_saved(statement: Statement, record: Record) -> Ruling:
    wishes = record.receipts
    if not wishes:
        return unsupported("nothing was written to memory")
    kept = [wish for wish in wishes if wish.ok]
    refused = [wish for wish in wishes if not wish.ok]
    if not kept:
        return contradicted(f"memory refused it: {refused[-1].reason or 'no receipt'}")
    claimed = _how_many(statement)
    if claimed is not None and claimed > len(kept) and (refused or len(kept) > 1):
        return contradicted(f"memory kept {len(kept)} of {claimed}")
    if (
        claimed is None
        and refused
        and wishes[-1] is refused[-1]
        and len(wishes) > 1
        and not _is_again(wishes[-1].reason)
    ):
        return contradicted(f"memory refused the last: {refused[-1].reason or 'no receipt'}")
    return supported("memory gave a receipt")


def _is_again(reason: str) -> bool:
    return "duplicate" in reason.lower() or "already" in reason.lower()


def _how_many(statement: Statement) -> int | None:
    """How many things the quote says were saved: `two facts`, `both`."""
    for figure in figures_of(statement.quote):
        behind = statement.quote[figure.end : figure.end + 20].strip().lower()
        is_word = statement.quote[figure.start : figure.start + 1].isalpha()
        if is_word or behind.startswith(
            ("fact", "note", "thing", "item", "preference", "entr", "memor", "point", "rule")
        ):
            return int(figure.value)
    return None
