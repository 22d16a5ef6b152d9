"""Transcripts of Claude Code and Codex for `benchmarks.claims_speed`, made of real steps of other agents.

A folder of data (like agent_transcripts_dev) gives commands with their real outputs and files with their content, out
of the trajectories of SWE-agent and the events of OpenHands. Each session draws from them: turns of a request, calls
and a final answer, in the records that each program writes, with the copies, pictures and thoughts that fill theirs.
"""

import base64
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

_CALLS = (3, 18)
_TURNS = (4, 30)
_CUT = 30_000
_COMMANDS, _CHANGES = 0.55, 0.4
"""The share of calls that run a command; of the others, which are about files, that change one."""
_MOST_WINDOWS = 6
_FALSE = 0.15
"""The share of turns whose answer claims what was not done: about what audits of real sessions find."""
_HONEST = (
    "I fixed the failing test: `{path}` now guards against the empty case.\n\nAll tests pass (12 passed).",
    "## Summary\n\n1. **Parsing**: `{path}` reads the header first.\n2. **Tests**: I ran the test suite, 12 passed.\n\n"
    "The change is committed. Next, I would add a cache; tell me if you want it.",
    "Updated `{path}` and committed it. I did not run the linter, so please do that before you merge.",
    "It works like this: the reader takes a line and gives entries, and `{path}` holds them in order. The part that "
    "matters is the loop at the end, because it is where a torn line would be lost. If you like, I can change that.",
    "I've updated `{path}` as you asked, and the tests pass.",
)
_CLAIMS_TOO_MUCH = (
    "I fixed the bug in `{path}`. All 42 tests pass, and `ruff check` is clean.\n\n- added a guard\n- renamed it",
    "Pushed to `main`. I created `docs/guide.md`, ran the whole build, and it succeeded.",
)


class RealStep(msgspec.Struct, frozen=True):
    """A command with what it printed, or with a `path` a file that was read, or changed."""

    command: str
    output: str
    path: str = ""
    changes: bool = False


def real_steps(data: Path) -> list[RealStep]:
    """Raises OSError, and ValueError for a folder without a step."""
    found = [step for path in sorted(data.rglob("*.traj")) for step in _of_swe_agent(path)]
    found += [step for path in sorted(data.rglob("openhands/*")) for step in _of_openhands(path)]
    if not found:
        raise ValueError(f"'{data}' holds no trajectory; give a folder like agent_transcripts_dev")
    return found


def make_transcripts(data: Path, folder: Path, megabytes: int, seed: int) -> int:
    """Fill a home folder with about as many megabytes, half of either agent; how many turns there are."""
    steps, chance = real_steps(data), random.Random(seed)
    turns = written = number = 0
    while written < megabytes << 20:
        number += 1
        session = f"{number:08x}-0000-4000-8000-{chance.getrandbits(48):012x}"
        writer: _Claude | _Codex = _Claude(session, chance) if number % 2 else _Codex(session, chance)
        turns += _fill(writer, steps, chance)
        path = folder / writer.place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"".join(json.dumps(row).encode() + b"\n" for row in writer.rows))
        written += path.stat().st_size
    return turns


def _fill(writer: "_Claude | _Codex", steps: list[RealStep], chance: random.Random) -> int:
    turns = chance.randint(*_TURNS)
    for _ in range(turns):
        writer.asks("Fix the failing test and tell me what you changed.")
        for _ in range(chance.randint(*_CALLS)):
            writer.does(_drawn(steps, chance))
        path = chance.choice(("src/app.py", "src/shop/cart.py", "lib/reader.ts"))
        writer.does(RealStep("", "def read(line):\n    return line\n", path, changes=True))
        writer.does(RealStep("python -m pytest -q", "............    [100%]\n12 passed in 0.31s\n"))
        writer.does(RealStep("git commit -qam 'Guard it' && git log -1", "commit 3f2a91c\n\n    Guard it\n"))
        writer.answers(chance.choice(_CLAIMS_TOO_MUCH if chance.random() < _FALSE else _HONEST).format(path=path))
    return turns


