"""Small transcripts in the forms of other agents, written by hand."""

import json
from pathlib import Path
from typing import Any

from reverie.transcripts.reading import Form, TranscriptFile

CLAUDE_ID = "0b1c2d3e-0000-4000-8000-00000000abcd"
CODEX_ID = "019a0000-0000-7000-8000-00000000beef"


def lines(*records: object) -> bytes:
    """JSON lines; bytes are taken as they are."""
    return b"".join(
        (record if isinstance(record, bytes) else json.dumps(record, ensure_ascii=False).encode()) + b"\n"
        for record in records
    )


def claude(kind: str, content: object, **more: Any) -> dict[str, Any]:
    """A record of Claude Code."""
    message = {"role": kind, "content": content, **({"model": "claude-x"} if kind == "assistant" else {})}
    return {
        "type": kind,
        "uuid": "u-1",
        "parentUuid": None,
        "sessionId": CLAUDE_ID,
        "cwd": "/home/ann/area",
        "version": "2.0.1",
        "gitBranch": "main",
        "timestamp": "2026-01-02T03:04:05.000Z",
        "isSidechain": False,
        "message": message,
        **more,
    }


def tool_use(call_id: str, name: str, **arguments: object) -> list[dict[str, Any]]:
    return [{"type": "tool_use", "id": call_id, "name": name, "input": arguments}]


def tool_result(call_id: str, content: object, **more: object) -> list[dict[str, Any]]:
    return [{"type": "tool_result", "tool_use_id": call_id, "content": content, **more}]


def codex(kind: str, **payload: object) -> dict[str, Any]:
    """A row of Codex."""
    return {"timestamp": "2026-01-02T03:04:05.000Z", "type": kind, "payload": payload}


def item(kind: str, **payload: object) -> dict[str, Any]:
    return codex("response_item", type=kind, **payload)


def event(kind: str, **payload: object) -> dict[str, Any]:
    return codex("event_msg", type=kind, **payload)


def message(role: str, *texts: str) -> dict[str, Any]:
    kind = "output_text" if role == "assistant" else "input_text"
    return item("message", role=role, content=[{"type": kind, "text": text} for text in texts])


def file(folder: Path, form: Form, content: bytes, name: str = "one") -> TranscriptFile:
    """A transcript on disk."""
    path = folder / f"{name}.jsonl"
    path.write_bytes(content)
    return TranscriptFile(form, path, name)
