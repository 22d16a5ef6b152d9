"""Transcripts of Codex as entries: `~/.codex/sessions/YYYY/MM/DD/rollout-<time>-<session>.jsonl`.

Rows are `{timestamp, type, payload}` (codex-rs/protocol, `RolloutItem`); before, they were response items alone. What
was said stands in it twice, as the item of a response and as an event for the screen. Both have the role `user` also
for what the program added; only the event is certainly a person's, so that is the one that counts. The other one is
kept as an `Other`.
"""

import re
from collections.abc import Iterator
from typing import Any

from reverie.conversation.origin import Origin
from reverie.transcripts.entries import AnyEntry, Called, Damaged, Ended, Header, Other, Returned, Said, Thought
from reverie.transcripts.json_line import DamagedLine, as_json, decode_line, list_in, table_in, text_in

from .codex_output import SHELLS, output_of

_CALLS = {
    "function_call": "arguments",
    "custom_tool_call": "input",
    "local_shell_call": "action",
    "web_search_call": "action",
    "tool_search_call": "arguments",
}
"""Where each kind of call has its arguments."""
_OUTPUTS = frozenset({"function_call_output", "custom_tool_call_output", "tool_search_output"})
_ITEMS = frozenset({*_CALLS, *_OUTPUTS, "message", "reasoning"})
_ADDED = re.compile(r"\s*(?:<[a-z]+[-_][a-z_-]*[ >]|# AGENTS\.md instructions)")
_MOST_HELD = 16


