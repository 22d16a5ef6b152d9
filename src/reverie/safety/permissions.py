"""The policy: whether a proposed call runs, asks, or may not. Pure: it looks at the call and at nothing else.

What never changes: writing outside the project asks each time, and so does writing to what something else executes or
believes by itself (git's own files, shell start-up files, editor tasks, Reverie's own files). No grant, no mode and no
flag lifts that. `skip_permissions` lifts every other question, and no denial.

Plan mode denies edits, and commands but for those granted by exact line or prefix: a bare `shell` is too wide a word
to mean "while only planning, too".
"""

from pathlib import Path
from typing import assert_never

import msgspec

from reverie.config.settings import PermissionMode
from reverie.conversation.access import CommandAccess, NoAccess, ProposedCall, ReadAccess, WebAccess, WriteAccess
from reverie.conversation.shown_path import show_path

from .offers import offers_for
from .rules import Rule, matches


class Policy(msgspec.Struct, frozen=True):
    """What a call is judged by. All paths are real paths.

    `root` is None where there is no project (a home directory not trusted for this session): then everything is
    outside. `readable` are folders outside that may be read unasked, such as the session's own outputs; `own` are
    Reverie's folders. `grants` hold for this session or for good; where they came from does not matter here.
    """

    mode: PermissionMode
    root: Path | None
    grants: tuple[Rule, ...] = ()
    readable: tuple[Path, ...] = ()
    own: tuple[Path, ...] = ()
    skip_permissions: bool = False


class Allow(msgspec.Struct, frozen=True):
    """`by` names the rule."""

    by: str


class Ask(msgspec.Struct, frozen=True):
    """`reason` ends the sentence "this asks, because …". `offers` are empty when it can only be allowed once."""

    reason: str
    offers: tuple[Rule, ...] = ()


class Deny(msgspec.Struct, frozen=True):
    """`reason` is for the model, with the next step."""

    reason: str


Verdict = Allow | Ask | Deny

_PLAN = "in plan mode nothing is changed: describe what you would do, and let the person leave plan mode"

# By name, case folded, at any depth: what runs or is obeyed without anybody asking again.
_SELF_RUNNING = {
    "git runs hooks and obeys settings in it": (".git", ".husky", ".githooks", ".gitconfig", ".gitmodules"),
    "bash or sh runs it when it starts": (".bashrc", ".bash_profile", ".bash_login", ".bash_logout", ".profile"),
    "zsh runs it when it starts": (".zshrc", ".zshenv", ".zprofile", ".zlogin", ".zlogout"),
    "a shell runs it when it starts": (".kshrc", ".cshrc", ".tcshrc", ".login", ".logout", "config.fish", ".envrc"),
    "an editor runs tasks from it": (".vscode", ".idea", ".devcontainer"),
    "it decides who may log in": (".ssh", ".gnupg"),
    "agents obey it": (".mcp.json", ".claude", ".reverie", "agents.md", "claude.md"),
}


def judge(call: ProposedCall, policy: Policy) -> Verdict:
    """Whether the call runs, asks, or may not."""
    match call.access:
        case NoAccess():
            return Allow("it touches nothing outside the session")
        case ReadAccess(path=path):
            verdict = _judge_read(call, path, policy)
        case WriteAccess(path=path):
            return _judge_write(call, path, policy)
        case CommandAccess():
            verdict = _judge_command(call, call.access, policy)
        case WebAccess(url=url):
            granted = _granted(call, policy.grants, policy.root)
            verdict = granted or Ask(f"'{url}' would be fetched", offers_for(call))
        case _:
            assert_never(call.access)
    return _lifted(verdict, policy)


def _judge_read(call: ProposedCall, path: Path, policy: Policy) -> Verdict:
    if _below(path, policy.readable):
        return Allow("reading what this session wrote")
    if _below(path, policy.own):
        return Ask(f"'{path}' is one of Reverie's own files, which hold keys and grants")
    if policy.root is not None and path.is_relative_to(policy.root):
        return Allow("reading in the project")
    why = "outside the project" if policy.root else "in a home directory, which is no project unless trusted (--trust)"
    # A bare `read` means the project: what lies outside is granted by its path.
    return _granted(call, _narrow(policy.grants), policy.root) or Ask(f"'{path}' is {why}", offers_for(call))


def _judge_write(call: ProposedCall, path: Path, policy: Policy) -> Verdict:
    if policy.mode == "plan":
        return Deny(_PLAN)
    if policy.root is None or not path.is_relative_to(policy.root):
        return Ask(f"'{path}' is outside the project; writing there is asked each time")
    if _below(path, policy.own):
        return Ask(f"'{path}' is one of Reverie's own files; writing there is asked each time")
    if why := _self_running(path.relative_to(policy.root)):
        return Ask(f"'{path}' is asked each time: {why}")
    if policy.mode == "accept-edits":
        return Allow("mode accept-edits")
    granted = _granted(call, policy.grants, policy.root)
    asks = Ask(f"'{show_path(path, policy.root)}' would be changed", offers_for(call))
    return granted or _lifted(asks, policy)


def _judge_command(call: ProposedCall, access: CommandAccess, policy: Policy) -> Verdict:
    """A grant holds where it was given, in the project: elsewhere the same line does something else."""
    inside = policy.root is None or access.directory.is_relative_to(policy.root)
    grants = policy.grants if inside else tuple(rule for rule in policy.grants if rule.covers == "any")
    if policy.mode == "plan":
        return _granted(call, _narrow(grants), policy.root) or Deny(_PLAN)
    if granted := _granted(call, grants, policy.root):
        return granted
    if inside:
        return Ask("no grant covers this command", offers_for(call))
    return Ask(f"the command would run in '{access.directory}', outside the project")


def _narrow(grants: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return tuple(rule for rule in grants if rule.covers != "any")


def _granted(call: ProposedCall, grants: tuple[Rule, ...], root: Path | None) -> Allow | None:
    for rule in grants:
        if matches(rule, call.tool, call.access, root):
            return Allow(f"granted: {rule}")
    return None


def _lifted(verdict: Verdict, policy: Policy) -> Verdict:
    if policy.skip_permissions and isinstance(verdict, Ask):
        return Allow("--dangerously-skip-permissions")
    return verdict


def _below(path: Path, folders: tuple[Path, ...]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


def _self_running(inside: Path) -> str | None:
    """Why a path (from the root on) is asked about each time, or None."""
    parts = {part.casefold() for part in inside.parts}
    return next((why for why, names in _SELF_RUNNING.items() if not parts.isdisjoint(names)), None)
