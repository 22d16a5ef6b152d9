"""Launching: programs that look another one up and run it: `npx`, `uv run`, `python -m`, `bundle exec`."""

import re
from collections.abc import Sequence

from reverie.quality.runs.programs.values import words

_VERSION = re.compile(r"(?<=.)@[\w.^~*-]+$")
_LAUNCHERS: dict[tuple[str, ...], frozenset[str]] = {
    # words that begin it; their options with a value
    ("npx",): words("-p --package -c --call --prefix -w --workspace"),
    ("bunx",): words("-p --package"),
    ("pnpx",): words("-p --package"),
    ("npm", "exec"): words("-p --package -c -w --workspace"),
    ("npm", "x"): words("-p --package -c -w --workspace"),
    ("pnpm", "dlx"): words("-p --package"),
    ("pnpm", "exec"): words("--filter -C"),
    ("yarn", "dlx"): words("-p --package"),
    ("yarn", "exec"): words(""),
    ("bun", "x"): words("-p --package"),
    ("uv", "run"): words(
        "--with --extra --group --python -p --project --directory --package --env-file --with-requirements --only-group"
    ),
    ("uvx",): words("--with --from --python -p"),
    ("uv", "tool", "run"): words("--with --from --python"),
    ("poetry", "run"): words(""),
    ("pipenv", "run"): words(""),
    ("pdm", "run"): words("-p"),
    ("rye", "run"): words(""),
    ("pixi", "run"): words("-e --environment --manifest-path"),
    ("hatch", "run"): words(""),
    ("pipx", "run"): words("--spec"),
    ("conda", "run"): words("-n --name -p --prefix"),
    ("micromamba", "run"): words("-n --name -p"),
    ("mamba", "run"): words("-n --name -p"),
    ("bundle", "exec"): words(""),
    ("spring",): words(""),
    ("composer", "exec"): words(""),
    ("sail",): words(""),
    ("dotnet", "tool", "run"): words(""),
    ("mise", "exec"): words(""),
    ("mise", "x"): words(""),
    ("asdf", "exec"): words(""),
    ("direnv", "exec"): words(""),
    ("rbenv", "exec"): words(""),
    ("nvm", "exec"): words(""),
    ("op", "run"): words("--env-file"),
    ("doppler", "run"): words("-p -c"),
    ("dotenvx", "run"): words("-f"),
    ("nix", "develop"): words("-c"),
    ("nix-shell",): words("-p --run"),
    ("devbox", "run"): words(""),
    ("coverage", "run"): words("--source --rcfile --omit --include --context --data-file --concurrency"),
    ("rustup", "run"): words(""),
    ("fvm",): words(""),
    ("elixir", "-S"): words(""),
    ("tsx",): words("--tsconfig"),
    ("ts-node",): words("-P --project"),
    ("nyc",): words("--reporter --check-coverage"),
    ("c8",): words("--reporter -r"),
    ("deno", "task"): words(""),
    ("allure",): words(""),
    ("start-server-and-test",): words(""),
    ("dotenv",): words("-e -f"),
    ("env-cmd",): words("-f -e"),
    ("wait-on",): words(""),
}
_ONE_MORE = frozenset({("direnv", "exec"), ("rustup", "run"), ("nvm", "exec")})
"""A word of theirs stands before the program: a directory, a toolchain."""
_STAYS = frozenset(
    {
        ("tsx",),
        ("ts-node",),
        ("allure",),
        ("wait-on",),
        ("start-server-and-test",),
        ("deno", "task"),
        ("spring",),
        ("fvm",),
        ("sail",),
    }
)


def launched(name: str, arguments: Sequence[str]) -> tuple[str, ...]:
    """The program that `name` runs, with its arguments; nothing when it is none of a launcher's."""
    whole = (name, *arguments)
    for length in (3, 2, 1):
        takes = _LAUNCHERS.get(whole[:length])
        if takes is not None and (whole[:length] not in _STAYS or _runs_tool(whole[:length])):
            return _inner(whole[:length], whole[length:], takes)
    return ()


def _runs_tool(lead: tuple[str, ...]) -> bool:
    return lead in (("spring",), ("fvm",), ("sail",))


def _inner(lead: tuple[str, ...], rest: tuple[str, ...], takes: frozenset[str]) -> tuple[str, ...]:
    at = 0
    while at < len(rest) and rest[at].startswith("-"):
        if rest[at] == "-m" and lead[0] in ("uv", "coverage", "poetry", "pdm"):
            return ("python", *rest[at:])
        if rest[at] == "--":
            at += 1
            break
        at += 2 if rest[at] in takes and rest[at] != "-c" and rest[at] != "--run" else 1
    at += lead in _ONE_MORE
    if at >= len(rest):
        return ()
    if lead in (("coverage", "run"), ("nyc",), ("c8",)) and rest[at].endswith(".py"):
        return ("python", *rest[at:])
    first = _unscripted(lead, _VERSION.sub("", rest[at]))
    return (first, *rest[at + 1 :])


def _unscripted(lead: tuple[str, ...], first: str) -> str:
    """`hatch run test:cov` names an environment first."""
    return first.rsplit(":", 1)[-1] if lead == ("hatch", "run") else first
