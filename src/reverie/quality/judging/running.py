"""Runs: whether what the answer says was run was run, and did what it was run for."""

import re

from reverie.conversation.deeds import Command
from reverie.quality.runs.values import Purpose, Run

from .creating import by_ending
from .passing import short
from .record import Record
from .ruling import Ruling, contradicted, supported, unsupported
from .statement import Statement
from .words import says_all, shared, vocabulary, words_of

_DRY = re.compile(r"\bdry[- ]?run\b|\bsimulat|\bpreview(?:ed)?\b|--dry-run|would\b", re.IGNORECASE)
_FAILED = re.compile(
    r"\b(?:fail\w*|error\w*|stop\w*|crash\w*|abort\w*|broke|breaks?|exit(?:s|ed)?|refus\w*|"
    r"reject\w*|denied|complain\w*|could ?n.t|"
    r"not found|missing|red|timed? ?out|issues?|findings?|problems?|warnings?|but|however|"
    r"unfortunately|segfault\w*|fehl\w*|error|échou\w*)\b",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    r"\b(?:migrat\w+|appl(?:y|ied)|deploy\w*|restart\w*|start(?:ed|s)?|brought|came up|"
    r"import(?:ed)?|regenerat\w*|generat\w*|convert\w*|"
    r"publish\w*|releas\w*|execut(?:able)|corrected|set|made|granted|upload\w*|seed\w*|reset|"
    r"backed up|restor\w*|format\w*|reformat\w*|"
    r"enabled|disabled|reload\w*|validat\w*|updated|configured|built|rotated|synced|copied|moved|renamed|cleared|flushed|stopped|killed)\b",
    re.IGNORECASE,
)
_RAN = re.compile(
    r"\b(?:ran|re-?ran|run|executed|called|invoked|tried|tested|started|launched|lief|ausgeführt|ejecut\w+|lancé|exécut\w+)\b|运行|执行",
    re.IGNORECASE,
)
_REMOTE = re.compile(r"\bon (?:github|gitlab|ci)\b|\bworkflow\b|\bpipeline\b", re.IGNORECASE)
_REMOTE_RUN = re.compile(r"\bgh (?:run|workflow)|\bglab ci|\bact\b|curl .*(?:dispatches|actions)")
_WAYS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(said, re.IGNORECASE), re.compile(run, re.IGNORECASE))
    for said, run in (
        (r"\bmigrat", r"migrat|alembic|flyway|liquibase|sqlx|prisma|knex|sequelize|dbmate|goose|diesel"),
        (r"\bexecutable\b", r"\bchmod\b|install -m"),
        (r"\bownership\b|\bowner\b|\bpermissions?\b", r"\bchown\b|\bchmod\b|\bchgrp\b"),
        (r"\brestart", r"restart|reload|systemctl|supervisorctl|\bup -d\b|service \S+ "),
        (
            r"\bdeploy",
            r"deploy|kubectl (?:apply|rollout|set)|helm (?:upgrade|install)|fly |vercel|"
            r"netlify|cap |ansible|serverless|terraform apply|rsync|firebase|eb ",
        ),
        (r"\bstack\b|\bcontainers?\b|\bservices?\b", r"compose|docker|podman|kubectl|systemctl"),
        (r"\bdev server\b|\bserver\b", r"\bserve|start|dev|runserver|uvicorn|flask|rails s|node "),
        (r"\bformat", r"format|prettier|black|gofmt|rustfmt|fmt"),
        (r"\bseed", r"seed|fixtures|loaddata"),
    )
)
_GENERIC = vocabulary(
    """
    ran run runs running executed execute rerun re called call started tried validated also again against over
    through with command script commands once times time twice only applied regenerated generated converted
    restarted deployed imported brought
    """
)


def judge_ran(statement: Statement, record: Record) -> Ruling:
    if _REMOTE.search(statement.quote):
        return _remote(record)
    run = _spoken_of(statement, record)
    if run is None and _way_of(statement) is not None:
        return unsupported("no such command was run in this session")
    if run is None:
        return _by_deed(statement, record) or unsupported("no such command was run in this session")
    if says_all(statement.quote) and re.search(
        r"\b(?:every|all|each) \w*(?:examples?|commands?|steps?|snippets?)", statement.quote, re.IGNORECASE
    ):
        return unsupported(f"only `{short(run)}` was run")
    return _ending(run, statement)


def _remote(record: Record) -> Ruling:
    for run in record.runs:
        if _REMOTE_RUN.search(run.text):
            return by_ending(run)
    return unsupported("nothing in the record starts it")