class CodexReader:
    """Takes the lines of one transcript, one after the other. A user message is held back, with what follows it, until
    it is known whether a person said it."""

    def __init__(self) -> None:
        self._model = ""
        self._names: dict[str, str] = {}
        self._held: list[AnyEntry] = []
        self._undecided: dict[int, tuple[list[str], bytes]] = {}
        self._told: dict[int, str] = {}

    def take(self, number: int, line: bytes) -> Iterator[AnyEntry]:
        """The entries of a line, after those that were held back before it."""
        self._held += self._entries(number, line)
        if not self._undecided or len(self._held) > _MOST_HELD:
            yield from self.finish()

    def finish(self) -> Iterator[AnyEntry]:
        """What was held back."""
        held, self._held = self._held, []
        self._undecided.clear()
        yield from held

    def _entries(self, number: int, line: bytes) -> Iterator[AnyEntry]:
        try:
            record = decode_line(line)
        except DamagedLine as error:
            yield Damaged(line=number, reason=str(error), content=line)
            return
        if not isinstance(record, dict):
            yield Damaged(line=number, reason="it is no JSON object", content=line)
            return
        at, kind, payload = text_in(record, "timestamp"), text_in(record, "type"), table_in(record, "payload")
        if "payload" not in record and kind in _ITEMS:
            yield self._item(number, at, line, record, legacy=True)
        elif kind == "response_item":
            yield self._item(number, at, line, payload, legacy=False)
        elif kind == "event_msg":
            yield self._event(number, at, line, payload)
        elif kind == "session_meta" or (not kind and "id" in record and at):
            yield _header(number, at, line, payload or record)
        else:
            if kind == "turn_context":
                self._model = text_in(payload, "model") or self._model
            yield Other(line=number, at=at, kind=kind, content=line)

    def _item(self, number: int, at: str, line: bytes, item: dict[str, Any], *, legacy: bool) -> AnyEntry:
        kind = text_in(item, "type")
        if kind == "message":
            return self._message(number, at, line, item, legacy=legacy)
        self._undecided.clear()
        if kind == "reasoning":
            texts = _texts(list_in(item, "summary")) + _texts(list_in(item, "content"))
            if new := [text for text in texts if self._is_new("thought", text, "item")]:
                return Thought(line=number, at=at, text="\n".join(new), model=self._model)
        elif kind in _CALLS:
            return self._called(number, at, kind, item)
        elif kind in _OUTPUTS:
            return self._returned(number, at, item)
        return Other(line=number, at=at, kind=f"response_item/{kind}", content=line)

    def _message(self, number: int, at: str, line: bytes, item: dict[str, Any], *, legacy: bool) -> AnyEntry:
        role, texts = text_in(item, "role"), _texts(list_in(item, "content"))
        text = "\n".join(texts)
        if text and role == "user":
            self._undecided[number] = texts, line
            origin: Origin = "human" if legacy and not _ADDED.match(text) else "tool"
            return Said(line=number, at=at, role="user", origin=origin, text=text)
        if text and role == "assistant":
            self._undecided.clear()
            if self._is_new("said", text, "item"):
                return Said(line=number, at=at, role="assistant", origin="model", text=text, model=self._model)
        elif text:
            return Said(line=number, at=at, role="system", origin="tool", text=text)
        return Other(line=number, at=at, kind="response_item/message", content=line)

    def _event(self, number: int, at: str, line: bytes, event: dict[str, Any]) -> AnyEntry:
        kind = text_in(event, "type")
        text = text_in(event, "text" if kind == "agent_reasoning" else "message")
        if kind == "user_message" and text:
            self._person_said(text)
            return Said(line=number, at=at, role="user", origin="tool" if _ADDED.match(text) else "human", text=text)
        if kind == "agent_message" and self._is_new("said", text, "event"):
            self._undecided.clear()
            return Said(line=number, at=at, role="assistant", origin="model", text=text, model=self._model)
        if kind == "agent_reasoning" and self._is_new("thought", text, "event"):
            self._undecided.clear()
            return Thought(line=number, at=at, text=text, model=self._model)
        if kind == "exec_command_end" and isinstance(event.get("exit_code"), int):
            return Ended(line=number, at=at, call_id=text_in(event, "call_id"), exit_status=event["exit_code"])
        return Other(line=number, at=at, kind=f"event_msg/{kind}", content=line)

    def _person_said(self, text: str) -> None:
        """Of what was held back, the same words once more become an `Other`."""
        self._told.clear()
        for place, entry in enumerate(self._held):
            texts, line = self._undecided.get(entry.line, ([], b""))
            if text.strip() in ("\n".join(texts).strip(), *map(str.strip, texts)):
                self._held[place] = Other(line=entry.line, at=entry.at, kind="response_item/message", content=line)
        self._undecided.clear()

    def _is_new(self, what: str, text: str, channel: str) -> bool:
        """Whether the other channel has not told it in this turn; what it told is then told by both."""
        if not text:
            return False
        key = hash((what, text))
        before = self._told.pop(key, channel)
        if before == channel:
            self._told[key] = channel
        return before == channel

    def _called(self, number: int, at: str, kind: str, item: dict[str, Any]) -> Called:
        call_id, name = text_in(item, "call_id") or text_in(item, "id"), text_in(item, "name") or kind
        self._names[call_id] = name
        found = item.get(_CALLS[kind])
        if kind == "custom_tool_call" or not isinstance(found, str):
            found = as_json(found)
        return Called(line=number, at=at, call_id=call_id, name=name, arguments=found, model=self._model)

    def _returned(self, number: int, at: str, item: dict[str, Any]) -> Returned:
        call_id = text_in(item, "call_id")
        name = self._names.pop(call_id, "")
        output = output_of(item.get("output"), is_shell=name.rpartition(".")[2] in SHELLS)
        return Returned(
            line=number,
            at=at,
            call_id=call_id,
            text=output.text,
            origin="mcp" if name.startswith("mcp__") else "tool",
            failed=output.failed,
            exit_status=output.exit_status,
            details=output.details,
        )


def _header(number: int, at: str, line: bytes, meta: dict[str, Any]) -> Header | Damaged:
    if not text_in(meta, "id"):
        return Damaged(line=number, reason="a session without an id", content=line)
    return Header(
        line=number,
        at=at,
        session=meta["id"],
        directory=text_in(meta, "cwd"),
        version=text_in(meta, "cli_version"),
        branch=text_in(table_in(meta, "git"), "branch"),
        parent=text_in(meta, "forked_from_id"),
    )


def _texts(parts: list[Any]) -> list[str]:
    return [text for part in parts if isinstance(part, dict) and (text := text_in(part, "text"))]
