import json

from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    Message,
    ResultPart,
    TextPart,
    ToolMessage,
    user_text,
)
from reverie.models.local.looks import (
    MOST_CALLS,
    MOST_CHARACTERS,
    is_enough,
    is_guess,
    is_known,
    looks_in,
    saw_files,
    was_seen,
)


def a_call(tool: str, **arguments: object) -> CallPart:
    return CallPart("next", tool, json.dumps(arguments))


def a_look(tool: str, text: str, **arguments: object) -> tuple[Message, Message]:
    call = CallPart(f"{tool}{len(text)}{json.dumps(arguments)}", tool, json.dumps(arguments))
    result = ResultPart(call.id, (TextPart(text, "repo"),))
    return AssistantMessage((call,), "local/x"), ToolMessage((result,))


def page(first: int, last: int, more: bool = True) -> str:
    lines = "".join(f"{number}→code\n" for number in range(first, last + 1))
    return lines + (f"[lines {first}-{last} of 900; go on with offset {last + 1}]" if more else "")


def test_only_what_was_seen_since_the_person_spoke_counts() -> None:
    messages = (user_text("a"), *a_look("read", "old"), user_text("b"), *a_look("search", "new", words="x"))
    assert [(look.tool, look.text) for look in looks_in(messages)] == [("search", "new")]


def test_many_calls_or_much_text_are_enough() -> None:
    few = [a_look("search", "short", words=str(number)) for number in range(MOST_CALLS)]
    assert not is_enough(looks_in((user_text("?"), *[message for pair in few[1:] for message in pair])))
    assert is_enough(looks_in((user_text("?"), *[message for pair in few for message in pair])))
    assert is_enough(looks_in((user_text("?"), *a_look("read", "x" * MOST_CHARACTERS))))


def test_the_same_call_is_known_until_something_was_changed() -> None:
    tests = a_look("shell", "1 failed", command="pytest")
    edit = a_look("edit", "edited", path="a.py", old="1", new="2")
    assert is_known(a_call("shell", command="pytest"), looks_in((user_text("?"), *tests)))
    assert not is_known(a_call("shell", command="pytest"), looks_in((user_text("?"), *tests, *edit)))
    assert not is_known(a_call("shell", command="make"), looks_in((user_text("?"), *tests)))


def test_a_page_within_what_was_shown_is_known_and_the_next_is_not() -> None:
    looks = looks_in((user_text("?"), *a_look("read", page(10, 40), path="a.py", offset=10)))
    assert is_known(a_call("read", path="a.py", offset=20), looks)
    assert not is_known(a_call("read", path="a.py", offset=35), looks)
    assert not is_known(a_call("read", path="a.py", offset=41), looks)
    assert not is_known(a_call("read", path="b.py", offset=20), looks)


def test_nothing_comes_after_the_end_of_a_file() -> None:
    looks = looks_in((user_text("?"), *a_look("read", page(1, 12, more=False), path="a.py")))
    assert is_known(a_call("read", path="a.py", offset=10), looks)


def test_a_file_that_nobody_named_is_a_guess() -> None:
    asked = user_text("What does the readme say about src/net/http.py?")
    found = a_look("search", "lib/queue.py\n3:class Queue", words="queue")
    for named in ("README.md", "src/net/http.py", "/home/u/p/lib/queue.py"):
        assert not is_guess(a_call("read", path=named), (asked, *found))
    assert is_guess(a_call("read", path="src/main.py"), (asked, *found))
    assert not is_guess(a_call("list", path="src"), (asked, *found))
    assert not is_guess(CallPart("1", "read", "{broken"), (asked,))


def test_a_place_counts_only_when_its_file_was_seen() -> None:
    looks = looks_in((user_text("?"), *a_look("search", "lib/queue.py\n3:class Queue", words="queue")))
    assert saw_files(looks)
    assert was_seen("lib/queue.py:3", looks)
    assert not was_seen("lib/stack.py:3", looks)
    assert not was_seen("", looks)
    assert not saw_files(looks_in((user_text("?"), *a_look("shell", "lib/queue.py", command="ls"))))
