"""/permissions: the mode, and what was granted where; a grant is taken back, or the mode changed."""

from typing import get_args

from reverie.config.instructions import repository_files
from reverie.conversation.ports import PermissionMode
from reverie.conversation.visible import visible_line
from reverie.plain.desk import Desk
from reverie.safety.rules import Rule

from .command import Room

_MODES: tuple[PermissionMode, ...] = get_args(PermissionMode)
_MEANINGS = {
    "ask": "edits and commands ask",
    "accept-edits": "edits in the project run unasked, commands ask",
    "plan": "nothing is changed",
}


async def run(room: Room, argument: str) -> None:
    """Raises UnusableFile, OSError."""
    desk, words = room.desk, argument.split()
    if not words:
        room.face.say("\n".join(_overview(desk, room.face.keys.mode)))
    elif words[0] in _MODES and len(words) == 1:
        desk.session.mode.mode = words[0]
        room.face.say(f"mode {words[0]}: {_MEANINGS[words[0]]}")
    elif words[0] in ("rm", "remove") and len(words) == 2:
        room.face.say(_take_back(desk, words[1]))
    else:
        room.face.say(f"'{argument}' is none of these: {', '.join(_MODES)}, or rm and a grant's number")


def _overview(desk: Desk, key: str) -> list[str]:
    mode = desk.session.mode.mode
    how = ", ".join(filter(None, (key, "/permissions MODE")))
    lines = [f"mode {mode}: {_MEANINGS[mode]} ({how})"]
    if desk.authoriser.skips_questions:
        lines.append("--dangerously-skip-permissions: nothing asks in the project but what always asks")
    if flags := desk.authoriser.flag_grants:
        lines += ["from the command line, for this run:", *(f"      {visible_line(str(rule))}" for rule in flags)]
    session, project = _session_grants(desk), desk.trust.grants(desk.project)
    if session:
        lines += ["in this session:", *_numbered(session, 1)]
    if project:
        lines += ["always in this project:", *_numbered(project, 1 + len(session))]
    if session or project:
        lines.append("/permissions rm N takes one back")
    elif not flags:
        lines.append("nothing is granted beyond that")
    if not desk.trusted and repository_files(desk.project.root):
        lines.append("the project's own files are not obeyed, as it is not trusted: reverie trust add")
    return lines


def _session_grants(desk: Desk) -> tuple[Rule, ...]:
    """Those that end with the session."""
    stored = desk.trust.grants(desk.project)
    return tuple(dict.fromkeys(rule for rule in desk.authoriser.session_grants if rule not in stored))


def _numbered(rules: tuple[Rule, ...], first: int) -> list[str]:
    return [f"  {number:>2}  {visible_line(str(rule))}" for number, rule in enumerate(rules, first)]


def _take_back(desk: Desk, number: str) -> str:
    grants = (*_session_grants(desk), *desk.trust.grants(desk.project))
    if not number.isdecimal() or not 1 <= int(number) <= len(grants):
        return f"there is no grant {number}; /permissions lists them"
    grant = grants[int(number) - 1]
    desk.authoriser.take_back(grant)
    return f"taken back: {visible_line(str(grant))}"
