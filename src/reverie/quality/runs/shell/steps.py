"""Steps: the simple commands of a line in the order of running, with what its exit status tells of each.

A status is an exit number, None when the shell's tells nothing of it, or `FAILED`: not zero, whichever it was.
"""

import re
from collections.abc import Sequence

import msgspec

from reverie.quality.runs.shell.parsing import parse
from reverie.quality.runs.shell.tree import AndOr, CommandList, Group, Pipeline, Redirect, Simple
from reverie.quality.runs.shell.wrapping import inner_script, unwrapped

FAILED = -1
MAX_STEPS = 400
"""Simple commands of one line that are read; more are generated."""
MAX_SCRIPTS = 4
"""How deep `bash -c` in `bash -c` is read."""

_ALWAYS_PASS = frozenset(
    {"true", ":", "echo", "printf", "cd", "export", "set", "source", ".", "unset", "local", "sleep"}
)
_SPEAKS = frozenset({"echo", "printf"})
_SUBSTITUTED = re.compile(r"\w+=\$\((?!\()(.*)\)$", re.DOTALL)
_STATUS_ASKED = re.compile(r"\$\{PIPESTATUS\[(\d)\]\}|\$\{pipestatus\[(\d)\]\}|\$\?|\$\{\?\}")


class Step(msgspec.Struct, eq=False):
    """`status` as above. `into` is the file its output went to, `/dev/null` too; `directory` where it ran, as far as
    `cd` in the line tells, empty for where the line began; `words` without wrappers such as `env` and `timeout`."""

    words: tuple[str, ...]
    text: str
    redirects: tuple[Redirect, ...] = ()
    assigned: tuple[str, ...] = ()
    status: int | None = None
    background: bool = False
    piped: bool = False
    repeated: bool = False
    surely_ran: bool = True
    directory: str = ""
    into: str = ""


class Blame(msgspec.Struct, eq=False):
    """Steps joined by `&&`. One of them ended with `status`, which is not zero: those before it passed, those after it
    never ran. None: nobody tells how the chain ended."""

    steps: list[Step]
    status: int | None


class Words(msgspec.Struct, eq=False):
    """`text` on a line of the output tells that `step` ended well, or that it did not; its absence tells the opposite
    when `always` holds."""

    text: str
    step: Step
    passed: bool
    always: bool


class Asked(msgspec.Struct, eq=False):
    """The exit number of `step` stands in the output where `pattern` has its group."""

    step: Step
    pattern: re.Pattern[str]


class Line(msgspec.Struct, eq=False):
    """A command line read: its steps, and what the output may tell of them."""

    steps: list[Step] = []
    blames: list[Blame] = []
    words: list[Words] = []
    asked: list[Asked] = []


def read_line(line: str, exit_: int | None) -> Line:
    """The steps of `line`, which the shell ended with `exit_`."""
    walk = _Walk(exit_)
    walk.commands(parse(line), exit_)
    return walk.line


