"""The local model: speed, time to the first word cold and warm, cpu after a cancelled request, choice of tools.

    python -m benchmarks.local_model [--model NAME] [--cases all|tune|held_out] [--json FILE]

Its file must have been fetched (`reverie model pull`), or lie in the folder REVERIE_TEST_MODEL_DIR; without it the
benchmark says so and measures nothing. Servers and KV states of its own are used, in a throw-away folder. The cases in
`local_cases.json` were labelled before any was run; the held-out ones were written after the prompt was settled.
"""

import argparse
import asyncio
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx2
from benchmarks.report import Report, Row, median_row

from reverie.config.places import find_places
from reverie.conversation.events import TextDelta
from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    Message,
    ResultPart,
    TextPart,
    ToolMessage,
    user_text,
)
from reverie.conversation.ports import ModelFailure, ModelReply, ModelRequest
from reverie.models.local.catalog import DEFAULT, LocalModel, find_model
from reverie.models.local.client import LocalClient
from reverie.models.local.prefix import PrefixStore
from reverie.models.local.profile import MAX_OUTPUT_TOKENS, OPENED_TOOLS, RESULT_LIMITS, compact_tools, local_prompt
from reverie.models.local.server import LocalServer
from reverie.models.local.server_files import ServerInfo
from reverie.models.local.store import ModelStore
from reverie.tools.means import Means
from reverie.tools.registry import open_tools
from reverie.tools.workspace import Workspace

_CASES = Path(__file__).with_name("local_cases.json")
_AROUND = "The project is a git repository at /home/u/p (linux); today is 2026-01-01."
_RUNS = 3
_CANCEL_AFTER, _WATCHED = 2.0, 6.0
_SPEED_PROMPT = "Say what this does.\n" + "".join(f"def step_{n}(x):\n    return x * {n} + {n}\n" for n in range(24))


class Bench:
    """A model's file with a server and KV states of its own."""

    def __init__(self, model: LocalModel, file: Path, folder: Path) -> None:
        self.model = model
        self.store = ModelStore(folder / "cache")
        self.store.ready_folder()
        self.store.path(model).symlink_to(file)
        self.prefixes = PrefixStore(folder / "prefixes")
        self.server = LocalServer(model, self.store.path(model), state=folder / "state", prefixes=self.prefixes.folder)
        tools = open_tools(Means(Workspace(folder)), limits=RESULT_LIMITS, names=OPENED_TOOLS)
        self.tools = compact_tools(tool.spec for tool in tools)

    def client(self) -> LocalClient:
        return LocalClient(self.model, self.store, self.server, self.prefixes)

    def request(self, *messages: Message) -> ModelRequest:
        return ModelRequest(f"{local_prompt()}\n\n{_AROUND}", self.tools, messages, MAX_OUTPUT_TOKENS)


def find_file(model: LocalModel) -> Path | None:
    """The model's file in REVERIE_TEST_MODEL_DIR or where it was fetched to."""
    given = os.environ.get("REVERIE_TEST_MODEL_DIR")
    store = ModelStore(find_places().cache)
    path = Path(given) / f"{model.name}.gguf" if given else store.path(model)
    return path.resolve() if path.exists() else None


# --- speed ----------------------------------------------------------------------------------------------------------


def speed_rows(bench: Bench) -> list[Row]:
    """Tokens a second, as the server counts them, over a prompt it has not seen and 64 tokens of output."""
    prompts, outputs = list[float](), list[float]()
    for run in range(_RUNS):
        body = {"prompt": f"{run} {_SPEED_PROMPT}", "n_predict": 64, "cache_prompt": False, "ignore_eos": True}
        timings = _post(bench.server.ensure(), "/completion", body)["timings"]
        prompts.append(timings["prompt_per_second"])
        outputs.append(timings["predicted_per_second"])
    return [median_row("prompt", prompts, "tokens/s"), median_row("generation", outputs, "tokens/s")]


def _post(info: ServerInfo, path: str, body: dict[str, Any]) -> dict[str, Any]:
    headers = {"authorization": f"Bearer {info.key}"}
    response = httpx2.post(info.base_url + path, json=body, headers=headers, timeout=600.0)
    response.raise_for_status()
    answer: dict[str, Any] = response.json()
    return answer


# --- the first word -------------------------------------------------------------------------------------------------


def first_word_rows(bench: Bench) -> list[Row]:
    """From the request to the first word of an answer: with nothing kept, with the prefix on disk, in the server."""
    cold, loads, warm, hot = list[float](), list[float](), list[float](), list[float]()
    for _ in range(_RUNS):
        for path in bench.prefixes.folder.glob("*"):
            path.unlink()
        loads.append(_restart(bench))
        cold.append(asyncio.run(_first_word(bench, "hello")))
        loads.append(_restart(bench))
        warm.append(asyncio.run(_first_word(bench, "good morning")))
        hot.append(asyncio.run(_first_word(bench, "hi there")))
    return [
        median_row("server start", loads, "s"),
        median_row("first word, nothing kept", cold, "s"),
        median_row("first word, new server, prefix on disk", warm, "s"),
        median_row("first word, same server", hot, "s"),
    ]


def _restart(bench: Bench) -> float:
    bench.server.stop()
    start = time.perf_counter()
    bench.server.ensure()
    return time.perf_counter() - start


