"""The floor: what the same work costs a program that does nothing else.

    python benchmarks/floor.py URL [--client http.client|httpx2]

Sends Chat Completions requests to the scripted server, streamed, with a growing history; reads the file that each
call names; sends it back; ends at the first answer without a call.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

Post = Callable[[bytes], Iterator[bytes]]
"""Send a body, get the lines of the answer."""

_JSON = {"content-type": "application/json"}


def by_http_client(url: str) -> Post:
    import http.client

    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)

    def post(body: bytes) -> Iterator[bytes]:
        connection.request("POST", parts.path + "/chat/completions", body, _JSON)
        yield from connection.getresponse()

    return post


def by_httpx2(url: str) -> Post:
    import httpx2

    client = httpx2.Client(trust_env=False)

    def post(body: bytes) -> Iterator[bytes]:
        with client.stream("POST", url + "/chat/completions", content=body, headers=_JSON) as response:
            yield from (line.encode() for line in response.iter_lines())

    return post


def run(post: Post) -> None:
    messages: list[dict[str, Any]] = [{"role": "user", "content": "Read the files."}]
    tools = [{"type": "function", "function": {"name": "read", "parameters": {"type": "object"}}}]
    while call := _ask(post, {"model": "scripted", "messages": messages, "tools": tools, "stream": True}):
        content = Path(json.loads(call["function"]["arguments"])["path"]).read_text()
        messages.append({"role": "assistant", "content": None, "tool_calls": [call]})
        messages.append({"role": "tool", "tool_call_id": call["id"], "content": content})


def _ask(post: Post, request: dict[str, Any]) -> dict[str, Any]:
    """The call of the answer; empty when it has none."""
    call: dict[str, Any] = {}
    for line in post(json.dumps(request).encode()):
        if not line.startswith(b"data: {"):
            continue
        choices = json.loads(line[6:])["choices"]
        for delta in choices[0]["delta"].get("tool_calls", ()) if choices else ():
            if call:
                call["function"]["arguments"] += delta["function"]["arguments"]
            else:
                call = {"id": delta["id"], "type": "function", "function": dict(delta["function"])}
    return call


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", help="the server's URL, as for --base-url")
    parser.add_argument("--client", choices=["http.client", "httpx2"], default="http.client")
    given = parser.parse_args()
    run((by_httpx2 if given.client == "httpx2" else by_http_client)(given.url))


if __name__ == "__main__":
    main()
