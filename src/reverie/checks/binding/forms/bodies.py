"""Statements about what a function does inside: "`load` raises `NotFound`", "`unstyle` calls `strip_ansi`"."""

import re
from collections.abc import Iterator

from reverie.checks.binding.prose import PIECE
from reverie.checks.binding.scene import Scene
from reverie.checks.candidate import Candidate
from reverie.checks.check import TextIs
from reverie.checks.comparing.lines import find_line

_RAISES = re.compile(
    rf"\b(?:rais(?:e|es|ing|ed)|throw(?:s|n)?|wirft)\b(?: (?:a|an|the|new|with))? {PIECE}", re.IGNORECASE
)
_RAISED = re.compile(rf"{PIECE} (?:is|are|gets?) (?:raised|thrown)\b", re.IGNORECASE)
_USES = re.compile(
    rf"\b(?:uses?|using|calls?|invokes?|wraps?|delegates? to|relies on|built on|based on|through|via|"
    rf"imports?|ruft)\b(?: \w+){{0,2}}? {PIECE}",
    re.IGNORECASE,
)
_RETURNS = re.compile(r"\b(?:returns?|returning|gives? back|yields?|return type|gibt zurück)\b", re.IGNORECASE)
_ASYNC = re.compile(rf"{PIECE} (?:is|are)(?: \w+)? (?:async|asynchronous|a coroutine|coroutines)\b", re.IGNORECASE)


def find_bodies(scene: Scene) -> Iterator[Candidate]:
    """Only mentions: a body is written anew more easily than what it does."""
    for form in (_RAISES, _RAISED):
        for found in form.finditer(scene.skeleton):
            name = scene.pieces[int(found[1])].name.rpartition(".")[2]
            yield from _in_own_files(scene, int(found[1]), (f"raise {name}", f"throw new {name}"))
    for found in _USES.finditer(scene.skeleton):
        name = scene.pieces[int(found[1])].name.rpartition(".")[2]
        yield from _in_own_files(scene, int(found[1]), (f"{name}(", name) if len(name) > 3 else ())
    yield from _returning(scene)
    for found in _ASYNC.finditer(scene.skeleton):
        number = int(found[1])
        for one in scene.symbols.get(number, ())[:1]:
            yield from _text(scene, number, f"async def {one.symbol.last_name}", one.path)


def _returning(scene: Scene) -> Iterator[Candidate]:
    """What a function of the sentence is annotated to return, when the sentence names it."""
    if not _RETURNS.search(scene.skeleton):
        return
    for number, found in scene.symbols.items():
        returns = found[0].symbol.returns
        if not returns or not set(re.findall(r"\w{3,}", returns)) & set(re.findall(r"\w{3,}", scene.plain)):
            continue
        content = scene.codebase.read(found[0].path)
        lines = content.splitlines() if isinstance(content, str) else []
        head = lines[found[0].symbol.line - 1] if 0 < found[0].symbol.line <= len(lines) else ""
        written = re.search(rf"\b{re.escape(found[0].symbol.last_name)}\b.*(?:->|:)\s*{re.escape(returns)}", head)
        if written:
            yield from _text(scene, number, written[0], found[0].path)


def _in_own_files(scene: Scene, number: int, texts: tuple[str, ...]) -> Iterator[Candidate]:
    """The first of the texts that the file of another name of the sentence has."""
    own = {one.path for one in scene.symbols.get(number, ())[:1]}
    for other, every in scene.symbols.items():
        if other != number and every[0].path not in own:
            for text in texts if number not in scene.gone else ():
                if found := list(_text(scene, number, text, every[0].path)):
                    yield from found
                    return


def _text(scene: Scene, number: int, text: str, path: str) -> Iterator[Candidate]:
    content = scene.codebase.read(path)
    if isinstance(content, str) and find_line(text, content):
        yield scene.candidate(TextIs(text, path), number, "mention")
