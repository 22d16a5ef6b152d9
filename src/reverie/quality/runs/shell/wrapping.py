"""Wrapping: programs that run another in their place (`env`, `timeout 60`, `docker exec`), and shells in shells."""

import re
from collections.abc import Sequence

from reverie.quality.runs.shell.tree import Redirect

_MAX_WRAPPERS = 12
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
_SHELLS = frozenset({"bash", "sh", "zsh", "dash", "ksh", "ash", "fish", "pwsh", "powershell", "cmd"})

_WRAPPERS: dict[str, tuple[frozenset[str], int]] = {
    # program: options that take a value, and how many words stand before the program
    "env": (frozenset({"-u", "-C", "--unset", "--chdir", "-S"}), 0),
    "cross-env": (frozenset(), 0),
    "dotenv": (frozenset({"-e", "-f", "-p"}), 0),
    "sudo": (frozenset({"-u", "-g", "-h", "-p", "-C", "-D"}), 0),
    "doas": (frozenset({"-u", "-C"}), 0),
    "time": (frozenset({"-f", "-o"}), 0),
    "gtime": (frozenset({"-f", "-o"}), 0),
    "timeout": (frozenset({"-s", "-k", "--signal", "--kill-after"}), 1),
    "gtimeout": (frozenset({"-s", "-k", "--signal", "--kill-after"}), 1),
    "nohup": (frozenset(), 0),
    "setsid": (frozenset(), 0),
    "nice": (frozenset({"-n"}), 0),
    "ionice": (frozenset({"-c", "-n"}), 0),
    "stdbuf": (frozenset({"-o", "-e", "-i"}), 0),
    "unbuffer": (frozenset(), 0),
    "command": (frozenset(), 0),
    "builtin": (frozenset(), 0),
    "exec": (frozenset({"-a"}), 0),
    "caffeinate": (frozenset({"-t", "-w"}), 0),
    "xvfb-run": (frozenset({"-n", "-s", "-e", "-f", "--server-args"}), 0),
    "xargs": (frozenset({"-n", "-P", "-I", "-L", "-d", "-s", "-a", "-E", "--max-args", "--max-procs", "-J", "-R"}), 0),
    "strace": (frozenset({"-e", "-o", "-p"}), 0),
    "catchsegv": (frozenset(), 0),
    "chronic": (frozenset(), 0),
    "watch": (frozenset({"-n", "--interval"}), 0),
    "flock": (frozenset({"-w", "--timeout", "-E"}), 1),
    "hyperfine": (frozenset({"-w", "-r", "-m", "-M", "--warmup", "--runs"}), 0),
    "firejail": (frozenset(), 0),
    "systemd-run": (frozenset({"-p", "--unit"}), 0),
    "rtk": (frozenset(), 0),
}

_CONTAINERS: dict[tuple[str, ...], frozenset[str]] = {
    # words that begin it; the options that take a value before the container's or the service's name
    ("docker", "exec"): frozenset({"-e", "-w", "-u", "--env", "--workdir", "--user", "--env-file"}),
    ("podman", "exec"): frozenset({"-e", "-w", "-u", "--env", "--workdir", "--user"}),
    ("docker", "compose", "exec"): frozenset({"-e", "-w", "-u", "--env", "--workdir", "--user", "--index"}),
    ("docker", "compose", "run"): frozenset(
        {"-e", "-w", "-u", "-v", "-p", "--name", "--entrypoint", "--env", "--workdir"}
    ),
    ("docker-compose", "exec"): frozenset({"-e", "-w", "-u", "--env", "--workdir", "--user", "--index"}),
    ("docker-compose", "run"): frozenset(
        {"-e", "-w", "-u", "-v", "-p", "--name", "--entrypoint", "--env", "--workdir"}
    ),
    ("docker", "run"): frozenset(
        {
            "-e",
            "-w",
            "-u",
            "-v",
            "-p",
            "--name",
            "--entrypoint",
            "--env",
            "--workdir",
            "--user",
            "--volume",
            "--network",
        }
        | {"--mount", "--publish", "--platform", "--env-file", "-m", "--memory", "--cpus", "--add-host", "--net"}
    ),
    ("podman", "run"): frozenset(
        {"-e", "-w", "-u", "-v", "-p", "--name", "--entrypoint", "--env", "--workdir", "--network"}
    ),
    ("lando",): frozenset(),
    ("ddev", "exec"): frozenset({"-s", "-d"}),
}
_WITHOUT_NAME = frozenset({("lando",), ("ddev", "exec")})
_COMPOSE_TAKES = frozenset({"-f", "--file", "-p", "--project-name", "--profile", "--env-file", "--project-directory"})


