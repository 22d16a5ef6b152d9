"""What is found out about a proposal before the memory's lock is taken: dates made absolute, evidence looked up,
secrets looked for, checks bound."""

import os
import re
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

import msgspec

from .citing import Citations
from .dates import make_absolute
from .fact import CommandRun, Evidence, Fact, FileLine, TranscriptLine, new_fact_id
from .findings_evidence import LookedUp, look_up
from .gates.authority import rightful_origin
from .gates.context import Binder, Binding, BindsNothing, Found
from .gates.quotes import is_persons_word
from .journal import Author
from .proposal import Add, Change, Edit, Retire
from .receipt import Refusal

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


class Prepared(msgspec.Struct, frozen=True):
    """A change with its dates absolute, and what was found out about it; `refusal` when it cannot even be read.

    `fact` is what an `Add` would write; its checks are those that hold.
    """

    change: Change
    fact: Fact | None = None
    found: Found = Found()
    refusal: Refusal | None = None


class Findings(Protocol):
    """Finds out. Must not raise but OSError of the transcripts it reads."""

    def prepare(self, change: Change, author: Author, now: datetime, before: Fact | None = None) -> Prepared:
        """`author` is who wants it, by the word of our own code; `now` has its zone. `before` is the fact that an edit
        is about, as it was a moment ago."""


class FindingsFromDisk:
    """The `Findings` port: looks into the transcripts of a project's sessions.

    `sessions_folder` is None for a memory that belongs to no project, `root` the project's folder. `known_secrets` are
    values that are secrets wherever they stand; None for those of the environment. Belongs to one thread.
    """

    def __init__(
        self,
        sessions_folder: Path | None,
        binder: Binder | None = None,
        new_id: Callable[[], str] = new_fact_id,
        root: Path | None = None,
        known_secrets: Collection[str] | None = None,
    ) -> None:
        self._citations = Citations(sessions_folder)
        self._binder = binder or BindsNothing()
        self._new_id = new_id
        self._root = root
        self._known_secrets = known_secrets

    def prepare(self, change: Change, author: Author, now: datetime, before: Fact | None = None) -> Prepared:
        match change:
            case Add() as add:
                return self._add(add, author, now)
            case Edit() as edit:
                return self._edit(edit, author, now, before)
            case Retire() as wish:
                return self._retire(wish, author, now)

    def _add(self, add: Add, author: Author, now: datetime) -> Prepared:
        """The description of a topic that is always before a model's eyes is a person's, or made by code."""
        if author.origin != "human":
            add = msgspec.structs.replace(add, description="")
        day = _day(add.seen) or now.date()
        title, body = _title(add.title, day), _body(add.body, day)
        evidence = _with_source(add.evidence, add.source)
        looked_up = look_up((*_sources(add.source), *evidence), self._citations, self._root, now.tzinfo)
        fact = Fact(
            id=self._new_id(),
            title=title,
            body=body,
            kind=add.kind,
            origin=add.origin,
            seen=add.seen or day.isoformat(),
            commit=add.commit,
            source=TranscriptLine(add.source.session, add.source.line) if add.source else None,
            evidence=evidence,
            checks=add.checks,
            supersedes=tuple(dict.fromkeys(add.supersedes)),
        )
        is_quote = author.origin != "human" and is_persons_word(fact, looked_up.cited)
        fact = msgspec.structs.replace(fact, origin=rightful_origin(add.origin, author.origin, is_quote=is_quote))
        binding = self._binder.bind(fact)
        checks = _checks(add.checks, binding, author)
        commit = add.commit or (binding.commit if checks else "")
        fact = msgspec.structs.replace(fact, checks=checks, commit=commit)
        if author.origin != "human" and not fact.rests_on:
            fact = msgspec.structs.replace(fact, evidence=_files_of(binding))
        texts = [title, body, add.topic, add.description, *add.checks, *_texts(evidence)]
        found = self._found(author, texts, looked_up, binding, naming=(add.topic, add.description))
        return Prepared(add, fact, found)

    def _edit(self, edit: Edit, author: Author, now: datetime, before: Fact | None) -> Prepared:
        """What is bound is the part that is given, with what else the fact says: the rest is known under the lock."""
        title = None if edit.title is None else _title(edit.title, now.date())
        body = None if edit.body is None else _body(edit.body, now.date())
        evidence = edit.evidence or ()
        looked_up = look_up(evidence, self._citations, self._root, now.tzinfo)
        part = Fact(
            id=edit.id,
            title=title if title is not None else before.title if before else "",
            body=body if body is not None else before.body if before else "",
            kind=edit.kind or "fact",
            origin=rightful_origin(edit.origin, author.origin, is_quote=False),
            seen=now.date().isoformat(),
            checks=edit.checks or (),
        )
        binding = self._binder.bind(part)
        checks = None if edit.checks is None else _checks(edit.checks, binding, author)
        if edit.checks is None and before is not None and (title, body) != (None, None):
            checks = self._checks_that_stay(before, binding)
        found = self._found(author, [title or "", body or "", *part.checks, *_texts(evidence)], looked_up, binding)
        return Prepared(msgspec.structs.replace(edit, title=title, body=body, checks=checks), found=found)

    def _checks_that_stay(self, before: Fact, binding: Binding) -> tuple[str, ...] | None:
        """For new words: what they are bound to, and those of the old ones' checks that hold; None: nobody looked.

        A check that the old words made and that does not hold would withhold the fact, however right the new ones are.
        """
        old = self._binder.bind(msgspec.structs.replace(before, title="", body=""))
        checks = tuple(dict.fromkeys((*binding.checks, *old.checks)))
        return checks if checks or binding.fails or old.fails else None

    def _retire(self, wish: Retire, author: Author, now: datetime) -> Prepared:
        because = _title(wish.because, now.date())
        origin = rightful_origin(wish.origin, author.origin, is_quote=False)
        found = self._found(author, [because], LookedUp(), Binding())
        why = "its reason holds a secret, or the mask of one" if found.secrets or found.holds_mask else ""
        refusal = Refusal("secret", f"^{wish.id}", why, "say it without") if why else None
        return Prepared(msgspec.structs.replace(wish, because=because, origin=origin), found=found, refusal=refusal)

    def _found(
        self,
        author: Author,
        texts: Iterable[str],
        looked_up: LookedUp,
        binding: Binding,
        naming: tuple[str, ...] = (),
    ) -> Found:
        from reverie.secrets.find import find_secrets
        from reverie.secrets.mask import holds_mask

        text = "\n".join(texts)
        session = author.session or next((one.session for one in looked_up.cited), "")
        return Found(
            author=author.origin,
            session=session,
            cited=looked_up.cited,
            not_there=looked_up.not_there,
            edited_now=() if author.origin == "human" else self._citations.edited_now(session),
            naming=naming,
            secrets=tuple(dict.fromkeys(found.kind for found in find_secrets(text, self._secrets()))),
            holds_mask=holds_mask(text),
            binding=binding,
        )

    def _secrets(self) -> Collection[str]:
        """The environment does not change while a program runs: it is looked through once."""
        if self._known_secrets is None:
            from reverie.secrets.environment import secrets_of

            self._known_secrets = secrets_of(os.environ)
        return self._known_secrets


