"""The doubter: runs a fact's checks against the project's files as they are now, and says where the fact stands."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from reverie.checks.check import AnyCheck
from reverie.checks.verdict import Verdict
from reverie.memory.fact import Fact

from .branch import Branch, NoBranch
from .standing import Standing
from .verdicts import Verdicts
from .view import Looks, View
from .words import Judged, standing_of, unlooked

if TYPE_CHECKING:
    from reverie.checks.running.ports import Commands

NOTHING_SHOWS_IT = "nothing in the files shows it"
_ELSEWHERE = "it was seen on another branch"
_UNKNOWN = "the history at hand does not tell whether it was seen on this branch"
_UNCOMMITTED = "it was seen in changes that are not here"


class CodeDoubter:
    """Fulfils `Doubter`: `looks` at the files, and at the `branch` that is checked out.

    `verdicts` are kept ones, `today` gives the local day, `commands` runs commands for a person who asked for it;
    without it none is run. Belongs to one thread.
    """

    def __init__(
        self,
        looks: Looks,
        branch: Callable[[], Branch],
        today: Callable[[], date],
        verdicts: Verdicts | None = None,
        commands: "Commands | None" = None,
    ) -> None:
        self._looks = looks
        self._open_branch = branch
        self._today = today
        self._verdicts = verdicts
        self._commands = commands
        self._view: View | None = None
        self._branch: Branch = NoBranch()

    def standing(self, fact: Fact) -> Standing:
        if not fact.checks:
            return unlooked(fact, NOTHING_SHOWS_IT)
        try:
            with self._looks.view() as view:
                return self._stands(fact, view, self._branch_of(view))
        except OSError as error:
            return unlooked(fact, f"the project's folder cannot be read ({error.strerror or error})")

    def _branch_of(self, view: View) -> Branch:
        """HEAD is looked at whenever the files are."""
        if view is not self._view:
            self._view, self._branch = view, self._open_branch()
        return self._branch

    def _stands(self, fact: Fact, view: View, branch: Branch) -> Standing:
        judged = self._judged(fact.checks, view, branch)
        return standing_of(fact, judged, head=branch.head, excuse=self._excuse(fact, judged, view, branch))

    def _judged(self, checks: tuple[str, ...], view: View, branch: Branch) -> list[Judged]:
        kept = self._verdicts.find(checks, view) if self._verdicts else {}
        decided: list[tuple[str, AnyCheck, Verdict]] = []
        judged: list[Judged] = []
        for text in checks:
            verdict = kept.get(text) or self._decided(text, view, branch, decided)
            judged.append(_judged_as(text, verdict))
        if self._verdicts and decided:
            self._verdicts.keep(decided, view)
        return judged

    def _decided(self, text: str, view: View, branch: Branch, decided: list[tuple[str, AnyCheck, Verdict]]) -> Verdict:
        from reverie.checks.check_text import parse_check
        from reverie.checks.running import decide

        check = parse_check(text)
        if check is None:
            return Verdict("unverified", why=f"'{_short(text)}' is no check that we know")
        verdict = decide(check, view, today=self._today(), history=branch, commands=self._commands)
        decided.append((text, check, verdict))
        return verdict

    def _excuse(self, fact: Fact, judged: list[Judged], view: View, branch: Branch) -> str:
        """Why what does not hold here may hold where the fact was seen; git is asked only when something does not hold.

        A fact that was seen at no commit has no other branch to hold on.
        """
        off = [one.verdict for one in judged if one.verdict.word in ("refuted", "moved")]
        if not off or not fact.commit:
            return ""
        paths = tuple(dict.fromkeys(path for verdict in off for path in verdict.read))
        kept = self._verdicts.excuse(fact.commit, branch.head, paths, view) if self._verdicts else None
        if kept is not None:
            return kept
        excuse = _excuse(fact.commit, paths, branch)
        if self._verdicts and excuse != _UNKNOWN:  # a shallow clone may be told more
            self._verdicts.keep_excuse(excuse, fact.commit, branch.head, paths, view)
        return excuse


def _judged_as(text: str, verdict: Verdict) -> Judged:
    if verdict.becomes is None:
        return Judged(text, verdict)
    from reverie.checks.check_text import format_check

    return Judged(text, verdict, format_check(verdict.becomes))


def _excuse(commit: str, paths: tuple[str, ...], branch: Branch) -> str:
    match branch.contains(commit):
        case False:
            return _ELSEWHERE
        case None:
            return _UNKNOWN
        case True:
            return _UNCOMMITTED if branch.is_as_at(commit, paths) else ""


def _short(text: str, most: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
