"""What an interface is given: plain values, ready to be shown."""

from typing import Literal

import msgspec

from reverie.conversation.mark import Why

What = Literal["conversation", "files", "both"]


class Point(msgspec.Struct, frozen=True):
    """A place to go back to: where a turn began, or just before an earlier rewind.

    `line` is the transcript line that begins it; what is before it stays. `turn` counts the session's turns from 1, for
    a rewind it is the last one before. `title` is one line, `at` the instant in UTC. `files` and `commands` count what
    happened from here on until now, tasks included. `marks` are the kinds of boundaries that lie after it. `has_left`:
    a later rewind took this turn out of the conversation.
    """

    line: int
    kind: Literal["turn", "rewind"]
    turn: int
    title: str
    at: str
    files: int = 0
    commands: int = 0
    marks: tuple[Why, ...] = ()
    has_left: bool = False


class FileChange(msgspec.Struct, frozen=True):
    """What going back does to one file. `path` is as it is shown; `diff` leads from the content now to that then.

    `now` and `then` are the SHA-256 of the contents, empty where there is no file; `copy` names the kept bytes in the
    folder `copies`.
    """

    path: str
    verb: Literal["write", "create", "delete"]
    diff: str
    now: str
    then: str
    copies: str = ""
    copy: str = ""


class RefusedFile(msgspec.Struct, frozen=True):
    """A file that stays as it is, and why, in a few words."""

    path: str
    why: str


class Preview(msgspec.Struct, frozen=True):
    """What a rewind would do.

    `changes` are done, `refused` are not; `edited` are all files that this session changed from the point on and that
    are not now as they were then. `commands` ran from there on, and their effects stay. `turns` leave the conversation;
    `prompt` began the first of them. `problems` are lines about what could not be found out. `end` is the transcript's
    next line when this was made.
    """

    point: Point
    what: What
    end: int
    changes: tuple[FileChange, ...] = ()
    refused: tuple[RefusedFile, ...] = ()
    edited: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    turns: int = 0
    prompt: str = ""
    problems: tuple[str, ...] = ()


class Rewound(msgspec.Struct, frozen=True):
    """What a rewind did. `refused` holds also the files that failed while it went on.

    `prompt` is the text to put before the person again, empty unless the conversation went back. `problem` is one line
    when it could not be done, or not be recorded; empty otherwise.
    """

    changes: tuple[FileChange, ...] = ()
    refused: tuple[RefusedFile, ...] = ()
    prompt: str = ""
    problem: str = ""