def plain_lines(text: str) -> str:
    """The text with one kind of line end, without a byte-order mark and blanks at the ends of lines."""
    lines = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff")).split("\n")
    return "\n".join(line.rstrip(" \t") for line in lines)


def _title(text: str, day: date) -> str:
    return make_absolute(re.sub(r"[ \t]+", " ", plain_lines(text)).strip(), day)


def _body(text: str, day: date) -> str:
    return make_absolute(plain_lines(text).strip("\n"), day)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _sources(source: TranscriptLine | None) -> tuple[TranscriptLine, ...]:
    return (source,) if source else ()


def _with_source(evidence: tuple[Evidence, ...], source: TranscriptLine | None) -> tuple[Evidence, ...]:
    """A source stands in a fact without its quote, so one that is quoted is evidence too."""
    return (source, *evidence) if source and source.quote and source not in evidence else evidence


def _checks(given: tuple[str, ...], binding: Binding, author: Author) -> tuple[str, ...]:
    """Those that hold; where that was not looked at, a person's stay as they are."""
    is_looked_at = binding.checks or binding.fails or author.origin != "human"
    return binding.checks if is_looked_at else given


def _files_of(binding: Binding) -> tuple[FileLine, ...]:
    """What shows a statement that names no evidence: the files in which its checks hold."""
    from reverie.checks.check_text import parse_check

    checks = map(parse_check, binding.checks)
    paths = dict.fromkeys(path for check in checks if (path := getattr(check, "path", "")))
    return tuple(FileLine(path) for path in paths)


def _texts(evidence: Iterable[Evidence]) -> Iterable[str]:
    for one in evidence:
        match one:
            case TranscriptLine(quote=quote):
                yield quote
            case CommandRun(command=command):
                yield command
            case FileLine(path=path):
                yield path