class _Walk:
    """Goes through a tree with the status of what it stands in; one line's worth of state."""

    def __init__(self, exit_: int | None) -> None:
        self.line = Line()
        self._whole = exit_
        self._errexit = False
        self._pipefail = False
        self._directory = ""
        self._scripts = 0
        self._loops = 0
        self._maybe = 0
        self._sheltered = 0

    def commands(self, list_: CommandList, status: int | None) -> Step | None:
        """Walks a list that ended with `status`; its last step."""
        reps: list[Step] = []
        last: Step | None = None
        list_, status = _without_exit(list_, status)
        for index, and_or in enumerate(list_):
            if len(self.line.steps) >= MAX_STEPS:
                break
            at_end = index == len(list_) - 1
            if last is not None and self._asks(and_or, last):
                continue
            own = status if at_end else None
            step = self._and_or(and_or, self._stopping_status(and_or) if own is None else own)
            last = step or last
            reps += [step] if step is not None else []
        if self._errexit and status is not None and status != 0 and len(reps) > 1:
            reps[-1].status = None
            self.line.blames.append(Blame(_blamable(reps), status))
        return last

    def _stopping_status(self, and_or: AndOr) -> int | None:
        """Zero for what would have ended a line that passed, had it failed."""
        stops = self._errexit or (len(and_or.items) > 1 and and_or.items[-1][0] == "||" and _fails(and_or.items[-1][1]))
        return 0 if stops and self._whole == 0 and not and_or.background and not self._sheltered else None

    def _asks(self, and_or: AndOr, before: Step) -> bool:
        """Whether `echo $?` asks for the status of the step before; then it is noted, and no step of its own."""
        part = and_or.items[0][1].parts[0]
        if len(and_or.items) > 1 or not isinstance(part, Simple) or not part.words or part.words[0] not in _SPEAKS:
            return False
        text = " ".join(word for word in part.words[1:] if word not in ("-n", "-e"))
        found = _STATUS_ASKED.search(text)
        if found is None:
            return False
        step = self._first_of_pipe(before) if found[0].startswith(("${P", "${p")) else before
        lead = text[: found.start()].replace("\\n", "\n").rsplit("\n", 1)[-1]
        pattern = re.compile(rf"(?m){re.escape(lead)}(\d{{1,3}})(?!\d)" if lead.strip() else r"(?m)^(\d{1,3})\s*$")
        self.line.asked.append(Asked(step, pattern))
        return True

    def _first_of_pipe(self, last: Step) -> Step:
        at = next(i for i, step in enumerate(self.line.steps) if step is last)
        while at > 0 and self.line.steps[at - 1].piped:
            at -= 1
        return self.line.steps[at]

    def _and_or(self, and_or: AndOr, status: int | None) -> Step | None:
        first = len(self.line.steps)
        last = self._chain(list(and_or.items), None if and_or.background else status)
        if and_or.background:
            for step in self.line.steps[first:]:
                step.background = True
        return last

    def _chain(self, items: list[tuple[str, Pipeline]], status: int | None) -> Step | None:
        statuses, chain_length = _statuses(items, status)
        last_or = max((at for at, (operator, _) in enumerate(items) if operator == "||"), default=-1)
        reps: list[Step | None] = []
        for index, ((operator, pipeline), own) in enumerate(zip(items, statuses, strict=True)):
            maybe = bool(operator) and not (operator == "&&" and status == 0)
            sheltered = index < last_or
            self._maybe += maybe
            self._sheltered += sheltered
            reps.append(self._pipeline(pipeline, own))
            self._maybe -= maybe
            self._sheltered -= sheltered
            if index and reps[-1] is not None:
                self._note_words(operator, reps, pipeline, status)
        together = [step for step in reps[:chain_length] if step is not None]
        of_chain = _chain_status(items, status)
        if of_chain != 0 and chain_length > 1:
            blamed = _blamable(together)
            if len(blamed) == 1:
                blamed[0].status = of_chain
            elif blamed:
                self.line.blames.append(Blame(blamed, of_chain))
        return next((step for step in reversed(reps[:chain_length]) if step and not _speaks(step)), reps[-1])

    def _note_words(self, operator: str, reps: list[Step | None], pipeline: Pipeline, status: int | None) -> None:
        """Notes that the words of `&& echo OK` and `|| echo FAIL` tell of the step before."""
        part = pipeline.parts[0]
        before = next((step for step in reversed(reps[:-1]) if step and not _speaks(step)), None)
        text = _spoken(part)
        if before is None or text is None:
            return
        self.line.words.append(Words(text, before, operator == "&&", operator == "||" and status == 0))

    def _pipeline(self, pipeline: Pipeline, status: int | None) -> Step | None:
        if pipeline.negated and status is not None:
            status = FAILED if status == 0 else 0
        reps: list[Step | None] = []
        for index, part in enumerate(pipeline.parts):
            at_end = index == len(pipeline.parts) - 1
            first = len(self.line.steps)
            own = status if at_end or (self._pipefail and status == 0) else None
            self._sheltered += not at_end or pipeline.negated
            reps.append(self._command(part, own))
            self._sheltered -= not at_end or pipeline.negated
            for step in self.line.steps[first:]:
                step.piped = step.piped or not at_end
        if self._pipefail and status not in (None, 0) and len(reps) > 1:
            steps = [step for step in reps if step is not None]
            steps[-1].status = None
            steps[0].status = FAILED if not steps[0].words or steps[0].words[0] not in _ALWAYS_PASS else 0
        return reps[-1]

    def _command(self, part: Simple | Group, status: int | None) -> Step | None:
        return self._group(part, status) if isinstance(part, Group) else self._simple(part, status)

    def _group(self, group: Group, status: int | None) -> Step | None:
        kept = self._directory, self._errexit
        first = len(self.line.steps)
        last = self._members(group, status)
        if group.kind == "subshell":
            self._directory, self._errexit = kept
        into = _into(group.redirects)
        for step in self.line.steps[first:]:
            step.into = step.into or into
        return last

    def _members(self, group: Group, status: int | None) -> Step | None:
        if group.kind in ("plain", "subshell"):
            return self.commands(group.lists[0], status) if group.lists else None
        if group.kind == "if":
            return self._if(group, status)
        last: Step | None = None
        known = status if group.kind == "loop" and (status != 0 or group.items == 1 or self._errexit) else None
        self._loops += group.kind == "loop" and group.items != 1
        self._maybe += group.kind != "loop" or not group.items
        for index, list_ in enumerate(group.lists):
            last = self.commands(list_, known if index == len(group.lists) - 1 else None) or last
        self._loops -= group.kind == "loop" and group.items != 1
        self._maybe -= group.kind != "loop" or not group.items
        return last

    def _if(self, group: Group, status: int | None) -> Step | None:
        self._sheltered += 1
        last = condition = self.commands(group.lists[0], None) if group.lists else None
        self._sheltered -= 1
        single = len(group.lists) == 2 and status not in (None, 0)
        for index, list_ in enumerate(group.lists[1:], 1):
            self._maybe += 1
            last = self.commands(list_, status if single else None) or last
            self._maybe -= 1
            text = _spoken(list_[0].items[0][1].parts[0]) if list_ else None
            if condition is not None and text is not None and index in (1, 2) and len(group.lists) <= 3:
                self.line.words.append(Words(text, condition, index == 1, False))
        return last

    def _simple(self, simple: Simple, status: int | None) -> Step | None:
        words = unwrapped(simple.words)
        script = inner_script(words, simple.redirects) or _substituted(simple)
        if script is not None and self._scripts < MAX_SCRIPTS:
            return self._script(script, simple, status)
        if words and words[0] == "set":
            self._set(words)
        step = self._step(words, simple, status)
        if words and words[0] in ("cd", "pushd") and len(words) > 1 and status in (None, 0):
            self._directory = _joined(self._directory, words[-1])
        return step if words else None

    def _script(self, script: str, simple: Simple, status: int | None) -> Step | None:
        kept = self._directory, self._errexit, self._pipefail
        first = len(self.line.steps)
        self._scripts += 1
        self._set(simple.words[: simple.words.index("-c")] if "-c" in simple.words else ())
        last = self.commands(parse(script), status)
        self._scripts -= 1
        self._directory, self._errexit, self._pipefail = kept
        into = _into(simple.redirects)
        for step in self.line.steps[first:]:
            step.into = step.into or into
        return last

    def _step(self, words: tuple[str, ...], simple: Simple, status: int | None) -> Step:
        step = Step(
            words=words,
            text=simple.text,
            redirects=simple.redirects,
            assigned=simple.assigned,
            status=status,
            repeated=bool(self._loops),
            surely_ran=not self._maybe,
            directory=self._directory,
            into=_into(simple.redirects),
        )
        if words:
            self.line.steps.append(step)
        return step

    def _set(self, words: Sequence[str]) -> None:
        for index, word in enumerate(words[1:], 1):
            if word[:1] not in "+-" or not word:
                continue
            on, letters = word[0] == "-", word[1:]
            if "e" in letters and letters.isalpha() and len(letters) < 6:
                self._errexit = on
            if letters.endswith("o") and "pipefail" in words[index + 1 : index + 2]:
                self._pipefail = on


