"""The prefix that a provider caches: each request begins with the bytes of the one before."""

import itertools

from tests.e2e.binary import Home, call, flags, model
from tests.e2e.terminal import PROMPT, Terminal


def _list_at_messages(body: bytes) -> bytes:
    start = body.index(b'"messages":[')
    depth, in_text, escaped = 0, False, False
    for index in range(start + len(b'"messages":'), len(body)):
        character = body[index : index + 1]
        if in_text:
            in_text, escaped = not (character == b'"' and not escaped), character == b"\\" and not escaped
        elif character == b'"':
            in_text = True
        elif character in b"[{":
            depth += 1
        elif character in b"]}":
            depth -= 1
            if depth == 0:
                return body[start:index]
    raise AssertionError("the list of messages does not end")


def _around(body: bytes) -> bytes:
    return body.replace(_list_at_messages(body), b"")


def test_over_a_conversation_with_calls_every_request_begins_with_the_one_before(home: Home) -> None:
    (home.project / "a.py").write_text("x = '[{]}'\n")
    steps = [
        {"reasoning": "first I look", "text": "Looking.", **call("read", path="a.py")},
        {"calls": [{"name": "list", "arguments": {}}, {"name": "read", "arguments": "{broken"}]},
        {"text": "It is x."},
        call("shell", command="echo 'a b' \"c\\n\""),
        {"text": "Done."},
        {"text": "Good bye."},
    ]
    with model(*steps) as server:
        terminal = Terminal(*flags(server), "--allowed-tools", "shell", cwd=home.project, environ=home.environ())
        for prompt in ("what is x?", "run it", "bye"):
            terminal.wait_for(PROMPT)
            terminal.type(prompt + "\n")
        terminal.wait_for("Good bye.")
        terminal.type("/quit\n")
        terminal.end()
    bodies = [request.body for request in server.requests]
    assert len(bodies) == 6
    for before, after in itertools.pairwise(bodies):
        assert _list_at_messages(after).startswith(_list_at_messages(before))
        assert _around(after) == _around(before)
