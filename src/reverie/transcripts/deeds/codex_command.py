"""The command line of a shell's call of Codex, which gives it as a list of words, as a text, or within a shell."""

from typing import Any

from reverie.transcripts.json_line import list_in, text_in

_SHELLS = frozenset({"bash", "sh", "zsh", "dash", "fish", "powershell", "powershell.exe", "pwsh", "cmd.exe"})
_SCRIPT_FLAGS = frozenset({"-c", "-lc", "-ic", "-lic", "-cl", "-Command", "-command", "/c"})


def command_line(arguments: dict[str, Any]) -> str:
    """What a person would have typed; empty when no command is told."""
    for key in ("cmd", "command"):
        if text := text_in(arguments, key):
            return text
    words = [word for word in list_in(arguments, "command") if isinstance(word, str)]
    if len(words) >= 3 and _name(words[0]) in _SHELLS and words[-2] in _SCRIPT_FLAGS:
        return words[-1]
    if len(words) == 2 and _name(words[0]) in ("apply_patch", "applypatch"):
        return "\n".join(words)
    import shlex

    return shlex.join(words)


def _name(program: str) -> str:
    return program.replace("\\", "/").rpartition("/")[2]
