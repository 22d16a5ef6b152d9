# ruff: noqa: E501 - a situation is a row
"""`text`: in one line whatever the blanks, by whole words, and where it moved to."""

from pathlib import Path

import pytest

from .situations import Situation, judge

_FLY = {"fly.toml": '# deploy\napp =  "acme-prod"\nprimary_region = "ams"\n', "notes.md": "nothing\n"}

SITUATIONS = [
    Situation("as it stands", _FLY, 'text `primary_region = "ams"` in `fly.toml`', "verified", "fly.toml:3"),
    Situation("other blanks", _FLY, 'text `app="acme-prod"` in `fly.toml`', "verified", "fly.toml:2"),
    Situation("a word of a longer one", {"a.md": "timeouts\n"}, "text `timeout` in `a.md`", "refuted"),
    Situation("a version of a longer one", {"a.md": "needs 3.11\n"}, "text `needs 3.1` in `a.md`", "refuted", "needs 3.11"),
    Situation("a version that goes on", {"a.md": "v 3.1.2\n"}, "text `v 3.1` in `a.md`", "refuted"),
    Situation("changed", {"fly.toml": 'app = "acme-production"\n'}, 'text `app = "acme-prod"` in `fly.toml`', "refuted", 'fly.toml:1 | `app = "acme-production"`'),
    Situation("gone", {"fly.toml": "x = 1\n"}, 'text `app = "acme-prod"` in `fly.toml`', "refuted", "no line like it"),
    Situation("across two lines", {"a.md": "one\ntwo\n"}, "text `one two` in `a.md`", "refuted"),
    Situation("moved to one file", {"a.toml": "x = 1\n", "b.toml": 'app = "acme-prod"\n'}, 'text `app = "acme-prod"` in `a.toml`', "moved", 'text `app = "acme-prod"` in `b.toml`'),
    Situation("in several others", {"a.toml": "x\n", "b.toml": 'app = "acme-prod"\n', "c.toml": 'app = "acme-prod"\n'}, 'text `app = "acme-prod"` in `a.toml`', "refuted"),
    Situation("short ones are not looked for", {"a.toml": "y\n", "b.toml": "x = 1\n"}, "text `x = 1` in `a.toml`", "refuted"),
    Situation("its file moved", {"conf/fly.toml": 'app = "acme-prod"\n'}, 'text `app = "acme-prod"` in `fly.toml`', "moved", "conf/fly.toml"),
    Situation("its file is gone", {"a.md": "x\n"}, 'text `app = "acme-prod"` in `fly.toml`', "refuted", "no such file"),
    Situation("umlauts", {"a.md": "größer als früher\n"}, "text `größer als` in `a.md`", "verified"),
    Situation("signs only", {"a.md": "a => b\n"}, "text `=>` in `a.md`", "verified"),
    Situation("a folder", {"a/b.md": "x\n"}, "text `x` in `a`", "unverified"),
    Situation("outside", {"a.md": ""}, "text `x` in `../a.md`", "unverified", "outside"),
    Situation("absent", {"a.md": "y\n"}, "absent text `print(secret)` in `a.md`", "verified"),
    Situation("absent but there", {"a.md": "print(secret)\n"}, "absent text `print(secret)` in `a.md`", "refuted"),
]  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.name)
def test_texts(situation: Situation, tmp_path: Path) -> None:
    judge(situation, tmp_path)


def test_a_binary_file_is_not_judged(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\0\1\2 x = 1")
    judge(Situation("", {}, "text `x = 2` in `a.bin`", "unverified", "binary"), tmp_path)