def _statuses(items: list[tuple[str, Pipeline]], status: int | None) -> tuple[list[int | None], int]:
    """The status of each pipeline of a chain, as its end tells them, and how many at its head are joined by `&&`."""
    found: list[int | None] = [None] * len(items)
    length = next((i for i, (operator, _) in enumerate(items) if operator == "||"), len(items))
    own = _chain_status(items, status)
    if own == 0:
        found[:length] = [0] * length
    elif own is not None and length == 1:
        found[0] = own
    if length < len(items) and status not in (None, 0) and not _fails(items[-1][1]):
        found[-1] = status
    return found, length


def _chain_status(items: list[tuple[str, Pipeline]], status: int | None) -> int | None:
    """That of the `&&` chain at the head of `items`."""
    if status is None or all(operator != "||" for operator, _ in items):
        return status
    if len([operator for operator, _ in items if operator == "||"]) > 1 or items[-1][0] != "||":
        return None
    if status != 0:
        return FAILED
    return 0 if _fails(items[-1][1]) else None


def _fails(pipeline: Pipeline) -> bool:
    """Whether what follows `||` surely ends with another status than zero."""
    part = pipeline.parts[-1]
    if isinstance(part, Group):
        return bool(
            part.kind in ("plain", "subshell")
            and part.lists
            and part.lists[0]
            and _fails(part.lists[0][-1].items[-1][1])
        )
    words = part.words
    return words[:1] == ("false",) or (words[:1] in (("exit",), ("return",)) and words[1:2] not in ((), ("0",)))


