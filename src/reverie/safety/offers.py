"""What a person is offered to grant when a call asks: its exact words; a prefix only for programs known to be tame."""

from functools import lru_cache

from reverie.conversation.access import CommandAccess, ProposedCall, ReadAccess, WebAccess, WriteAccess

from .rules import Rule, command_prefix, exact_command
from .simple_command import simple_argv
from .url_pattern import whole_host

# First words whose prefix may be granted for good: tests, linters, type checkers and builds that only check, which a
# person runs again and again with other words, and what lists names. It is a list of what is in, because a list of what
# is dangerous has no end. Not in it: what reads any file's content (`cat`: keys lie outside the project), what runs
# (`rg --pre`, `npm run`) or writes (`git log --output`) what it is told, whatever installs, sends, removes.
_PREFIXES = """
pytest; python -m pytest; python3 -m pytest; python -m unittest; python3 -m unittest; uv run pytest; poetry run pytest
tox; nox; ruff check; mypy; pyright; flake8; pylint; npm test; pnpm test; yarn test; bun test; deno test; deno check
deno lint; tsc; eslint; vitest; jest; cargo test; cargo check; cargo clippy; go test; go vet; ctest
dotnet test; swift test; phpunit; rspec; bundle exec rspec; shellcheck; hadolint; yamllint
git status; git ls-files; git rev-parse; git blame; ls; pwd; wc; stat; du; which
"""


def offers_for(call: ProposedCall) -> tuple[Rule, ...]:
    """The rules that would cover this call, narrowest first; none for what must be asked each time."""
    match call.access:
        case CommandAccess(command=command):
            found: tuple[Rule, ...] = (exact_command(command), *_prefix(command))
        case WebAccess(url=url):
            host = whole_host(url)
            found = () if host is None else (Rule(call.tool, "glob", host),)
        case ReadAccess(path=path):
            found = (Rule("read", "exact", str(path)),)
        case WriteAccess(path=path):
            found = (Rule(call.tool, "exact", str(path)), Rule(call.tool))
        case _:
            found = ()
    return tuple(rule for rule in found if _can_be_kept(rule))


def _prefix(command: str) -> tuple[Rule, ...]:
    argv = simple_argv(command)
    if argv is None:
        return ()
    known = (words for words in _prefixes() if argv[: len(words)] == words)
    return tuple(command_prefix(" ".join(words)) for words in known)


@lru_cache(maxsize=1)
def _prefixes() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split()) for line in _PREFIXES.replace("\n", ";").split(";") if line.strip())


def _can_be_kept(rule: Rule) -> bool:
    """Text that is not UTF-8 cannot be written to a file of grants."""
    return rule.text.isascii() or rule.text.encode(errors="replace").decode() == rule.text
