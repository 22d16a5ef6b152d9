"""The real runtime with the small model, else the default one; skipped, and said to be, where neither was fetched."""

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import msgspec
import pytest
from tests.models.local.serving import fetched_file

from reverie.conversation.messages import user_text
from reverie.conversation.ports import ModelReply, ModelRequest, ToolSpec
from reverie.models.local.catalog import DEFAULT, SMALL, LocalModel
from reverie.models.local.client import LocalClient
from reverie.models.local.prefix import PrefixStore
from reverie.models.local.profile import OPENED_TOOLS, RESULT_LIMITS, compact_tools, local_prompt
from reverie.models.local.server import LocalServer
from reverie.models.local.server_files import ServerInfo
from reverie.models.local.store import ModelStore
from reverie.tools.means import Means
from reverie.tools.registry import open_tools
from reverie.tools.workspace import Workspace

pytestmark = pytest.mark.local_model

_LONG = "word " * 3000


@pytest.fixture(scope="module")
def model() -> LocalModel:
    pytest.importorskip("xllamacpp", reason="the local model's runtime is not installed: pip install '.[local]'")
    for model in (SMALL, DEFAULT):
        if fetched_file(model) is not None:
            return model
    pytest.skip(f"no local model is on this machine: reverie model pull {SMALL.name}")


@pytest.fixture(scope="module")
def folder(model: LocalModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("local")
    store = ModelStore(folder / "cache")
    store.ready_folder()
    file = fetched_file(model)
    assert file is not None
    store.path(model).symlink_to(file)
    return folder


@pytest.fixture(scope="module")
def server(model: LocalModel, folder: Path) -> Iterator[LocalServer]:
    path = ModelStore(folder / "cache").path(model)
    server = LocalServer(model, path, state=folder / "state", prefixes=folder / "prefixes")
    yield server
    server.stop()


@pytest.fixture
def client(model: LocalModel, server: LocalServer, folder: Path) -> LocalClient:
    return LocalClient(model, ModelStore(folder / "cache"), server, PrefixStore(folder / "prefixes"))


def ask(client: LocalClient, words: str, tools: tuple[ToolSpec, ...]) -> ModelReply:
    async def run() -> ModelReply:
        async for event in client.stream(ModelRequest(local_prompt(), tools, (user_text(words),), 300)):
            last = event
        await client.aclose()
        assert isinstance(last, ModelReply), last
        return last

    return asyncio.run(run())


@pytest.fixture
def tools(folder: Path) -> tuple[ToolSpec, ...]:
    opened = open_tools(Means(Workspace(folder)), limits=RESULT_LIMITS, names=OPENED_TOOLS)
    return compact_tools(tool.spec for tool in opened)


def test_without_tools_it_answers(client: LocalClient) -> None:
    hello = ask(client, "hello!", ())
    assert hello.stop == "end"
    assert hello.message.text


def test_with_tools_it_calls_one_of_them_by_its_schema(client: LocalClient, tools: tuple[ToolSpec, ...]) -> None:
    reply = ask(client, "What does the file src/parser.py do?", tools)
    (call,) = reply.message.calls
    (spec,) = (spec for spec in tools if spec.name == call.name)
    assert set(spec.schema["required"]) <= set(msgspec.json.decode(call.arguments))


def test_a_second_server_does_not_pay_for_the_fixed_prompt(
    client: LocalClient, server: LocalServer, tools: tuple[ToolSpec, ...]
) -> None:
    ask(client, "hello!", tools)
    server.stop()
    reply = ask(client, "good evening", tools)
    assert reply.usage.cache_read > 250
    assert reply.usage.input < 60


def test_nobody_is_served_without_the_key(server: LocalServer) -> None:
    info = server.ensure()
    for path in ("/v1/chat/completions", "/slots", "/completion"):
        assert httpx2.post(info.base_url + path, json={"messages": []}, trust_env=False).status_code == 401


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processor time is read from /proc")
def test_a_cancelled_request_stops_burning_cpu(client: LocalClient, server: LocalServer) -> None:
    """Processor time, not wall-clock time, is judged: it does not depend on how busy the machine is."""
    info = server.ensure()

    async def cancel_in_the_middle() -> None:
        request = ModelRequest("You are.", (), (user_text(_LONG),), 300)
        asking = asyncio.create_task(_drain(client, request))
        before = _cpu_seconds(info)
        while _cpu_seconds(info) < before + 1.0:
            await asyncio.sleep(0.05)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        await client.aclose()

    asyncio.run(cancel_in_the_middle())
    after = _cpu_seconds(info)
    while (now := _settled(info)) is None:
        pass
    cores = len(os.sched_getaffinity(0))
    assert now - after < 1.5 * cores


async def _drain(client: LocalClient, request: ModelRequest) -> None:
    async for _ in client.stream(request):
        pass


def _cpu_seconds(info: ServerInfo) -> float:
    fields = Path(f"/proc/{info.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / float(os.sysconf("SC_CLK_TCK"))


def _settled(info: ServerInfo) -> float | None:
    """The processor time once it stands still."""
    before = _cpu_seconds(info)
    time.sleep(0.5)
    after = _cpu_seconds(info)
    return after if after == before else None
