"""Runs: whether what the answer says was run was run, and did what it was run for."""

import re

from reverie.conversation.deeds import Command, Search, TaskResult, Web
from reverie.quality.runs.values import Run

from .creating import by_ending
from .numbers import figures_of
from .passing import short
from .record import Record
from .ruling import Ruling, contradicted, supported, unsupported
from .statement import Statement
from .ways import has_hint, way_of
from .ways import is_way_known as is_way_known
from .which_run import ASIDE, spoken_of
from .words import says_all

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
_DONE = re.compile(
    r"\b(?:rolled (?:back|out)|reverted|undone|undid|flashed|scheduled|provisioned|compressed|sent|posted|signed|"
    r"rehearsed|registered|activated|mounted|attached|transferred|exported|archived|migrat\w+|initiali[sz]ed|"
    r"bootstrapped|dropped|purged|cleaned|minified|bundled|encrypted|renewed|mirrored|resized|optimi[sz]ed)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\bend[- ]to[- ]end\b|\bfor real\b|\bin full\b|\bfully\b|\bactually\b", re.IGNORECASE)
_PART = re.compile(r"--(?:check|list|validate|verify|plan|no-op|test|syntax-check|preview)(?:-only)?\b")
_EXPLAINS = re.compile(
    r"\b(?:necessary|needed|required|allows?|lets?|enables?|ensures?|makes sure|so that|in order|can|could|will|would|"
    r"should|may|might|must|to (?:\w+ )?(?:run|execute|start|call|invoke|launch)|whenever|how to|"
    r"(?:which|that|it|script|command|function|method|hook|job|workflow|target) (?:then )?(?:runs|executes|calls|"
    r"starts|invokes|launches|triggers))\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:I|we|I've|we've|has been|have been|was|were|ran|re-?ran|executed|started|launched|tried|yo|ich|j'ai)\b"
)
_PLACED = re.compile(
    r"\b(?:also|as well|too|browser|by hand|manually|on (?:my|a|the) (?:phone|device|machine))\b", re.I
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


def judge_ran(statement: Statement, record: Record) -> Ruling:
    if _REMOTE.search(statement.quote) and not any(
        "workflow" in run.text for run in record.runs if run.purpose not in ASIDE
    ):
        return _remote(record)
    run = spoken_of(statement, record)
    if run is None and way_of(statement) is None:
        by_deed = _by_deed(statement, record)
        if by_deed is not None:
            return by_deed
    if run is None:
        return _not_run(statement, record)
    if _WHOLE.search(statement.quote) and _PART.search(run.text) and run.purpose not in {"test", "lint"}:
        return contradicted(f"only `{short(run)}` was run")
    if says_all(statement.quote) and re.search(
        r"\b(?:every|each|all the|all) (?:examples?|snippets?)", statement.quote, re.IGNORECASE
    ):
        return unsupported(f"only `{short(run)}` was run")
    flags = [code for code in statement.own.codes if code.startswith("-") and code.split("=")[0] not in run.text]
    if flags:
        return unsupported(f"only `{short(run)}` was run")
    return _too_few(run, statement, record) or _elsewhere(run, statement) or _ending(run, statement)


def _not_run(statement: Statement, record: Record) -> Ruling:
    """No run is of it: one that was refused, or a dry run, may have been meant to do it."""
    quote = statement.quote
    if _EXPLAINS.search(quote) and not _TELLS.search(quote):
        return supported("it says what something does")
    others = [run for run in record.runs if run.purpose in {"other", "start", "migrate"}]
    if _may_be_sole(statement, others):
        return supported(f"`{short(others[0])}` was run")
    if others and others[-1].ending == "denied" and not _PLACED.search(quote):
        return contradicted(f"`{short(others[-1])}` was refused and not run")
    if (
        others
        and others[-1].dry_run
        and re.search(r"\bappl(?:y|ied)\b|\bdeployed\b|\brolled out\b", quote, re.IGNORECASE)
    ):
        return contradicted(f"`{short(others[-1])}` was a dry run")
    return unsupported("no such command was run in this session")


def _may_be_sole(statement: Statement, others: list[Run]) -> bool:
    """The one run that did something may be told in words that share none with it: `all models materialised`."""
    if len(others) != 1 or others[0].ending != "passed" or others[0].dry_run:
        return False
    quote = statement.quote
    is_other = _PLACED.search(quote) or _OFTEN.search(quote) or statement.own.codes or is_way_known(statement)
    return not is_other and not has_hint(statement)


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
    is_effect = (_EFFECT.search(statement.quote) or _DONE.search(statement.quote)) is not None
    is_effect = is_effect and not _RAN.search(statement.quote)
    if is_effect and not _FAILS.search(f"{passage.lead[-40:]} {passage.rest[:80]}"):
        return contradicted(f"`{short(run)}` failed")
    if run.purpose in {"test", "lint", "build", "read", "search", "state"}:
        return supported(f"`{short(run)}` was run")
    told = f"{passage.quote} {passage.rest} {passage.after[:200]}"
    if _CHEERS.search(told) and not _FAILS.search(_NO_FAILS.sub(" ", told)):
        return contradicted(f"`{short(run)}` failed")
    return supported(f"`{short(run)}` was run")


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
