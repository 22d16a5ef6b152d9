"""CommonMark with tables, parsed by markdown-it. Imported where the first block is rendered, because it takes 40 ms.

HTML, strikethrough and reference definitions are no syntax here: what cannot be shown rendered is shown as written.
"""

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

__all__ = ["Token", "parse"]

_DEEPEST = 20


class _AsWritten(MarkdownIt):
    """Addresses are shown as they were written, whatever they are: they become no links."""

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link

    def validateLink(self, url: str) -> bool:
        return bool(url)


@cache
def _parser() -> MarkdownIt:
    parser = _AsWritten("commonmark", {"html": False, "maxNesting": _DEEPEST})
    return parser.enable("table").disable(["reference", "html_block", "html_inline"])


def parse(source: str) -> list[Token] | None:
    """The blocks of a text as markdown-it's flat list of tokens; None when they are nested too deeply to keep all."""
    tokens = _parser().parse(source)
    return tokens if all(token.level < _DEEPEST - 1 for token in tokens) else None