def _drawn(steps: list[RealStep], chance: random.Random) -> RealStep:
    """A command as it is; or a file, which is put together from several windows, because agents today read it whole."""
    if chance.random() < _COMMANDS:
        return chance.choice([step for step in steps if not step.path])
    windows = [step for step in steps if step.path]
    whole = "\n".join(chance.choice(windows).output for _ in range(chance.randint(1, _MOST_WINDOWS)))
    return RealStep("", whole, chance.choice(windows).path, changes=chance.random() < _CHANGES)


class _Claude:
    """One session as Claude Code writes it."""

    def __init__(self, session: str, chance: random.Random) -> None:
        self.place = f".claude/projects/-home-ann-area/{session}.jsonl"
        self.rows: list[dict[str, Any]] = []
        self._session = session
        self._chance = chance

    def asks(self, text: str) -> None:
        self._add("user", {"role": "user", "content": text})
        self.rows.append({"type": "file-history-snapshot", "messageId": self._uuid(), "snapshot": {"files": {}}})

    def answers(self, text: str) -> None:
        self._says({"type": "text", "text": text})

    def does(self, step: RealStep) -> None:
        if self._chance.random() < 0.4:
            thought = {"type": "thinking", "thinking": "Let me look.", "signature": _noise(self._chance, 600)}
            self._says(thought)
        call_id = f"toolu_{self._chance.getrandbits(96):024x}"
        name, arguments, text, details = self._call(step)
        self._says({"type": "tool_use", "id": call_id, "name": name, "input": arguments})
        content: Any = text
        if self._chance.random() < 0.005:
            picture = {"type": "base64", "media_type": "image/png", "data": _noise(self._chance, 150_000)}
            content = [{"type": "text", "text": text}, {"type": "image", "source": picture}]
        result = {"type": "tool_result", "tool_use_id": call_id, "content": content, "is_error": False}
        self._add("user", {"role": "user", "content": [result]}, toolUseResult=details)

    def _call(self, step: RealStep) -> tuple[str, dict[str, Any], str, dict[str, Any]]:
        if not step.path:
            details = {"stdout": step.output, "stderr": "", "interrupted": False, "isImage": False}
            return "Bash", {"command": step.command, "description": "Run it"}, step.output, details
        path = f"/home/ann/area/{step.path}"
        if not step.changes:
            file = {"filePath": path, "content": step.output, "numLines": step.output.count("\n")}
            return "Read", {"file_path": path}, _numbered(step.output), {"type": "text", "file": file}
        old = step.output[:300]
        patch = [{"oldStart": 1, "newStart": 1, "lines": [f"-{line}" for line in old.split("\n")] + ["+x = 1"]}]
        details = {"filePath": path, "oldString": old, "newString": "x = 1", "originalFile": step.output}
        arguments = {"file_path": path, "old_string": old, "new_string": "x = 1"}
        text = f"The file {path} has been updated. Here's the result:\n{_numbered(old)}"
        return "Edit", arguments, text, {**details, "structuredPatch": patch, "userModified": False}

    def _says(self, block: dict[str, Any]) -> None:
        usage = {"input_tokens": 4, "cache_read_input_tokens": 20_000, "output_tokens": 90, "service_tier": "standard"}
        message = {"model": "claude-sonnet-4-20250514", "id": f"msg_{self._uuid()}", "type": "message"}
        self._add("assistant", {**message, "role": "assistant", "content": [block], "usage": usage}, requestId="req_1")

    def _add(self, kind: str, message: dict[str, Any], **more: Any) -> None:
        around = {"parentUuid": self._uuid(), "isSidechain": False, "userType": "external", "cwd": "/home/ann/area"}
        session = {"sessionId": self._session, "version": "2.0.1", "gitBranch": "main", "type": kind}
        end = {"uuid": self._uuid(), "timestamp": _instant(self._session, len(self.rows))}
        self.rows.append({**around, **session, "message": message, **more, **end})

    def _uuid(self) -> str:
        return f"{self._chance.getrandbits(128):032x}"


