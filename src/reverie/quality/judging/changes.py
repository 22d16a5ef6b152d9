"""Changes: what deeds and commands did to files, or tried to."""

import re
import shlex
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Literal

import msgspec

from reverie.conversation.deeds import AnyDeed, Command, Delete, Edit, Revert, Write
from reverie.quality.runs.values import Run
from reverie.quality.short_texts import kept_for_short

from .kept import Kept
from .paths import is_document
from .slots import is_path
from .words import vocabulary

Act = Literal["edit", "write", "make", "delete", "move", "revert"]
"""`make`: a command made it, or wrote it; `move`: it is what something was moved to."""

Outcome = Literal["done", "failed", "denied", "unknown"]

EVERYTHING = "*"
"""The path of a change of whatever there is: `git reset --hard`, a formatter without an argument."""

SNAPSHOTS = "*.snap"
_FIXES = re.compile(r"\s--(?:fix|write|apply|autocorrect\w*|unsafe-fixes|update\w*|snapshot-update)\b|\s-[uAaw]\b")
_REPAIRED = re.compile(
    r"\b[1-9]\d* (?:errors? |issues? |problems? |offenses? |violations? )?(?:auto)?(?:fixed|corrected)\b|"
    r"\bFixed [1-9]\d*\b|\[Corrected\]|\b[1-9]\d* files? (?:fixed|changed|updated)",
)
_RECORDED = re.compile(r"\bsnapshots? (?:\w+ )?(?:updated|written|generated|removed)\b", re.IGNORECASE)
_REDIRECT = re.compile(r"(?<![0-9&<>])(?:1?>>?|&>)\s*(?!&|/dev/)([\w./~*${}\"'-]+)")
_INSTALLS = re.compile(
    r"\b(?:npm|pnpm|yarn|bun|cargo|poetry|uv|go|bundle|composer|dotnet)\b.*\b(?:add|i|install|rm|remove|uninstall|get|update|upgrade)\b"
)


_SOURCE_ENDINGS = tuple(
    vocabulary(
        """
        .py .js .ts .jsx .tsx .mjs .cjs .vue .svelte .go .rs .rb .java .kt .scala .c .h .cc .cpp .hpp .cs .php .swift
        .sh .css .scss .toml .yaml .yml .ex .exs .hs .lua
        """
    )
)


_QUOTED = re.compile(r"[\"'\\]")
_BLANKS = re.compile(r"[ \t\r\n]+")
_COMMENT = re.compile(r"#(?!\s*(?:include|define|if|else|endif|pragma|!)|\[)|//|/\*|\*(?:\s|/|$)|--\s|<!--|;;|%%")


class Change(msgspec.Struct, frozen=True):
    """`at` is its deed. `added` and `removed` are lines of a diff; `text` the command, `error` why it failed."""

    at: int
    act: Act
    path: str
    outcome: Outcome
    added: str = ""
    removed: str = ""
    text: str = ""
    error: str = ""

    @property
    def is_done(self) -> bool:
        return self.outcome == "done"

    @property
    def is_code(self) -> bool:
        """Whether it can undo what a run showed: prose, folders, logs and reports cannot."""
        if self.act == "make" or (self.act in {"delete", "move"} and self.text):
            return self.path.endswith(_SOURCE_ENDINGS) and not self.path.startswith("/tmp/")
        return self.path != SNAPSHOTS and not is_document(self.path) and not self._is_of_comments

    @property
    def _is_of_comments(self) -> bool:
        """Whether a diff has lines of comments alone."""
        lines = [line.strip() for line in f"{self.added}\n{self.removed}".splitlines() if line.strip()]
        return self.act == "edit" and bool(lines) and all(_COMMENT.match(line) for line in lines)


class KeptChanges:
    """The changes of the deeds and runs of a session, made once for each; by the place that each had at first."""

    def __init__(self) -> None:
        self.of_deeds: Kept[AnyDeed, tuple[Change, ...]] = Kept()
        self.of_runs: Kept[Run, tuple[Change, ...]] = Kept()


