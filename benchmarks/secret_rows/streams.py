"""Long output with a token in its middle, as a tool prints it while it runs: the form `stream`.

What surrounds the token is what builds and tests print; a reader of the benchmark cuts it into chunks where it likes,
also through the token.
"""

from collections.abc import Callable
from random import Random

from benchmarks.secret_rows.drawing import drawn
from benchmarks.secret_rows.forms import Shown

_MODULES = ("parser", "ledger", "router", "sync", "billing", "search", "export", "session")
_PACKAGES = ("chalk", "esbuild", "left-pad", "numpy", "requests", "serde", "tokio", "vite", "zod")


def _test_line(random: Random) -> str:
    module, case = random.choice(_MODULES), f"{random.choice(_MODULES)}_{random.randint(1, 40)}"
    return f"tests/test_{module}.py::test_{case} PASSED [{random.randint(1, 99):3}%]"


def _pull_line(random: Random) -> str:
    return f"{drawn(random, '{hex:12}')}: Pull complete"


def _install_line(random: Random) -> str:
    name, version = random.choice(_PACKAGES), f"{random.randint(0, 9)}.{random.randint(0, 30)}.{random.randint(0, 9)}"
    return f"  + {name}@{version} (sha512-{drawn(random, '{b64:86}')}==)"


def _build_line(random: Random) -> str:
    step, source = random.randint(1, 400), f"src/{random.choice(_MODULES)}/{random.choice(_MODULES)}.c"
    return f"[{step}/412] compiling {source} -> {drawn(random, '{hex:8}')}.o"


_KINDS: tuple[Callable[[Random], str], ...] = (_test_line, _pull_line, _install_line, _build_line)


def noise(random: Random, lines: int) -> list[str]:
    """Lines as one build prints them: all of one kind."""
    kind = random.choice(_KINDS)
    return [kind(random) for _ in range(lines)]


def stream(random: Random, shown: Shown) -> str:
    """A long output whose middle shows the token; with its name where it needs one."""
    named = [
        f"{shown.variable}={shown.token}",
        f"+ export {shown.variable}={shown.token}",
        f'  "{shown.snake}": "{shown.token}",',
        f"> Authorization: Bearer {shown.token}",
    ]
    free = [f"using token {shown.token}", f"login as ci with {shown.token} ... ok"]
    middle = shown.of(random, named, free)
    return "\n".join([*noise(random, random.randint(5, 9)), middle, *noise(random, random.randint(4, 8))])