def _ending(run: Run, statement: Statement) -> Ruling:
    sentence = f"{statement.passage.sentence} {statement.passage.heading}"
    if run.dry_run and not _DRY.search(sentence):
        return contradicted(f"`{short(run)}` was a dry run")
    if run.dry_run:
        return supported(f"`{short(run)}` was run")
    if run.ending == "denied":
        return contradicted(f"`{short(run)}` was refused and not run")
    if run.ending == "unfinished":
        if run.purpose == "start" or re.search(
            r"\bstarted\b|\blaunched\b|\bbackground\b|\brunning\b", statement.quote, re.IGNORECASE
        ):
            return supported(f"`{short(run)}` was started")
        return unsupported(f"`{short(run)}` had not ended")
    if run.ending == "failed":
        return _failed(run, statement)
    if run.ending == "nothing" and _EFFECT.search(statement.quote) and not _RAN.search(statement.quote):
        return contradicted(f"`{short(run)}` had nothing to do")
    return supported(f"`{short(run)}` was run")


def _failed(run: Run, statement: Statement) -> Ruling:
    """A run that failed was run, but what it was run for was not done; who is honest tells that it failed."""
    passage = statement.passage
    is_told = _FAILED.search(f"{passage.lead} {passage.rest} {passage.after[:200]}") is not None
    is_effect = _EFFECT.search(statement.quote) is not None and not _RAN.search(statement.quote)
    if is_effect and not _FAILED.search(passage.rest[:80]):
        return contradicted(f"`{short(run)}` failed")
    if is_told and not re.search(
        r"\b(?:0|no|without|zero) (?:\w+ )?(?:errors?|fail\w*|issues?|findings?|problems?|warnings?)",
        passage.rest + passage.after[:200],
    ):
        return supported(f"`{short(run)}` was run")
    if run.purpose in {"test", "lint", "build", "read", "search", "state"}:
        return supported(f"`{short(run)}` was run")
    return contradicted(f"`{short(run)}` failed")


def _spoken_of(statement: Statement, record: Record) -> Run | None:
    runs = [run for run in record.runs if run.text]
    told = _by_dryness(statement, runs) or _by_code(statement, runs) or _by_way(statement, runs)
    if told is not None or _way_of(statement) is not None:
        return told
    return _by_words(statement, [run for run in runs if run.purpose not in _ASIDE])


def _by_dryness(statement: Statement, runs: list[Run]) -> Run | None:
    if not _DRY.search(statement.quote):
        return None
    return next((run for run in reversed(runs) if run.dry_run), None)


def _by_code(statement: Statement, runs: list[Run]) -> Run | None:
    codes = sorted((code for code in statement.own.codes if len(code) > 1), key=len, reverse=True)
    for code in codes:
        flat = _flat(code)
        found = [run for run in runs if flat in _flat(run.text)]
        if not found and " " in code:
            found = [run for run in runs if set(flat.split()) <= set(_flat(run.text).split())]
        if not found and " " in code:
            continue
        if found:
            return found[-1]
    return None


def _flat(text: str) -> str:
    return " ".join(text.replace('"', "'").replace("', '", "','").split())


_ASIDE = frozenset(("read", "search", "state", "delete", "commit", "push"))


def _way_of(statement: Statement) -> re.Pattern[str] | None:
    """What the command must be that does what the quote says, where that is known."""
    text = statement.quote
    if len(text.split()) < 2:
        text = f"{statement.passage.lead[-80:]} {text}"
    return next((ran for said, ran in _WAYS if said.search(text)), None)


def _by_way(statement: Statement, runs: list[Run]) -> Run | None:
    ran = _way_of(statement)
    if ran is None:
        return None
    found = [run for run in runs if ran.search(run.text) and run.purpose not in _ASIDE and not _creates(run)]
    return found[-1] if found else None


def _creates(run: Run) -> bool:
    return (
        re.search(
            r"makemigrations|migrate(?::|\s+)(?:add|create|generate|new)|migration:(?:create|generate)|revision",
            run.text,
        )
        is not None
    )


def _by_words(statement: Statement, runs: list[Run]) -> Run | None:
    """The run that shares most words with the quote; of equals the last."""
    commands = [code for code in statement.own.commands if " " in code]
    if commands:
        return None
    words = (statement.own.words | words_of(" ".join(statement.own.codes))) - _GENERIC
    purposes = _purposes(statement)
    best, most = None, 0
    for run in runs:
        held = len(shared(words, words_of(f"{run.text} {run.program} {run.purpose}")))
        if run.purpose in purposes:
            held += 1
        if held and held >= most:
            best, most = run, held
    if best is None and not words and not statement.own.codes:
        return next((run for run in reversed(runs) if run.purpose not in {"read", "search", "state"}), None)
    return best


def _purposes(statement: Statement) -> frozenset[Purpose]:
    quote = statement.quote.lower()
    found: set[Purpose] = set()
    if re.search(r"\btests?\b|\bsuite\b|\bspecs?\b", quote):
        found.add("test")
    if re.search(r"\bbuil[dt]", quote):
        found.add("build")
    if re.search(r"\blint", quote):
        found.add("lint")
    return frozenset(found)


def _by_deed(statement: Statement, record: Record) -> Ruling | None:
    """A command that `runs_of` takes for no run."""
    for code in statement.own.codes:
        for deed in reversed(record.deeds):
            if isinstance(deed, Command) and len(code) > 2 and code in deed.command:
                return contradicted("the command was refused") if deed.denied else supported("the command was run")
    return None
