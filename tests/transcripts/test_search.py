"""Exact search: what an oracle that decodes every line finds is found, with rg and without it."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    Message,
    ResultPart,
    TextPart,
    ToolMessage,
    user_text,
)
from reverie.transcripts.entries import texts_of
from reverie.transcripts.hits import Hit, Hits, as_text
from reverie.transcripts.needle import Needle, UnusableNeedle
from reverie.transcripts.reading import TranscriptFile, read_entries
from reverie.transcripts.records import FORMAT, SessionHeader
from reverie.transcripts.search import find_needle
from reverie.transcripts.session_file import SessionFile
from tests.transcripts.foreign_samples import claude, codex, event, file, item, lines, message, tool_result, tool_use

needs_rg = pytest.mark.skipif(shutil.which("rg") is None, reason="rg is not on PATH")
both = pytest.mark.parametrize("use_rg", [pytest.param(True, marks=needs_rg), False], ids=["rg", "no rg"])
ID = "01JD4K8ZQ5T7ABCDEFGHJKMNP"


def own(folder: Path, *messages: Message, session: str = ID + "Q") -> TranscriptFile:
    path = folder / f"{session}.jsonl"
    writer = SessionFile.create(path, SessionHeader(FORMAT, session, "t", "/p", "m", "0"), lambda: 1.0)
    for each in messages:
        writer.write_message(each)
    writer.close()
    return TranscriptFile("reverie", path, session)


def places(hits: Hits) -> list[tuple[str, int]]:
    return [(hit.file.session, hit.line) for hit in hits.hits]


@both
def test_an_identifier_is_found_whole_with_what_surrounds_it(tmp_path: Path, use_rg: bool) -> None:
    transcript = own(
        tmp_path,
        user_text("staging is acme_stage\nproduction is acme_prod\ndeploy by make ship"),
        AssistantMessage((TextPart("acme_prod2, my_acme_prod and acme_production are others", "model"),), "m"),
        AssistantMessage((CallPart("1", "shell", '{"command":"ship \\"acme_prod\\""}'),), "m"),
        ToolMessage((ResultPart("1", (TextPart("first\nacme_prod:done", "tool"),)),)),
        user_text("thanks"),
    )
    hits = find_needle("acme_prod", [transcript], use_rg=use_rg)
    assert [(hit.line, hit.what, hit.origin, hit.text) for hit in hits.hits] == [
        (5, "result", "tool", "acme_prod:done"),
        (4, "call", "model", 'ship "acme_prod"'),
        (2, "user", "human", "production is acme_prod"),
    ]
    assert [(hit.before, hit.after) for hit in hits.hits] == [
        (("first",), ("thanks",)),
        (("acme_prod2, my_acme_prod and acme_production are others",), ("first",)),
        (("staging is acme_stage",), ("deploy by make ship",)),
    ]
    assert hits.hits[-1].place == f"{ID}Q:2"


@both
@pytest.mark.parametrize(
    "needle",
    [
        "café_prod",
        "日本語",
        "🎉 done",
        'say "hi"',
        "C:\\temp\\new",
        "a/b",
        "src/app.py",
        "<b>&'x'",
        "one\ntwo",
        "\t-x",
        "é",
    ],
)
def test_every_spelling_of_json_is_one_text(tmp_path: Path, needle: str, use_rg: bool) -> None:
    """Writers differ in what they escape; arguments are JSON within JSON."""
    text = f"({needle})"
    plain, ascii_only = json.dumps(text, ensure_ascii=False), json.dumps(text)
    spellings = [
        plain,
        ascii_only,
        ascii_only.replace("\\u", "\\U").upper().replace("\\U", "\\u") if needle.isupper() else ascii_only,
        plain.replace("/", "\\/"),
        plain.replace("<", "\\u003C").replace("&", "\\u0026").replace("'", "\\u0027"),
    ]
    records = [f'{{"type":"user","message":{{"content":{spelled}}}}}'.encode() for spelled in spellings]
    calls = [item("function_call", name="x", call_id="1", arguments=f'{{"k":{spelled}}}') for spelled in spellings]
    files = [
        file(tmp_path, "claude-code", lines(*records), "a"),
        file(tmp_path, "codex", lines(*calls), "b"),
        file(tmp_path, "codex", b"".join(json.dumps(call).encode() + b"\n" for call in calls), "c"),
    ]
    for transcript in files:
        hits = find_needle(needle, [transcript], use_rg=use_rg)
        assert sorted(hit.line for hit in hits.hits) == [1, 2, 3, 4, 5], transcript.form


@both
def test_names_ids_and_times_of_records_are_no_text(tmp_path: Path, use_rg: bool) -> None:
    records = lines(
        claude("assistant", tool_use("toolu_9", "Bash", command="ls", timeout=8080)),
        claude("user", tool_result("toolu_9", "x"), toolUseResult={"oldTodos": ["kept_aside"]}),
        {"type": "file-history-snapshot", "messageId": "m9", "snapshot": {"tracked": "area.py"}},
    )
    transcript = file(tmp_path, "claude-code", records)
    found = {
        needle: [hit.line for hit in find_needle(needle, [transcript], use_rg=use_rg).hits]
        for needle in ("parentUuid", "command", "toolu_9", "cwd", "Bash", "8080", "kept_aside", "area.py", "tracked")
    }
    assert found == {
        "parentUuid": [],
        "command": [],
        "toolu_9": [],
        "cwd": [],
        "Bash": [1],
        "8080": [1],
        "kept_aside": [2],
        "area.py": [3],
        "tracked": [],
    }


@both
def test_the_newest_come_first_and_the_rest_is_counted(tmp_path: Path, use_rg: bool) -> None:
    files = []
    for number, name in enumerate("ABC"):
        files.append(own(tmp_path, *[user_text(f"x_{n} marker_7") for n in range(3)], session=ID + name))
        os.utime(files[-1].path, (1000 + number, 1000 + number))
    os.utime(files[0].path, (5000, 5000))
    hits = find_needle("marker_7", files, most=5, use_rg=use_rg)
    assert places(hits) == [(ID + "A", 4), (ID + "A", 3), (ID + "A", 2), (ID + "C", 4), (ID + "C", 3)]
    assert hits.more == 4


@both
def test_what_cannot_be_read_is_counted_and_never_a_crash(tmp_path: Path, use_rg: bool) -> None:
    good = claude("user", "needle_1 is here")
    content = lines(
        good,
        b'{"type":"user","message":{"content":"needle_1 \xff\xfe"}}',
        b'{"type":"user", needle_1',
        b"\x00needle_1\x00",
        claude("user", "x" * 10_000_000 + " needle_1"),
        claude("user", "before the tail"),
    )
    torn = b'{"type":"user","message":{"content":"needle_1'
    files = [
        file(tmp_path, "claude-code", content + torn, "one"),
        TranscriptFile("codex", tmp_path / "gone.jsonl", "gone"),
        TranscriptFile("codex", tmp_path, "folder"),
        file(tmp_path, "claude-code", b"", "empty"),
        file(tmp_path, "claude-code", json.dumps(good).encode(), "unended"),
    ]
    for each in files:
        if each.path.is_file():
            os.utime(each.path, (1000 + len(each.session), 1000))
    hits = find_needle("needle_1", files, use_rg=use_rg)
    assert sorted(places(hits)) == [("one", 1), ("one", 5), ("unended", 1)]
    assert (hits.unread_files, hits.unread_lines) == (2, 4)
    long = next(hit for hit in hits.hits if hit.line == 5)
    assert len(long.text) <= 400 and long.text.endswith("x needle_1") and long.after == ("before the tail",)
    assert "2 files could not be read" in as_text(hits) and "4 damaged lines" in as_text(hits)


@pytest.mark.parametrize(
    ("needle", "why"), [("", "empty"), (" \n", "empty"), ("x" * 1001, "too long"), ("\udcff", "not text")]
)
def test_what_cannot_be_searched_for_is_said_in_one_line(needle: str, why: str) -> None:
    with pytest.raises(UnusableNeedle, match=why) as raised:
        find_needle(needle, [])
    assert "\n" not in str(raised.value)


def test_no_rg_of_the_folder_and_no_settings_of_rg_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    transcript = own(tmp_path, user_text("needle_1"))
    evil = tmp_path / "rg"
    evil.write_text("#!/bin/sh\ntouch " + str(tmp_path / "ran") + "\n")
    evil.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    hits = find_needle("needle_1", [transcript], environ={"PATH": f".::{os.environ['PATH']}"})
    assert len(hits.hits) == 1 and not (tmp_path / "ran").exists()
    (tmp_path / "rgrc").write_text("--max-count=0\n--glob=!*\n")
    monkeypatch.setenv("RIPGREP_CONFIG_PATH", str(tmp_path / "rgrc"))
    assert find_needle("needle_1", [transcript]).hits == hits.hits


@pytest.mark.parametrize("script", ["exit 2", "kill -9 $$", "echo 'unknown flag' >&2; exit 2"])
def test_an_rg_that_cannot_do_it_is_replaced(tmp_path: Path, script: str) -> None:
    transcript = own(tmp_path, user_text("needle_1"))
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/rg").write_text(f"#!/bin/sh\n{script}\n")
    (tmp_path / "bin/rg").chmod(0o755)
    assert len(find_needle("needle_1", [transcript], environ={"PATH": str(tmp_path / "bin")}).hits) == 1


_PIECES = ["foo", "_", "f", "é", "日", "🎉", '"', "\\", "/", "n", "u00e9", " ", "\n", "<", "-", "\x7f", "oo1"]
_texts = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=8).map("".join)


def _records(text: str, style: int) -> bytes:
    """A text in one of several records and spellings."""
    kinds: list[Any] = [
        claude("user", text),
        claude("assistant", tool_use("1", "Edit", old={"deep": [text]})),
        claude("user", tool_result("1", "other"), toolUseResult={"k": text}),
        {"type": "summary", "summary": text, text: "as a name"},
    ]
    record = kinds[style % len(kinds)]
    spelled = json.dumps(record, ensure_ascii=style % 2 == 0)
    return (spelled.replace("/", "\\/") if style % 3 == 0 else spelled).encode()


@needs_rg
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.lists(st.tuples(_texts, st.integers(0, 11)), max_size=6), min_size=1, max_size=3),
    _texts.filter(lambda text: bool(text.strip())),
    st.booleans(),
)
@example([[("foo", 0), ("foo_", 1), ("a\nfoo", 2)]], "foo", True)
@example([[("é", 0), ("é", 1), ("日é", 3)]], "é", False)
def test_rg_python_and_an_oracle_find_the_same(contents: list[list[tuple[str, int]]], needle: str, ended: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, rows in enumerate(contents):
            content = b"\n".join(_records(text, style) for text, style in rows) + (b"\n" if ended else b"")
            files.append(file(Path(folder), "claude-code", content, f"s{number}"))
        by_rg, by_python = find_needle(needle, files, most=99), find_needle(needle, files, most=99, use_rg=False)
        assert by_rg == by_python
        assert sorted(places(by_rg)) == sorted(_oracle(needle, files))
        few, fewer = find_needle(needle, files, most=2), find_needle(needle, files, most=2, use_rg=False)
        assert few == fewer


def _oracle(needle: str, files: list[TranscriptFile]) -> Iterator[tuple[str, int]]:
    """Every line decoded, every text looked at."""
    looked_for = Needle(needle)
    for each in files:
        entries = list(read_entries(each))
        for line in sorted({entry.line for entry in entries}):
            texts = [text for entry in entries if entry.line == line for text in texts_of(entry)]
            if any(looked_for.find(text) >= 0 for text in texts):
                yield each.session, line


def test_large_files_are_read_in_blocks_whatever_their_lines(tmp_path: Path) -> None:
    """Lines end before, at and after the borders of blocks; a needle stands across them."""
    rows = [claude("user", "x" * size + " needle_1") for size in (1_048_000, 1_048_576, 10, 3_000_000, 500, 1_048_200)]
    transcript = file(tmp_path, "claude-code", lines(*rows))
    assert [hit.line for hit in find_needle("needle_1", [transcript], use_rg=False).hits] == [6, 5, 4, 3, 2, 1]


def test_a_line_beyond_the_longest_is_looked_at_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reverie.transcripts.scan._BLOCK", 64)
    monkeypatch.setattr("reverie.transcripts.scan.LONGEST_LINE", 256)
    rows = [claude("user", "x"), claude("user", "y " * 900 + "needle_1 z needle_1"), claude("user", "needle_1")]
    transcript = file(tmp_path, "claude-code", lines(*rows))
    assert [hit.line for hit in find_needle("needle_1", [transcript], use_rg=False).hits] == [3, 2]


@both
def test_bytes_that_look_like_another_encoding_change_nothing(tmp_path: Path, use_rg: bool) -> None:
    content = b"\xff\xfe\n" + lines(claude("user", "needle_1"))
    found = find_needle("needle_1", [file(tmp_path, "claude-code", content)], use_rg=use_rg)
    assert [hit.line for hit in found.hits] == [2]


def test_many_files_are_shared_by_threads(tmp_path: Path) -> None:
    files = [
        file(tmp_path, "claude-code", lines(claude("user", "y" * 600_000), claude("user", f"needle_{n}")), f"s{n}")
        for n in range(12)
    ]
    for n in range(12):
        assert places(find_needle(f"needle_{n}", files, use_rg=False)) == [(f"s{n}", 2)]


def hit(text: str, line: int, **more: Any) -> Hit:
    return Hit(TranscriptFile("reverie", Path("x"), ID + "Q"), line, "user", "human", text, **more)


def test_the_text_for_a_model_is_short_and_says_what_it_leaves_out() -> None:
    hits = Hits(
        "x", tuple(hit(f"{'é' * 200} x {n}", n + 2, before=("b" * 160,), at="2026-01-02T03") for n in range(20))
    )
    text = as_text(hits)
    assert len(text.encode()) <= 2048
    shown = [line for line in text.splitlines() if line.startswith(ID)]
    assert shown[0] == f"{ID}Q:2 · user · human · 2026-01-02"
    assert f"… and {20 - len(shown)} more lines" in text
    assert "up to 25 more lines" in as_text(Hits("x", hits.hits[:1], more=25))
    assert as_text(Hits("x")) == "no transcript holds 'x'"


@pytest.mark.parametrize("text", ["\u202e" * 400, "🎉" * 400, "x" * 400])
def test_no_hit_is_too_large_for_the_text(text: str) -> None:
    hits = Hits("n" * 1000, (hit(text, 2, before=(text[:160],), after=(text[:160],)),), more=3, unread_files=2)
    shown = as_text(hits)
    assert len(shown.encode()) <= 2048 and f"{ID}Q:2" in shown and "\u202e" not in shown


def test_the_same_words_of_a_session_are_quoted_once() -> None:
    repeated = (
        hit(
            "same",
            9,
        ),
        hit("same", 7),
        hit("other", 5),
    )
    text = as_text(Hits("same", repeated))
    assert f"{ID}Q:7 :9 · user" in text and text.count("> same") == 1


def test_an_echo_has_the_origin_of_the_words_themselves(tmp_path: Path) -> None:
    rows = lines(
        codex("session_meta", id="x"), message("user", "use acme_1"), event("user_message", message="use acme_1")
    )
    text = as_text(find_needle("acme_1", [file(tmp_path, "codex", rows)]))
    assert "one:3 :2 · user · human" in text and text.count("> use acme_1") == 1
