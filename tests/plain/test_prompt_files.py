"""What goes with a prompt: files and folders after an `@`."""

import os
from pathlib import Path

import msgspec
import pytest
from tests.fakes.faces import FakeRoom, in_room
from tests.fakes.loop import calls, says
from tests.fakes.person import MaskingRedactor

from reverie.conversation.messages import TextPart
from reverie.plain.attachments.mentions import Mention, mentions
from reverie.plain.pasted_pieces import PastedPieces
from reverie.plain.prompt import MOST_CHARACTERS, MOST_FILES, PASTE_CHARACTERS, Prepared, prepare


def prepared(folder: Path, text: str, *pasted: str) -> Prepared:
    async def act(room: FakeRoom) -> Prepared:
        room.desk.pasted.note(f"/plan {text}", pasted)
        return prepare(text, room.desk)

    found: Prepared = in_room(folder, act)
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "src").mkdir(parents=True)
    (folder / "src" / "a.py").write_text("one\ntwo\nthree\n")
    (folder / "a b.txt").write_text("spaced\n")
    (folder / "src" / ".git").mkdir()
    (folder / "empty").write_text("")
    return folder


WHOLE = "[src/a.py]\n1→one\n2→two\n3→three\n"
PART = "[src/a.py, lines 2-3 of 3]\n2→two\n3→three\n"


@pytest.mark.parametrize(
    ("typed", "added"),
    [
        ("look at @src/a.py", [WHOLE]),
        ("@src/a.py, please", [WHOLE]),
        ("(see @src/a.py).", [WHOLE]),
        ("@src/a.py:2-3", [PART]),
        ("@src/a.py:2-99!", [PART]),
        ("@src/a.py:2", ["[src/a.py, lines 2-2 of 3]\n2→two\n"]),
        ('@"a b.txt" and @a\\ b.txt', ["[a b.txt]\n1→spaced\n"]),
        ("@'a b.txt'", ["[a b.txt]\n1→spaced\n"]),
        ('@"src/a.py":2-3', [PART]),
        ("@src/", ["[the folder src]\na.py\n"]),
        ("@src/a.py @./src/a.py @src/../src/a.py", [WHOLE]),
        ("@src/a.py @src/a.py:2-3", [WHOLE, PART]),
        ("@empty", ["[empty, an empty file]\n"]),
        ("mail me@src/a.py", []),
        ("@nobody @dataclass @types/node @app.route @ @,", []),
        ("@.", ["[the folder .]\na b.txt\nempty\nsrc/\n"]),
    ],
)
def test_what_is_named_goes_with_the_prompt(tmp_path: Path, project: Path, typed: str, added: list[str]) -> None:
    found = prepared(tmp_path, typed)
    assert found.text == typed
    assert found.added == tuple(TextPart(text, "repo") for text in added)
    assert bool(found.notices) == bool(added)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("@src/b.py", "'@src/b.py' is not there; it stays text"),
        ("@notes.md", "'@notes.md' is not there; it stays text"),
        ("@/nowhere/x", "'@/nowhere/x' is not there; it stays text"),
        ("@src/a.py:9", "'src/a.py' was not added: it has only 3 lines"),
        ("@binary", "'binary' was not added: it is no text (binary data)"),
        ("@fifo", "'fifo' is a named pipe, not a regular file; only regular files can be used."),
    ],
)
def test_what_cannot_go_with_it_is_told(tmp_path: Path, project: Path, typed: str, told: str) -> None:
    (project / "binary").write_bytes(b"\0\1\2")
    os.mkfifo(project / "fifo")
    found = prepared(tmp_path, typed)
    assert (found.added, found.notices) == ((), (told,))


def test_secrets_in_a_file_are_masked(tmp_path: Path, project: Path) -> None:
    (project / "notes.md").write_text("it is hunter2\n")

    async def act(room: FakeRoom) -> str:
        session = room.desk.session
        bench = msgspec.structs.replace(session.equipment.bench, redactor=MaskingRedactor())
        session.equipment = msgspec.structs.replace(session.equipment, bench=bench)
        return str(prepare("@notes.md", room.desk).added)

    assert "it is [masked]" in in_room(tmp_path, act)


def test_many_wrong_names_do_not_flood_the_screen(tmp_path: Path, project: Path) -> None:
    found = prepared(tmp_path, " ".join(f"@src/{number}.py" for number in range(50)))
    assert len(found.notices) == 6 and found.notices[-1] == "and 45 more names with which nothing goes"


def test_a_file_given_so_counts_as_read(tmp_path: Path, project: Path) -> None:
    steps = [calls(("edit", {"path": "src/a.py", "old": "two", "new": "2"})), says("ok")]

    async def act(room: FakeRoom) -> None:
        await room.type("change @src/a.py")

    in_room(tmp_path, act, *steps, mode="accept-edits")
    assert (project / "src" / "a.py").read_text() == "one\n2\nthree\n"


def test_outside_the_project_what_the_person_names_is_given(tmp_path: Path, project: Path) -> None:
    (tmp_path / "out.txt").write_text("out\n")
    assert "1→out" in str(prepared(tmp_path, f"@{tmp_path / 'out.txt'}").added)
    assert "1→out" in str(prepared(tmp_path, "@../out.txt").added)


def test_a_long_pasted_text_names_nothing_outside_the_project(tmp_path: Path, project: Path) -> None:
    (tmp_path / "out.txt").write_text("out\n")
    found = prepared(tmp_path, f"@{tmp_path / 'out.txt'} @src/a.py {'x' * PASTE_CHARACTERS}")
    assert found.added == (TextPart(WHOLE, "repo"),)
    assert "a pasted text names it, outside the project; type its name" in found.notices[1]


