"""A Markdown text cut into statements, and what is none, by rules that know no particular agent.

A bullet is a statement with what is nested in it; a paragraph is one; a paragraph that ends with a colon is one with
the list, table or code block after it, and so is a paragraph with the code after it; numbered steps under a heading are
one procedure of that name, and a table or code block under a heading goes by that heading. Headings name the topic.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from reverie.memory.fact import FileLine, Kind

from .blocks import Block, blocks
from .kinds import kind_of, kind_of_code, speaks_to_the_model
from .pieces import A_HEADING, Passed, Piece, Statement
from .source_file import SourceFile
from .wording import in_its_context, says_something, title_and_body, topic_of, topic_title, turns_meaning

MOST_IN_ONE = 12
"""Items of a list that belong to the sentence before it; that of a longer one is as good as a heading."""

_BOLD_ALONE = re.compile(r"(\*\*|__)([^*_\n]+)\1:?")
_TASK = re.compile(r"\[[ xX~-]\](?:\s|\Z)")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_IMPORTS = re.compile(r"@\S+(?:\s+@\S+)*")
_ABOUT_THE_FILE = re.compile(
    r"[\W_]*(?:this (?:file|document|memory)\b.{0,60}\b(?:provides|contains|gives|holds|is|stores|describes)\b"
    r"|(?:last )?(?:updated|modified|reviewed|generated|created|version)\b(?: (?:on|at|by))?\W{1,4}\S{0,30}[\W_]*\Z)",
    re.IGNORECASE,
)
_NAMES_NOTHING = re.compile(
    r"(?:(?:auto |project |user |my |agent |claude(?: code)? |codex |persistent )*(?:memory|memories|notes?)(?: index)?"
    r"|(?:agents|claude|claude\.local|memory|gemini)\.md|index|readme|overview|general|misc(?:ellaneous)?)\W*",
    re.IGNORECASE,
)
_WISHES: tuple[Kind, ...] = ("preference", "decision", "feedback")
_PSEUDO = 7
"""The level of a paragraph in bold letters that stands as a heading."""


def cut(source: SourceFile, first_line: int = 1, base: str = "", name: str = "") -> list[Piece]:
    """The pieces of a file from a line on, in order.

    `base` is the topic of what stands under no heading, and begins that of the rest; so does `name` where the file has
    no title of its own.
    """
    return list(_Cutter(source, blocks(source.lines[first_line - 1 :], first_line), base, name).pieces())


class _Cutter:
    def __init__(self, source: SourceFile, found: Sequence[Block], base: str, name: str) -> None:
        self._source = source
        self._blocks = found
        self._stack: list[tuple[int, str]] = []
        titles = [block.text for block in found if block.kind == "heading" and block.level == 1]
        self._has_one_title = len(titles) == 1
        self._base = base or ("" if self._has_one_title and named_topic(titles[0]) else name)
        self._named: Counter[str] = Counter()

    def pieces(self) -> Iterator[Piece]:
        at = 0
        while at < len(self._blocks):
            count, piece = self._next(at)
            yield from piece
            at += count

    def _next(self, at: int) -> tuple[int, list[Piece]]:
        """How many blocks are taken together, and what they are."""
        block = self._blocks[at]
        match block.kind:
            case "heading":
                return 1, [self._heading(block, block.level, block.text)]
            case "paragraph":
                return self._paragraph(at)
            case "item":
                return 1, [self._item(block)]
            case "step":
                return self._steps(at)
            case "code" | "table":
                return 1, [self._named_by_heading([block], kind_of_code(_language(block), self._headings))]
            case _:
                return 1, [self._passed([block], _why_nothing(block))]

    def _heading(self, block: Block, level: int, text: str) -> Piece:
        while self._stack and self._stack[-1][0] >= level:
            self._stack.pop()
        self._stack.append((level, text))
        return self._passed([block], A_HEADING)

    def _paragraph(self, at: int) -> tuple[int, list[Piece]]:
        block = self._blocks[at]
        following = self._run_after(at)
        bold = _BOLD_ALONE.fullmatch(block.text)
        if bold or (block.text.endswith(":") and len(following) > MOST_IN_ONE):
            return 1, [self._heading(block, _PSEUDO, bold[2] if bold else block.text)]
        is_lead = block.text.endswith(":") or (following and following[0].kind == "code")
        if following and is_lead and not self._why_none(block.text, "something"):
            together = [block, *following]
            kind = kind_of(block.text, self._headings)
            if following[0].kind in ("step", "code") and kind not in _WISHES:
                kind = kind_of_code(_language(following[0]), self._headings)
            return len(together), [self._statement(together, block.text, self._raw(following), kind)]
        return 1, [self._statement([block], block.text, "", kind_of(block.text, self._headings))]

    def _run_after(self, at: int) -> list[Block]:
        """The list, the table or the code block that follows."""
        run: list[Block] = []
        for block in self._blocks[at + 1 :]:
            if block.kind not in ("item", "step", "code", "table") or (run and block.kind != run[0].kind):
                break
            run.append(block)
            if block.kind in ("code", "table"):
                break
        return run

    def _item(self, block: Block) -> Piece:
        return self._statement([block], block.text, block.rest, kind_of(block.text, self._headings))

    def _steps(self, at: int) -> tuple[int, list[Piece]]:
        run = [self._blocks[at]]
        while at + len(run) < len(self._blocks) and self._blocks[at + len(run)].kind == "step":
            run.append(self._blocks[at + len(run)])
        is_list = sum(map(_is_no_step, run)) * 2 > len(run)
        if is_list or not self._headings or len(run) == 1 or turns_meaning(self._headings[-1]):
            return len(run), [self._item(block) for block in run]
        return len(run), [self._named_by_heading(run, "procedure")]

    def _named_by_heading(self, together: Sequence[Block], kind: Kind) -> Piece:
        """What has no sentence of its own goes by the heading above it."""
        if not self._headings:
            return self._passed(together, f"a {together[0].kind} that nothing says what it is")
        name = self._headings[-1].rstrip(":")
        self._named[name] += 1
        number = f" ({self._named[name]})" if self._named[name] > 1 else ""
        return self._statement(together, name + number, self._raw(together), kind, is_name=True)

    def _statement(
        self, together: Sequence[Block], text: str, rest: str, kind: Kind, *, is_name: bool = False
    ) -> Piece:
        if why := "" if is_name else self._why_none(text, rest):
            return self._passed(together, why)
        words = text if is_name else in_its_context(text.removesuffix(":"), self._headings)
        title, body = title_and_body(words, rest)
        first = together[0].first
        return Statement(
            file=self._source.shown,
            line=first,
            last=together[-1].last,
            text=self._source.lines[first - 1].strip(),
            title=title,
            body=body,
            kind=kind,
            headings=self._headings,
            topic=self._topic,
            origin=self._source.origin,
            seen=self._source.day,
            whose=self._source.why,
            evidence=(FileLine(self._source.place, first),) if self._source.origin == "repo" else (),
        )

    def _why_none(self, text: str, rest: str) -> str:
        """Why a text states nothing; empty when it does."""
        if _TASK.match(text):
            return "a task, not a statement"
        if _PICTURE.fullmatch(text):
            return "a picture"
        if _IMPORTS.fullmatch(text):
            return "it takes in another file; name that file, too"
        if _ABOUT_THE_FILE.match(text):
            return "it is about the file itself"
        if speaks_to_the_model(text, strictly=self._source.origin != "human"):
            return "an instruction to a model, not a statement"
        if text.rstrip("*_ ").endswith("?") and not rest:
            return "a question"
        if text.endswith(":") and not rest:
            return "it introduces what does not follow"
        said = f"{in_its_context(text, self._headings)} {rest}" if text else rest
        return "" if says_something(said) else "too short to say anything"

    @property
    def _headings(self) -> tuple[str, ...]:
        """Those that say something, the outermost first."""
        return tuple(text for _, text in self._stack if not _NAMES_NOTHING.fullmatch(text))

    @property
    def _topic(self) -> str:
        """By its headings, without that of the file as a whole where there are others."""
        inner = [text for level, text in self._stack if not (level == 1 and self._has_one_title)]
        own = tuple(text for text in inner if not _NAMES_NOTHING.fullmatch(text))
        return topic_of(own or self._headings) if not self._base else topic_of((self._base, *own))

    def _raw(self, together: Sequence[Block]) -> str:
        return "\n".join(self._source.lines[together[0].first - 1 : together[-1].last]).strip("\n")

    def _passed(self, together: Sequence[Block], why: str) -> Passed:
        first, last = together[0].first, together[-1].last
        return Passed(self._source.shown, first, last, self._source.lines[first - 1].strip(), why)


def _is_no_step(block: Block) -> bool:
    """A numbered rule, or a part of an enumeration with more below it."""
    return kind_of(block.text) in _WISHES or bool(block.rest) or block.text.startswith("**")


def _why_nothing(block: Block) -> str:
    match block.kind:
        case "quote":
            return "a quotation: say it in your own words"
        case "html":
            return "an HTML comment" if block.text.lstrip().startswith("<!--") else "HTML"
        case "definition":
            return "the address of a link"
    return "a line between parts"


def _language(block: Block) -> str:
    return block.language if block.kind == "code" else "table"


def named_topic(text: str) -> str:
    """The topic that a file's own name or title gives; empty for one that names nothing."""
    return "" if _NAMES_NOTHING.fullmatch(text) else topic_title(text)
