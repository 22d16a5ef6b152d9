"""The fixed prompt as it is really sent: system prompt and tools of a recorded request, without instruction files.

    python -m benchmarks.prompt_size [--peer NAME=COMMAND]... [--json FILE]

Tokens are characters divided by four, rounded up. What counts is everything before the first message of a person:
system messages and the tools' JSON. The local profile is built by the same code as a session's, without its model.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.agents import Agent, add_peer_flag, reverie
from benchmarks.measuring import Running, arguments
from benchmarks.report import Report, Row
from benchmarks.stage import Server, Stage, stage

from reverie.conversation.messages import tokens_of

_FULL_BUDGET, _LOCAL_BUDGET = 3_000, 700


def sent_by(agent: Agent, place: Stage) -> tuple[str, str]:
    """The system prompt and the tools (JSON) of an agent's first request with tools."""
    home = place.home / agent.name
    home.mkdir()
    record = place.home / f"{agent.name}.jsonl"
    record.touch()
    server = Server([{"text": "done"}], place.home, "--keep-bodies", str(record))
    try:
        Running(agent.argv(server.url), agent.environ(server.url, home), place.project).wait()
    finally:
        server.stop()
    bodies = [json.loads(line)["body"] for line in record.read_text().splitlines()]
    body = next((body for body in bodies if body.get("tools")), None)
    if body is None:
        raise RuntimeError(f"{agent.name} sent no request with tools")
    return _system(body), json.dumps(body["tools"], ensure_ascii=False, separators=(",", ":"))


def _system(body: dict[str, Any]) -> str:
    """Of Chat Completions or Responses: the instructions, and the messages that are not the person's."""
    messages = body.get("messages") or body.get("input") or []
    texts = [_text(message["content"]) for message in messages if message.get("role") in ("system", "developer")]
    return "".join([body.get("instructions") or "", *texts])


def _text(content: Any) -> str:
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


def local_prompt(root: Path) -> str:
    """The same of a session with a local model, which gets its tools as text; put together as `assemble` does it."""
    from reverie.agent.prompt import Surroundings, system_prompt
    from reverie.models.local import profile
    from reverie.tools.means import Means
    from reverie.tools.registry import open_tools
    from reverie.tools.workspace import Workspace

    tools = open_tools(Means(Workspace(root)), limits=profile.RESULT_LIMITS, names=profile.OPENED_TOOLS)
    around = Surroundings(str(root), sys.platform, "2026-01-01", True)
    system = system_prompt(profile.local_prompt(), around, ())
    return profile.prompt_with_tools(system, profile.compact_tools(tool.spec for tool in tools))


def rows_of(name: str, system: str, tools: str, budget: int | None) -> list[Row]:
    parts = (("system", system), ("tools", tools))
    total = Row(f"{name}: fixed prompt", tokens_of(system) + tokens_of(tools), "tokens", 1, budget=budget)
    return [total, *(Row(f"{name}: of it {part}", tokens_of(text), "tokens", 1) for part, text in parts)]


def measure(peers: Sequence[Agent]) -> Report:
    with stage() as place:
        (place.project / "AGENTS.md").unlink()
        rows = rows_of("reverie", *sent_by(reverie(), place), _FULL_BUDGET)
        local = tokens_of(local_prompt(place.project))
        rows.append(Row("reverie, local profile: fixed prompt", local, "tokens", 1, budget=_LOCAL_BUDGET))
        for peer in peers:
            rows += rows_of(peer.name, *sent_by(peer, place), None)
    return Report("Fixed prompt", tuple(rows))


def main() -> None:
    parser = arguments(__doc__, runs=1)
    add_peer_flag(parser)
    given = parser.parse_args()
    measure(given.peer).show(given.json)


if __name__ == "__main__":
    main()
