"""Transcripts of Claude Code as entries: `~/.claude/projects/<folder>/<session>.jsonl`.

The format is not documented by its maker; what is read here is what its transcripts show. A record of type `user` may
be a person's words, the result of a tool, or text that the program added. Only the first is `human`.
"""

import re
from collections.abc import Iterator
from typing import Any

from reverie.conversation.origin import Origin
from reverie.transcripts.entries import AnyEntry, Called, Damaged, Header, Other, Returned, Said, Thought
from reverie.transcripts.json_line import DamagedLine, as_json, decode_line, list_in, table_in, text_in

_ADDED = re.compile(r"\s*(?:<[a-z]+[-_][a-z_-]*[ >]|\[Request interrupted by user|Caveat: The messages below)")
"""How text begins that the program put into the person's mouth: a tag of its own, whose names have two words."""
_REMINDER = "<system-reminder>"
_EXIT_CODE = re.compile(r"(?:Error: )?Exit code (\d{1,3})(?:\n|$)")
_ORIGIN_OF: dict[str, Origin] = {"Read": "repo", "Grep": "repo", "Glob": "repo", "WebFetch": "web", "WebSearch": "web"}
_CALLS = frozenset({"tool_use", "server_tool_use", "mcp_tool_use"})


class ClaudeCodeReader:
    """Takes the lines of one transcript, one after the other."""

    def __init__(self) -> None:
        self._header: tuple[str, ...] = ()
        self._names: dict[str, str] = {}

    def take(self, number: int, line: bytes) -> Iterator[AnyEntry]:
        """The entries of a line."""
        try:
            record = decode_line(line)
        except DamagedLine as error:
            yield Damaged(line=number, reason=str(error), content=line)
            return
        if not isinstance(record, dict):
            yield Damaged(line=number, reason="it is no JSON object", content=line)
            return
        yield from self._session(number, record)
        kind = text_in(record, "type")
        if kind in ("user", "assistant"):
            yield from self._message(number, line, kind, record)
        elif kind == "system" and text_in(record, "content"):
            at, aside = text_in(record, "timestamp"), record.get("isSidechain") is True
            yield Said(line=number, at=at, aside=aside, role="system", origin="tool", text=record["content"])
        else:
            yield Other(line=number, at=text_in(record, "timestamp"), kind=kind, content=line)

    def finish(self) -> Iterator[AnyEntry]:
        """What was held back: nothing."""
        yield from ()

    def _session(self, number: int, record: dict[str, Any]) -> Iterator[Header]:
        """A header where the session begins, and where it goes on in another folder or version."""
        found = tuple(text_in(record, key) for key in ("sessionId", "cwd", "version", "gitBranch"))
        if not found[0] or not found[1] or found == self._header:
            return
        self._header = found
        session, directory, version, branch = found
        at = text_in(record, "timestamp")
        yield Header(line=number, at=at, session=session, directory=directory, version=version, branch=branch)

    def _message(self, number: int, line: bytes, kind: str, record: dict[str, Any]) -> Iterator[AnyEntry]:
        message = table_in(record, "message")
        content = message.get("content")
        if isinstance(content, str):
            content = [{"type": "text", "text": content}]
        if not isinstance(content, list):
            yield Damaged(line=number, reason=f"a record of type '{kind}' without a message", content=line)
            return
        if not content:
            yield Other(line=number, at=text_in(record, "timestamp"), kind=kind, content=line)
        whose = _Whose(number, kind, record, text_in(message, "model"))
        details = record.get("toolUseResult") if _results_in(content) == 1 else None
        for block in content:
            yield from self._block(whose, block, details)

    def _block(self, whose: "_Whose", block: object, details: object) -> Iterator[AnyEntry]:
        if not isinstance(block, dict):
            yield Damaged(**whose.place, reason="a part that is no JSON object", content=as_json(block).encode())
            return
        kind = text_in(block, "type")
        if kind == "text":
            yield whose.said(text_in(block, "text"))
        elif kind == "thinking":
            yield Thought(**whose.place, text=text_in(block, "thinking"), model=whose.model)
        elif kind in _CALLS:
            name, call_id = text_in(block, "name"), text_in(block, "id")
            self._names[call_id] = name
            arguments = as_json(block.get("input"))
            yield Called(**whose.place, call_id=call_id, name=name, arguments=arguments, model=whose.model)
        elif kind == "tool_result":
            yield from self._result(whose, block, details)
        else:
            yield Other(**whose.place, kind=f"{whose.kind}/{kind}", content=as_json(block).encode())

    def _result(self, whose: "_Whose", block: dict[str, Any], details: object) -> Iterator[AnyEntry]:
        call_id = text_in(block, "tool_use_id")
        name = self._names.pop(call_id, "")
        texts = [text_in(block, "content")] if isinstance(block.get("content"), str) else []
        for part in list_in(block, "content"):
            if isinstance(part, dict) and part.get("type") == "text":
                texts.append(text_in(part, "text"))
            else:
                yield Other(**whose.place, kind=f"{whose.kind}/tool_result", content=as_json(part).encode())
        text = "\n".join(texts)
        failed = block["is_error"] if isinstance(block.get("is_error"), bool) else None
        yield Returned(
            **whose.place,
            call_id=call_id,
            text=text,
            origin="mcp" if name.startswith("mcp__") else _ORIGIN_OF.get(name, "tool"),
            failed=failed,
            exit_status=_exit_status(name, text, failed, details),
            details="" if details is None else as_json(details),
        )


class _Whose:
    """What the parts of one message share."""

    def __init__(self, number: int, kind: str, record: dict[str, Any], model: str) -> None:
        aside = record.get("isSidechain") is True
        self.place: dict[str, Any] = {"line": number, "at": text_in(record, "timestamp"), "aside": aside}
        self.kind = kind
        self.model = "" if model == "<synthetic>" else model
        self._is_synthetic = model == "<synthetic>"
        self._record = record

    def said(self, text: str) -> Said:
        if self.kind == "assistant":
            origin: Origin = "tool" if self._is_synthetic else "model"
            return Said(**self.place, role="assistant", origin=origin, text=text, model=self.model)
        return Said(**self.place, role="user", origin=self._origin(text), text=text)

    def _origin(self, text: str) -> Origin:
        record = self._record
        if record.get("isCompactSummary") is True:
            return "model"
        if record.get("isSidechain") is True:
            return "peer"
        added = record.get("isMeta") is True or text_in(table_in(record, "origin"), "kind") not in ("", "human")
        return "tool" if added or _ADDED.match(text) or _REMINDER in text else "human"


def _results_in(content: list[Any]) -> int:
    return sum(isinstance(block, dict) and block.get("type") == "tool_result" for block in content)


def _exit_status(name: str, text: str, failed: bool | None, details: object) -> int | None:
    """That of the tool Bash. It is written when it is not 0; a result that is no error, was not cut short and needed no
    interpretation (grep finds nothing with 1) had 0."""
    if name != "Bash":
        return None
    if failed:
        found = _EXIT_CODE.match(text)
        return int(found[1]) if found else None
    if not isinstance(details, dict) or details.get("interrupted") is not False or "stdout" not in details:
        return None
    return None if details.get("backgroundTaskId") or details.get("returnCodeInterpretation") else 0
