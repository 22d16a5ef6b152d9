"""Programs as those who act: `gitleaks scanned the history`, `biome rewrote 9 files`, ``poetry install` refuses`; and
what one did with a program, in the words of every day: `I fed it FILE`, `I gave each of them a spin`."""

import re

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.kinds.rules import Rule, Says, first_of
from reverie.quality.claims.kinds.whereabouts import spoken
from reverie.quality.claims.prose.clause import Clause

_GIVES_UP = frozenset(
    [
        *("refuses", "refused", "dies", "died", "balks", "balked", "bails", "bailed", "chokes", "choked", "panics"),
        *("panicked", "aborts", "aborted", "segfaults", "segfaulted", "trips", "tripped", "explodes", "exploded"),
        *("complains", "complained", "objects", "objected", "errors", "crashes", "crashed", "hangs", "hung", "stalls"),
        *(
            "stalled",
            "exits",
            "quit",
            "throws",
            "threw",
            "fell over",
            "falls over",
            "gives up",
            "gave up",
            "got nowhere",
        ),
        *("gets nowhere", "came to nothing", "stumbles", "stumbled", "protests", "protested", "rejects", "rejected"),
        *("declines", "denies", "denied", "timed out", "times out", "breaks", "broke", "breaks off", "broke off"),
    ]
)
_WORKED = frozenset(
    [
        *(
            "scanned",
            "rewrote",
            "reformatted",
            "formatted",
            "sorted",
            "went over",
            "ran",
            "checked",
            "visited",
            "walked",
        ),
        *("crawled", "swept", "examined", "processed", "converted", "generated", "regenerated", "wrote", "produced"),
        *("touched", "changed", "moved", "compressed", "rendered", "emitted", "exported"),
        *(
            "imported",
            "applied",
            "migrated",
            "analysed",
            "analyzed",
            "inspected",
            "looked at",
            "looked through",
            "combed",
        ),
        *(
            "tidied",
            "cleaned",
            "removed",
            "deleted",
            "pruned",
            "copied",
            "synced",
            "indexed",
            "read",
            "compared",
            "parsed",
        ),
    ]
)
_MADE = frozenset(["wrote", "generated", "regenerated", "produced", "rendered", "emitted", "exported"])
_EVERYDAY = re.compile(
    r"(?:^| )(?:fed (?:it|them|the \w+|§|that)|(?:put|sent|ran|pushed|piped|passed|pulled) (?:\S+ ){1,4}through §|"
    r"(?:gave|given) (?:\S+ ){1,4}(?:a )?(?:spin|run|try|go|whirl|shot|test run|trial run|test drive|once-over)|"
    r"clicked (?:through|around|on|my way)|(?:did|made|took|started|had) (?:a |one |another )?(?:\w+ )?"
    r"(?:dry run|trial run|test run|smoke test|run|rehearsal|soak|soak test|load test|benchmark|rehearse)|"
    r"rehearsed|(?:tried|let|set|kicked) (?:it|them|§|both|each|everything) (?:out|off|loose|run|running)|"
    r"(?:cut over|rolled forward|rolled over|failed over|scaled|drained|cordoned|flashed|burned|burnt|"
    r"rotated|vacuumed|reindexed|backfilled|seeded|replayed|simulated|recorded|hit|poked|drove|exercised) "
    r"(?:it|them|the \w+|§|both|all|each|every|that))(?= |$)"
)
_BARE = frozenset(["flashed", "pruned", "cleaned", "rehearsed", "deployed", "reloaded", "rebooted", "scaled"])
_STATES = re.compile(
    r"(?:^| )(?:is|are|was|were|been|got) (?:now |all |both |already )?(?:scheduled|deployed|live|tracked by|rolled|"
    r"rolled out|rolled back|scaled|flashed|reloaded|restarted|drained|executable|migrated|materiali[sz]ed|applied|"
    r"on revision|at revision|rebooted|provisioned|unlocked|paused|resumed|booted)(?= |$)"
)
_ENV = r"(?:staging|production|prod|dev|qa|preview|the (?:cluster|board|device|server|site|fleet|environment))"
_RUNS_NOW = re.compile(
    rf"^{_ENV} (?:now )?(?:runs|serves|is on|is running|has been moved to|got|carries) (?:now )?"
    r"(?:the (?:new|latest)|version|revision|§|#|v?\d)|"
    r"(?:^| )(?:is|are|was|were|been) (?:now |all |both )?(?:scheduled (?:for|at|every|to)|"
    r"live (?:on|in|at)|rolled out|restarted|rebooted|redeployed)(?= |$)|"
    r"(?:backup|dump|snapshot|screenshot|recording|trace|profile) "
    r"(?:was|has been|is|were) (?:taken|made|recorded)(?= |$)"
)
_DONE_JOB = re.compile(
    r"^(?:the |a |both |all )?(?:\w+ )?(?:migrations?|deployment|deploy|rollout|rollback|backup|restore|import|export|"
    r"sync|upload|download|seed|seeding|backfill|reindex|benchmark|provisioning|restart|cron job|dry run) "
    r"(?:went through|ran through|is through|is done|are done|succeeded|worked|went fine|went well|"
    r"went smoothly|was successful|is complete)(?= |$)"
)
_FIRST = 3


