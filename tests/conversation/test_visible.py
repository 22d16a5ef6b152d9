"""What a stranger wrote cannot move the cursor or reorder letters on a person's screen."""

import pytest

from reverie.conversation.visible import visible, visible_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ls \x1b[2K\rrm -rf /", "ls \\x1b[2K\\x0drm -rf /"),
        ("a\u202eb\u2066c", "a\\u202eb\\u2066c"),
        ("caf\udce9", "caf\\udce9"),
        ("\x9b31m\x07", "\\x9b31m\\x07"),
        ("rm\xad -r\u3164f\u2028x\U000e0041", "rm\\xad -r\\u3164f\\u2028x\\U000e0041"),
        ("lines\nand\ttabs, ümläuts, 👩‍💻 and 漢字", "lines\nand\ttabs, ümläuts, 👩‍💻 and 漢字"),
    ],
)
def test_control_and_direction_characters_are_shown_not_obeyed(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_line_stays_one_line() -> None:
    assert visible_line("a\n\tb\x1b") == "a\\n\\tb\\x1b"
