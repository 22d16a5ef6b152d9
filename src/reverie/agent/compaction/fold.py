"""Folding: what code keeps of messages that leave the context, added to the digest before."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from reverie.conversation.digest import Changed, Digest, Left, Refused, Rule, Said, Tried
from reverie.conversation.messages import ImagePart, Message, TextPart, UserMessage, most_tokens_of
from reverie.conversation.origin import Origin
from reverie.conversation.record import (
    AcceptedPlan,
    AnyEffect,
    AskedPerson,
    EditedFile,
    FetchedUrl,
    ListedFolder,
    RanCommand,
    RanTask,
    ReadFile,
    SetTodos,
)
from reverie.conversation.truncation import counted

from .age import by_age, by_text, keep_later
from .done_calls import DoneCall, one_line
from .left_out import kept_file
from .persons_message import said_in, said_of, words_of
from .rules import rules_of
from .tail import Tail
from .view import View, is_instructions, is_words

_IN_STANDING = (SetTodos, AcceptedPlan, AskedPerson)
_ALWAYS_TOLD = (ReadFile, RanCommand, FetchedUrl, RanTask)
_CHARACTERS_A_TOKEN = 4
_LONGEST_SUBJECT = 200


def fold(view: View, tail: Tail) -> Digest:
    """The digest of the messages that are not in the tail, and of all before them. Nothing is bounded yet."""
    folding = _Folding(view)
    kept = frozenset(tail.places)
    for index in range(view.first, len(view.messages)):
        if index not in kept:
            folding.take(view.messages[index], view.lines[index])
    for index in view.asked:
        folding.take_rules_cut_from(view.messages[index], tail.messages[tail.places.index(index)], view.lines[index])
    for call in view.calls:
        folding.take_call(call, is_kept=call.place in kept)
    return folding.digest(tail)


class _Folding:
    def __init__(self, view: View) -> None:
        before = view.digest
        self._view = view
        self._said = list(before.said)
        self._rules = by_text(before.rules)
        self._refused = {(each.what, each.text, each.tail): each for each in before.refused}
        self._denied = {(each.what, each.why): each for each in before.denied}
        self._tried = {(each.what, each.why): each for each in before.tried}
        self._changed = {each.path: each for each in before.changed}
        self._left = list(before.left)

    def take(self, message: Message, line: int) -> None:
        """A message that leaves the context."""
        if not isinstance(message, UserMessage) or is_instructions(message):
            return
        said = said_in(message, line)
        if said.text:
            self._said.append(said)
            self._add_rules(_missing(rules_of(words_of(message)), said), line, said.origin)
        for part in message.parts:
            if what := _added_by_person(part, self._view.shares.output):
                self._left.append(Left(what, line))

    def take_rules_cut_from(self, before: Message, after: Message, line: int) -> None:
        """The rules in the middle of a message that stays in the context without its middle."""
        if before != after and isinstance(before, UserMessage) and isinstance(after, UserMessage):
            said = said_in(after, line)
            self._add_rules(_missing(rules_of(words_of(before)), said), line, said.origin)

    def take_call(self, call: DoneCall, *, is_kept: bool) -> None:
        """A call; one that stays in the context only makes older content superseded."""
        if subject := _subject(call.effect if call.status == "ok" else None):
            self._left = [left for left in self._left if left.subject != subject]
        if is_kept:
            return
        match call.status:
            case "denied" | "failed" if call.persons_words:
                self._take_refusal(call)
            case "denied":
                _count(self._denied, call)
            case "failed":
                _count(self._tried, call)
            case "cancelled" if call.end and call.end.note != "not started":
                _count(self._tried, call)
            case "ok":
                self._take_success(call)

    def digest(self, tail: Tail) -> Digest:
        return msgspec.structs.replace(
            self._view.digest,
            said=tuple(self._said),
            rules=by_age(self._rules.values()),
            refused=by_age(self._refused.values()),
            denied=by_age(self._denied.values()),
            tried=by_age(self._tried.values()),
            changed=by_age(self._changed.values()),
            left=by_age(self._left),
            replaced=dict(tail.replaced),
        )

    def _add_rules(self, rules: Iterable[str], line: int, origin: Origin = "human") -> None:
        for text in rules:
            keep_later(self._rules, Rule(text, line, origin=origin))

    def _take_refusal(self, call: DoneCall) -> None:
        """What the person answered is kept as their decisions are; the same answer to the same call once."""
        said = said_of(call.persons_words, call.line)
        refused = Refused(call.what, said.text, call.line, said.tail, said.missing)
        key = (refused.what, refused.text, refused.tail)
        self._refused.pop(key, None)
        self._refused[key] = refused
        self._add_rules(_missing(rules_of(call.persons_words), said), call.line)

    def _take_success(self, call: DoneCall) -> None:
        effect = call.effect
        if isinstance(effect, _IN_STANDING) or _is_superseded(call, self._view):
            return
        if isinstance(effect, EditedFile):
            self._take_edit(effect, call.line)
            return
        size = self._view.digest.replaced.get(call.call.id, len(call.text))
        is_big = size > _CHARACTERS_A_TOKEN * self._view.shares.output
        if is_big or isinstance(effect, _ALWAYS_TOLD):
            what = _in_few_words(call, size, self._view.outputs)
            self._left.append(Left(what, call.line, _subject(effect)))

    def _take_edit(self, effect: EditedFile, line: int) -> None:
        before = self._changed.pop(effect.path, None) or Changed(effect.path, 0, 0, line)
        added, removed = _line_changes(effect.diff)
        self._changed[effect.path] = Changed(effect.path, before.added + added, before.removed + removed, line)


def _count(table: dict[tuple[str, str], Tried], call: DoneCall) -> None:
    """The same attempt with the same end is one line, however often it was made."""
    key = (call.what, call.how)
    before = table.pop(key, None)
    table[key] = Tried(*key, call.line, before.times + 1 if before else 1)


def _missing(rules: Iterable[str], said: Said) -> Iterable[str]:
    """The rules that are not in what is kept of the message."""
    return (rule for rule in rules if rule not in said.text and rule not in said.tail)


def _subject(effect: AnyEffect | None) -> str:
    """What a later call of the same kind makes old."""
    match effect:
        case ReadFile(path=path) | EditedFile(path=path):
            return f"file {path}"
        case ListedFolder(path=path):
            return f"folder {path}"
        case RanCommand(command=command):
            return f"command {one_line(command, _LONGEST_SUBJECT)}"
    return ""


def _is_superseded(call: DoneCall, view: View) -> bool:
    """Of an edit only the text is superseded by a later one: that it was made stays true."""
    return call.call.id in view.superseded and not isinstance(call.effect, EditedFile)


def _in_few_words(call: DoneCall, size: int, outputs: Path) -> str:
    note = f": {one_line(call.end.note, 80)}" if call.end and call.end.note else ""
    file = kept_file(call.text, outputs)
    return f"{call.what}{note}, {counted(size, 'character')}" + (f", kept in `{file}`" if file else "")


def _added_by_person(part: TextPart | ImagePart, most: int) -> str:
    """What came with a person's message and is too big to keep, in a few words."""
    if isinstance(part, ImagePart):
        return f"a picture of the person, {part.media_type}, {len(part.content):,} bytes"
    if not is_words(part) and most_tokens_of(part.text) > most:
        return f"a text beside the person's message, {counted(len(part.text), 'character')}"
    return ""


def _line_changes(diff: str) -> tuple[int, int]:
    """Lines added and removed by a unified diff."""
    lines = [line for line in diff.splitlines() if not line.startswith(("+++ ", "--- "))]
    return sum(line.startswith("+") for line in lines), sum(line.startswith("-") for line in lines)
