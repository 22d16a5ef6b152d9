"""Two memories: the same statements in a plain file that is always sent, and in Reverie, asked the same question.

What is compared are the bytes of the requests that reach the model.
"""

import json
from pathlib import Path

from reverie.models.script import parse_script
from reverie.models.scripted_server import ScriptedServer, running_server

from .stage import Stage, line, told
from .step import Outcome, judged

QUESTION = "How long does a request wait, and where is that code?"
STALE, MOVED = "A request waits `WAIT_SECONDS = 17` seconds", "Retries are made by `send_again` in `client.py`"

_BEFORE = {
    "client.py": "WAIT_SECONDS = 17\n\n\ndef send_again(url: str, times: int = 4) -> str:\n    return url * times\n"
}
_AFTER: dict[str, str | None] = {
    "client.py": "WAIT_SECONDS = 90\n",
    "net/retrying.py": "def send_again(url: str, times: int = 4) -> str:\n    return url * times\n",
}
_BRANCH: dict[str, str | None] = {"cache.py": "CACHE_ENTRIES = 256\n"}
ON_BRANCH = "The cache holds `CACHE_ENTRIES = 256` entries (`cache.py`)"


def two_memories(stage: Stage) -> Outcome:
    plain = stage.repository("plain", {**_BEFORE, "AGENTS.md": f"# Memory\n\n- {STALE}.\n- {MOVED}.\n"})
    ours = stage.repository("ours", _BEFORE)
    for statement in (STALE, MOVED):
        stage.reverie("memory", "add", statement, cwd=ours, shows=2)
    told("A while later the value is another one, and the function lives in another file:")
    for root in (plain, ours):
        stage.change(root, _AFTER, "a year later")
    line("    client.py: WAIT_SECONDS = 90       net/retrying.py: def send_again(…)")
    in_plain = _asked(stage, plain, recalls=False)
    in_ours = _asked(stage, ours, recalls=True)
    sent_stale, withheld = "WAIT_SECONDS = 17" in in_plain, "WAIT_SECONDS = 17" not in in_ours
    new_place = "net/retrying.py" in in_ours
    line(f"    plain file: the stale value is in the request's bytes: {'yes' if sent_stale else 'no'}")
    line(f"    Reverie:    the stale value is in the request's bytes: {'no' if withheld else 'YES'}")
    line(f"    Reverie:    the new place of `send_again` is in them:  {'yes' if new_place else 'NO'}")
    kept = _another_branch(stage, ours)
    return judged(
        sent_stale and withheld and new_place and kept,
        "stale value withheld, new place given, nothing lost on another branch",
        "a plain MEMORY.md: stale value sent" if sent_stale else "a plain MEMORY.md: nothing stale",
        "see the lines above",
    )


def _asked(stage: Stage, root: Path, *, recalls: bool) -> str:
    """All bytes of the requests of a session that is asked the question."""
    recall = {"calls": [{"name": "recall", "arguments": {"query": f"{QUESTION} send_again WAIT_SECONDS"}}]}
    steps = [*([recall] if recalls else []), {"text": "I have looked."}]
    with running_server(parse_script(json.dumps({"steps": steps}))) as server:
        flags = ("--model", "openai/scripted", "--base-url", server.url, "--trust", "--permission-mode", "ask")
        stage.reverie("-p", QUESTION, *flags, cwd=root, environ={"OPENAI_API_KEY": "none"}, shows=1)
        return _bytes(server)


def _bytes(server: ScriptedServer) -> str:
    return "\n".join(json.dumps(json.loads(one.body), ensure_ascii=False) for one in server.requests)


def _another_branch(stage: Stage, root: Path) -> bool:
    """A fact of a branch is unverified elsewhere, never retired, and verified again on its branch."""
    stage.git("checkout", "-q", "-b", "cache", cwd=root, is_shown=True)
    stage.change(root, _BRANCH, "a cache")
    stage.reverie("memory", "add", ON_BRANCH, cwd=root, shows=1)
    stage.git("checkout", "-q", "main", cwd=root, is_shown=True)
    elsewhere = stage.reverie("check", "--memory", "-vv", cwd=root).stdout
    stage.git("checkout", "-q", "cache", cwd=root, is_shown=True)
    back = stage.reverie("check", "--memory", "-v", cwd=root).stdout
    is_doubted = "another branch" in elsewhere and "CACHE_ENTRIES" not in _accused(elsewhere)
    return is_doubted and "CACHE_ENTRIES" in back


def _accused(output: str) -> str:
    return "\n".join(one for one in output.splitlines() if "no longer true" in one)
