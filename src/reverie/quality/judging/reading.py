"""Reading: whether what the answer says was looked at was opened."""

import re

from reverie.conversation.deeds import Command, Edit, Read, Search, Web, Write

from .naming import own_paths
from .numbers import figures_of
from .passing import short
from .paths import holds, names, plain, touches
from .record import Record
from .ruling import Ruling, contradicted, supported, unsupported, worst
from .searches import searches_of
from .statement import Statement
from .words import says_all, shared, vocabulary, words_of

_DIFF = re.compile(r"\bdiffs?\b|\bchanges\b|\bchangeset\b|\bpatch\b", re.IGNORECASE)
_DIFF_RUN = re.compile(r"\b(?:git|gh|hg|svn|jj) (?:\S+ )*?(?:diff|show|log -p|pr diff)\b|^diff\b")
_HISTORY = re.compile(r"\bhistory\b|\bcommits?\b|\bgit log\b|\bblame\b", re.IGNORECASE)
_HISTORY_RUN = re.compile(r"\bgit (?:\S+ )*?(?:log|show|blame|shortlog|reflog)\b")
_SEARCH = re.compile(
    r"\b(?:search(?:ed)?|grepped|scanned|looked for|usages?|references|occurrences|gesucht|busqué|cherché)\b",
    re.IGNORECASE,
)
_SEARCHED = re.compile(r"\b(?:search(?:ed)?|grepped|scanned|gesucht|busqué|cherché)\b", re.IGNORECASE)
_BROWSER = re.compile(
    r"\bbrowser\b|\bscreenshots?\b|\bvisually\b|\bon screen\b|\bon (?:my|a) (?:phone|device)\b", re.IGNORECASE
)
_BROWSER_RUN = re.compile(r"playwright|puppeteer|chrom|firefox|selenium|screenshot|cypress", re.IGNORECASE)
_WEB = re.compile(
    r"\b(?:documentation|docs?|page|website|site|article|issue|changelog|release notes|online|web)\b", re.IGNORECASE
)
_EVERY = re.compile(r"\b(?:each|every|all)\b", re.IGNORECASE)
_LISTING = re.compile(r"^\s*(?:ls|find|tree|git ls-files|fd|exa|eza|dir)\b")
_NO_FILE = re.compile(r"no such file|cannot open|not found|permission denied|does not exist", re.IGNORECASE)
_GENERIC = vocabulary(
    """
    read reads reading reread looked look looks looking checked check checking went go going gone through reviewed
    review inspected inspect inspecting examined examine examining opened open line lines full fully carefully closely
    thoroughly file files code codebase source sources studied study verified verify saw seen see gelesen leído revisé
    lu whole entire complete one ones over call calls analysed analyzed analysing analyzing explored exploring skimmed
    scanned scan combed leafed proofread perused surveyed browsed consulted walked traced followed compared confirm
    confirmed having project repository repo repositories structure implementation content contents context relevant
    existing related current text module modules function functions class classes logic part parts section sections
    place places problem issue details detail two three four five six seven eight nine ten caller callers necessary
    required important original involved affected information data based understand understanding familiar myself
    """
)
_LOG = vocabulary("log logs page pages wiki docs dashboard ticket tickets report reports site manual guide notes")
"""What is told apart by the word before it: the pod logs, the wiki page."""
_MORE = re.compile(r"\b(?:also|too|as well|besides|in addition|other|others|auch|también|aussi)\b", re.IGNORECASE)
_MOST_TEXT = 8_000


def judge_read(statement: Statement, record: Record) -> Ruling:
    quote = statement.quote
    if _BROWSER.search(quote):
        return _by_runs(record, _BROWSER_RUN, "no browser was opened")
    paths = own_paths(statement, record) or statement.own.paths
    listed = _judge_folder(statement, record) or _judge_both(statement, record)
    if listed is not None:
        return listed
    if paths:
        return worst([_judge_path(path, record) for path in paths])
    if _DIFF.search(quote):
        return _diff(record)
    several = _judge_several(statement, record)
    if several is not None:
        return several
    return _by_words(statement, record)


def _by_runs(record: Record, pattern: re.Pattern[str], none: str) -> Ruling:
    for run in record.runs:
        if run.ending not in {"denied"} and pattern.search(run.text):
            return supported(f"`{short(run)}` was run")
    return unsupported(none)


