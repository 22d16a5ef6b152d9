"""The whole client over HTTP, with a runtime that stands in for llama.cpp."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import msgspec
from tests.models.local.serving import TINY, prefixes_for

from reverie.config.places import Places
from reverie.conversation.messages import user_text
from reverie.conversation.ports import ModelEvent, ModelFailure, ModelReply, ModelRequest
from reverie.models.local.client import LocalClient, open_local_model
from reverie.models.local.server import LocalServer
from reverie.models.local.store import ModelStore

Start = Callable[..., LocalServer]


def client_of(server: LocalServer, folder: Path) -> LocalClient:
    """Its store holds the file at the size it has."""
    store = ModelStore(folder / "cache")
    path = folder / "tiny.gguf"
    model = msgspec.structs.replace(TINY, size=path.stat().st_size)
    (store.ready_folder() / "tiny.gguf").write_bytes(path.read_bytes())
    return LocalClient(model, store, server, prefixes_for(path))


def ask(client: LocalClient, system: str = "You are.", questions: int = 1) -> list[ModelEvent]:
    async def run() -> list[ModelEvent]:
        ends = []
        for _ in range(questions):
            async for event in client.stream(ModelRequest(system, (), (user_text("hi"),), 300)):
                last = event
            ends.append(last)
        await client.aclose()
        return ends

    return asyncio.run(run())


def asked(folder: Path) -> list[str]:
    return [line.partition(" ")[0] for line in (folder / "tiny.asked").read_text().splitlines()]


def test_the_first_request_starts_the_server_and_is_answered(server: Start, tmp_path: Path) -> None:
    one = server(answers=['{"reply": "hello"}'])
    (end,) = ask(client_of(one, tmp_path))
    assert isinstance(end, ModelReply)
    assert end.message.text == "hello"
    assert end.message.model == "local/tiny"
    assert one.running() is not None


def test_the_fixed_prompt_is_computed_once_and_restored_by_the_next_server(server: Start, tmp_path: Path) -> None:
    one = server()
    ask(client_of(one, tmp_path), questions=2)
    assert asked(tmp_path) == ["computed", "save", "asked", "asked"]
    one.stop()
    ask(client_of(one, tmp_path))
    assert asked(tmp_path)[4:] == ["restore", "asked"]


def test_another_prompt_starts_from_the_state_it_shares(server: Start, tmp_path: Path) -> None:
    one = server()
    ask(client_of(one, tmp_path), "You are one.")
    one.stop()
    ask(client_of(one, tmp_path), "You are two.")
    assert asked(tmp_path)[3:] == ["restore", "computed", "save", "asked"]


def test_a_state_that_the_server_refuses_is_computed_anew(server: Start, tmp_path: Path) -> None:
    one = server()
    ask(client_of(one, tmp_path))
    one.stop()
    (state,) = prefixes_for(tmp_path / "tiny.gguf").folder.glob("*.kv")
    state.write_bytes(b"of another version")
    prefixes_for(tmp_path / "tiny.gguf").seal(state.name)
    (end,) = ask(client_of(one, tmp_path))
    assert isinstance(end, ModelReply)
    assert asked(tmp_path)[3:] == ["restore", "computed", "save", "asked"]


def test_a_state_that_cannot_be_kept_costs_nothing_but_time(server: Start, tmp_path: Path) -> None:
    one = server()
    client = client_of(one, tmp_path)
    one.ensure()
    folder = prefixes_for(tmp_path / "tiny.gguf").folder
    os.rmdir(folder)
    folder.write_bytes(b"in the way")
    (end,) = ask(client)
    assert isinstance(end, ModelReply)


def test_a_server_that_went_away_is_started_again(server: Start, tmp_path: Path) -> None:
    one = server()
    client = client_of(one, tmp_path)

    async def run() -> list[ModelEvent]:
        ends = []
        for _ in range(2):
            async for event in client.stream(ModelRequest("You are.", (), (user_text("hi"),), 300)):
                last = event
            ends.append(last)
            await asyncio.to_thread(one.stop)
        await client.aclose()
        return ends

    assert all(isinstance(end, ModelReply) for end in asyncio.run(run()))


def test_a_missing_file_is_a_failure_with_the_next_step(tmp_path: Path) -> None:
    places = Places(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    client = open_local_model("local/qwen2.5-coder-0.5b", places)
    assert client.name == "local/qwen2.5-coder-0.5b"
    (end,) = ask(client)  # type: ignore[arg-type]
    assert isinstance(end, ModelFailure)
    assert end.text.endswith("run `reverie model pull qwen2.5-coder-0.5b`")
    assert not (tmp_path / "state").exists()


def test_a_server_that_does_not_start_is_a_failure(server: Start, tmp_path: Path) -> None:
    (end,) = ask(client_of(server(fail="bad tensor"), tmp_path))
    assert isinstance(end, ModelFailure)
    assert "bad tensor" in end.text
