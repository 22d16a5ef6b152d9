"""Situations as rows: a small tree, a check as text, and the verdict that is right."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from reverie.checks.check_text import format_check, parse_check
from reverie.checks.running import decide
from reverie.checks.verdict import Verdict
from reverie.code.work_tree import WorkTree

TODAY = date(2026, 11, 23)


class Situation(NamedTuple):
    """`says` is found in what the verdict tells: its place, what is there now, why, what the check becomes."""

    name: str
    files: Mapping[str, str]
    check: str
    word: str
    says: str = ""


def lay_out(root: Path, files: Mapping[str, str]) -> Path:
    """The files of a situation on disk; a name that ends with `/` is an empty folder."""
    for name, text in files.items():
        path = root / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def verdict_of(check: str, files: Mapping[str, str], root: Path) -> Verdict:
    parsed = parse_check(check)
    assert parsed is not None, f"'{check}' is no check"
    return decide(parsed, WorkTree(lay_out(root, files)), today=TODAY)


def judge(situation: Situation, root: Path) -> None:
    """Fails unless the verdict is the right one; a moved check must hold where it moved to."""
    verdict = verdict_of(situation.check, situation.files, root)
    assert verdict.word == situation.word, told(verdict)
    assert situation.says in told(verdict)
    if verdict.word == "unverified":
        assert verdict.why
    if verdict.becomes is not None:
        assert decide(verdict.becomes, WorkTree(root), today=TODAY).word == "verified"


def told(verdict: Verdict) -> str:
    """All that a verdict says, in one line."""
    becomes = format_check(verdict.becomes) if verdict.becomes else ""
    return " | ".join([verdict.word, str(verdict.place or ""), verdict.now, verdict.why, becomes])
