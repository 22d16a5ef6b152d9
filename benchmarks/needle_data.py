"""Transcripts to search: ours, Claude Code's and Codex', with identifiers at places that are known.

All of it comes from a seed. The text is words and code that no identifier stands in by chance.
"""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from reverie.conversation.ids import SESSION_ID_LENGTH
from reverie.transcripts.reading import Form, TranscriptFile

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_OF_IDS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PARAGRAPHS = 400
_LINES_A_FILE = 1500
_AT = "2026-01-02T03:04:05.000Z"
_CWD = "/home/ann/area"

Place = tuple[str, int]
"""A file's name and a line's number."""


class Planted(msgspec.Struct):
    """One identifier, in one of `every` lines. `comparable`: JSON spells it as it is, and what stands before it is no
    escape that ends with a letter, so rg alone finds it too."""

    text: str
    every: int
    comparable: bool = True
    places: set[Place] = msgspec.field(default_factory=set)


class Corpus(msgspec.Struct, frozen=True):
    """The transcripts and what stands in them. `absent` are identifiers that stand nowhere."""

    folder: Path
    files: tuple[TranscriptFile, ...]
    planted: tuple[Planted, ...]
    absent: tuple[str, ...]
    bytes: int

    @property
    def identifiers(self) -> list[str]:
        """What is searched for against the clock."""
        return [*(one.text for one in self.planted if one.comparable), *self.absent]


def make_corpus(folder: Path, megabytes: int, seed: int) -> Corpus:
    """Write transcripts of so many megabytes (2^20 bytes) in files of 1 to 3."""
    dice = random.Random(seed)
    planted, absent = _identifiers(dice)
    paragraphs = [_paragraph(dice) for _ in range(_PARAGRAPHS)]
    files: list[TranscriptFile] = []
    written = 0
    while written < megabytes << 20:
        form: Form = ("reverie", "claude-code", "codex")[len(files) % 3]
        file = _place(folder, form, len(files), dice)
        written += _write(file, dice, paragraphs, planted)
        files.append(file)
    return Corpus(folder, tuple(files), planted, absent, written)


def _identifiers(dice: random.Random) -> tuple[tuple[Planted, ...], tuple[str, ...]]:
    def word(length: int = 5) -> str:
        return "".join(dice.choices(_LETTERS, k=length))

    def digits() -> str:
        return f"{dice.getrandbits(32):08x}"

    shapes: list[Callable[[], str]] = [
        lambda: f"fetch_{word()}_{word()}",
        lambda: f"ACME_{word().upper()}_KEY",
        lambda: f"get{word().title()}{word().title()}",
        lambda: f"{word()}-{word()}-{digits()}",
        lambda: f"{digits()}{digits()}",
        lambda: f"{word()}.{word()}.{word(3)}",
    ]
    rates = [100_000, 20_000, 3_000, 500, 20, 3_000]
    plain = [Planted(shape(), every) for shape, every in zip(shapes, rates, strict=True)]
    spelled = [
        f"src/{word()}/{word()}.py",
        f'say "{word()}"',
        f"Größe_{word()}",
        f"日本語{word()}",
        f"C:\\{word()}\\new",
    ]
    at_line_start = Planted(f"start_{word()}_{digits()}", 3_000, comparable=False)
    others = [Planted(text, 3_000, comparable=False) for text in spelled]
    return (*plain, at_line_start, *others), tuple(shape() for shape in shapes[:4])


def _paragraph(dice: random.Random) -> str:
    """Lines of words, some of code, with what JSON has to escape; 0.5 to 8 KB."""
    words = ["".join(dice.choices(_LETTERS, k=dice.randint(1, 10))) for _ in range(300)]
    lines = []
    for _ in range(dice.choice([8, 12, 20, 40, 120])):
        text = " ".join(dice.choices(words, k=dice.randint(4, 14)))
        lines.append(
            dice.choice([text, text, f'    {dice.choice(words)} = call("{text[:20]}")', f"/{text[:9]}/x — {text}"])
        )
    return "\n".join(lines)


