"""What a call of Codex gave, out of the several forms in which its versions wrote that."""

import re

import msgspec

from reverie.transcripts.json_line import DamagedLine, as_json, decode_line, table_in, text_in

SHELLS = frozenset(
    {"shell", "shell_command", "exec_command", "write_stdin", "unified_exec", "local_shell", "local_shell_call", "exec"}
)
"""The tools whose output begins with an account of the command's end. Another tool's output is never read as one."""

_ACCOUNT = re.compile(
    r"(?:(?:Chunk ID|Wall time|Original token count|Total output lines|Process running with session ID)[^\n]*\n"
    r"|(?:Exit code: |Process exited with code )(?P<status>-?\d{1,10})\n)+(?:\n*Output:(?:\n|$))"
)


class Output(msgspec.Struct, frozen=True):
    """The text that the model got; whether it failed and the exit status, None when it is not told.

    `details` is what was not text, as JSON text.
    """

    text: str
    failed: bool | None = None
    exit_status: int | None = None
    details: str = ""


def without_account(text: str) -> str:
    """What the command itself printed."""
    account = _ACCOUNT.match(text)
    return text[account.end() :] if account else text


def is_running(text: str) -> bool:
    """Whether the account says that the command had not ended."""
    account = _ACCOUNT.match(text)
    return account is not None and "\nProcess running with session ID" in f"\n{account[0]}"


def output_of(output: object, *, is_shell: bool) -> Output:
    """The output of a call, as it stands under `output`."""
    if isinstance(output, str):
        return _of_shell(output) if is_shell else Output(output)
    if isinstance(output, list):
        texts = [text_in(part, "text") for part in output if isinstance(part, dict)]
        rest = [part for part in output if not isinstance(part, dict) or not text_in(part, "text")]
        return Output("\n".join(text for text in texts if text), details=as_json(rest) if rest else "")
    if isinstance(output, dict):
        failed = not output["success"] if isinstance(output.get("success"), bool) else None
        return Output(text_in(output, "content"), failed, details=as_json(output))
    return Output("")


def _of_shell(output: str) -> Output:
    if output.startswith("{") and (found := _with_metadata(output)):
        return found
    account = _ACCOUNT.match(output)
    if account is None or account["status"] is None:
        return Output(output)
    status = int(account["status"])
    return Output(output, status != 0, status)


def _with_metadata(output: str) -> Output | None:
    try:
        found = decode_line(output.encode("utf-8", "replace"))
    except DamagedLine:
        return None
    if not isinstance(found, dict) or set(found) != {"output", "metadata"}:
        return None
    status = table_in(found, "metadata").get("exit_code")
    if not isinstance(status, int):
        return None
    return Output(text_in(found, "output"), status != 0, status, as_json(found["metadata"]))