def changes_of(deeds: Sequence[AnyDeed], runs: Sequence[Run], kept: KeptChanges | None = None) -> tuple[Change, ...]:
    """All changes in the order of the deeds."""
    kept = kept or KeptChanges()
    by_deed = kept.of_deeds.of_each(deeds, lambda deed: tuple(_of_deed(0, deed)))
    by_run = kept.of_runs.of_each(runs, lambda run: tuple(_of_run(run)))
    found = [_moved(change, at) for at, changes in enumerate(by_deed) for change in changes]
    found += [change for changes in by_run for change in changes]
    return tuple(sorted(found, key=attrgetter("at")))


def _moved(change: Change, at: int) -> Change:
    return change if change.at == at else msgspec.structs.replace(change, at=at)


def _of_deed(at: int, deed: AnyDeed) -> Iterator[Change]:
    match deed:
        case Edit(path=path, diff=diff, error=error):
            added, removed = _sides(diff)
            yield Change(at, "edit", path, _outcome(deed), added, removed, error=error)
        case Write(path=path, content=content, error=error):
            yield Change(at, "write", path, _outcome(deed), content, error=error)
        case Delete(path=path, error=error):
            yield Change(at, "delete", path, _outcome(deed), error=error)
        case Revert(path=path):
            yield Change(at, "revert", path, "done")
        case _:
            return


def _outcome(deed: Edit | Write | Delete) -> Outcome:
    if deed.denied:
        return "denied"
    return "done" if deed.ok else "failed"


def _sides(diff: str) -> tuple[str, str]:
    added: list[str] = []
    removed: list[str] = []
    for line in diff.splitlines():
        if line.startswith("+") and not line.startswith("+++"):
            added.append(line[1:])
        elif line.startswith("-") and not line.startswith("---"):
            removed.append(line[1:])
    return "\n".join(added), "\n".join(removed)


def _of_run(run: Run) -> Iterator[Change]:
    outcome: Outcome = "done" if _is_repair(run) else outcome_of(run)
    for act, path in _targets(run):
        yield Change(run.at, act, path, outcome, text=run.text, error=run.output[-300:])


def outcome_of(run: Run) -> Outcome:
    """What became of what `run` was to change: nothing, in a dry run."""
    if run.dry_run:
        return "failed"
    if run.ending == "denied":
        return "denied"
    if run.ending == "passed":
        return "done"
    return "failed" if run.ending in {"failed", "nothing"} else "unknown"


def _targets(run: Run) -> Iterator[tuple[Act, str]]:
    words = _split(run.text)
    for target in _REDIRECT.findall(run.text):
        yield "make", target.strip("\"'")
    if _is_repair(run):
        yield from (("edit", path) for path in _fixed_paths(run))
    elif words:
        yield from _of_words(run, words)


def _of_words(run: Run, words: list[str]) -> Iterator[tuple[Act, str]]:
    plain = [word for word in words[1:] if not word.startswith("-")]
    program = words[0].rpartition("/")[2]
    if program == "git" and plain:
        yield from _of_git(plain[0], plain[1:], words)
    elif program in {"rm", "rmdir", "unlink", "trash"}:
        yield from (("delete", path) for path in plain)
    elif program == "mv" and len(plain) > 1:
        yield "move", plain[-1]
        yield from (("delete", path) for path in plain[:-1])
    elif program in {"cp", "install", "ln"} and len(plain) > 1:
        yield "make", plain[-1]
    elif program in {"touch", "mkdir", "tee", "truncate"}:
        yield from (("make", path) for path in _braces(plain))
    elif program in {"sed", "perl"} and any(re.match(r"-\w*i|--in-place", word) for word in words):
        yield from (("edit", path) for path in plain[1:] or [EVERYTHING])
    elif run.purpose == "format" and run.ending == "passed" and _wrote(run.output):
        yield from (("edit", path) for path in run.scope or (EVERYTHING,))
    elif run.purpose == "install" and _INSTALLS.search(run.text) and (run.scope or plain[:1] != ["install"]):
        yield from () if {"-g", "--global"} & set(words) else _manifests(program)
    elif program == "patch":
        yield "edit", EVERYTHING


