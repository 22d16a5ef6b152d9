"""What the journey of a working day needs: a small project, a model that knows its part, and a terminal to live in."""

import json
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.e2e.answering import AnsweringServer, Asked
from tests.e2e.binary import COMMAND, Home, call, flags
from tests.e2e.drawn_terminal import DrawnTerminal

PRICE = "def total(cents):\n    return sum(cents)\n"
DISCOUNTED = "def total(cents, discount=0):\n    return sum(cents) * (100 - discount) // 100\n"
CART = "from shop.price import total\n\n\ndef pay(cart):\n    return total(cart)\n"
TEST = """\
import unittest

from shop.price import total


class TotalTest(unittest.TestCase):
    def test_total(self):
        self.assertEqual(total([100, 250]), 350)
"""
MORE_TESTED = "        self.assertEqual(total([100], 10), 90)\n"
RULE = "Never edit legacy.py, because the bank signed it."
PLAN = "1. give total() a discount\n2. let the cart pass it on\n3. test it"
TODOS = ("give total() a discount", "let the cart pass it on", "test the discount")
BIG = tuple(f"data/orders_{number}.csv" for number in range(1, 7))
WINDOW = 24_000
MODEL = "openai/scripted"


def set_up(home: Home) -> None:
    """A git project of a few files that says how it wants to be worked on, and a model with a small window."""
    files = {
        "CLAUDE.md": "Run the tests with unittest.\n",
        "Makefile": "test:\n\tpython3 -m unittest\n",
        "README.md": "# Shop\n\nA small shop.\n",
        "legacy.py": "SIGNED = True\n",
        "shop/__init__.py": "",
        "shop/price.py": PRICE,
        "shop/cart.py": CART,
        "shop/AGENTS.md": "In shop/ an amount is always in whole cents.\n",
        "tests/__init__.py": "",
        "tests/test_price.py": TEST,
        **{name: "".join(f"{name},{line},customer {line * 7},paid\n" for line in range(280)) for name in BIG},
    }
    for name, text in files.items():
        path = home.project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Begin"]):
        subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@b", *command],
            cwd=home.project,
            env=home.environ(),
            check=True,
        )
    config = home.home / "reverie" / "config" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(
        f'format = 1\n\n[catalog."{MODEL}"]\ncontext_window = {WINDOW}\nmax_output = 2000\n'
        "price = { input = 3.0, output = 15.0 }\n"
    )


def calls(*each: Mapping[str, Any], text: str = "") -> dict[str, Any]:
    """One reply with the calls of several."""
    return {"text": text, "calls": [made for reply in each for made in reply["calls"]]}


def todos(*states: str) -> dict[str, Any]:
    return call("todo", todos=[{"text": text, "state": state} for text, state in zip(TODOS, states, strict=True)])


def give(title: str) -> dict[str, Any]:
    return call("task", title=title, prompt=f"Look after the {title} in README.md.")


def slow(name: str) -> dict[str, Any]:
    """A command that has begun when the file of its name is there, and ends when that is away."""
    return call("shell", command=f"touch {name}; while [ -e {name} ]; do sleep 0.05; done; echo it was slow")


STALLED = {"text": "It is half past", "stall": 100_000}

CUES: dict[str, Sequence[Mapping[str, Any]]] = {
    "Good morning": [{"text": "Good morning. I will keep to **the rules**."}],
    "Plan a discount": [
        calls(call("read", path="shop/price.py"), call("read", path="shop/cart.py"), text="Let me look at the shop."),
        call("plan", text=PLAN),
        todos("doing", "open", "open"),
        call("edit", path="shop/price.py", old=PRICE, new=DISCOUNTED),
        call("edit", path="shop/cart.py", old="total(cart)", new="total(cart, 0)"),
        call("edit", path="shop/cart.py", old="def pay(cart)", new="def pay(cart, discount=0)"),
        call("edit", path="shop/cart.py", old="total(cart, 0)", new="total(cart, discount)"),
        call("shell", command="rm -rf build"),
        todos("done", "done", "open"),
        {"text": "I added a discount to `total`; the test of it is **still to do**."},
    ],
    "Which rounding": [
        call("ask_user", question="Which way should a discount be rounded?", options=["down", "to even"]),
        {"text": "So it is rounded to even."},
    ],
    "What do the tests say": [{"text": "They are green, and the shop is small."}],
    "Do the slow thing": [slow("first"), {"text": "The slow thing is over, and the version goes up."}],
    "What time is it": [STALLED],
    "Wait for the bus": [call("shell", command="touch waiting; sleep 1000")],
    "Go on after that": [{"text": "I go on where I was interrupted."}],
    "Look at three things": [
        calls(give("prices"), give("carts"), give("tests")),
        {"text": "All three tasks are back."},
    ],
    **{
        f"Look after the {name}": [
            calls(call("read", path="README.md"), text=f"I look after the {name}."),
            {"text": f"The {name} are well.", "stall": 2},
        ]
        for name in ("prices", "carts", "tests")
    },
    **{
        f"Read {name}": [call("read", path=name), {"text": f"There are 280 orders in {name}."}] for name in BIG
    },
    "Write the test": [
        call("read", path="tests/test_price.py"),
        call("edit", path="tests/test_price.py", old="350)\n", new=f"350)\n{MORE_TESTED}"),
        slow("second"),
    ],
    "What was I at": [{"text": "You were at the test of the discount."}],
    "Make a mess": [
        call("read", path="shop/cart.py"),
        call("edit", path="shop/cart.py", old="return total", new="return 2 * total"),
        call("write", path="shop/mess.py", content="MESS = 1\n"),
        {"text": "What a mess it is."},
    ],
    "In the fork": [{"text": "This is said in the fork."}],
    "In the old one": [{"text": "This is said in the old session."}],
    "Which model": [{"text": "I am another model."}],
    "Hang up on me": [STALLED],
    "Who hung up": [{"text": "Your terminal did."}],
}  # fmt: skip


