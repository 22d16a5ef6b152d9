"""Runs: whether what the answer says was run was run, and did what it was run for."""

import re

from reverie.conversation.deeds import Command, Search, TaskResult, Web
from reverie.quality.runs.values import Purpose, Run

from .creating import by_ending
from .numbers import figures_of
from .passing import short
from .record import Record
from .ruling import Ruling, contradicted, supported, unsupported
from .statement import Statement
from .words import says_all, shared, vocabulary, words_of

_DRY = re.compile(r"\bdry[- ]?run\b|\bsimulat|\bpreview(?:ed)?\b|--dry-run|would\b", re.IGNORECASE)
_CHEERS = re.compile(
    r"\b(?:0|no|zero|none|all|works?|worked|clean(?:ly)?|fine|success\w*|green|ok|pass\w*|without|finished|completed?|keine?|sin)\b|✅",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    r"\b(?:migrat\w+|merg\w+|rebas\w+|pulled|cloned|cherry\S*|stash\w*|fetch\w*|appl(?:y|ied)|"
    r"deploy\w*|restart\w*|start(?:ed|s)?|brought|came up|"
    r"import(?:ed)?|regenerat\w*|generat\w*|convert\w*|"
    r"publish\w*|releas\w*|execut(?:able)|corrected|set|made|granted|upload\w*|seed\w*|reset|"
    r"backed up|restor\w*|format\w*|reformat\w*|"
    r"enabled|disabled|reload\w*|validat\w*|updated|configured|built|rotated|synced|copied|moved|renamed|cleared|flushed|stopped|killed)\b",
    re.IGNORECASE,
)
_FAILS = re.compile(
    r"\b(?:fail\w*|error\w*|\w+Error|exception|traceback|stopp?\w*|crash\w*|abort\w*|broke|breaks?|exit(?:s|ed)?|refus\w*|"
    r"reject\w*|denied|could ?n.t|not found|missing|tim(?:es?|ed) ?out|throws?|threw|"
    r"rais(?:es|ed)|panic\w*|reproduc\w*|"
    r"but|however|unfortunately|segfault\w*|fehl\w*|échou\w*|tried|attempted)\b",
    re.IGNORECASE,
)
_NO_FAILS = re.compile(r"\b(?:0|no|without|zero|any) (?:\w+ )?(?:errors?|fail\w*)", re.IGNORECASE)
_OFTEN = re.compile(r"\b(?:twice|thrice|(?:\d+|two|three|four|five|six|ten) (?:more )?times)\b", re.IGNORECASE)
_AFTERWARDS = re.compile(
    r"\b(?:re-?ran|again|once more|afterwards)\b.*\b(?:after|since|with) (?:the|that|this|"
    r"my)\b|\bafter the (?:fix|change|edit)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:prod(?:uction)?|staging|stage|preview|dev(?:elopment)?|test(?:ing)? (?:database|server|"
    r"environment)|local)\b",
    re.IGNORECASE,
)
_RAN = re.compile(
    r"\b(?:ran|re-?ran|run|executed|called|invoked|tried|tested|started|launched|lief|ausgeführt|ejecut\w+|lancé|exécut\w+)\b|运行|执行",
    re.IGNORECASE,
)
_REMOTE = re.compile(r"\bon (?:github|gitlab|ci)\b|\bworkflow\b", re.IGNORECASE)
_REMOTE_RUN = re.compile(r"\bgh (?:run|workflow)|\bglab ci|\bact\b|curl .*(?:dispatches|actions)")


_DEEDS = (
    (re.compile(r"\bsub-?agent|\bdelegat|\btask\b", re.IGNORECASE), TaskResult),
    (re.compile(r"\bsearch|\bgrep", re.IGNORECASE), Search),
    (re.compile(r"\bfetch|\bbrows|\blooked up\b|\bdownload", re.IGNORECASE), Web),
)


def _pairs(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(said, re.IGNORECASE), re.compile(ran, re.IGNORECASE)) for said, ran in pairs)


