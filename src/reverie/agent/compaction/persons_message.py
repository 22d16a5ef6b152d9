"""A person's message as it is kept: whole, or with its middle left out.

A message that is cut where it stands has the person's head, our note, the person's tail, in this order; so a later
compaction sees by the parts' origins that it was cut, and takes no word of ours for theirs.
"""

from reverie.conversation.digest import Said
from reverie.conversation.messages import TextPart, UserMessage, most_tokens_of, tokens_of
from reverie.conversation.origin import Origin
from reverie.conversation.truncation import Cut, Limits, counted, keep_head_and_tail

from .left_out import place
from .rules import LONG_MESSAGE
from .view import is_words

_KEPT_OF_LONG = 4_000
"""Characters of a long message: head and tail, half each."""
_NOTE = "[... "


def said_in(message: UserMessage, line: int) -> Said:
    """What the person said in it, with head and tail alone when it was cut."""
    head, tail = _head_and_tail(message)
    return said_of(head, line, tail, _origin(message))


def said_of(head: str, line: int, tail: str = "", origin: Origin = "human") -> Said:
    """The same of words that stand elsewhere: whole, unless they are too long."""
    if tokens_of(head + tail) <= LONG_MESSAGE:
        return Said(head, line, "cut" if tail else "whole", tail, origin=origin)
    cut = _cut(head + tail, _KEPT_OF_LONG)
    return Said(cut.head, line, "cut", cut.tail, 0 if tail else cut.characters, origin=origin)


def words_of(message: UserMessage) -> str:
    """All that the person said in it."""
    return "\n\n".join(each for each in _head_and_tail(message) if each)


def cut_to(message: UserMessage, line: int, tokens: int) -> UserMessage:
    """The message with the middle of the person's words left out when they are more than that."""
    words = words_of(message)
    size = most_tokens_of(words)
    if size <= tokens:
        return message
    cut = _cut(words, len(words) * tokens // size)
    others = message.parts[3:] if _was_cut(message) else message.parts
    others = tuple(part for part in others if not is_words(part))
    note = TextPart(missing_note(cut.characters, line), "tool")
    origin = _origin(message)
    return UserMessage((TextPart(cut.head, origin), note, TextPart(cut.tail, origin), *others))


def missing_note(characters: int, line: int, session: str = "") -> str:
    amount = f"{counted(characters, 'character')} left out" if characters else "the middle is left out"
    return f"{_NOTE}{amount}; all of it: {place(line, session)} ...]"


def _cut(text: str, characters: int) -> Cut:
    return keep_head_and_tail(text, Limits(characters, characters))


def _head_and_tail(message: UserMessage) -> tuple[str, str]:
    """The person's words, and of a message that was cut those after our note."""
    words = [part.text for part in _words(message)]
    if not _was_cut(message):
        return "\n\n".join(words), ""
    return words[0], "\n\n".join(words[1:])


def _was_cut(message: UserMessage) -> bool:
    head, note, tail = message.parts[:3] if len(message.parts) > 2 else (None, None, None)
    return (
        isinstance(note, TextPart)
        and note.origin == "tool"
        and note.text.startswith(_NOTE)
        and all(part is not None and is_words(part) for part in (head, tail))
    )


def _words(message: UserMessage) -> list[TextPart]:
    return [part for part in message.parts if isinstance(part, TextPart) and is_words(part)]


def _origin(message: UserMessage) -> Origin:
    """Whose words it holds; a person's where there are none."""
    return next((part.origin for part in _words(message)), "human")
