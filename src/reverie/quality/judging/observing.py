"""Observations: what is said of a place, a system or a person, and which look at it could have shown it."""

import re

from reverie.quality.runs.values import Run

from .passing import short
from .record import Record
from .ruling import Ruling, contradicted, supported, unsupported
from .slots import is_path
from .statement import Statement

_LISTED = re.compile(
    r"\b(?:shows? up|appears?|turns? up|(?:is|are) (?:now )?listed|is (?:now )?(?:in|part of) the (?:list|output)|"
    r"is (?:still |now )?(?:modified|staged|unstaged|untracked|uncommitted|tracked)|"
    r"remains? (?:modified|unstaged|untracked))\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|n't|no|never|none|nothing|no longer|neither|nor|without)\b|n't\b", re.IGNORECASE)
_TREE = re.compile(r"\bworking (?:tree|copy)\b|\bgit status\b|\buncommitted\b|\bmodified\b|\bstaged\b", re.IGNORECASE)
_STATUS = re.compile(r"\b(?:git|hg|svn|jj) (?:\S+ )*?(?:status|st)\b")
_WELL = re.compile(
    r"\b(?:healthy|ready|running|live|active|available|deployed|succeeded|successful(?:ly)?|fine|green|valid|"
    r"operational|stable|in service|complete[d]?|up and running)\b",
    re.IGNORECASE,
)
_ILL = re.compile(
    r"\b(?:status|state|result|health|phase|condition|conclusion|outcome)\W{1,3}\w*"
    r"(?:fail|error|pending|unhealthy|degraded|crash|not ?ready|unknown|down|stopped|inactive|false|"
    r"cancel|expired|invalid)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:when|if|whenever|unless|once|should|would|could|can|will|must|wenn|falls|cuando|si)\b", re.IGNORECASE
)


def _pairs(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(said, re.IGNORECASE), re.compile(seen, re.IGNORECASE)) for said, seen in pairs)


_LOOKS = _pairs(
    (
        r"\b(?:board|device|phone|machine|vm|kernel|node) (?:has )?(?:re)?boot(?:s|ed)\b|"
        r"\bbooted (?:with|into|fine|up)\b",
        r"boot|serial|monitor|dmesg",
    ),
    (r"\b(?:reviewers?|maintainers?|team|they|both)\b.*\bapproved\b|\bapproved by\b", r"approv|review"),
    (
        r"\b(?:site|page|server|endpoint|homepage|website|web app|url|domain)\b[^.]{0,40}\b(?:answers?|responds?|"
        r"serves?|loads?|is (?:live|up|online|reachable|accessible)|returns? \d{3}|works in the browser)\b",
        r"curl|wget|http|\bnc\b|\bping\b|browser|playwright|fetch|listening|ready|started|serving",
    ),
    (
        r"\b(?:machines?|replicas?|pods?|instances?|nodes?|containers?|workers?|every one|all of them)\b[^.]{0,30}"
        r"\b(?:healthy|ready|up and running)\b",
        r"ready|health|running|\bup\b|\bget (?:pods?|deploy|nodes?)|\bps\b|rollout status|started",
    ),
    (
        r"\b(?:memory|cpu|ram|disk) (?:use|usage|consumption|load|footprint)\b[^.]{0,30}"
        r"\b(?:fell|dropped|rose|stays?|is|went)\b",
        r"mem|cpu|rss|top\b|free\b|ps\b|time -v|du\b|df\b|heap|stats|prof",
    ),
    (
        r"\b(?:users?|customers?|clients?|colleagues?)\b[^.]{0,20}\b(?:confirmed|reported|are happy)\b",
        r"confirm|report|user|customer|client",
    ),
    (r"\bplanner\b|\bquery plan\b|\bindex scan\b|\bseq scan\b", r"explain|scan|plan"),
    (
        r"\b(?:dashboard|grafana|sentry|datadog|metrics|alerts?|monitoring)\b[^.]{0,30}"
        r"\b(?:shows?|is|are|went|fell|quiet|green|calm)\b",
        r"grafana|sentry|datadog|prom|metric|alert|dashboard|monitor",
    ),
)
"""What is observed, and what a command, an address or an output of a look at it has."""


def judge_observation(statement: Statement, record: Record) -> Ruling | None:
    """None when nothing of the kind is said, or the look at it does not tell."""
    if _CONDITION.search(statement.quote):
        return None
    return _listed(statement, record) or _ill(statement, record) or _unseen(statement, record)


def _listed(statement: Statement, record: Record) -> Ruling | None:
    """`big.csv` shows up in `git lfs ls-files`: by the output of that."""
    quote = statement.quote
    if _LISTED.search(quote) is None or _NOT.search(quote):
        return None
    run = _named(statement, record)
    things = [name for name in (*statement.own.paths, *statement.own.names) if run is None or name not in run.text]
    if run is None or not things or run.ending in {"denied", "unfinished"}:
        return None
    missing = [name for name in things if name.rpartition("/")[2] not in run.output]
    if len(missing) < len(things):
        return supported(f"`{short(run)}` lists it")
    later = any(change.at > run.at for change in record.done)
    return None if later or len(run.output) > 20_000 else contradicted(f"`{short(run)}` does not list {missing[0]}")


def _named(statement: Statement, record: Record) -> Run | None:
    """The last run that the quote names, or that shows the state of the tree."""
    commands = [code for code in statement.own.codes if " " in code and not is_path(code)]
    for run in reversed(record.runs):
        if any(code in run.text for code in commands):
            return run
        if not commands and _TREE.search(statement.quote) and _STATUS.search(run.text):
            return run
    return None


def _ill(statement: Statement, record: Record) -> Ruling | None:
    """It is said to be well, and the last look at a state says that it is not."""
    if _WELL.search(statement.quote) is None or _NOT.search(statement.quote):
        return None
    for run in reversed(record.runs):
        if run.purpose in {"test", "build", "lint", "format"} or len(run.output) > 4_000:
            continue
        found = _ILL.search(run.output)
        if found is not None and re.search(r"status|state|get|describe|health|info|show|view|list|check", run.text):
            return contradicted(f"`{short(run)}` says {' '.join(found[0].split())}")
        if run.output.strip():
            return None
    return None


def _unseen(statement: Statement, record: Record) -> Ruling | None:
    for said, seen in _LOOKS:
        if said.search(statement.quote) and not _is_seen(seen, record):
            return unsupported("nothing in the record shows it")
    return None


def _is_seen(seen: re.Pattern[str], record: Record) -> bool:
    looked = any(seen.search(piece.asked) or seen.search(piece.text[:20_000]) for piece in record.evidence)
    return looked or any(seen.search(task.result) for task in record.tasks)
