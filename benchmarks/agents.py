"""Who is measured: Reverie, the floors under it, and peers that a person has installed.

Each gets a throw-away home and is pointed at the scripted server by its own configuration, with its own name for the
same two calls: read a file, run `true`.
"""

import argparse
import json
import os
import shlex
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

_FLOOR = str(Path(__file__).with_name("floor.py"))
_PASSED_ON = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")
_PROMPT = "Read the files, then say that you are done."

Call = dict[str, Any]
"""One step's call as the script writes it: `name` and `arguments`."""


class Agent(msgspec.Struct, frozen=True):
    """`argv` and `environ` are for one process, given the server's URL and a throw-away home."""

    name: str
    argv: Callable[[str], list[str]]
    environ: Callable[[str, Path], dict[str, str]]
    read: Callable[[str], Call]
    shell: Call | None
    """None where it has no shell."""


def reverie(*more: str, name: str = "reverie") -> Agent:
    """Reverie as a person starts it for a script; `more` are further flags."""

    def argv(url: str) -> list[str]:
        flags = ["--model", "openai/scripted", "--base-url", url, "--trust", "--allowed-tools", "shell(true)"]
        return [sys.executable, "-m", "reverie", "-p", _PROMPT, *flags, *more]

    def environ(url: str, home: Path) -> dict[str, str]:
        return _environ(home) | {"REVERIE_HOME": str(home / "reverie"), "OPENAI_API_KEY": "unused"}

    return Agent(name, argv, environ, lambda path: _call("read", path=path), _call("shell", command="true"))


def floor(client: str) -> Agent:
    """A loop of Python that sends the same requests with that client and reads the files, nothing else."""
    return Agent(
        f"floor: a bare loop on {client}",
        lambda url: [sys.executable, _FLOOR, url, "--client", client],
        lambda url, home: _environ(home),
        lambda path: _call("read", path=path),
        None,
    )


def peer(spelled: str) -> Agent:
    """A peer from `NAME=COMMAND`; raises ArgumentTypeError for a name that has no adapter."""
    name, equals, command = spelled.partition("=")
    if name not in _PEERS or not equals:
        raise argparse.ArgumentTypeError(f"{spelled!r}: write NAME=COMMAND with a name of {', '.join(_PEERS)}")
    return _PEERS[name](shlex.split(command))


def add_peer_flag(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--peer",
        type=peer,
        action="append",
        default=[],
        metavar="NAME=COMMAND",
        help=f"measure this agent too, as in pi=/path/to/pi; may be repeated; known are {', '.join(_PEERS)}",
    )


def _pi(command: list[str]) -> Agent:
    """`@mariozechner/pi-coding-agent` (npm): Chat Completions, set up in models.json of its agent folder."""

    def environ(url: str, home: Path) -> dict[str, str]:
        settings = home / ".pi" / "agent"
        model = {"id": "scripted", "contextWindow": 1_000_000, "maxTokens": 16_000}
        provider = {"baseUrl": url, "api": "openai-completions", "apiKey": "unused", "models": [model]}
        _write(settings / "models.json", json.dumps({"providers": {"scripted": provider}}))
        return _environ(home) | {"PI_OFFLINE": "1", "PI_TELEMETRY": "0"}

    return Agent(
        "pi",
        lambda url: [*command, "-p", "--provider", "scripted", "--model", "scripted", _PROMPT],
        environ,
        lambda path: _call("read", path=path),
        _call("bash", command="true"),
    )


def _codex(command: list[str]) -> Agent:
    """`@openai/codex` (npm): Responses, set up by `-c`; it reads files with its shell."""

    def argv(url: str) -> list[str]:
        provider = f'{{name="scripted",base_url="{url}",wire_api="responses",requires_openai_auth=false}}'
        settings = ["-c", "model_provider=scripted", "-c", f"model_providers.scripted={provider}"]
        flags = ["--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", "-m", "scripted"]
        return [*command, "exec", *flags, *settings, _PROMPT]

    return Agent(
        "codex",
        argv,
        lambda url, home: _environ(home) | {"CODEX_HOME": str(_made(home / ".codex"))},
        lambda path: _call("exec_command", cmd=f"cat {path}"),
        _call("exec_command", cmd="true"),
    )


def _nanobot(command: list[str]) -> Agent:
    """`nanobot-ai` (PyPI): Chat Completions, set up in ~/.nanobot/config.json."""

    def environ(url: str, home: Path) -> dict[str, str]:
        model = {
            "model": "scripted",
            "provider": "custom",
            "maxToolIterations": 1_000,
            "contextWindowTokens": 1_000_000,
        }
        settings = {
            "agents": {"defaults": {"workspace": str(home / "project"), **model}},
            "providers": {"custom": {"apiBase": url, "apiKey": "unused"}},
        }
        _write(home / ".nanobot" / "config.json", json.dumps(settings))
        return _environ(home)

    return Agent(
        "nanobot",
        lambda url: [*command, "agent", "-m", _PROMPT],
        environ,
        lambda path: _call("read_file", path=path),
        _call("exec", command="true"),
    )


def _vibe(command: list[str]) -> Agent:
    """`mistral-vibe` (PyPI): Chat Completions, set up in config.toml of its home."""

    def environ(url: str, home: Path) -> dict[str, str]:
        settings = (
            'active_model = "scripted"\nenable_update_checks = false\nenable_telemetry = false\n'
            f'[[providers]]\nname = "scripted"\napi_base = "{url}"\napi_key_env_var = "SCRIPTED_API_KEY"\n'
            '[[models]]\nname = "scripted"\nprovider = "scripted"\nalias = "scripted"\n'
        )
        _write(home / ".vibe" / "config.toml", settings)
        return _environ(home) | {"VIBE_HOME": str(home / ".vibe"), "SCRIPTED_API_KEY": "unused"}

    return Agent(
        "mistral-vibe",
        lambda url: [*command, "-p", _PROMPT, "--max-turns", "1000"],
        environ,
        lambda path: _call("read_file", path=path),
        _call("bash", command="true"),
    )


_PEERS: Mapping[str, Callable[[list[str]], Agent]] = {
    "pi": _pi,
    "codex": _codex,
    "nanobot": _nanobot,
    "vibe": _vibe,
}


def _call(name: str, **arguments: str) -> Call:
    return {"name": name, "arguments": arguments}


def _environ(home: Path) -> dict[str, str]:
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ} | {"HOME": str(home), "TERM": "dumb"}


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write(path: Path, text: str) -> None:
    _made(path.parent)
    path.write_text(text)
