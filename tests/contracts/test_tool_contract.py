"""What every tool promises (ports.Tool): planning does nothing, running never raises, cancelling leaves no child."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from tests.tools.calling import LIMITS, Bench, text_of

from reverie.conversation.messages import TextPart, tokens_of
from reverie.conversation.ports import Plan, ToolRefusal
from reverie.tools.means import Means
from reverie.tools.registry import TOOL_NAMES, open_tools

NONSENSE = ("", " ", ".", "..", "/", "~", "~nobody-there/x", "missing/deep/x", "a.txt/x", "folder", "loop", "x" * 5000)
WORSE = ("nul\0byte", "\ud800", "\\xff\\", "new\nline", "-rf", "*", "[", "(", "\\", "https://[", "http://127.0.0.1:1/")

PROMPT_BUDGET = 1900


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    (root / "folder").mkdir(parents=True)
    (root / "a.txt").write_text("some text\n")
    (root / "loop").symlink_to("loop")
    os.mkfifo(root / "pipe")
    return root


def calls_of(name: str, text: str) -> list[dict[str, Any]]:
    """Calls of a tool with the text at each place where it takes one."""
    if name in ("read", "list"):
        return [{"path": text}]
    if name == "write":
        return [{"path": text, "content": text}]
    if name == "edit":
        return [{"path": text, "old": text, "new": "x"}, {"path": "a.txt", "old": text, "new": text}]
    if name == "shell":
        return [{"command": "true", "directory": text}, {"job": text}, {"command": text if "\0" in text else ": "}]
    if name == "search":
        return [{"pattern": text}, {"glob": text}, {"pattern": "x", "path": text}]
    if name == "plan":
        return [{"text": text}]
    if name == "todo":
        return [{"todos": [{"text": text, "state": "doing"}]}]
    if name == "ask_user":
        return [{"question": text}, {"question": "which?", "options": [text]}]
    if name == "task":
        return [{"title": text, "prompt": text}, {"title": "look", "prompt": "look", "write_root": text}]
    return _calls_of_memory(name, text) or [{"url": text}]


def _calls_of_memory(name: str, text: str) -> list[dict[str, Any]]:
    if name == "recall":
        return [{"query": text}, {"topic": text}]
    if name == "remember":
        return [{"statement": text, "quote": text}, {"statement": "x", "details": text, "replaces": [text]}]
    if name == "forget":
        return [{"id": text, "because": text}]
    return [{"identifier": text}] if name == "search_transcripts" else []


def snapshot(folder: Path) -> list[tuple[str, int, int]]:
    found = []
    for directory, folders, files in os.walk(folder):
        for name in folders + files:
            status = os.lstat(os.path.join(directory, name))
            found.append((os.path.join(directory, name), status.st_size, status.st_mtime_ns))
    return sorted(found)


@pytest.mark.parametrize("name", TOOL_NAMES)
def test_planning_has_no_effect_and_does_not_raise(root: Path, name: str) -> None:
    bench = Bench(root)
    before = snapshot(root)
    for text in (*NONSENSE, *WORSE, "a.txt", "pipe"):
        for arguments in calls_of(name, text):
            assert isinstance(bench.plan(name, **arguments), Plan | ToolRefusal)
    assert snapshot(root) == before


@pytest.mark.parametrize("name", TOOL_NAMES)
def test_running_nonsense_gives_a_result_that_can_be_sent(root: Path, name: str) -> None:
    async def run_all() -> None:
        bench = Bench(root)
        for text in (*NONSENSE, *WORSE, "pipe"):
            if text in ("/", "..", "~") and name in ("search", "list"):
                continue  # these are real folders
            for arguments in calls_of(name, text):
                result = await bench.run(name, **arguments)
                if "\ud800" not in text:
                    msgspec.json.encode(result)
                assert result.note
                assert "\n" not in result.note
                assert not result.failed or text_of(result)
        await bench.close()

    asyncio.run(run_all())


@pytest.mark.parametrize("name", TOOL_NAMES)
def test_a_spec_is_a_plain_schema_that_accepts_the_arguments(root: Path, name: str) -> None:
    spec = Bench(root).tools[name].spec
    assert spec.name == name
    assert spec.description
    jsonschema.Draft202012Validator.check_schema(spec.schema)
    written = json.dumps(spec.schema)
    assert "$ref" not in written
    assert '"title": "' not in written  # the noise of a generated schema; an argument may be called so
    for arguments in calls_of(name, "a.txt"):
        jsonschema.validate(arguments, spec.schema)


def test_all_specs_together_are_small(root: Path) -> None:
    specs = [tool.spec for tool in Bench(root).tools.values()]
    assert sum(tokens_of(spec.name + spec.description + json.dumps(spec.schema)) for spec in specs) <= PROMPT_BUDGET


def test_unknown_arguments_and_names_are_refused(root: Path) -> None:
    bench = Bench(root)
    for tool in bench.tools.values():
        with pytest.raises(msgspec.ValidationError):
            msgspec.json.decode(b'{"path": "x", "no_such_argument": 1}', type=tool.arguments)
    with pytest.raises(ValueError, match="there is no tool 'x'"):
        open_tools(Means(bench.workspace), limits=LIMITS, names=["x"])


SLOW_CALLS: dict[str, dict[str, Any]] = {
    "shell": {"command": "echo started > started; sleep 1000"},
    "search": {"pattern": "(a+)+$", "path": "slow.txt"},
}


@pytest.mark.parametrize("name", SLOW_CALLS)
def test_cancelling_leaves_no_child(root: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "slow.txt").write_text("a" * 60 + "!\n")
    monkeypatch.setattr("shutil.which", lambda command, path=None: None if command == "rg" else f"/bin/{command}")

    async def cancel() -> None:
        before = children()
        bench = Bench(root)
        call = asyncio.create_task(bench.run(name, **SLOW_CALLS[name]))
        async with asyncio.timeout(30):
            while children() <= before:
                await asyncio.sleep(0.01)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        async with asyncio.timeout(30):
            while children() - before:
                await asyncio.sleep(0.01)

    asyncio.run(cancel())


def children() -> set[str]:
    """This process's children that live, by /proc where there is one."""
    if not Path("/proc").exists():
        pytest.skip("needs /proc")
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, *_ = status.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(parent) == os.getpid() and state not in "ZX":
            found.add(status.parent.name)
    return found


def test_our_own_words_are_never_taken_for_the_repositorys(root: Path) -> None:
    bench = Bench(root)
    for name in TOOL_NAMES:
        for arguments in calls_of(name, "missing/x"):
            refusal = bench.plan(name, **arguments)
            result = bench.call(name, **arguments)
            if isinstance(refusal, ToolRefusal) and result.failed:
                assert all(isinstance(part, TextPart) and part.origin == "tool" for part in result.content)