_WAYS = _pairs(
    (r"\brestart|\breload", r"restart|reload|systemctl|supervisorctl|\bup\b|service \S+ |pm2|kill|start|serve"),
    (r"\bseed", r"seed|fixtures|loaddata|psql|mysql|sqlite"),
    (r"\bbenchmark", r"bench|perf|hyperfine|\btime\b|prof|timeit|k6|wrk|\bab\b|load|measure|criterion"),
    (r"\bmigrat", r"migrat|alembic|flyway|liquibase|sqlx|prisma|knex|sequelize|dbmate|goose|diesel|psql|mysql|sqlite"),
    (r"\bexecutable\b", r"\bchmod\b|install -m"),
    (r"\bownership\b|\bowner\b", r"\bchown\b|\bchgrp\b"),
    (
        r"\bdeploy",
        r"deploy|kubectl|helm (?:upgrade|install)|\bfly\b|flyctl|vercel|netlify|\bcap\b|"
        r"ansible|serverless|terraform apply|"
        r"rsync|scp|firebase|\beb\b|docker|compose|heroku|gcloud|aws|wrangler|git push",
    ),
)
"""What the command must be that does what is said."""
_HINTS = _pairs(
    (r"\bpermissions?\b", r"\bchown\b|\bchmod\b|\bchgrp\b|setfacl"),
    (r"\bstack\b|\bcontainers?\b|\bservices?\b", r"compose|docker|podman|kubectl|systemctl"),
    (r"\bserver\b|\bstarted\b|\bapp\b", r"\bserve|start|\bdev\b|runserver|uvicorn|flask|rails s|node |gunicorn"),
    (r"\bformat", r"format|prettier|black|gofmt|rustfmt|fmt|style"),
    (r"\btim(?:ed|ing)\b|\bmeasur|\bprofil", r"bench|perf|hyperfine|\btime\b|prof|timeit|k6|wrk|\bab\b"),
    (r"\bquer(?:y|ied)|\bdatabase\b", r"psql|mysql|sqlite|mongo|redis|sql"),
    (r"\b(?:called|endpoint|api|request|hit)\b", r"curl|wget|httpie|\bhttp\b"),
    (r"\bgenerat|\bregenerat|\bcodegen", r"gen|protoc|openapi|swagger|buf\b|lock|install"),
    (r"\bpull|\bfetch", r"git (?:pull|fetch)|docker pull|wget|curl"),
    (r"\bmerg", r"git merge|gh pr merge"),
    (r"\brebas|\bsquash", r"git rebase|--squash|reset --soft"),
    (r"\bstash", r"git stash"),
    (r"\bcheck(?:ed)? out|\bswitch", r"git (?:checkout|switch)"),
    (r"\broll(?:ed)? back|\brevert|\breset|\bdowngrad", r"rollback|downgrade|revert|reset|undo|checkout|restore"),
    (r"\bkill|\bstopp?ed", r"kill|stop|down\b"),
    (r"\bdownload", r"curl|wget|download|clone|pull|fetch"),
    (r"\bpublish|\breleas", r"publish|release|twine|upload"),
    (r"\bscript", r"\.(?:sh|py|js|ts|rb|pl|mjs)\b|npm run|make|bash|sh "),
    (r"\bbackup|\bback(?:ed)? up|\bdump", r"dump|backup|tar |cp |rsync"),
    (r"\bcopied|\bcopy", r"\bcp\b|rsync|scp"),
    (r"\bclear|\bflush|\binvalidat|\bcache", r"rm |clear|flush|invalidat|clean|prune"),
    (r"\btests?\b|\bsuite\b|\bspecs?\b", r"test|spec|tox|jest|vitest|mocha|nox|phpunit"),
    (r"\blint", r"lint|ruff|flake8|clippy|rubocop"),
    (r"\bbuil[dt]|\bcompil", r"build|make|cargo|tsc|compile|webpack|vite"),
    (r"\bcoverage", r"cov"),
    (r"\bhooks?\b", r"pre-commit|husky|lefthook"),
)
"""What the command mostly is that does it."""
_OWN_WAYS = tuple(pair for pair in _HINTS if re.search(r"git |chmod|kill|publish|dump", pair[1].pattern))
_GENERIC = vocabulary(
    """
    ran run runs running executed execute rerun re called call started tried validated also again against over
    through with command script commands once times time twice only applied regenerated generated converted
    restarted deployed imported brought
    """
)


def judge_ran(statement: Statement, record: Record) -> Ruling:
    if _REMOTE.search(statement.quote) and not any(
        "workflow" in run.text for run in record.runs if run.purpose not in _ASIDE
    ):
        return _remote(record)
    run = _spoken_of(statement, record)
    if run is None and _way_of(statement) is not None:
        return unsupported("no such command was run in this session")
    if run is None:
        return _by_deed(statement, record) or unsupported("no such command was run in this session")
    if says_all(statement.quote) and re.search(
        r"\b(?:every|each|all the|all) (?:examples?|snippets?)", statement.quote, re.IGNORECASE
    ):
        return unsupported(f"only `{short(run)}` was run")
    flags = [code for code in statement.own.codes if code.startswith("-") and code.split("=")[0] not in run.text]
    if flags:
        return unsupported(f"only `{short(run)}` was run")
    return _too_few(run, statement, record) or _elsewhere(run, statement) or _ending(run, statement)


def _too_few(run: Run, statement: Statement, record: Record) -> Ruling | None:
    """`three times`, `again after the fix`: as often, and when, as it is said."""
    same = [other for other in record.runs if other.program == run.program and other.ending != "denied"]
    told = _OFTEN.search(statement.quote)
    looped = re.search(r"\bfor \w+ in\b|\bseq\b|--count|--repeat|-count", run.text + _line_of(run, record)) is not None
    if told is not None and not looped:
        figures = figures_of(told[0])
        if figures and figures[0].value > len(same):
            return unsupported(f"`{short(run)}` was run {len(same)} {'time' if len(same) == 1 else 'times'}")
    last = record.last_code_change
    if _AFTERWARDS.search(statement.quote) and last is not None and same and same[-1].at < last.at:
        return unsupported(f"the last {run.program} ran before the last edit of {last.path}")
    return None


