"""A statement's words as the title and the body of a fact, and as the title of its topic."""

import re

from reverie.memory.gates.text import LONGEST_TITLE

LONGEST_TOPIC = 80
_TOPIC_BYTES = 200
LONGEST_DESCRIPTION = 140
_SENTENCE_END = re.compile(r"[.!?。！？](?=\s)|[。！？]|;(?=\s)")
_TURNS = re.compile(
    r"\b(?:don'?ts?|do not|never|avoid|not|no longer|forbidden|prohibited|anti-?patterns?|deprecated|obsolete|rejected"
    r"|wrong|mistakes?|failures?|ideas?|todo|to do|open|planned|proposed|nice to have|past|old|removed)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3


def title_and_body(text: str, rest: str = "") -> tuple[str, str]:
    """A title of one line, and a body with all that is not in it. `text` is a paragraph, `rest` what belongs to it."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_TITLE:
        return line, rest
    ends = [found.end() for found in _SENTENCE_END.finditer(line, 0, LONGEST_TITLE)]
    if ends and len(line[: ends[0]].split()) >= _FEWEST_WORDS:
        title, more = line[: ends[-1]].rstrip(" ;"), line[ends[-1] :].strip()
    else:
        title, more = shortened(line, LONGEST_TITLE), line
    return title, f"{more}\n\n{rest}" if rest else more


def in_its_context(text: str, headings: tuple[str, ...]) -> str:
    """The text, with its heading before it where it would mean nothing, or the opposite, without that."""
    if headings and (len(text.split()) < _FEWEST_WORDS or turns_meaning(headings[-1])):
        return f"{headings[-1].rstrip(':')}: {text}"
    return text


def turns_meaning(heading: str) -> bool:
    """Whether what stands under it means the opposite, or nothing, without it."""
    return _TURNS.search(heading) is not None


def says_something(text: str) -> bool:
    return re.search(r"\w\W+\w", text) is not None


def topic_of(headings: tuple[str, ...]) -> str:
    """The title of the topic of what stands under these headings."""
    return topic_title(": ".join(one.rstrip(":") for one in headings))


def topic_title(text: str) -> str:
    """A title that a topic can have: short, of letters that are seen."""
    line = " ".join("".join(one if one.isprintable() else " " for one in text).split()).strip("#*_` ")
    short = shortened(line, LONGEST_TOPIC)
    return short if len(short.encode()) <= _TOPIC_BYTES else short.encode()[:_TOPIC_BYTES].decode(errors="ignore")


def shortened(line: str, most: int) -> str:
    """At most so many characters, cut between words where there are some."""
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[most // 2 :] else cut).rstrip(" ,;:") + "…"
