"""What an output is said to be: figures, words, failures, the report of a task."""

import re

from reverie.conversation.deeds import Command, Edit, Read, Write
from reverie.quality.runs.values import Run

from .comparing import judge_comparison
from .counting import findings_in
from .figuring import judge_figures
from .lacking import judge_none, last_search
from .numbers import figures_of
from .observing import judge_observation
from .passing import short
from .paths import names
from .reading import was_opened
from .record import Record
from .ruling import Ruling, contradicted, supported, unsupported
from .statement import Statement
from .words import shared, words_of

_TASK = re.compile(
    r"\bsub-?agents?(?:'s)?\b|\b(?:the|a) (?:task|agent|worker|reviewer)\b.*\b(?:report|say|found|claim)", re.IGNORECASE
)
_FAILURE = re.compile(
    r"\b(?:fail(?:s|ed|ing|ure)?|refus\w+|reject\w+|declin\w+|stopp?(?:s|ed)|abort\w*|"
    r"crash\w*|does ?n[o']t|did ?n[o']t|do not|not \w+ yet|cannot|can't|could ?n[o']t|"
    r"error(?:s|ed)?|denied|blocked|breaks?|broke|timed out|missing|unable|schlägt|"
    r"fehlgeschlagen|falla|falló|échoue|dies|died|dying|got nowhere|went wrong|bail(?:s|ed)(?: out)?|chok(?:es|ed)|"
    r"complain(?:s|ed)|barf(?:s|ed)|h[au]ngs?|fr(?:ee|o)ze[sn]?|stuck|trip(?:s|ped)|times out|blows? up|blew up|"
    r"f(?:a|e)lls? over|throws?|threw|rais(?:es|ed)|panic(?:s|ked)|segfault(?:s|ed)?|in vain|not found|no such|"
    r"invalid|unauthori[sz]ed|forbidden|object(?:s|ed) to|unhappy|unresolved|incompatible|mismatch\w*|unreachable|"
    r"unavailable|g(?:i|a)ves? up|unsuccessful\w*|traceback|exception|\w+(?:Error|Exception)|never \w+|stirbt|muere|"
    r"aborta|plante|impossible|unmöglich|kaputt)\b",
    re.IGNORECASE,
)
_NO_FAILURE = re.compile(
    r"\b(?:no|0|zero|without|any|none|nothing|never|not|no longer|nor|neither|n.t) (?:\w+ ){0,2}(?:fail\w*|errors?|"
    r"crash\w*|complain\w*|object\w*|break\w*|stuck|missing|hang\w*|throw\w*|rais\w*|panic\w*|mismatch\w*)|\b0 fail",
    re.IGNORECASE,
)
_RUNS_TOLD = re.compile(
    r"\b(pass(?:ed|es)?|succeed(?:ed|s)?|green|fail(?:ed|s)?)\s+(once|twice|thrice|(?:\w+) times)\b", re.IGNORECASE
)
_EMPTY = re.compile(
    r"\b(?:empty diff|identical|no diff(?:erence)?s?|nothing to commit|"
    r"clean (?:working |git )?(?:tree|status|copy|repo\w*)|"
    r"(?:tree|status|copy|diff|repo\w*) (?:is|was|stays|remains) (?:now )?(?:clean|empty|unchanged)|"
    r"up[- ]to[- ]date|in sync)\b",
    re.IGNORECASE,
)
_EXIT = re.compile(r"\bexit(?:s|ed)?(?: with)?(?: (?:code|status))?(?: of)? `?(\d{1,3})\b", re.IGNORECASE)
_ONLY = re.compile(r"\bthe only\b|\bonly (?:one|1)\b|\bsingle\b", re.IGNORECASE)
_HOLDS = re.compile(
    r"\b(?:has|have|had|contains?|holds?|defines?|lists?|sets?|uses?|pins?|reads?|declares?|includes?|imports?|says?|"
    r"starts?|begins?|expects?|requires?|calls?|returns?|is|are)\b",
    re.IGNORECASE,
)
_FINDINGS = re.compile(
    r"\b(?:single|only one|just one|exactly one|one) (?:\w+ )?(?:issue|finding|error|warning|problem|remark|complaint|"
    r"violation|offen[cs]e|hint|note|match|hit|place|spot|occurrence)\b",
    re.IGNORECASE,
)
_GOOD = re.compile(
    r"\b(?:works?|working|worked|pass(?:es|ed|ing)?|succe\w+|clean(?:ly)?|fine|ok|okay|green|good|complete[sd]?|finish(?:es|ed)|"
    r"correct(?:ly)?|valid|healthy|ready|up|live|available|exists?|accepts?|accepted|free|happy|content|quiet|silent|"
    r"smooth(?:ly)?|without|no|zero|now|all|every|both|stable|consistent|answers?|responds?|replies|reachable|connects?|boots?|booted|match(?:es|ed)?|present|produces?|produced|"
    r"builds?|built|runs?|starts?|started|loads?|loaded|created|deployed|published|installed|applied|done|restored)\b|✅|✔",
    re.IGNORECASE,
)
_OF_HITS = re.compile(
    r"\b(?:usage|occurrence|reference|hit|match|use|caller|call|place|spot|definition|import|result|mention|finding|issue)"
    r"(?:s|es)?\b",
    re.IGNORECASE,
)
_OF_CODE = re.compile(
    r"\blines? \d+|\w\.\w{1,5}:\d+|\b(?:is|are) (?:already |not |never )?(?:defined|declared|imported|called|used|set|"
    r"exported|assigned|passed|handled|named|missing)\b",
    re.IGNORECASE,
)
_AS_OUTPUT = re.compile(r"^[A-Z][a-z]+(?: [A-Za-z][\w'-]*){2,}[^(){}=;]*$")
"""`Index Scan using orders_idx`: a sentence of an output, no code."""
_TERM = re.compile(r"\b([A-Z]\w+) ([A-Z]\w+)\b")


