"""Taking changes back, from the journal: a whole transaction, or one fact of it, as a new transaction.

Where nothing was changed since, all files get the bytes back that they had. Where something else was, the same lines
are put back; what was changed on those very lines is not guessed.
"""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from .draft import Draft
from .errors import NoSuchFact
from .fact import Fact
from .history.reading import Past
from .journal import Author, ChangeKind, Commit, FactChange, commits_backwards
from .layout import archive_name, slug_of_name, topic_name
from .patch import FilePatch, text_hash
from .receipt import Outcome, Refusal, Refused
from .topic import Topic, parse_topic
from .writing import Writing

_BACK: dict[ChangeKind, ChangeKind] = {
    "added": "removed",
    "removed": "restored",
    "restored": "retired",
    "retired": "restored",
    "superseded": "restored",
    "changed": "changed",
}


def undo_last(held: Writing, author: Author) -> Outcome:
    """Take back the last transaction that was not taken back yet. Raises NoSuchFact when there is none."""
    taken_back: set[str] = set()
    for entry in commits_backwards(held.layout.journal):
        if entry.undoes and entry.tx not in taken_back:
            taken_back.add(entry.undoes)
        elif _is_a_change(entry) and entry.tx not in taken_back:
            return _undo(held, entry, author)
    raise NoSuchFact("there is no change of this memory to take back")


def undo_transaction(held: Writing, tx: str, author: Author) -> Outcome:
    """Take back the transaction of this id. Raises NoSuchFact."""
    for entry in commits_backwards(held.layout.journal):
        if entry.undoes == tx and not _is_taken_back(held, entry.tx):
            return _refused(f"^{tx}", f"it was taken back already, by {entry.tx}", f"undo {entry.tx} brings it back")
        if entry.tx == tx:
            return _undo(held, entry, author)
    raise NoSuchFact(f"there is no change {tx}; 'reverie memory log' lists them")


def undo_fact(held: Writing, fact_id: str, author: Author) -> Outcome:
    """Take back the last change of one fact, with what it did to facts that it superseded. Raises NoSuchFact."""
    for entry in commits_backwards(held.layout.journal):
        mine = [one for one in entry.facts if fact_id in (one.id, one.by)]
        if not mine:
            continue
        if len(mine) == len(entry.facts):
            return _undo(held, entry, author)
        return _undo_some(held, entry, mine, author)
    raise NoSuchFact(f"there is no change of ^{fact_id}; 'reverie memory log' lists them")


def text_before(draft: Draft, tx: str, name: str) -> str | None:
    """A file as it was before a transaction, from the file of today and the journal.

    Where a change that is not in the journal stands between, the git history helps out; ValueError when it cannot.
    """
    text = draft.text(name)
    for entry in commits_backwards(draft.layout.journal):
        for one in entry.files:
            if one.name == name:
                if text_hash(text) != one.after:
                    text = _from_history(draft, name, one.after)
                text = one.inverted().applied(text)
        if entry.tx == tx:
            return text
    raise ValueError(f"there is no change {tx}")


def _from_history(draft: Draft, name: str, wanted: str) -> str:
    found = Past(draft.layout).text_of_hash(name, wanted) if wanted else None
    if found is None:
        raise ValueError(f"'{name}' was changed by hand since")
    return found


def _is_a_change(entry: Commit) -> bool:
    """Whether somebody wanted it: code keeps quotes and repairs what moved, at times that nobody chose."""
    return bool(entry.facts) and not entry.undoes and entry.action not in ("quote", "repair")


def _is_taken_back(held: Writing, tx: str) -> bool:
    for entry in commits_backwards(held.layout.journal):
        if entry.tx == tx:
            return False
        if entry.undoes == tx:
            return not _is_taken_back(held, entry.tx)
    return False


def _undo(held: Writing, entry: Commit, author: Author) -> Outcome:
    if entry.purged:
        return _refused(entry.tx, "its text was purged", "")
    if all(text_hash(held.draft.text(one.name)) == one.after for one in entry.files):
        for one in entry.files:
            held.draft.put(one.name, one.inverted().applied(held.draft.text(one.name)))
        facts = tuple(_back(held.draft, one) for one in entry.facts)
        return held.commit("undo", author, facts, undoes=entry.tx, follows_index=False)
    if not entry.facts:
        return _refused(entry.tx, "its files were changed since", "")
    return _undo_some(held, entry, entry.facts, author, undoes=entry.tx)


