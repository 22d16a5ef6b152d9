"""The system prompt: what is fixed, where it runs, what the person and the project ask for."""

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from reverie.config.instructions import InstructionFile
from reverie.conversation.visible import visible

_PROMPTS = Path(__file__).parent / "prompts"
_IMITATED = re.compile(r"^#+ From `", re.MULTILINE)  # a project's text must not pass for the person's own


class Surroundings(msgspec.Struct, frozen=True):
    """Where a session runs, as the model is told. `date` is the local day the session started, `2026-11-20`."""

    root: str
    platform: str
    date: str
    git: bool


def full_prompt() -> str:
    """The prompt for models with a large window."""
    return (_PROMPTS / "system.md").read_text(encoding="utf-8").strip()


def sub_session_prompt(base: str, write_root: Path | None) -> str:
    """The prompt of a sub-session, which adds to that of its session what it is and where it may write."""
    scope = "You change nothing and run no commands."
    if write_root is not None:
        scope = f"You may write below {_one_line(str(write_root))} only."
    about = (_PROMPTS / "sub_session.md").read_text(encoding="utf-8").strip()
    return f"{base}\n\n{about.replace('{scope}', scope)}"


def system_prompt(
    base: str,
    around: Surroundings,
    instructions: Sequence[InstructionFile],
    most_characters: int | None = None,
    *,
    index: str = "",
    counterweight: str = "",
) -> str:
    """One text, the same bytes for the same arguments. `most_characters` caps each instruction file; `index` is the
    block of what is remembered, `counterweight` what the model is told of its own measured weaknesses."""
    blocks = [base, _surroundings(around), *(instruction_block(file, most_characters) for file in instructions)]
    return "\n\n".join((*blocks, *filter(None, (index, counterweight))))


def _surroundings(around: Surroundings) -> str:
    kind = "a git repository" if around.git else "a folder without git"
    return f"The project is {kind} at {_one_line(around.root)} ({around.platform}); today is {around.date}."


def instruction_block(file: InstructionFile, most: int | None = None) -> str:
    """An instruction file as a model is given it; `most` characters of it, with a word on what is missing."""
    text = _IMITATED.sub(r"\\\g<0>", file.text.strip())
    if most is not None and len(text) > most:
        text = text[:most].rsplit("\n", 1)[0] + f"\n[cut: `{file.path}` holds more; read it when it matters]"
    whose = "the person's own" if file.origin == "human" else "the project's, which the person trusts"
    scope = f" for what is below `{_one_line(str(file.below))}`" if file.below else ""
    return f"# From `{_one_line(str(file.path))}` (instructions{scope}, {whose})\n{text}"


def _one_line(path: str) -> str:
    """A folder's name is no instruction: what could begin a new line or paragraph is escaped."""
    return visible(path).encode(errors="backslashreplace").decode().replace("\n", "\\n").replace("\t", "\\t")