def _of_git(verb: str, plain: list[str], words: list[str]) -> Iterator[tuple[Act, str]]:
    if verb == "rm":
        yield from (("delete", path) for path in plain)
    elif verb == "mv" and len(plain) > 1:
        yield "move", plain[-1]
        yield from (("delete", path) for path in plain[:-1])
    elif verb == "restore":
        yield from (("revert", path) for path in plain or [EVERYTHING])
    elif verb == "checkout":
        paths = words[words.index("--") + 1 :] if "--" in words else [path for path in plain if is_path(path)]
        yield from (("revert", path) for path in paths)
    elif (verb == "reset" and "--hard" in words) or (verb == "stash" and (not plain or plain[0] in {"push", "save"})):
        yield "revert", EVERYTHING
    elif verb in {"apply", "am"}:
        yield "edit", EVERYTHING


_MANIFESTS = {
    "npm": ("package.json", "package-lock.json"),
    "pnpm": ("package.json", "pnpm-lock.yaml"),
    "yarn": ("package.json", "yarn.lock"),
    "bun": ("package.json", "bun.lock"),
    "cargo": ("Cargo.toml", "Cargo.lock"),
    "poetry": ("pyproject.toml", "poetry.lock"),
    "uv": ("pyproject.toml", "uv.lock"),
    "go": ("go.mod", "go.sum"),
    "composer": ("composer.json", "composer.lock"),
}


def _manifests(program: str) -> Iterator[tuple[Act, str]]:
    yield from (("edit", path) for path in _MANIFESTS.get(program, ()))


def _is_repair(run: Run) -> bool:
    """A linter that repairs what it can, whatever is left, or tests that record anew."""
    ended = run.purpose in {"lint", "test"} and run.ending in {"passed", "failed"}
    return ended and _FIXES.search(run.text) is not None


def _fixed_paths(run: Run) -> Iterator[str]:
    """What a linter repaired, or a test runner recorded anew, as its output tells."""
    if run.purpose == "test":
        if _RECORDED.search(run.output[-8_000:]):
            yield SNAPSHOTS
    elif _REPAIRED.search(run.output[-8_000:]):
        yield EVERYTHING


def _wrote(output: str) -> bool:
    return (
        re.search(
            r"\b[1-9]\d* files? (?:re)?formatted|\b[1-9]\d* files? changed|^reformatted |^Formatted |^fixed ",
            output,
            re.MULTILINE,
        )
        is not None
    )


def _braces(paths: list[str]) -> Iterator[str]:
    for path in paths:
        found = re.search(r"\{([^{}]*,[^{}]*)\}", path)
        if found is None:
            yield path
            continue
        yield path[: found.start()].rstrip("/")
        yield from (path[: found.start()] + part + path[found.end() :] for part in found[1].split(","))


def _split(text: str) -> list[str]:
    if len(text) > 20_000:
        return []
    words = list(_shell_words(text))
    while words and (re.match(r"^\w+=", words[0]) or words[0] in {"sudo", "time", "env", "command", "nohup"}):
        words = words[1:]
    return words


@kept_for_short
def _shell_words(text: str) -> tuple[str, ...]:
    if not _QUOTED.search(text):
        return tuple(word for word in _BLANKS.split(text) if word)
    try:
        return tuple(shlex.split(text, comments=False))
    except ValueError:
        return tuple(text.split())


def denied_command(deed: AnyDeed) -> bool:
    return isinstance(deed, Command) and deed.denied
