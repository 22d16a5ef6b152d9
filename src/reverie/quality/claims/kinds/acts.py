"""What was done: files, commits, packages, memory, commands, reading."""

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.kinds.files import without_verb
from reverie.quality.claims.kinds.rules import Rule, Says, first_of
from reverie.quality.claims.kinds.verbs import kind_of_verb
from reverie.quality.claims.prose.clause import Clause


def act_kind(clause: Clause, context: Context) -> ClaimKind | None:
    """By set phrases, then by the first verb that tells of an act, then by what is listed without one."""
    return None if clause.denies() else first_of(_RULES, clause, context)


def _is_up(clause: Clause, _: Context) -> Says:
    """`the pull request is open`, `the server is up`."""
    if clause.has("pr") and clause.says("open", "opened", "up"):
        return "created"
    if clause.has("tag") and clause.says("set", "in place", "there") and clause.has("be", "now"):
        return "created"
    return "ran" if clause.has("service") and clause.says("up", "running") and clause.has("be", "now") else None


def _is_elsewhere(clause: Clause, _: Context) -> Says:
    """`it is on GitHub`, `that is in my memory`."""
    if clause.has("remote") and clause.has("be") and clause.says("on", "at") and not clause.has("more", "num"):
        return "pushed"
    return "saved" if clause.has("memory") and clause.has("be", "me") and clause.says("in") else None


def _is_commit(clause: Clause, _: Context) -> Says:
    """`the second commit went in`, `commit 1a2b3c4 is on the branch`."""
    if not clause.has("commitword") or clause.has("lint", "more"):
        return None
    if clause.paths() and 0 <= clause.verb_at() < clause.at("commitword"):
        return None  # `I wrote FILE from the 14 commits`
    is_made = clause.has("create", "edit", "hash", "pass") or clause.says("went", "exists")
    return "committed" if is_made else None


def _by_doing(clause: Clause, context: Context) -> Says:
    """`by making X a number`."""
    begins = clause.link == "by" and "gerund" in clause.tokens[0].tags
    return "edited" if begins and context.known.acts else None


def _by_verb(clause: Clause, context: Context) -> Says:
    for verb in clause.verbs():
        says = kind_of_verb(verb, clause, context)
        if says is not None:
            return None if says == "nothing" else says
    return None


def _is_dry_run(clause: Clause, _: Context) -> Says:
    """`dry run only`."""
    return "ran" if "dry run" in " ".join(clause.words) and not clause.has("if") else None


_RULES: tuple[Rule, ...] = (_is_up, _is_elsewhere, _is_commit, _by_doing, _by_verb, _is_dry_run, without_verb)
