"""A statement as words to compare: without articles and the date since when it holds; what is quoted is one word."""

import re

import msgspec

_SINCE = re.compile(
    r"[,;]?\s*\(?\b(?:(?:since|as of|effective)\s+\d{4}(?:-\d\d){0,2}|from\s+\d{4}(?:-\d\d){0,2}\s+on)\b\)?,?",
    re.IGNORECASE,
)
_PART = re.compile(r"`[^`\n]+`|[^\s`]+")
_ARTICLES = frozenset(("the", "our", "my", "your", "its"))
_SILENT = frozenset(("now", "currently", "nowadays", "today", "presently", "just", "simply", "please", "always"))
_AROUND = ".,;:!?()[]\"'“”‘’"
MOST_WORDS = 40


class Word(msgspec.Struct, frozen=True):
    """A word as it is compared, as it stands, and whether an article such as "the" or "our" is before it."""

    plain: str
    written: str
    is_definite: bool = False


def words_of(statement: str) -> tuple[Word, ...]:
    """The words of its first line; none when it has more than `MOST_WORDS`."""
    line = statement.strip().partition("\n")[0]
    words: list[Word] = []
    is_definite = False
    for part in _PART.findall(_SINCE.sub(" ", line)):
        written = part.strip("`") if part.startswith("`") else _bare(part)
        plain = written.casefold()
        if plain in _ARTICLES:
            is_definite = True
        elif plain and (part.startswith("`") or plain not in _SILENT):
            words.append(Word("a" if plain == "an" else plain, part if part.startswith("`") else written, is_definite))
            is_definite = False
    return tuple(words) if len(words) <= MOST_WORDS else ()


def text_of(words: tuple[Word, ...]) -> str:
    """As it stands in the statement, without what was left out."""
    return " ".join(word.written for word in words)


def plain_of(words: tuple[Word, ...]) -> str:
    return " ".join(word.plain for word in words)


def _bare(part: str) -> str:
    """Without punctuation around it; a path or a name such as `.env` keeps its first dot."""
    bare = part.rstrip(_AROUND).lstrip(_AROUND.replace(".", ""))
    return bare if not bare.startswith("..") or "/" in bare else bare.lstrip(".")