def _diff(record: Record) -> Ruling:
    for run in record.runs:
        if _DIFF_RUN.search(run.text) and run.ending != "denied":
            return supported(f"`{short(run)}` was run")
    if record.changes and not record.tasks:
        return supported("the record has the changes")
    return unsupported("no diff was opened")


def was_opened(path: str, record: Record) -> bool | None:
    """Whether the record has `path` open; None when it tried and failed, and False when it never tried."""
    failed = False
    for deed in record.deeds:
        match deed:
            case Read(path=read, ok=ok) if touches(path, read) or holds(read, path):
                if ok:
                    return True
                failed = True
            case Edit(path=edited, ok=True) | Write(path=edited, ok=True) if names(path, edited):
                return True
            case Command(command=command, denied=False, exit=exit) if _opens(path, command):
                if not exit:
                    return True
                failed = True
            case Search(query=query, ok=True) if names(path, query):
                return True
            case _:
                continue
    return None if failed else False


def _opens(path: str, command: str) -> bool:
    name = plain(path).rpartition("/")[2]
    if re.search(r"^\s*(?:rm|mv|cp|touch|mkdir|chmod|git (?:add|rm|mv|commit))\b[^;&|]*$", command):
        return False
    return re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", command) is not None


def _judge_path(path: str, record: Record) -> Ruling:
    opened = was_opened(path, record)
    if opened:
        return supported(f"{path} was opened")
    if opened is None:
        return contradicted(f"the read of {path} failed")
    return unsupported(f"{path} was never opened")


def _files_read(record: Record) -> set[str]:
    return {plain(deed.path) for deed in record.deeds if isinstance(deed, Read) and deed.ok}


def _judge_folder(statement: Statement, record: Record) -> Ruling | None:
    """`all four files of `svc``: what a listing of the folder has, and how many of these were opened."""
    if not (_EVERY.search(statement.quote) or says_all(statement.quote)) or _SEARCHED.search(statement.quote):
        return None
    for folder in (*statement.own.paths, *statement.own.names):
        entries = _entries(plain(folder), record)
        opened = [name for name in entries if _was_read(name, plain(folder), record)]
        if len(entries) > 1 and len(opened) < len(entries):
            return unsupported(f"{len(opened)} of {len(entries)} files were opened")
        if entries and opened:
            return supported(f"all {len(entries)} files were opened")
    return None


def _entries(folder: str, record: Record) -> list[str]:
    """The names that `ls` or `find` gave of a folder."""
    for run in reversed(record.runs):
        if _LISTING.match(run.text) and folder in run.text and run.ending == "passed":
            names = [line.strip().split()[-1] for line in run.output.splitlines()[:200] if line.strip()]
            return [name for name in names if re.fullmatch(r"[\w./@+-]+\.\w+", name)]
    return []


def _was_read(name: str, folder: str, record: Record) -> bool:
    """By its own name, or by a command over all of the folder."""
    for deed in record.deeds:
        match deed:
            case Read(path=path, ok=True) | Edit(path=path, ok=True) | Write(path=path, ok=True) if names(name, path):
                return True
            case Command(command=command, denied=False) if not _LISTING.match(command) and (
                name.rpartition("/")[2] in command or re.search(rf"{re.escape(folder)}(?:/?\*|/?\s|/?$)", command)
            ):
                return True
            case _:
                continue
    return False


def _judge_both(statement: Statement, record: Record) -> Ruling | None:
    """`I looked in both`, when a look failed; `each one`, when nothing or one was opened."""
    if not (_EVERY.search(statement.quote) or says_all(statement.quote)) or statement.own.paths:
        return None
    looks = [run for run in record.runs if run.purpose in {"read", "search"}]
    failed = [run for run in looks if run.ending == "failed" and _NO_FILE.search(run.output)]
    if failed and re.search(r"\bboth\b|\bbeide\b|\bambos\b", statement.quote, re.IGNORECASE):
        return contradicted(f"`{short(failed[-1])}` failed")
    is_each = re.search(r"\b(?:each|every) (?:one|of (?:them|these|those))\b", statement.quote, re.IGNORECASE)
    opened = len(_files_read(record)) + sum(run.purpose == "read" for run in record.runs)
    checked = any(run.purpose in {"test", "lint", "build"} for run in record.runs)
    if is_each and opened < 2 and not checked and not hits_of(record):
        return unsupported("one file was opened" if opened else "nothing was opened")
    return None