class Day:
    """A person at their terminal, from the morning to the evening; the screens are kept in `album`, by name."""

    def __init__(self, home: Home, server: AnsweringServer, album: Path) -> None:
        self.home = home
        self.server = server
        self._album = album
        self._pictures = 0
        album.mkdir()

    def start(self, *arguments: str) -> None:
        environ = self.home.environ(TERM="xterm-256color", OPENAI_API_KEY="none")
        argv = [*COMMAND, *flags(self.server), *arguments]
        self.terminal = DrawnTerminal(argv, cwd=self.home.project, environ=environ, columns=100, rows=30)

    def say(self, text: str) -> None:
        """What is typed, and Enter."""
        self.terminal.type(text + "\r")

    def key(self, text: str) -> None:
        self.terminal.type(text)

    def sees(self, text: str) -> None:
        """Until the text has come up, wherever it stands by now."""
        self.terminal.wait_until(lambda: text in self.terminal.text(), repr(text))

    def sees_now(self, text: str) -> None:
        """Until the text stands on the screen."""
        self.terminal.wait_for(text)

    def waits(self, reached: Callable[[], object]) -> None:
        """Until something happens that is not on the screen."""
        self.terminal.wait_outside(reached)

    def rests(self) -> None:
        """Until nothing runs, nothing is asked, and the line is empty."""
        self.terminal.wait_until(self._is_at_rest, "the empty prompt")

    def has_line(self, text: str) -> None:
        """Until the input line holds this."""
        self.terminal.wait_until(lambda: f"› {text}" in self.terminal.rows()[-4:], f"the line {text!r}")

    def is_asked(self, question: str) -> None:
        """Until a question with this text stands and can be answered."""
        self.terminal.wait_until(lambda: self._is_asked(question), f"the question {question!r}")

    def answers(self, question: str, key: str) -> None:
        """Wait for a question, keep the screen with it, and answer."""
        self.is_asked(question)
        self.picture(f"asked {question[:20]}")
        self.say(key)

    def asks(self, text: str, answer: str) -> Asked:
        """A turn without questions: what is said, the answer it ends with; the last request of it."""
        self.say(text)
        self.sees(answer)
        self.rests()
        return self.server.asked[-1]

    def picture(self, name: str) -> None:
        self._pictures += 1
        shown = "\n".join(self.terminal.rows())
        (self._album / f"{self._pictures:02} {name.replace('/', '_')}.txt").write_text(shown + "\n")

    def file(self, name: str) -> str:
        return (self.home.project / name).read_text()

    def records(self) -> list[dict[str, Any]]:
        """The lines of the transcript of the day's first session."""
        return [json.loads(line) for line in self.home.transcripts()[0].read_bytes().splitlines()]

    def _is_asked(self, question: str) -> bool:
        rows = self.terminal.rows()
        after = next((number for number in reversed(range(len(rows))) if rows[number].startswith("› ")), 0)
        return rows[-2:-1] == ["answer ›"] and question in "\n".join(rows[after + 1 :])

    def _is_at_rest(self) -> bool:
        rows = self.terminal.rows()
        works = any("(Esc interrupts)" in row or row.startswith("• ") for row in rows[-10:-2])
        return len(rows) > 1 and rows[-2] == "›" and "· mode " in rows[-1] and not works