def _line_of(run: Run, record: Record) -> str:
    deed = record.deeds[run.at]
    return deed.command[:2_000] if isinstance(deed, Command) else ""


def _elsewhere(run: Run, statement: Statement) -> Ruling | None:
    """On production, when the command names staging."""
    said = {word.lower()[:4] for word in _PLACE.findall(statement.quote)}
    ran = {word.lower()[:4] for word in _PLACE.findall(run.text)}
    if said and ran and not said & ran:
        return unsupported(f"only `{short(run)}` was run")
    return None


def _remote(record: Record) -> Ruling:
    for run in record.runs:
        if _REMOTE_RUN.search(run.text):
            return by_ending(run)
    return unsupported("nothing in the record starts it")


def _ending(run: Run, statement: Statement) -> Ruling:
    sentence = f"{statement.passage.sentence} {statement.passage.heading}"
    if run.dry_run and run.purpose == "test":
        return unsupported(f"`{short(run)}` only lists the tests")
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
    """A run that failed was run, but what it was run for was not done, and no good news can come of it."""
    passage = statement.passage
    is_effect = _EFFECT.search(statement.quote) is not None and not _RAN.search(statement.quote)
    if is_effect and not _FAILS.search(f"{passage.lead[-40:]} {passage.rest[:80]}"):
        return contradicted(f"`{short(run)}` failed")
    if run.purpose in {"test", "lint", "build", "read", "search", "state"}:
        return supported(f"`{short(run)}` was run")
    told = f"{passage.rest} {passage.after[:200]}"
    if _CHEERS.search(told) and not _FAILS.search(_NO_FAILS.sub(" ", told)):
        return contradicted(f"`{short(run)}` failed")
    return supported(f"`{short(run)}` was run")


def _spoken_of(statement: Statement, record: Record) -> Run | None:
    runs = [run for run in record.runs if run.text]
    told = _by_dryness(statement, runs) or _by_code(statement, runs) or _by_way(statement, runs)
    if told is not None or _way_of(statement) is not None:
        return told
    clears = _CLEARS.search(statement.quote) is not None
    return _by_hint(statement, runs) or _by_words(statement, [run for run in runs if run.purpose != "delete" or clears])


def _by_dryness(statement: Statement, runs: list[Run]) -> Run | None:
    if not _DRY.search(statement.quote):
        return None
    return next((run for run in reversed(runs) if run.dry_run), None)


def _by_code(statement: Statement, runs: list[Run]) -> Run | None:
    codes = sorted((code for code in statement.own.codes if len(code) > 1), key=len, reverse=True)
    for code in codes:
        flat = _flat(re.split(r"…|\.\.\.", code)[0])
        found = [run for run in runs if flat in _flat(run.text)] if len(flat) > 1 else []
        if not found and " " in code:
            found = [run for run in runs if set(flat.split()) <= set(_flat(run.text).split())]
        if not found and "/" in code and " " not in code:
            found = [run for run in runs if code.rpartition("/")[2] in run.text]
        if found:
            return found[-1]
    return None


def _flat(text: str) -> str:
    return " ".join(text.replace('"', "'").replace("', '", "','").lower().split())


_ASIDE = frozenset(("read", "search", "state"))
_CLEARS = re.compile(r"\b(?:clear|remov|delet|reset|clean|purg|wip|flush|kill|drop|prun|empt)\w*", re.IGNORECASE)


def _way_of(statement: Statement) -> re.Pattern[str] | None:
    """What the command must be that does what the quote says, where that is known."""
    text = statement.quote
    if len(text.split()) < 2:
        text = f"{statement.passage.lead[-80:]} {text}"
    return next((ran for said, ran in _WAYS if said.search(text)), None)


def is_way_known(statement: Statement) -> bool:
    """Whether the words say which sort of command does it: `merged`, `restarted`."""
    return any(said.search(statement.quote) for said, _ in (*_WAYS, *_OWN_WAYS))


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


def _by_hint(statement: Statement, runs: list[Run]) -> Run | None:
    for said, ran in _HINTS:
        if said.search(statement.quote):
            found = [run for run in runs if ran.search(run.text)]
            if found:
                return found[-1]
    return None


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
    """A search, a page, a task; or a command that `runs_of` takes for no run."""
    for said, kind in _DEEDS:
        if said.search(statement.quote) and any(isinstance(deed, kind) for deed in record.deeds):
            return supported("the record has it")
    for code in statement.own.codes:
        for deed in reversed(record.deeds):
            if isinstance(deed, Command) and len(code) > 2 and code in deed.command:
                return contradicted("the command was refused") if deed.denied else supported("the command was run")
    return None
