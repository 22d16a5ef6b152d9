"""Face: how a conversation is shown and the person heard. There are two: lines for any terminal, and a full one.

A face knows nothing of sessions; it turns keys into what the person did, and events into text.
"""

from typing import Protocol

import msgspec

from reverie.conversation.access import PreviewKind
from reverie.conversation.events import AnyEvent
from reverie.conversation.ports import PermissionMode


class Typed(msgspec.Struct, frozen=True):
    """A text was sent off. It may have many lines. `pasted` are the pieces of it that were not typed."""

    text: str
    pasted: tuple[str, ...] = ()


class Interrupted(msgspec.Struct, frozen=True):
    """Esc or Ctrl-C while something may be running, or Ctrl-C on an empty line."""


class ModeWanted(msgspec.Struct, frozen=True):
    """Shift-Tab: the next permission mode."""


class RewindWanted(msgspec.Struct, frozen=True):
    """Esc twice on an empty line."""


class SteerWanted(msgspec.Struct, frozen=True):
    """Up on an empty line while something waits in the queue: the newest message is taken back to be changed."""


class Closed(msgspec.Struct, frozen=True):
    """Ctrl-D, or the terminal is gone (`hung_up`): nothing will be heard any more."""

    hung_up: bool = False


Heard = Typed | Interrupted | ModeWanted | RewindWanted | SteerWanted | Closed


class Choice(msgspec.Struct, frozen=True):
    """One answer to a question: the key or word that is typed for it, and what it means."""

    key: str
    meaning: str


class Asked(msgspec.Struct, frozen=True):
    """A question as a face shows it. `preview` is what to look at, whole, `heading` what is asked about, or the whole
    question in a line of our own, `text` what is asked, or empty.

    Only what `preview_kind` calls a diff may be shown as one: of a command each line counts, whatever it looks like.
    With `choices`, what is typed is one of their keys, or the person's own words; a face may offer them as a menu.
    """

    heading: str
    text: str
    choices: tuple[Choice, ...] = ()
    preview: str = ""
    preview_kind: PreviewKind = "text"

    def names_choice(self, typed: str) -> bool:
        """Whether a text would choose: it is a key, or what one means. A pasted one must not."""
        words = " ".join(typed.split()).casefold()
        names = {"y", "yes", *(name for choice in self.choices for name in (choice.key, choice.meaning))}
        return bool(self.choices) and words in {" ".join(name.split()).casefold() for name in names}


class Status(msgspec.Struct, frozen=True):
    """What the status line tells; a face without one tells nothing of it unasked.

    `doing` is empty while nothing runs. `context` is how much of the window is used, from 0 to 1; `waiting` what was
    typed and is neither told nor run yet; `tasks` one line for each running sub-session. `stopping`: an interrupt
    is ending what ran, and another one ends it at once.
    """

    model: str
    mode: PermissionMode
    doing: str = ""
    tokens: int = 0
    cached: float = 0.0
    cost_usd: float | None = 0.0
    context: float = 0.0
    waiting: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    stopping: bool = False


class Keys(msgspec.Struct, frozen=True):
    """What a face calls its keys, beside Ctrl-C and Ctrl-D; empty where it has none for that."""

    interrupt: str = ""
    mode: str = ""
    rewind: str = ""
    expand: str = ""
    history: str = ""


class Face(Protocol):
    """All text that is given to a face may come from strangers: it makes it visible and safe itself."""

    @property
    def keys(self) -> Keys:
        """The keys that there are, for those who tell the person of them."""

    def show(self, event: AnyEvent) -> None:
        """Show an event of the session."""

    def say(self, text: str) -> None:
        """Show words of our own, one or more lines; they are never the model's."""

    def set_status(self, status: Status) -> None:
        """The status is another now; may come very often."""

    async def hear(self) -> Heard:
        """The next thing that the person did, in order; may be cancelled without losing any. After `Closed` again
        `Closed`. What is typed while a question stands is its answer, and not heard here; an interrupt is."""

    async def ask(self, asked: Asked) -> str | None:
        """Put a question and give the line that was typed for it; None when the input is closed.

        What was typed before the question stood on the screen answers nothing. May be cancelled: then the question is
        gone from the screen.
        """

    def put(self, text: str) -> None:
        """Put a text into the input line, to be changed and sent by the person."""

    def add_history(self, text: str) -> None:
        """Remember a line among those that Up brings back, also in later sessions."""

    def expand_last(self) -> None:
        """Show the output of the last calls whole (as far as it was kept)."""