async def _first_word(bench: Bench, words: str) -> float:
    client = bench.client()
    start = time.perf_counter()
    took = 0.0
    async for event in client.stream(bench.request(user_text(words))):
        if isinstance(event, ModelFailure):
            raise RuntimeError(event.text)
        if isinstance(event, TextDelta) and not took:
            took = time.perf_counter() - start
    await client.aclose()
    return took


# --- cancelling -----------------------------------------------------------------------------------------------------


def cancel_rows(bench: Bench) -> list[Row]:
    """Seconds that the server goes on burning cpu after a request was cancelled in the middle of a long prompt."""
    info = bench.server.ensure()
    if not Path(f"/proc/{info.pid}/stat").exists():
        return []
    busy = [asyncio.run(_busy_after_cancel(bench, info.pid, run)) for run in range(_RUNS)]
    return [median_row("cpu burns on after cancelling", busy, "s", budget=1.0)]


async def _busy_after_cancel(bench: Bench, pid: int, run: int) -> float:
    client = bench.client()
    asking = asyncio.create_task(_drain(client, bench.request(user_text(f"{run} {_SPEED_PROMPT * 6}"))))
    await asyncio.sleep(_CANCEL_AFTER)
    asking.cancel()
    cancelled = last_busy = time.perf_counter()
    spent = _cpu_seconds(pid)
    while (now := time.perf_counter()) < cancelled + _WATCHED:
        await asyncio.sleep(0.05)
        if _cpu_seconds(pid) > spent:
            spent, last_busy = _cpu_seconds(pid), now
    await client.aclose()
    return last_busy - cancelled


async def _drain(client: LocalClient, request: ModelRequest) -> None:
    async for _ in client.stream(request):
        pass


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / float(os.sysconf("SC_CLK_TCK"))


# --- tool choice ----------------------------------------------------------------------------------------------------


def choice_rows(bench: Bench, split: str) -> tuple[list[Row], list[str]]:
    """The share of wrong choices by split, and what was chosen wrongly."""
    rows, notes = list[Row](), list[str]()
    cases = json.loads(_CASES.read_text("utf-8"))
    for part in ("tune", "held_out") if split == "all" else (split,):
        chosen = [(case, asyncio.run(_choose(bench, case))) for case in cases if case["split"] == part]
        wrong = [(case, reply) for case, reply in chosen if not is_right(case, reply)]
        share = 100 * len(wrong) / len(chosen)
        rows.append(Row(f"tool choice, {part}: wrong", share, "%", len(chosen), budget=20.0))
        notes += [f"wrong: {case['said']!r} → {_short(reply)}" for case, reply in wrong]
    return rows, notes


async def _choose(bench: Bench, case: dict[str, Any]) -> ModelReply:
    client = bench.client()
    async for event in client.stream(bench.request(*_history(case))):
        if isinstance(event, ModelFailure):
            raise RuntimeError(event.text)
        last = event
    await client.aclose()
    assert isinstance(last, ModelReply)
    return last


def _history(case: dict[str, Any]) -> list[Message]:
    messages: list[Message] = [user_text(case["said"])]
    for number, step in enumerate(case["after"]):
        call = CallPart(f"c{number}", step["tool"], json.dumps(step["arguments"]))
        messages.append(AssistantMessage((call,), "local"))
        messages.append(ToolMessage((ResultPart(call.id, (TextPart(step["result"], "repo"),)),)))
    return messages


def is_right(case: dict[str, Any], reply: ModelReply) -> bool:
    """Whether the reply is one of those that the case accepts: the tool, and a pattern for each argument named."""
    tool, arguments = _chosen(reply)
    return any(
        accepted["tool"] == tool
        and all(re.search(pattern, str(arguments.get(name, ""))) for name, pattern in accepted["where"].items())
        for accepted in case["accept"]
    )


def _chosen(reply: ModelReply) -> tuple[str, dict[str, Any]]:
    if not reply.message.calls:
        return "reply", {"reply": reply.message.text}
    call = reply.message.calls[0]
    try:
        return call.name, json.loads(call.arguments)
    except ValueError:
        return call.name, {}


def _short(reply: ModelReply) -> str:
    tool, arguments = _chosen(reply)
    return f"{tool} {json.dumps(arguments, ensure_ascii=False)[:100]}"


# --- all of it ------------------------------------------------------------------------------------------------------


def measure(model: LocalModel, file: Path, split: str) -> Report:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(model, file, Path(folder))
        try:
            rows = [*first_word_rows(bench), *speed_rows(bench), *cancel_rows(bench)]
            choices, notes = choice_rows(bench, split)
        finally:
            bench.server.stop()
    return Report(f"Local model {model.name}", (*rows, *choices), tuple(notes))


def main(given: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", default=DEFAULT.name)
    parser.add_argument("--cases", choices=["all", "tune", "held_out"], default="all")
    parser.add_argument("--json", metavar="FILE", help="write JSON too; - prints it in place of the table")
    asked = parser.parse_args(given)
    model = find_model(asked.model)
    file = find_file(model)
    if file is None:
        print(f"skipped: '{model.name}' is not on this machine; run `reverie model pull {model.name}`", file=sys.stderr)
        return
    measure(model, file, asked.cases).show(asked.json)


if __name__ == "__main__":
    main()