def program_kind(clause: Clause, context: Context) -> ClaimKind | None:
    """Of a clause whose subject is a program, or that tells in loose words that one was run."""
    return None if clause.denies() else first_of(_RULES, clause, context)


def _gives_up(clause: Clause, context: Context) -> Says:
    """``poetry install` refuses`, `the linter choked on FILE`."""
    return "output" if context.known.runs and _is_program(clause, context) and clause.said & _GIVES_UP else None


def _worked(clause: Clause, context: Context) -> Says:
    """`gitleaks scanned the history`."""
    if not _is_program(clause, context) or clause.has("me", "be", "pass", "fail", "work") or clause.finds_none():
        return None
    at = clause.verb_at()
    if not 0 < at <= _FIRST or clause.tokens[at].text not in _WORKED:
        return None
    return "created" if clause.tokens[at].text in _MADE and clause.paths() else "ran"


def _is_program(clause: Clause, context: Context) -> bool:
    """Whether the clause begins with a program: a command line, a tool by its name, or one of the record."""
    for token in clause.tokens[:2]:
        if "cmd" in token.tags or "installcmd" in token.tags or context.known.sort_of_program(context.text_of(token)):
            return True
        if context.known.ran_program(context.text_of(token)):
            return True
    return False


def _did_everyday(clause: Clause, context: Context) -> Says:
    """`I fed it FILE`, `I gave it a spin`, `Flashed.`"""
    if len(clause.tokens) == 1 and clause.tokens[0].text in _BARE:
        return "ran"
    if not (clause.has("me") or clause.link == "and" or clause.verb_at() == 0):
        return None
    return "ran" if _EVERYDAY.search(spoken(clause.tokens)) and not context.changes_any(clause.paths()) else None


def _is_so_by_command(clause: Clause, context: Context) -> Says:
    """`the worker is rolled`, `the database is on revision 12`; not where files were changed to bring it about."""
    if clause.has("test", "lint", "build", "more", "me") or context.changes_any(clause.all_paths()):
        return None
    if _RUNS_NOW.search(spoken(clause.tokens)):
        return "ran"
    return "ran" if _STATES.search(spoken(clause.tokens)) and not context.known.changes else None


def _went_through(clause: Clause, _: Context) -> Says:
    """`the migration went through`."""
    if clause.has("test", "lint", "build", "ci", "me", "more", "num"):
        return None
    return "ran" if _DONE_JOB.search(spoken(clause.tokens)) else None


def _is_ticked(clause: Clause, _: Context) -> Says:
    """`✅ `docker run IMAGE``."""
    is_alone = len(clause.tokens) == 1 and clause.is_done
    return "ran" if is_alone and clause.has("cmd") and not clause.has("test", "lint", "build", "installcmd") else None


_RULES: tuple[Rule, ...] = (_gives_up, _worked, _did_everyday, _went_through, _is_so_by_command, _is_ticked)