def _speaks(step: Step) -> bool:
    return step.words[:1] != () and step.words[0] in _ALWAYS_PASS


def _spoken(part: Simple | Group) -> str | None:
    """What an `echo` says, when it is fixed and long enough to be found."""
    if isinstance(part, Group):
        first = part.lists[0][0].items[0][1].parts[0] if part.lists and part.lists[0] else None
        return _spoken(first) if first is not None else None
    if part.words[:1] not in (("echo",), ("printf",)) or part.redirects:
        return None
    text = " ".join(word for word in part.words[1:] if word not in ("-n", "-e")).strip().removesuffix("\\n")
    return text if len(text) > 1 and not set(text) & set("$`\\") else None


def _blamable(steps: list[Step]) -> list[Step]:
    return [step for step in steps if not _speaks(step)]


def _without_exit(list_: CommandList, status: int | None) -> tuple[CommandList, int | None]:
    """`list_` without an `exit` at its end, with the status of what is left."""
    if len(list_) < 2 or len(list_[-1].items) > 1:
        return list_, status
    part = list_[-1].items[0][1].parts[0]
    if not isinstance(part, Simple) or part.words[:1] not in (("exit",), ("return",)):
        return list_, status
    return list_[:-1], status if part.words[1:2] in ((), ("$?",)) else None


def _substituted(simple: Simple) -> str | None:
    """What runs in `name=$(…)`."""
    if simple.words or len(simple.assigned) != 1:
        return None
    found = _SUBSTITUTED.match(simple.assigned[0])
    return found[1] if found else None


def _into(redirects: Sequence[Redirect]) -> str:
    """The file the standard output goes to; empty when it goes where the line's goes."""
    into = ""
    for redirect in redirects:
        if redirect.operator in (">", ">>", "1>", "1>>", "&>", "&>>", ">|", "1>|") or (
            redirect.operator == ">&" and not redirect.target.isdigit()
        ):
            into = redirect.target
    return "" if into in ("/dev/stderr", "/dev/stdout", "/dev/tty") else into


def _joined(directory: str, target: str) -> str:
    if target.startswith(("/", "~", "$")) or not directory:
        return target.rstrip("/") or "/"
    return f"{directory}/{target.rstrip('/')}"