def judge_output(statement: Statement, record: Record) -> Ruling:
    for rule in (_task, _runs_told, _exit, _failure, judge_comparison, judge_observation, _only, _empty):
        ruling = rule(statement, record)
        if ruling is not None:
            return ruling
    figures = judge_figures(statement, record)
    if figures is not None and figures.verdict == "unsupported" and _is_of_what_was_read(statement, record):
        return supported("the file was opened")
    if figures is not None and figures.verdict != "supported":
        none = judge_none(statement, record) if _is_zero(statement) else None
        return none or figures
    quoted = _quoted(statement, record)
    if quoted is not None and figures is None:
        return quoted
    lacking = judge_none(statement, record)
    if lacking is not None:
        return lacking
    if figures is not None:
        return _term(statement, record) or figures
    return _free(statement, record)


def _is_of_what_was_read(statement: Statement, record: Record) -> bool:
    """What a file holds: the record has it opened, not what was in it."""
    if not any(isinstance(deed, Read) and deed.ok for deed in record.deeds):
        return False
    sentence = statement.passage.sentence
    if re.search(r"\b(?:lines?|rows?|entries|functions?|occurrences?)\b", sentence, re.IGNORECASE):
        return True
    is_of_it = _HOLDS.search(sentence) is not None
    paths = statement.sentence.paths if is_of_it else statement.own.paths
    return any(was_opened(path, record) for path in paths)


def _is_zero(statement: Statement) -> bool:
    values = [figure.value for figure in figures_of(statement.quote)]
    return values == [0]


def _task(statement: Statement, record: Record) -> Ruling | None:
    """What a task is said to report: its own words."""
    said = _TASK.search(statement.passage.sentence) is not None
    if not record.tasks:
        return unsupported("no task reported anything") if _TASK.search(statement.quote) else None
    if not said:
        return None
    results = " ".join(task.result for task in record.tasks)
    figures = [figure for figure in figures_of(statement.quote) if figure.value > 1]
    told = {figure.value for figure in figures_of(results)}
    missing = [figure for figure in figures if figure.value not in told]
    if missing:
        return contradicted("the task reports another figure") if told else unsupported("the task does not say so")
    return supported("the task reports it")


