"""What a person is told when they come and when they go: where they are, where they were, how to come back."""

from collections.abc import Sequence

from reverie.agent.session import Session
from reverie.conversation.messages import AssistantMessage, Message, TextPart, ToolMessage, UserMessage

from .status import Used

_MOST_ASKED = 300
_MOST_ANSWER_LINES = 8
_MOST_ANSWER = 800
_MOST_TODOS = 10
_CUT_OFF = "the turn was cut off while it worked; ask it to go on"
_SHORT_ID = 13
"""Characters of a session id that tell it from others of the day."""


def greeting(session: Session) -> str:
    """A line: the model, the mode when it is not the usual one, the session, the way to help."""
    mode = "" if session.mode.mode == "ask" else f", mode {session.mode.mode}"
    return f"reverie, {session.equipment.model.name}{mode}, session {short(session.id)}, /help"


def where_we_were(session: Session) -> str:
    """The last exchange of a session that goes on: what was asked, the end of the answer, what is open. May be empty.

    The texts are those of the history; a face makes them safe to show.
    """
    messages = session.history.messages
    lines: list[str] = []
    place, asked = _last_asked(messages)
    if asked:
        lines.append(f"you asked: {asked}")
    answer = _last_answer(messages[place:])
    if answer:
        is_whole = isinstance(messages[-1], AssistantMessage)
        lines += ["the answer ended:" if is_whole else "the agent said:", *(f"  {line}" for line in answer)]
    if asked and isinstance(messages[-1], ToolMessage):
        lines.append(_CUT_OFF)
    elif asked and not answer:
        lines.append("there was no answer yet")
    todos = session.history.standing.open_todos
    if todos:
        lines += ["open:", *(f"  - {todo.text}" for todo in todos[:_MOST_TODOS])]
    if len(todos) > _MOST_TODOS:
        lines.append(f"  and {len(todos) - _MOST_TODOS} more")
    return "\n".join(lines)


def farewell(session: Session, used: Used) -> str:
    """A line on how to come back, and what this run used; empty when nothing was ever said."""
    if not session.history.messages:
        return ""
    cost = f", ${used.cost_usd:.4f}" if used.cost_usd else ""
    spent = f" ({used.tokens:,} tokens{cost})" if used.tokens else ""
    return f"to go on here: reverie -c, or reverie -r {short(session.id)}{spent}"


def short(session_id: str) -> str:
    return session_id[:_SHORT_ID]


def _last_asked(messages: Sequence[Message]) -> tuple[int, str]:
    """The place and the words of the last thing that the person said; 0 and nothing when that is not in them."""
    for place in reversed(range(len(messages))):
        message = messages[place]
        parts = message.parts if isinstance(message, UserMessage) else ()
        for part in parts:
            if isinstance(part, TextPart) and part.origin == "human" and part.text.strip():
                line = " ".join(part.text.split())
                return place, line if len(line) <= _MOST_ASKED else f"{line[:_MOST_ASKED]}…"
    return 0, ""


def _last_answer(messages: Sequence[Message]) -> list[str]:
    """The last lines that the model said to the person."""
    for message in reversed(messages):
        if isinstance(message, AssistantMessage) and message.text.strip():
            text = message.text.strip()
            end = text if len(text) <= _MOST_ANSWER else f"…{text[-_MOST_ANSWER:]}"
            return end.split("\n")[-_MOST_ANSWER_LINES:]
    return []