def _place(folder: Path, form: Form, number: int, dice: random.Random) -> TranscriptFile:
    session = f"{number:010d}" + "".join(dice.choices(_OF_IDS, k=SESSION_ID_LENGTH - 10))
    parents = {
        "reverie": "sessions",
        "claude-code": ".claude/projects/-home-ann-area",
        "codex": ".codex/sessions/2026/01/02",
    }
    uuid = f"{number:08x}-0000-4000-8000-{dice.getrandbits(48):012x}"
    names = {"reverie": session, "claude-code": uuid, "codex": f"rollout-2026-01-02T03-04-05-{uuid}"}
    path = folder / parents[form] / f"{names[form]}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    return TranscriptFile(form, path, path.stem)


def _write(file: TranscriptFile, dice: random.Random, paragraphs: list[str], planted: tuple[Planted, ...]) -> int:
    """Write one transcript; its bytes. Some lines hold longer identifiers, which are other ones."""
    ascii_only = file.form == "codex" and dice.random() < 0.5
    with file.path.open("wb") as out:
        out.write(_encoded(_header(file), ascii_only))
        for number in range(2, _LINES_A_FILE + 2):
            text = dice.choice(paragraphs)
            for one in planted:
                if dice.random() * one.every < 1:
                    one.places.add((file.path.name, number))
                    start = "\n" if one.text.startswith("start_") else " "
                    text = f"{text[:300]} then{start}{one.text} and{text[300:]}"
                elif one.comparable and dice.random() * one.every < 0.5:
                    text += f" {one.text}x and my_{one.text}s"
            out.write(_encoded(_record(file.form, number, text), ascii_only))
        return out.tell()


def _encoded(record: dict[str, Any], ascii_only: bool) -> bytes:
    if ascii_only:
        return json.dumps(record).encode() + b"\n"
    return msgspec.json.encode(record) + b"\n"


def _header(file: TranscriptFile) -> dict[str, Any]:
    if file.form == "reverie":
        head = {"format": 1, "id": file.session, "created": _AT, "root": _CWD, "model": "m", "version": "0"}
        return {"type": "session", **head}
    if file.form == "codex":
        return {"timestamp": _AT, "type": "session_meta", "payload": {"id": file.session, "cwd": _CWD}}
    return {"type": "summary", "summary": "A session"}


def _record(form: Form, number: int, text: str) -> dict[str, Any]:
    """By turns a person's words, an answer, a call and its result."""
    kind, call = number % 4, f"call_{number // 4}"
    if form == "reverie":
        return {"type": "message", "at": _AT, "message": _own(kind, call, text)}
    if form == "codex":
        return {"timestamp": _AT, "type": "response_item", "payload": _codex(kind, call, text)}
    role = "assistant" if kind in (1, 2) else "user"
    content: list[dict[str, Any]] = [{"type": "text", "text": text}]
    if kind == 2:
        content = [{"type": "tool_use", "id": call, "name": "Edit", "input": {"file_path": "a.py", "new_string": text}}]
    elif kind == 3:
        content = [{"type": "tool_result", "tool_use_id": call, "content": text}]
    head = {"sessionId": "s", "cwd": _CWD, "version": "2.0.1", "timestamp": _AT, "uuid": f"u{number}"}
    return {"type": role, **head, "message": {"role": role, "content": content}}


def _own(kind: int, call: str, text: str) -> dict[str, Any]:
    part = {"type": "text", "text": text}
    if kind == 0:
        return {"role": "user", "parts": [part]}
    if kind == 3:
        return {"role": "tool", "results": [{"call_id": call, "content": [part]}]}
    if kind == 2:
        part = {"type": "call", "id": call, "name": "write", "arguments": json.dumps({"path": "a.py", "content": text})}
    return {"role": "assistant", "parts": [part], "model": "m"}


def _codex(kind: int, call: str, text: str) -> dict[str, Any]:
    if kind == 2:
        arguments = json.dumps({"cmd": text}, ensure_ascii=False)
        return {"type": "function_call", "name": "exec_command", "arguments": arguments, "call_id": call}
    if kind == 3:
        return {"type": "function_call_output", "call_id": call, "output": text}
    return {"type": "message", "role": ("user", "assistant")[kind], "content": [{"type": "input_text", "text": text}]}