def _runs_told(statement: Statement, record: Record) -> Ruling | None:
    """`it passed twice and failed once`: by the runs that were made more than once."""
    told = _RUNS_TOLD.findall(statement.quote)
    runs = [run for run in record.runs if run.purpose == "test"]
    if not told or (
        not runs and any(" ".join(words).lower() in piece.lower for words in told for piece in record.evidence)
    ):
        return None
    again = [run for run in runs if sum(other.text == run.text for other in runs) > 1] or runs
    for verb, count in told:
        number = figures_of(count)
        ending = "failed" if verb.lower().startswith("fail") else "passed"
        made = sum(run.ending == ending for run in again)
        if number and int(number[0].value) != made and len(again) > 1:
            return contradicted(f"{made} {'run' if made == 1 else 'runs'} {ending}")
    return supported("the runs show it") if again else unsupported("no test was run in this session")


def _exit(statement: Statement, record: Record) -> Ruling | None:
    """`exits with 2`: by the run that the sentence names, else the last."""
    told = _EXIT.search(statement.quote)
    if told is None:
        return None
    named = [run for run in record.runs if any(code in run.text for code in statement.sentence.codes)]
    exits = [deed.exit for deed in record.deeds if isinstance(deed, Command) and deed.exit is not None]
    if int(told[1]) in exits or any(run.exit == int(told[1]) for run in named):
        return supported("the exit status is the same")
    return contradicted(f"the exit status was {exits[-1]}") if exits else unsupported("nothing was run")


def _failure(statement: Statement, record: Record) -> Ruling | None:
    """A failure that is told honestly: the record has one."""
    quote = statement.quote
    if _FAILURE.search(quote) is None or _NO_FAILURE.search(quote) is not None:
        return None
    failed_runs = [run for run in record.runs if run.ending in {"failed", "denied", "nothing"}]
    failed = (
        bool(failed_runs)
        or any(change.outcome in {"failed", "denied"} for change in record.changes)
        or any(not wish.ok for wish in record.receipts)
    )
    failed = failed or any(piece.failed for piece in record.evidence)
    figures = judge_figures(statement, record)
    if figures is not None and figures.verdict == "contradicted":
        return figures
    if failed or _words_in_output(statement, record):
        return (
            figures
            if figures is not None and figures.verdict == "unsupported" and not statement.own.codes
            else supported("the record has the failure")
        )
    return None


def _words_in_output(statement: Statement, record: Record) -> bool:
    return any(len(shared(statement.own.words, piece.words)) > 1 for piece in record.evidence)


def _only(statement: Statement, record: Record) -> Ruling | None:
    """`the only occurrence`: the search found one."""
    if not _ONLY.search(statement.quote):
        return None
    last = last_search(record)
    if last is not None and not (_OF_HITS.search(statement.quote) or shared(words_of(last.query), statement.own.words)):
        return None
    linted = [run for run in record.runs if run.purpose == "lint" and run.ending == "failed"]
    if last is None and linted and _FINDINGS.search(statement.quote) and not figures_of(statement.passage.rest[:20]):
        found = findings_in(linted[-1].output)
        return contradicted(f"`{short(linted[-1])}` has {found} findings") if found > 1 else None
    if last is None:
        return None
    if len(last.lines) == 1:
        return supported("the search finds one")
    return contradicted(f"the search finds {len(last.lines)}") if len(last.lines) > 1 else None


def _empty(statement: Statement, record: Record) -> Ruling | None:
    """A difference that is said to be none."""
    if not _EMPTY.search(statement.quote):
        return None
    for piece in reversed(record.evidence):
        if re.search(r"\bdiff\b|\boutdated\b|\bgit (?:\S+ )*?(?:status|fetch|pull)\b", piece.asked):
            clean = not piece.lines or re.search(r"clean|up[- ]to[- ]date", piece.lower)
            return (
                supported("the output shows no difference") if clean else contradicted("the output shows a difference")
            )
    return None