def _judge_several(statement: Statement, record: Record) -> Ruling | None:
    """`all four callers`, `each one`: as many as the search before gave."""
    if not (_EVERY.search(statement.quote) or says_all(statement.quote)) or _SEARCHED.search(statement.quote):
        return None
    hits = {plain(path) for path in hits_of(record)}
    read = {path for path in hits if was_opened(path, record)}
    if hits:
        if len(read) == len(hits):
            return supported(f"all {len(hits)} files were opened")
        return unsupported(f"{len(read)} of {len(hits)} files were opened")
    counts = [int(figure.value) for figure in figures_of(statement.quote) if figure.measure == "count"]
    opened = len(_files_read(record))
    if counts and counts[0] > opened and not any(isinstance(deed, Command) for deed in record.deeds):
        return unsupported(f"{opened} of {counts[0]} were opened" if opened else "nothing was opened")
    return None


def hits_of(record: Record) -> list[str]:
    """The files of the last search that found something, each once."""
    for search in reversed(searches_of(record)):
        if search.lines:
            return list(dict.fromkeys(search.paths))
    return []


def _by_words(statement: Statement, record: Record) -> Ruling:
    quote = statement.quote
    words = (statement.own.words | words_of(" ".join(statement.own.codes))) - _GENERIC
    if _SEARCH.search(quote) and any(isinstance(deed, Search) for deed in record.deeds):
        return supported("a search was made")
    if _HISTORY.search(quote) and any(_HISTORY_RUN.search(run.text) for run in record.runs):
        return supported("the history was read")
    if _WEB.search(quote) and any(isinstance(deed, Web) and deed.ok for deed in record.deeds):
        return supported("a page was opened")
    missing = _unseen(statement, words, record)
    if missing:
        return unsupported(f"the record has no look at {missing}")
    near = _nearest(words, record)
    if near:
        return supported(f"{near} was opened")
    return _nothing_near(statement, words, record)


def _unseen(statement: Statement, words: frozenset[str], record: Record) -> str:
    """What the quote says was looked at, when no path, query, command or output has the words that tell it apart."""
    words = frozenset(word for word in words if not word.isdigit())
    seen = _words_seen(record)
    missing = words - shared(words, seen)
    if not missing or not seen:
        return ""
    heads = [word for word in words if word in _LOG]
    before = [_word_before(head, statement.quote) for head in heads]
    if any(word in missing for word in before) or any(head in missing for head in heads):
        return "it"
    return "it" if _MORE.search(statement.quote) and len(missing) * 2 >= len(words) else ""


def _word_before(head: str, quote: str) -> str:
    found = re.search(rf"([\w-]+)\s+{re.escape(head)}\b", quote.lower())
    return found[1] if found else ""


def _words_seen(record: Record) -> frozenset[str]:
    words = words_of(" ".join(_spoken(deed) for deed in record.deeds))
    outputs = (words_of(piece.text[:_MOST_TEXT]) for piece in record.evidence)
    return words.union(*outputs, *(words_of(change.path) for change in record.done))


def _nearest(words: frozenset[str], record: Record) -> str:
    """What was opened that the words speak of."""
    best, most = "", 0
    limited = len(words) > 1
    for deed in record.deeds:
        said = _spoken(deed)
        if not said:
            continue
        held = shared(words, words_of(said))
        if len(held) > most and (len(held) > 1 or not limited or _is_head(held, words)):
            best, most = said[:60], len(held)
    return " ".join(best.split())


def _is_head(held: frozenset[str], words: frozenset[str]) -> bool:
    """One of two or more words: enough but for `the database log` against `app.log`."""
    return held != frozenset(("log",)) or (len(words) <= 2 and "database" not in words)


def _spoken(deed: object) -> str:
    match deed:
        case Read(path=path, ok=True):
            return path
        case Search(query=query, ok=True):
            return query
        case Web(url=url, ok=True):
            return url
        case Command(command=command, denied=False):
            return command[:500]
        case _:
            return ""


def _nothing_near(statement: Statement, words: frozenset[str], record: Record) -> Ruling:
    looked = [deed for deed in record.deeds if _spoken(deed)]
    if not looked:
        return unsupported("nothing was opened in this session")
    opened = any(isinstance(deed, Read | Web | Search) for deed in looked) or any(
        run.purpose in {"read", "search", "state"} for run in record.runs
    )
    if opened and (not words or not statement.own.codes):
        if re.search(r"\balso\b|\bas well\b|\bauch\b|\btambién\b", statement.quote, re.IGNORECASE):
            return unsupported("the record has no look at it")
        return supported("something was opened")
    return unsupported("the record has no look at it")