@pytest.mark.parametrize("how", ["named", "linked", "hard linked", "dotted"])
def test_keys_are_never_given(tmp_path: Path, project: Path, how: str) -> None:
    keys = tmp_path / "reverie" / "config" / "keys.toml"
    keys.parent.mkdir(parents=True)
    keys.write_text('format = 1\n[keys]\nOPENAI_API_KEY = "sk-1"\n')
    keys.chmod(0o600)
    path = {"named": keys, "dotted": keys.parent / ".." / "config" / "keys.toml"}.get(how, project / "notes.txt")
    if how == "linked":
        path.symlink_to(keys)
    elif how == "hard linked":
        os.link(keys, path)
    found = prepared(tmp_path, f"@{path}")
    assert found.added == () and "it holds your keys" in found.notices[0]


def test_a_transcript_is_never_given(tmp_path: Path, project: Path) -> None:
    async def act(room: FakeRoom) -> Prepared:
        return prepare(f"@{room.desk.transcript.path}", room.desk)

    found = in_room(tmp_path, act)
    assert found.added == () and "it is a session's transcript" in found.notices[0]


def test_a_large_file_is_given_up_to_the_limit(tmp_path: Path, project: Path) -> None:
    (project / "big.txt").write_text("".join(f"{number}\n" for number in range(5_000_000)))
    found = prepared(tmp_path, "@big.txt")
    (part,) = found.added
    assert isinstance(part, TextPart) and part.text.startswith("[big.txt, lines 1-") and len(part.text) < 50_000
    assert "of 5,000,000)" in found.notices[0]
    assert "\n4000000→3999999\n4000001→" in prepared(tmp_path, "@big.txt:4000000-4000001").added[0].text  # type: ignore[union-attr]


def test_one_prompt_takes_only_so_much(tmp_path: Path, project: Path) -> None:
    for number in range(MOST_FILES + 2):
        (project / f"{number}.txt").write_text("x\n")
    found = prepared(tmp_path, " ".join(f"@{number}.txt" for number in range(MOST_FILES + 2)))
    assert len(found.added) == MOST_FILES and "20 files go with one prompt" in found.notices[1]
    for number in range(8):
        (project / f"{number}.txt").write_text(f"{'x' * 99}\n" * 300)
    found = prepared(tmp_path, " ".join(f"@{number}.txt" for number in range(8)))
    assert sum(len(part.text) for part in found.added if isinstance(part, TextPart)) <= MOST_CHARACTERS
    assert "too much for one prompt" in found.notices[-1]


def test_names_that_are_no_text_are_escaped(tmp_path: Path, project: Path) -> None:
    folder = project / "odd"
    folder.mkdir()
    (folder / "a\nb").touch()
    (folder / os.fsdecode(b"c\xff")).touch()
    (part,) = prepared(tmp_path, "@odd").added
    assert isinstance(part, TextPart) and part.text == "[the folder odd]\na\\nb\nc\\xff\n"


@pytest.mark.parametrize("text", ["@\0", "@" + "x" * 300, "@~nobody/x", "@a\udcff", "@src/a.py\0", "@[::/", "@" * 1000])
def test_strange_names_are_text(tmp_path: Path, project: Path, text: str) -> None:
    assert prepared(tmp_path, text).added == ()


def test_a_megabyte_of_names_is_looked_at_quickly() -> None:
    """Each name costs a few looks at the disk at most, and only the first 200 are looked at."""
    looked: list[str] = []

    def exists(path: str) -> bool:
        looked.append(path)
        return False

    found = list(mentions("@" + ")" * 500_000 + " @a.py," * 80_000, exists))
    assert len(found) < 200 and len(looked) < 1_000
    assert Mention("a.py,", "a.py,") in found


@pytest.mark.parametrize(
    ("text", "pasted", "added"),
    [
        ("> config is read from @../id_rsa, see above", ["> config is read from @../id_rsa, see above"], 0),
        ("look: > in @../id_rsa, x", ["> in @../id_rsa, see"], 0),
        ("@../id_rsa", ["@../", "id_rsa"], 0),
        ('@"../id_rsa"', ['@"../id_rsa"'], 0),
        ("@../shot.png", ["@../shot.png"], 0),
        ("see ../shot.png there", ["see ../shot.png there"], 0),
        ("../shot.png", ["../shot.png "], 1),
        ("what is ../shot.png", ["../shot.png"], 1),
        ("@../id_rsa", ["something else"], 1),
        ("> @../id_rsa\ngive @../id_rsa, too", ["> @../id_rsa\n"], 1),
        ("@../id_rsa", ["../id_rsa"], 1),
        ("> in @src/a.py", ["> in @src/a.py"], 1),
    ],
)
def test_a_pasted_text_adds_nothing_from_outside_the_project(
    tmp_path: Path, project: Path, text: str, pasted: list[str], added: int
) -> None:
    (tmp_path / "id_rsa").write_text("private\n")
    (tmp_path / "shot.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR\0\0\0\1\0\0\0\1" + b"\0" * 20)
    found = prepared(tmp_path, text, *pasted)
    refused = [line for line in found.notices if "type its name after an @" in line]
    assert bool(refused) == (not added)
    assert added or not found.added


def test_what_was_pasted_stays_so_when_it_is_put_back_and_sent_again() -> None:
    pieces = PastedPieces()
    pieces.note("see > a @../x b", ("> a @../x b",))
    pieces.note("please see > a @../x b", ())
    assert pieces.of("please see > a @../x b") == ("> a @../x b",)
    pieces.note("@../x", ("@../x",))
    pieces.note("@../x", ())
    assert pieces.of("@../x") == ()
