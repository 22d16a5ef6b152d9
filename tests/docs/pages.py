"""Reading our Markdown pages: sections, tables, fenced blocks, code spans, links."""

import re
from pathlib import Path

import msgspec

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(r"^(`{3,})([^\n`]*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


class Fence(msgspec.Struct, frozen=True):
    """A fenced block: `language` is the first word after the fence, `kind` the rest."""

    language: str
    kind: str
    body: str


class Page(msgspec.Struct, frozen=True):
    """One Markdown file, or a part of one."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def prose(self) -> str:
        """The text without its fenced blocks, which stay as empty lines."""
        return _FENCE.sub(lambda block: "\n" * block[0].count("\n"), self.text)

    @property
    def fences(self) -> list[Fence]:
        return [
            Fence(info.partition(" ")[0], info.partition(" ")[2].strip(), body)
            for _, info, body in _FENCE.findall(self.text)
        ]

    @property
    def code(self) -> list[str]:
        """What stands between backticks outside fenced blocks."""
        return _CODE.findall(self.prose)

    @property
    def anchors(self) -> set[str]:
        return {slug(title) for _, title in _HEADING.findall(self.prose)}

    @property
    def links(self) -> list[str]:
        return _LINK.findall(_CODE.sub("", self.prose))

    def section(self, title: str) -> "Page":
        """From a heading to the next one of its level or above."""
        for found in _HEADING.finditer(self.prose):
            if found[2] == title:
                line = self.prose.count("\n", 0, found.start())
                rest = self.text.split("\n")[line + 1 :]
                return Page(self.path, "\n".join(_until_heading(rest, len(found[1]))))
        raise AssertionError(f"{self.name} has no section '{title}'")

    def rows(self, first_heading: str) -> list[list[str]]:
        """The rows of every table whose first column is called so, as lists of cells."""
        found, inside = [], False
        for line in self.prose.split("\n"):
            cells = _cells(line)
            if not cells:
                inside = False
            elif inside and set(cells[0]) - set("-: "):
                found.append(cells)
            elif not inside:
                inside = cells[0] == first_heading
        return found


def page(name: str) -> Page:
    """A page of `docs/`."""
    return Page(DOCS / name, (DOCS / name).read_text("utf-8"))


def all_pages() -> list[Page]:
    """README, changelog and everything below `docs/`."""
    paths = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
    return [Page(path, path.read_text("utf-8")) for path in paths]


def page_id(found: Page) -> str:
    """How a test names the page it is about."""
    return found.name


def code_in(cell: str) -> list[str]:
    return _CODE.findall(cell)


def slug(title: str) -> str:
    """The anchor that a heading gets: lower case, punctuation dropped, a hyphen for each space."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def _cells(line: str) -> list[str]:
    if not line.startswith("|"):
        return []
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def _until_heading(lines: list[str], level: int) -> list[str]:
    kept: list[str] = []
    fenced = False
    for line in lines:
        fenced ^= line.startswith("```")
        if not fenced and re.match(rf"#{{1,{level}}} ", line):
            break
        kept.append(line)
    return kept