def unwrapped(words: Sequence[str]) -> tuple[str, ...]:
    """`words` from the program that really runs; as they are when there is none in them."""
    left = tuple(words)
    for _ in range(_MAX_WRAPPERS):
        inner = _one_less(left)
        if not inner:
            break
        left = inner
    return left


def _one_less(words: tuple[str, ...]) -> tuple[str, ...]:
    if not words:
        return ()
    name = words[0].rsplit("/", 1)[-1]
    if name in _WRAPPERS:
        takes, operands = _WRAPPERS[name]
        return _after_options(words[1:], takes, operands)
    if name in ("kubectl", "oc") and "exec" in words[:6] and "--" in words:
        return words[words.index("--") + 1 :]
    if name in ("docker", "podman", "docker-compose", "lando", "ddev"):
        return _in_container((name, *words[1:]))
    return ()


def _after_options(words: tuple[str, ...], takes: frozenset[str], operands: int) -> tuple[str, ...]:
    at = 0
    while at < len(words):
        word = words[at]
        if word == "--":
            at += 1
            break
        if word in takes:
            at += 2
        elif word.startswith("-") or _ASSIGNMENT.match(word):
            at += 1
        else:
            break
    while operands and at < len(words):
        at, operands = at + 1, operands - 1
    rest = words[at:]
    return tuple(rest[next((i for i, word in enumerate(rest) if not _ASSIGNMENT.match(word)), len(rest)) :])


def _in_container(words: tuple[str, ...]) -> tuple[str, ...]:
    if words[:2] == ("docker", "compose") or words[0] == "docker-compose":
        words = _without_compose_options(words)
    for length in (3, 2, 1):
        takes = _CONTAINERS.get(words[:length])
        if takes is not None:
            return _after_options(words[length:], takes, 0 if words[:length] in _WITHOUT_NAME else 1)
    return ()


def _without_compose_options(words: tuple[str, ...]) -> tuple[str, ...]:
    """`docker compose -f x.yml run …` as `docker compose run …`."""
    lead = 2 if words[0] == "docker" else 1
    at = lead
    while at < len(words) and words[at].startswith("-"):
        at += 2 if words[at] in _COMPOSE_TAKES else 1
    return (*words[:lead], *words[at:])


def inner_script(words: Sequence[str], redirects: Sequence[Redirect]) -> str | None:
    """The script that a shell in `words` is given: by `-c`, by `eval`, or in a here-document; else None."""
    if not words:
        return None
    name = words[0].rsplit("/", 1)[-1].removesuffix(".exe")
    if name == "eval":
        return " ".join(words[1:])
    if name not in _SHELLS:
        return None
    for index, word in enumerate(words[1:], 1):
        if _gives_script(name, word):
            return " ".join(words[index + 1 :]) if name == "cmd" else next(iter(words[index + 1 :]), None)
        if not word.startswith("-"):
            return None
    return next((redirect.document for redirect in redirects if redirect.document), None)


def _gives_script(shell: str, word: str) -> bool:
    if shell == "cmd":
        return word.lower() in ("/c", "/k")
    if shell in ("pwsh", "powershell"):
        return word.lower() in ("-command", "-c")
    return word.startswith("-") and not word.startswith("--") and word.endswith("c")
