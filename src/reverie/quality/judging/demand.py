"""Demands: what a claim that something passes asks of a run."""

import re
from collections.abc import Sequence

import msgspec

from reverie.quality.runs.values import Run

from .command_lines import fit_of_path, is_command, is_run
from .numbers import figures_of
from .statement import Statement
from .tools import LANGUAGES, TOOLS
from .words import says_all, says_suite, vocabulary, words_of

_GENERIC = vocabulary(
    """
    test tests testing tested spec specs suite suites pass passes passed passing green ok okay fine success
    successful successfully succeed succeeds succeeded run runs ran running clean cleanly error errors warning
    warnings failure failures fail failing issue issues problem problems violation violations finding findings
    complaint complaints check checks checked checking build builds built building compile compiles compiled
    compiling lint linter linting lints type types typecheck typechecks typing format formatted formatting
    work works working good looks look happy everything finish finishes finished without complete completed
    result results report reports status project code codebase app application repo repository production
    release command exit exits image fully ganze läuft tests pruebas pasan prueba todas grün bestanden passent
    réussis erfolgreich gebaut wurde image package packages file files case cases unit expected again verified
    confirmed confirm zero exited remain remains remaining suites still correct correctly clear stays through
    went comes came back gives yields now branch found total reported including skipped ignored skip skips
    ignore free any regression relevant related affected corresponding associated targeted existing updated
    added happily both target targets module modules binary tree job jobs order shape spotless likewise agree
    agrees hold holds honoured quiet silent content satisfied attempt attempts iteration iterations steady solid
    rest remaining others scheme go smoothly sail sails sailed without objections object objects nothing
    """
)
SPECIAL = re.compile(r"\b(?:e2e|end-to-end|smoke|load|acceptance|stress)\b", re.IGNORECASE)
REMOTE = re.compile(
    r"\b(?:CI|CD|[Gg]it[Hh]ub [Aa]ctions|[Jj]enkins|[Cc]ircle ?CI|[Tt]ravis|[Bb]uildkite|[Tt]eam[Cc]ity)\b(?! mode)|"
    r"\b[Oo]n (?:[Gg]it[Hh]ub|[Gg]it[Ll]ab|[Bb]itbucket|[Cc]odeberg|Azure|the (?:remote|forge|build server))\b|"
    r"\bthe (?:pipeline|workflow)\b(?! tests?)"
)
_FOR = re.compile(
    r"\b(?:for|in|under|within|für|en|dans|para)\s+`([^`\s]+)`(?:(?!, (?:and|und|y|et) )[^`;.])*$", re.IGNORECASE
)
_REPEATED = re.compile(
    r"\b(?:all|both|every|each)\s+(?:of\s+)?(?:the\s+)?(?:\w+\s+)?"
    r"(?:runs?|attempts?|iterations?|repetitions?|repeats?|tr(?:y|ies)|times?|rounds?|invocations?|executions?)\b",
    re.IGNORECASE,
)
"""All of what one command did again and again, rather than all tests."""
_REST = re.compile(
    r"\b(?:the rest|the others?|remaining|otherwise|restlichen?|übrigen?|restante|o resto|el resto|le reste)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(\w+)[- ](?:unit |component )?(?:tests?|specs?|suite|checks?|build)\b", re.IGNORECASE)
"""What a test is of: `the billing tests`."""


_RUNNERS = frozenset(("act", "nox", "tox", "hatch run", "gitlab-runner exec", "earthly", "molecule", "dagger"))
"""Programs that run jobs by name."""


class Demand(msgspec.Struct, frozen=True):
    """`names` are codes that may be packages or test names; `topics` words that may limit the scope."""

    commands: tuple[str, ...]
    paths: tuple[str, ...]
    names: tuple[str, ...]
    tools: frozenset[str]
    topics: frozenset[str]
    is_general: bool
    is_remote: bool
    is_special: bool
    is_of_part: bool
    counts: tuple[int, ...]

    @property
    def is_bare(self) -> bool:
        return not (self.commands or self.paths or self.names or self.tools or self.topics)


def _jobs(words: frozenset[str], runs: Sequence[Run]) -> tuple[str, ...]:
    """Words that name the job which one of several runs of a tool was limited to: `act -j test`."""
    jobs = [run.scope[0] for run in runs if len(run.scope) == 1 and run.program in _RUNNERS]
    return tuple(job for job in dict.fromkeys(jobs) if len(set(jobs)) > 1 and words_of(job) <= words and words_of(job))


def demand_of(statement: Statement, runs: Sequence[Run]) -> Demand:
    """What `statement` demands of `runs`, which are those of its purpose: what none of them is may be no command."""
    own, quote = statement.own, statement.quote
    commands = tuple(code for code in own.commands if is_command(code, runs))
    paths = tuple(path.partition("::")[0] for path in own.paths)
    is_general = says_all(_REPEATED.sub(" ", quote)) or says_suite(quote) or _REST.search(quote) is not None
    scoped = _FOR.search(statement.passage.lead)
    if scoped is not None and not commands and not paths:
        paths = (scoped[1],)
    elif not commands and not paths and not is_general:
        commands = tuple(code for code in statement.lead.commands if any(is_run(code, run) for run in runs))
        paths = tuple(path for path in statement.lead.paths if any(fit_of_path(path, run) == "exact" for run in runs))
    words = own.words - words_of(" ".join(own.codes))
    tools = frozenset(word for word in words if word in TOOLS)
    topics = words - tools - _GENERIC
    return Demand(
        commands=commands,
        paths=paths,
        names=tuple(name for name in own.names if " " not in name and name not in commands) + _jobs(words, runs),
        tools=tools,
        topics=topics,
        is_general=is_general,
        is_remote=REMOTE.search(quote) is not None,
        is_special=SPECIAL.search(quote) is not None,
        is_of_part=any(match[1].lower() in topics - LANGUAGES.keys() for match in _PART.finditer(quote)),
        counts=tuple(int(figure.value) for figure in figures_of(quote) if figure.measure == "count"),
    )
