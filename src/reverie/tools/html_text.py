"""The readable text of an HTML page, by the standard library: headings, lists, links, code kept; the rest dropped."""

import re
from html.parser import HTMLParser

_DROPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "nav", "iframe", "form", "button", "select", "head"}
)
_BLOCKS = frozenset(
    {
        *("p", "div", "section", "article", "main", "header", "footer", "aside", "blockquote", "figure", "figcaption"),
        *("table", "tr", "ul", "ol", "dl", "dt", "dd", "hr", "details", "summary", "h1", "h2", "h3", "h4", "h5", "h6"),
    }
)
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr", "source", "area", "base", "col", "embed"})


def readable_text(html: str) -> tuple[str, str]:
    """The page's title (perhaps empty) and its text, with `#` headings, `-` items, `[text](url)` links and code."""
    page = _Page()
    page.feed(html)
    page.close()
    return page.title.strip(), page.text()


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self._pieces: list[str] = []
        self._dropped: list[str] = []
        self._links: list[tuple[str, int]] = []
        self._preformatted = 0
        self._in_title = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "title":
            self._in_title = True
        elif tag in _DROPPED and tag not in _VOID:
            self._dropped.append(tag)
        elif not self._dropped:
            self._open(tag, dict(attributes))

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        elif tag in self._dropped:
            del self._dropped[self._dropped.index(tag) :]
        elif tag == "body" or tag == "html":
            self._dropped.clear()
        elif not self._dropped:
            self._close(tag)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._dropped:
            self._pieces.append(data if self._preformatted else re.sub(r"\s+", " ", data))

    def text(self) -> str:
        """The text so far: no spaces around lines, at most one empty line in a row; code keeps its own."""
        blocks = re.split(r"(\n```\n.*?\n```\n)", "".join(self._pieces), flags=re.DOTALL)
        tidy = [block if index % 2 else _tidy(block) for index, block in enumerate(blocks)]
        return re.sub(r"\n{3,}", "\n\n", "".join(tidy)).strip()

    def _open(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in _BLOCKS:
            self._pieces.append("\n\n" if tag not in ("tr", "dt", "dd") else "\n")
        if tag[0] == "h" and tag[1:].isdigit():
            self._pieces.append("#" * int(tag[1:]) + " ")
        elif tag == "a":
            self._links.append((attributes.get("href") or "", len(self._pieces)))
        elif tag == "img" and attributes.get("alt"):
            self._pieces.append(f"[picture: {attributes['alt']}]")
        else:
            self._pieces.append(self._opening(tag))

    def _opening(self, tag: str) -> str:
        if tag == "pre":
            self._preformatted += 1
            return "\n```\n"
        if tag == "code" and not self._preformatted:
            return "`"
        return {"br": "\n", "li": "\n- ", "td": " | ", "th": " | "}.get(tag, "")

    def _close(self, tag: str) -> None:
        if tag == "a" and self._links:
            self._close_link(*self._links.pop())
        elif tag == "pre" and self._preformatted:
            self._preformatted -= 1
            self._pieces.append("\n```\n")
        elif tag == "code" and not self._preformatted:
            self._pieces.append("`")
        elif tag in _BLOCKS:
            self._pieces.append("\n\n" if tag not in ("tr", "dt", "dd") else "\n")

    def _close_link(self, target: str, start: int) -> None:
        text = "".join(self._pieces[start:]).strip()
        if text and target and not target.startswith(("#", "javascript:")):
            self._pieces[start:] = [f"[{text}]({target})"]


def _tidy(text: str) -> str:
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(lines)
