"""Deciding what the files do not say: `until` by the day, `commit` by the history, `command` by running it."""

import re
from datetime import date

from reverie.checks.check import CommandIs, CommitIs, UntilIs
from reverie.checks.verdict import Verdict

from .ports import Commands, History
from .words import refuted, unverified, verified

_COMMIT = re.compile(r"[0-9a-f]{4,64}")


def decide_until(check: UntilIs, today: date) -> Verdict:
    try:
        day = date.fromisoformat(check.day)
    except ValueError:
        return unverified(f"`{check.day}` is no day (YYYY-MM-DD)")
    return verified() if today <= day else refuted(f"it ended on {day.isoformat()}")


def decide_commit(check: CommitIs, history: History | None) -> Verdict:
    commit = check.commit.lower()
    if not _COMMIT.fullmatch(commit):
        return unverified(f"`{check.commit}` is no hash of a commit")
    contains = history.contains(commit) if history is not None else None
    if contains is None:
        return unverified("the history at hand does not tell" if history is not None else "there is no history to ask")
    return verified() if contains else refuted("it is not in the history of HEAD")


def decide_command(check: CommandIs, commands: Commands | None) -> Verdict:
    if commands is None:
        return unverified("commands are not run unless asked")
    status = commands.exit_status(check.command)
    if status is None:
        return unverified("the command could not be run to its end")
    return verified() if status == 0 else refuted(f"it ended with {status}")