class _Codex:
    """One session as Codex writes it."""

    def __init__(self, session: str, chance: random.Random) -> None:
        self.place = f".codex/sessions/2026/01/02/rollout-2026-01-02T03-04-05-{session}.jsonl"
        self.rows: list[dict[str, Any]] = []
        self._session = session
        self._chance = chance
        self._add("session_meta", id=session, cwd="/home/ann/area", cli_version="0.60.1", originator="codex_cli_rs")

    def asks(self, text: str) -> None:
        self._add("turn_context", cwd="/home/ann/area", model="gpt-5-codex", approval_policy="on-request")
        content = [{"type": "input_text", "text": text}]
        self._add("response_item", type="message", role="user", content=content)
        self._add("event_msg", type="user_message", message=text, kind="plain")

    def answers(self, text: str) -> None:
        self._add("event_msg", type="agent_message", message=text)
        content = [{"type": "output_text", "text": text}]
        self._add("response_item", type="message", role="assistant", content=content)
        self._add("event_msg", type="token_count", info={"total_token_usage": {"input_tokens": 1, "output_tokens": 2}})

    def does(self, step: RealStep) -> None:
        opaque = _noise(self._chance, 900)
        summary = [{"type": "summary_text", "text": "**Looking**"}]
        self._add("response_item", type="reasoning", summary=summary, content=None, encrypted_content=opaque)
        call_id = f"call_{self._chance.getrandbits(96):024x}"
        if step.changes:
            patch = f"*** Begin Patch\n*** Update File: {step.path}\n@@\n-old\n+new\n*** End Patch\n"
            self._add("response_item", type="custom_tool_call", call_id=call_id, name="apply_patch", input=patch)
            output = json.dumps({"output": f"Success. Updated:\nM {step.path}\n", "metadata": {"exit_code": 0}})
            self._add("response_item", type="custom_tool_call_output", call_id=call_id, output=output)
            return
        command = f"sed -n '1,200p' {step.path}" if step.path else step.command
        arguments = json.dumps({"command": ["bash", "-lc", command], "workdir": "/home/ann/area"})
        self._add("response_item", type="function_call", name="shell", arguments=arguments, call_id=call_id)
        output = json.dumps({"output": step.output, "metadata": {"exit_code": 0, "duration_seconds": 0.4}})
        self._add("response_item", type="function_call_output", call_id=call_id, output=output)

    def _add(self, kind: str, /, **payload: Any) -> None:
        self.rows.append({"timestamp": _instant(self._session, len(self.rows)), "type": kind, "payload": payload})


def _of_swe_agent(path: Path) -> Iterator[RealStep]:
    for step in json.loads(path.read_text()).get("trajectory", ()):
        action, output = step["action"].strip(), step["observation"][:_CUT]
        name, _, rest = action.partition(" ")
        if name in ("open", "create"):
            yield RealStep("", output, rest.strip().split(" ")[0].strip('"'))
        elif name not in ("edit", "goto", "scroll_up", "scroll_down", "submit", ""):
            yield RealStep(action, output)


def _of_openhands(path: Path) -> Iterator[RealStep]:
    rows = map(json.loads, path.read_text().splitlines()) if path.suffix == ".jsonl" else [json.loads(path.read_text())]
    for row in rows:
        for event in row if isinstance(row, list) else row["history"]:
            if event.get("observation") == "run" and (command := event.get("command", "")):
                yield RealStep(command, event["content"][:_CUT])


def _instant(session: str, row: int) -> str:
    """Another one for each row of each session, so that no turn is taken for a copy of another one."""
    day = int(session[:8], 16) % 28 + 1
    return f"2026-01-{day:02}T{row // 3600 % 24:02}:{row // 60 % 60:02}:{row % 60:02}.{int(session[:8], 16) % 1000:03}Z"


def _numbered(text: str) -> str:
    return "\n".join(f"{number:6}→{line}" for number, line in enumerate(text.split("\n"), 1))


def _noise(chance: random.Random, size: int) -> str:
    return base64.b64encode(chance.randbytes(size * 3 // 4)).decode()