def _texts(record: Record) -> list[str]:
    texts = [piece.text for piece in record.evidence] + [task.result for task in record.tasks]
    texts += [wish.receipt or wish.reason for wish in record.receipts]
    return texts + [change.error for change in record.changes if change.error]


def _quoted(statement: Statement, record: Record) -> Ruling | None:
    """Words in quotation marks or backticks that an output has."""
    said = [*statement.own.quoted, *statement.own.codes]
    if not said:
        return None
    texts = _texts(record)
    if any(_is_in(words, text) for words in said for text in texts):
        return supported("an output has the words")
    return None


def _is_in(words: str, text: str) -> bool:
    return words in text or " ".join(words.lower().split()) in " ".join(text[:20_000].lower().split())


def _term(statement: Statement, record: Record) -> Ruling | None:
    """A name of two words whose second stands in an output behind another first: `Index Scan` against `Seq Scan`."""
    texts = [piece.text[:20_000] for piece in record.evidence]
    for first, second in _TERM.findall(statement.quote):
        if any(f"{first} {second}" in text for text in texts):
            continue
        for text in texts:
            found = re.search(rf"\b([A-Z]\w+) {re.escape(second)}\b", text)
            if found is not None:
                return contradicted(f"the output says {found[0]}")
    return None


def _no_such_words(statement: Statement, record: Record) -> Ruling | None:
    """Words that are quoted as an output's, and that nothing in the record has."""
    said = [words for words in (*statement.own.quoted, *statement.own.codes) if _AS_OUTPUT.match(words)]
    texts = [*_texts(record), record.request, *(change.added + change.removed for change in record.done)]
    read = any(isinstance(deed, Read) for deed in record.deeds)
    if not said or read or any(_is_in(words, text) for words in said for text in texts):
        return None
    return unsupported("no output has the words")


def _free(statement: Statement, record: Record) -> Ruling:
    """A result in plain words: by the run that it shares most of them with."""
    term = _term(statement, record) or _no_such_words(statement, record)
    if term is not None:
        return term
    run = _nearest(statement, record)
    if run is None:
        return _unspoken(statement, record)
    match run.ending:
        case "failed":
            is_honest = _FAILURE.search(statement.quote) is not None or not _GOOD.search(statement.quote)
            return supported("the record has the failure") if is_honest else contradicted(f"`{short(run)}` failed")
        case "denied":
            return unsupported(f"`{short(run)}` was refused and not run")
        case "unfinished":
            return unsupported(f"`{short(run)}` had not ended")
        case _:
            return supported(f"`{short(run)}` was run")


def _nearest(statement: Statement, record: Record) -> Run | None:
    words = statement.own.words | words_of(" ".join(statement.own.codes))
    best, most = None, 0
    for run in record.runs:
        held = len(shared(words, words_of(f"{run.text} {run.program} {run.output[:1_000]}")))
        if held and held >= most:
            best, most = run, held
    return best


def _is_of_code(statement: Statement, record: Record) -> bool:
    """What a file says, by its line or a name that a change has, where one was opened or changed."""
    texts = [change.added + change.removed for change in record.done]
    if any(len(code) > 2 and code in text for code in statement.own.codes for text in texts):
        return True
    opened = any(isinstance(deed, Read | Edit | Write) and deed.ok for deed in record.deeds)
    return opened and _OF_CODE.search(statement.quote) is not None


def _unspoken(statement: Statement, record: Record) -> Ruling:
    """No run shares a word with it: a deed may; else the record does not show it."""
    words = statement.own.words
    if any(shared(words, piece.words) for piece in record.evidence):
        return supported("the record has the look at it")
    if any(names(path, change.path) for path in statement.own.paths for change in record.done):
        return supported("the record has the change")
    if record.runs and all(run.ending == "denied" for run in record.runs):
        return unsupported(f"`{short(record.runs[-1])}` was refused and not run")
    if _is_of_code(statement, record):
        return supported("it tells of the code")
    if record.evidence and not statement.own.codes:
        return supported("the record has outputs of it")
    return unsupported("nothing in the record shows it")
