"""Texts of errors, addresses, and versions that the code compares with."""

import re
from collections.abc import Iterator

from reverie.checks.binding.scene import Scene
from reverie.checks.candidate import Candidate
from reverie.checks.check import TextIs
from reverie.checks.comparing.lines import find_line

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]*\w")
_MESSAGE = re.compile(r"\b(?:[A-Z]\w*(?:Error|Exception|Warning)): (?P<text>.{20,})")
_TRIPLE = re.compile(r"(?<![\w.])v?(\d+)\.(\d+)\.(\d+)(?![\w.]*\d)")
_FIRST_WORDS = 6


def find_messages(scene: Scene) -> Iterator[Candidate]:
    yield from _messages(scene)
    yield from _addresses(scene)


def _messages(scene: Scene) -> Iterator[Candidate]:
    """An error's text: its first words, as far as one line of the source has them."""
    texts = [(-1, found["text"]) for found in _MESSAGE.finditer(scene.plain)]
    texts += [
        (number, piece.text)
        for number, piece in enumerate(scene.pieces)
        if piece.is_quoted and piece.text.count(" ") > 2
    ]
    for number, text in texts:
        words = text.split()
        longest = max((word for word in re.findall(r"\w{4,}", " ".join(words[:_FIRST_WORDS]))), key=len, default="")
        for path in scene.names.sources_with(longest)[:12] if longest else ():
            held = _longest_start(scene, path, words)
            if held:
                yield scene.candidate(TextIs(held, path), number, "mention")
                break


def _longest_start(scene: Scene, path: str, words: list[str]) -> str:
    content = scene.codebase.read(path)
    if not isinstance(content, str) or " ".join(words[:3]) not in content:
        return ""
    for count in range(len(words), 3, -1):
        text = " ".join(words[:count])
        if text in content and find_line(text, content):
            return text
    return ""


def _addresses(scene: Scene) -> Iterator[Candidate]:
    """An address, or a version that the code compares with as a tuple."""
    for found in _EMAIL.finditer(scene.plain):
        paths = [
            path
            for path in scene.codebase.with_word(found[0].partition("@")[0].split(".")[-1])
            if not path.startswith("docs/")
        ]
        for path in sorted(paths, key=lambda path: ("SECURITY" not in path, path.count("/"), path))[:1]:
            content = scene.codebase.read(path)
            if isinstance(content, str) and find_line(found[0], content):
                yield scene.candidate(TextIs(found[0], path), -1, "mention")
    for found in _TRIPLE.finditer(scene.plain):
        text = f"({found[1]}, {found[2]}, {found[3]})"
        for path in ("setup.py", "noxfile.py"):
            content = scene.codebase.read(path)
            if isinstance(content, str) and text in content:
                yield scene.candidate(TextIs(text, path), -1, "mention")