def _back(draft: Draft, one: FactChange) -> FactChange:
    """The change that takes one back, with the title that the fact has on the draft again."""
    topic = draft.topic(one.topic)
    fact = topic.fact(one.id) if topic else None
    title = fact.title if fact else one.title
    return msgspec.structs.replace(one, change=_BACK[one.change], by="", moved="", title=title)


def _undo_some(
    held: Writing, entry: Commit, mine: Sequence[FactChange], author: Author, *, undoes: str = ""
) -> Outcome:
    today = held.now.date()
    try:
        changes = [_undo_one(held.draft, entry, one, today) for one in mine]
    except (KeyError, ValueError) as error:
        held.begin_again()
        return _refused(entry.tx, f"it was changed since: {error}", "undo the later change first, or edit it by hand")
    return held.commit("undo", author, tuple(changes), undoes=undoes)


def _undo_one(draft: Draft, entry: Commit, one: FactChange, today: date) -> FactChange:
    """Raises KeyError when the fact is not where the change left it, ValueError when it is not as it was left."""
    match one.change:
        case "added" | "restored":
            rest = _as_left(draft, entry, one).removing(one.id)
            is_empty = not any(segment.text.strip() for segment in rest.segments)
            draft.put_topic(one.topic, None if is_empty else rest)
        case "changed":
            before = parse_topic(
                (text_before(draft, entry.tx, topic_name(one.topic)) or "").encode(), draft.layout.folder
            )
            draft.put_topic(one.topic, _as_left(draft, entry, one).changing(_fact(before, one.id)))
        case "retired" | "superseded" | "removed":
            _bring_back(draft, one, today)
    return _back(draft, one)


def _bring_back(draft: Draft, one: FactChange, today: date) -> None:
    """From the archive into its topic, which is begun anew when it went with its last fact."""
    for slug in _archives(draft, one.topic):
        archive = draft.archive(slug)
        if archive is None or archive.fact(one.id) is None:
            continue
        fact = msgspec.structs.replace(_fact(archive, one.id), ended=None)
        block = archive.changing(fact).block(one.id)
        rest = archive.removing(one.id)
        draft.put_archive(slug, rest if rest.facts else None)
        topic = draft.topic(one.topic) or msgspec.structs.replace(archive, segments=()).with_head(description="")
        draft.put_topic(one.topic, topic.adding_block(block, fact).with_head(updated=today.isoformat()))
        return
    raise KeyError(f"^{one.id} is not in the archive")


def _archives(draft: Draft, slug: str) -> Iterator[str]:
    number = 1
    while True:
        name = slug if number == 1 else f"{slug}-{number}"
        if draft.text(archive_name(name)) is None:
            return
        yield slug_of_name(archive_name(name))
        number += 1


def _fact(topic: Topic, fact_id: str) -> Fact:
    fact = topic.fact(fact_id)
    if fact is None:
        raise KeyError(f"^{fact_id}")
    return fact


def _as_left(draft: Draft, entry: Commit, one: FactChange) -> Topic:
    """The topic, when the fact's text in it is the one that the transaction wrote."""
    topic = draft.topic(one.topic)
    if topic is None or topic.fact(one.id) is None:
        raise KeyError(f"^{one.id} is not in '{one.topic}'")
    block = topic.block(one.id).strip()
    for patch in entry.files:
        if patch.name == topic_name(one.topic) and (
            _is_whole_in(block, patch.added) or block == _block_left(draft, entry.tx, patch, one.id)
        ):
            return topic
    raise ValueError(f"the text of ^{one.id}")


def _block_left(draft: Draft, tx: str, patch: FilePatch, fact_id: str) -> str:
    """A fact's text as the transaction left it: where lines of it were there before, its patch does not hold them all.

    Raises KeyError, ValueError.
    """
    left = patch.applied(text_before(draft, tx, patch.name)) or ""
    return parse_topic(left.encode(), draft.layout.path(patch.name)).block(fact_id).strip()


def _is_whole_in(block: str, lines: str) -> bool:
    """A patch holds the lines that differ; those of the block at its edges may have been there before."""
    return block in lines or lines.strip() in block


def _refused(title: str, why: str, hint: str) -> Refused:
    return Refused((Refusal("changed_since", title, why, hint),))
