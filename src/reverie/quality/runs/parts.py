"""Parts: the steps of a line with what each is, as attribution fills them."""

import re

import msgspec

from reverie.quality.runs.outputs.report import Report
from reverie.quality.runs.places import moved, within
from reverie.quality.runs.programs.identify import identify
from reverie.quality.runs.programs.values import Known
from reverie.quality.runs.shell.steps import Line, Step

_LEFT_OUT = frozenset(
    {
        "cd",
        "echo",
        "printf",
        "true",
        ":",
        "export",
        "set",
        "unset",
        "local",
        "exit",
        "return",
        "wait",
        "sleep",
        "pushd",
        "popd",
        "shift",
        "trap",
        "read",
        "break",
        "continue",
        "declare",
        "readonly",
        "alias",
        "shopt",
        "umask",
        "clear",
        "yes",
        "tee",
        "fi",
        "done",
        "then",
        "else",
        "umount",
        "disown",
        "kill",
        "false",
        "[",
        "[[",
        "test",
        "let",
        "typeset",
        "source",
        ".",
    }
)
"""Words of the shell that nobody calls a run, unless they write a file."""
_QUIET = frozenset(
    {
        "git add",
        "mkdir",
        "touch",
        "rm",
        "mv",
        "cp",
        "chmod",
        "git checkout",
        "git stash",
        "ln",
        "sleep",
        "tail",
        "head",
        "grep",
        "tee",
        "wc",
        "cat",
        "sed",
        "rg",
        "awk",
        "sort",
        "git switch",
        "tr",
        "cut",
        "git branch",
        "git status",
        "date",
        "which",
        "ls",
        "pwd",
        "egrep",
        "uniq",
        "jq",
    }
)
_WRITERS = frozenset({"cat", "echo", "printf", "tee"})
_NO_HOOKS = frozenset({"HUSKY=0", "LEFTHOOK=0", "HUSKY_SKIP_HOOKS=1", "PRE_COMMIT=0"})
_TEMPORARY = re.compile(r"^/dev/|^&")


class Part(msgspec.Struct, eq=False):
    """`place` is where it ran from the root; `ran` is false when the line stopped before it."""

    step: Step
    known: Known
    place: str = ""
    reports: list[Report] = []
    ran: bool = True

    @property
    def is_quiet(self) -> bool:
        """Whether it prints nothing of its own that could be taken for another's."""
        return self.known.program in _QUIET or self.known.program in _LEFT_OUT


def parts_of(line: Line, place: str, start: str) -> list[Part]:
    """The steps that are runs, in order. `place` is where the line began from the root, `start` that in full."""
    root = start.removesuffix(f"/{place}") if place else start.rstrip("/")
    found: list[Part] = []
    for step in line.steps:
        written = _written(step)
        if step.words[0] in _LEFT_OUT and written is None and not _is_script(step):
            continue
        known = _without_hooks(written or identify(step.words), step)
        where = moved(place, step.directory, start, root) if step.directory else place
        if step.directory.startswith("/"):
            where = within(step.directory, root)
        found.append(Part(step, known, where))
    return found


def _without_hooks(known: Known, step: Step) -> Known:
    """`HUSKY=0 git commit` leaves hooks out."""
    if known.purpose in ("commit", "push") and _NO_HOOKS & set(step.assigned):
        return msgspec.structs.replace(known, skips_hooks=True)
    return known


def _is_script(step: Step) -> bool:
    return (
        step.words[0] in ("source", ".")
        and len(step.words) > 1
        and "activate" not in step.words[1]
        and not step.words[1].endswith((".env", "rc", "nvm.sh"))
    )


def _written(step: Step) -> Known | None:
    """`cat > FILE`, `echo … >> FILE`, `tee FILE` create or change a file."""
    name = step.words[0]
    if name not in _WRITERS:
        return None
    if name == "tee":
        files = tuple(word for word in step.words[1:] if not word.startswith("-"))
        return (
            Known("tee", "create", files) if files and any(redirect.document for redirect in step.redirects) else None
        )
    if not step.into or _TEMPORARY.match(step.into):
        return None
    if name == "cat" and len(step.words) > 1 and not any(redirect.document for redirect in step.redirects):
        return Known(name, "create", (step.into,))
    return Known(name, "create", (step.into,))
