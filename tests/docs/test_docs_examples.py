"""Every example in the pages is read by the code it is meant for; those of a run are run again."""

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from tests.docs.pages import Fence, Page, all_pages, code_in, page
from tests.e2e.binary import Home

from reverie.config.keys import find_key, keys_file
from reverie.config.places import Places
from reverie.config.settings import PermissionMode, config_file, load_settings
from reverie.conversation.access import (
    Access,
    CommandAccess,
    NoAccess,
    ProposedCall,
    ReadAccess,
    WebAccess,
    WriteAccess,
)
from reverie.models.catalog import find_card
from reverie.models.script import parse_script
from reverie.safety.permissions import Allow, Ask, Deny, Policy, judge
from reverie.safety.rules import Rule, matches, parse_rules
from reverie.transcripts.records import UnknownRecord, decode

EXAMPLES = [
    (found, fence) for found in all_pages() for fence in found.fences if fence.language in ("json", "jsonl", "toml")
]
PROJECT = Path("/project")


def places_below(folder: Path) -> Places:
    (folder / "config").mkdir()
    return Places(folder / "config", folder / "data", folder / "state", folder / "cache")


@pytest.mark.parametrize(("found", "fence"), EXAMPLES, ids=lambda value: getattr(value, "kind", None) or "")
def test_every_example_is_read_by_its_loader(found: Page, fence: Fence, tmp_path: Path) -> None:
    assert fence.kind, (
        f"{found.name}: a {fence.language} block does not say what it is; write ```{fence.language} script"
    )
    kind = fence.kind.split()[0]
    if kind == "script":
        parse_script(fence.body)
    elif kind == "config":
        _read_config(fence.body, places_below(tmp_path))
    elif kind == "keys":
        _read_keys(fence.body, places_below(tmp_path))
    elif kind == "transcript":
        assert not any(isinstance(decode(line.encode()), UnknownRecord) for line in fence.body.splitlines())
    else:
        assert kind == "output", f"{found.name}: nothing reads a block marked '{fence.kind}'"


def _read_config(text: str, places: Places) -> None:
    config_file(places).write_text(text)
    settings = load_settings(places, {})
    for name in settings.catalog:
        find_card(name, settings.catalog)


def _read_keys(text: str, places: Places) -> None:
    keys_file(places).write_text(text)
    keys_file(places).chmod(0o600)
    assert find_key(re.findall(r"(\w+_KEY) =", text), places, {})


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The project that the headless page's examples come from."""
    home = Home(tmp_path_factory.mktemp("demo"))
    (home.project / "area.py").write_text("def area(radius):\n    return 3.14 * radius * radius\n")
    (home.project / "demo.json").write_text(_block("script demo"))
    return home


def _block(kind: str) -> str:
    (found,) = (fence.body for fence in page("headless.md").fences if fence.kind == kind)
    return found


def _run(demo: Home, form: str) -> tuple[str, str]:
    done = demo.run("-p", "where is area?", "--model", "scripted/demo.json", "--output-format", form)
    assert done.returncode == 3
    return done.stdout, done.stderr


def test_the_text_example_is_what_comes_out(demo: Home) -> None:
    assert _run(demo, "text") == (_block("output text"), _block("error text"))


def test_the_json_example_is_what_comes_out(demo: Home) -> None:
    printed, shown = json.loads(_run(demo, "json")[0]), json.loads(_block("output json"))
    assert list(printed) == list(shown)
    printed["session"], printed["usage"]["input"] = shown["session"], shown["usage"]["input"]
    assert printed == shown


def test_the_stream_json_example_is_how_the_stream_begins(demo: Home) -> None:
    shown = [json.loads(line) for line in _block("output stream-json").splitlines()]
    printed = [json.loads(line) for line in _run(demo, "stream-json")[0].splitlines()][: len(shown)]
    printed[0] |= {"session": shown[0]["session"], "root": shown[0]["root"]}
    assert printed == shown


RULES = page("permissions.md").rows("rule")


@pytest.mark.parametrize("row", RULES, ids=lambda row: str(row[0]))
def test_a_rule_covers_what_the_page_says_and_not_what_it_says_not(row: list[str]) -> None:
    (written,) = code_in(row[0])
    (rule,) = parse_rules(written)
    assert str(rule) == written or "domain:" in written
    assert code_in(row[1]) and all(_covers(rule, example) for example in code_in(row[1]))
    assert not any(_covers(rule, example) for example in code_in(row[2]))


def _covers(rule: Rule, example: str) -> bool:
    if rule.tool == "shell":
        return matches(rule, "shell", CommandAccess(example, PROJECT), PROJECT)
    if rule.tool == "web_fetch":
        return matches(rule, "web_fetch", WebAccess(example), PROJECT)
    access = ReadAccess if rule.tool == "read" else WriteAccess
    return matches(rule, rule.tool, access(PROJECT / example), PROJECT)


ACCESSES: dict[str, Access] = {
    "reading in the project": ReadAccess(PROJECT / "a"),
    "reading outside it": ReadAccess(Path("/elsewhere/a")),
    "writing in the project": WriteAccess(PROJECT / "a"),
    "a command in the project": CommandAccess("make", PROJECT),
    "fetching a page": WebAccess("https://example.org/"),
    "looking at a background job of this session": NoAccess(),
    "a plan, a todo list, a question to you, a task, the memory": NoAccess(),
}
VERDICTS = {"runs": Allow, "asks": Ask, "denied": Deny}


def test_the_table_of_what_runs_unasked_is_the_policys() -> None:
    rows = {row[0]: row[1:] for row in page("permissions.md").rows("access")}
    assert set(rows) == set(ACCESSES)
    for name, access in ACCESSES.items():
        for mode, cell in zip(get_args(PermissionMode), rows[name], strict=True):
            verdict = judge(ProposedCall("1", "shell", access, ""), Policy(mode, PROJECT))
            assert isinstance(verdict, VERDICTS[cell.partition(",")[0]]), f"{name}, {mode}: {verdict}"
