"""Masking: the same text, character by character, with code, paths and quotations as marks and emphasis as spaces."""

import re

CODE, PATH, QUOTE = "\ue000", "\ue001", "\ue002"

_SPOKEN_MARKS = re.compile("[\ue000-\ue002]")
EXTENSIONS = (
    "py pyi ts tsx js jsx mjs cjs json jsonl toml yaml yml md rst txt go rs rb java kt swift c h cc cpp hpp cs php css "
    "scss sass less html htm vue svelte sql sh bash zsh ps1 lock cfg ini conf env proto xml svg png jpg csv ipynb tf "
    "xlsx pdf webp webm mp4 gif tsv parquet diff patch example adoc tex gradle ex exs erl "
    "hs scala lua pl r jl dart zig nix log"
)
_MARKED = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`{1,2})(?!`)[^`\n]{1,400}(?P=ticks)(?!`))"
    r"|(?P<link>!?\[[^\]\n]{0,200}\]\([^)\n]{0,400}\))"
    r"|(?P<url>https?://[^\s<>()]{1,400}[^\s<>().,;:!?])"
    r"|(?P<path>(?<![\w/.@-])(?:\.{0,2}/)?(?:[\w@.+-]{1,80}/){1,20}[\w@.+*-]{0,80}[\w*](?::\d{1,6}){0,2}"
    r"|(?<![\w/.@-])[\w-]{1,80}(?:\.[\w-]{1,40}){0,3}\.(?:"
    + "|".join(EXTENSIONS.split())
    + r")(?![\w/-])(?::\d{1,6}){0,2}(?:-\d{1,6})?)"
    r"|(?P<quote>[\"“„«][^\"“”„«»\n]{1,400}[\"”“»]|(?<!\w)['‘](?=\w)[^'’\n]{1,200}['’](?!\w))"
    r"|(?P<markup>\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|~~|</?[a-z]{1,10}\s?/?>)"
)
_MARK_OF = {"code": CODE, "path": PATH, "quote": QUOTE, "url": PATH}
_SLASHED = re.compile(r"[a-z]+/[a-z]+")
_PATHLIKE = re.compile(r"[\w@.*+~-]*/[\w@./*+~-]*|[\w.-]+\.[A-Za-z]\w{0,7}")


def masked(text: str) -> str:
    """As long as `text`."""
    return _MARKED.sub(_mark, _SPOKEN_MARKS.sub(" ", text))


def _mark(found: re.Match[str]) -> str:
    kind, text = found.lastgroup or "", found[0]
    if kind == "ticks" or found["code"]:
        return CODE * len(text)
    if found["link"]:
        return _link(text)
    if kind == "path" and (_is_words(text) or text.replace("/", "").isdigit()):
        return text
    return _MARK_OF.get(kind, " ") * len(text)


def _link(text: str) -> str:
    """Its words stay, where it leads does not."""
    words, _, _ = text.partition("](")
    shown = words.lstrip("![")
    is_path = _PATHLIKE.fullmatch(shown.strip("`")) is not None
    front = len(words) - len(shown)
    inner = PATH * len(shown) if is_path else CODE * len(shown) if shown.startswith("`") else shown
    return " " * front + inner + " " * (len(text) - len(words))


def _is_words(text: str) -> bool:
    """`and/or`, `CI/CD`, `lint/format`: two words, no path."""
    return (
        _SLASHED.fullmatch(text.lower()) is not None
        and "." not in text
        and len(text) < 24
        and text.split("/")[0] in _WORDS
    )


_WORDS = frozenset(
    [
        "and",
        "he",
        "she",
        "his",
        "her",
        "yes",
        "no",
        "pass",
        "read",
        "true",
        "on",
        "in",
        "input",
        "client",
        "request",
        "start",
        "build",
        "lint",
        "test",
        "tests",
        "typecheck",
        "format",
        "before",
        "ci",
        "cd",
        "unit",
        "error",
        "errors",
        "warning",
        "warnings",
    ]
)
