"""What a person is offered to grant when a call asks: no prefix for programs that run or destroy what is named."""

import re

from ..conversation.access import CommandAccess, ProposedCall, ReadAccess, WebAccess, WriteAccess
from .rules import Rule, command_prefix, exact_command
from .simple_command import simple_argv
from .url_pattern import whole_host

# Programs whose first word after the name is a command of its own: `git log *`, never `git *`.
_WITH_COMMANDS = """
git gh npm pnpm yarn bun deno cargo go rustup uv pip pip3 poetry pdm hatch tox nox conda make just task docker podman
kubectl helm terraform dotnet mvn gradle swift bundle rake composer php brew apt systemctl
""".split()  # noqa: SIM905
# Programs that run whatever they are given, or destroy: only their exact line is offered.
_EXACT_ONLY = """
sh bash dash zsh fish ksh python python3 node ruby perl lua env xargs find parallel sudo doas su ssh scp rsync curl
wget nc rm rmdir mv dd chmod chown ln tee sed awk nohup setsid timeout nice watch script npx pipx uvx busybox tar zip
unzip kill pkill killall crontab at tmux screen
""".split()  # noqa: SIM905
_COMMAND_WORD = r"[a-z][a-z0-9:_-]*"


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
    if argv is None or "/" in argv[0] or argv[0] in _EXACT_ONLY:
        return ()
    if argv[0] not in _WITH_COMMANDS:
        return (command_prefix(argv[0]),)
    if len(argv) < 2 or not re.fullmatch(_COMMAND_WORD, argv[1]):
        return ()
    return (command_prefix(f"{argv[0]} {argv[1]}"),)


def _can_be_kept(rule: Rule) -> bool:
    """Text that is not UTF-8 cannot be written to a file of grants."""
    return rule.text.isascii() or rule.text.encode(errors="replace").decode() == rule.text
