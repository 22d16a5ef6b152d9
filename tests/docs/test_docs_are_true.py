"""The pages say what the program has, all of it, and nothing that it has not."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click
import msgspec
import pytest
from tests.docs.pages import ROOT, Page, all_pages, code_in, page, page_id

from reverie.agent.limits import RepeatedFailure
from reverie.agent.profile import full_profile
from reverie.cli.commands import COMMANDS
from reverie.cli.main import find_command
from reverie.config import instructions, repository_file
from reverie.config.features import FEATURES
from reverie.config.schema import KEYS
from reverie.conversation.events import AnyEvent, CallStatus, Event, Outcome
from reverie.conversation.messages import Usage
from reverie.conversation.origin import Origin
from reverie.conversation.record import AnyEffect
from reverie.headless import exit_codes
from reverie.headless.json_result import RunResult
from reverie.models.catalog import ModelCard
from reverie.models.local.catalog import DEFAULT, KNOWN, SMALL, LocalModel, PartsSource
from reverie.models.local.server_files import ServerSpec
from reverie.models.providers import PROVIDERS
from reverie.models.retry import RetryPolicy
from reverie.models.script import Script, ScriptedCall, Step
from reverie.plain import own_shell, prompt
from reverie.plain.commands.registry import COMMANDS as SLASH_COMMANDS
from reverie.safety.permissions import _SELF_RUNNING
from reverie.tools import web_fetch
from reverie.tools.child import GRACE
from reverie.tools.fingerprint import WHOLE_BYTES
from reverie.tools.means import Means
from reverie.tools.read import MOST_PICTURE_BYTES
from reverie.tools.registry import TOOL_NAMES, open_tools
from reverie.tools.shell import DEFAULT_TIMEOUT
from reverie.tools.workspace import Workspace

SOURCES = sorted((ROOT / "src" / "reverie").rglob("*.py"))
# The page of each command's subject; others are on usage.md.
COMMAND_PAGES = {
    "check": "check.md",
    "claims": "claims.md",
    "config": "configuration.md",
    "model": "models.md",
    "scorecard": "scorecard.md",
    "trust": "permissions.md",
}
# Words that a command takes in place of an id.
WITH_A_WORD = {"reverie why counterweight"}
# Flags of other programs that the pages name.
OTHER_FLAGS = {
    "--port",
    "--record",
    "--norc",
    "--noprofile",
    "--repo",
    "--only",
    "--keep",
    "--seed",
    "--kill-at",
    "--archives",
}
# Names in capitals that are no variable a person sets or meets: set for our own children, or another library's words.
NOT_FOR_PEOPLE = {
    *("OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "PIP_DISABLE_PIP_VERSION_CHECK", "GIT_OPTIONAL_LOCKS"),
    *("CERTIFICATE_VERIFY_FAILED", "F_FULLFSYNC"),
}


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command by the words that call it."""
    yield "reverie", find_command([])[0]
    for name in COMMANDS:
        command = find_command([name])[0]
        yield f"reverie {name}", command
        if isinstance(command, click.Group):
            yield from ((f"reverie {name} {sub}", found) for sub, found in command.commands.items())


@pytest.mark.parametrize(
    ("name", "command"), list(commands()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_and_option_is_documented(name: str, command: click.Command) -> None:
    found = page(COMMAND_PAGES.get(name.split()[1], "usage.md") if " " in name else "usage.md")
    cells = [row[0] for row in found.rows("flag" if name == "reverie" else "command")]
    said = " ".join(cell for cell in cells if name == "reverie" or re.search(rf"`{name}\b(?! [a-z])", cell))
    if name == "reverie":
        said += " ".join(found.code)
    assert said or isinstance(command, click.Group), f"{found.name} does not name `{name}`"
    for parameter in command.params:
        spellings = parameter.opts if isinstance(parameter, click.Option) else [_placeholder(parameter)]
        for spelling in spellings:
            assert re.search(rf"(?<![\w-]){re.escape(spelling)}(?![\w-])", said or found.prose), f"{name}: {spelling}"
        if isinstance(parameter.type, click.Choice):
            missing = [one for one in parameter.type.choices if not re.search(rf"\b{one}\b", found.prose)]
            assert not missing, f"{name} {spellings[-1]}: {missing}"


def _placeholder(parameter: click.Parameter) -> str:
    return re.sub(r"[\[\].]", "", parameter.make_metavar(click.Context(click.Command("x")))).partition("/")[0]


@pytest.mark.parametrize("found", all_pages(), ids=page_id)
def test_no_command_or_option_is_documented_that_is_not_there(found: Page) -> None:
    known = dict(commands())
    options = {opt for command in known.values() for parameter in command.params for opt in parameter.opts}
    said = [*found.code, *(fence.body for fence in found.fences if fence.language in ("text", "sh", "console", ""))]
    for text in said:
        unknown = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) - options - OTHER_FLAGS - {"--help"}
        assert not unknown, f"{found.name}: {unknown} in `{text}`"
        for first, second in re.findall(r"(?:^|\$ )reverie ([a-z]+)(?: ([a-z]+))?", text, re.MULTILINE):
            assert first in COMMANDS, f"{found.name}: `{text}`"
            assert not second or f"reverie {first} {second}" in {*known, *WITH_A_WORD}, f"{found.name}: `{text}`"


def test_every_slash_command_is_documented_and_no_other() -> None:
    rows = page("usage.md").rows("typed")
    assert [code_in(row[0])[0] for row in rows] == [f"/{each.name} {each.usage}".strip() for each in SLASH_COMMANDS]
    assert [row[1].startswith("* ") for row in rows] == [each.anytime for each in SLASH_COMMANDS]


def test_every_exit_status_is_documented_and_no_other() -> None:
    documented = {int(row[0]) for row in page("headless.md").rows("status")}
    assert documented == {value for name, value in vars(exit_codes).items() if name.isupper() and name[0] != "_"}


def test_every_event_and_its_fields_are_documented() -> None:
    section = page("headless.md").section("stream-json")
    events = {row[0].strip("`"): set(code_in(row[1])) - set(get_args(CallStatus)) for row in section.rows("type")}
    assert events == {_tag(kind): _fields(kind) for kind in get_args(AnyEvent)}
    effects = {row[0].strip("`"): set(code_in(row[1])) for row in section.rows("kind")}
    assert effects == {_tag(kind): _fields(kind) for kind in get_args(AnyEffect)}
    assert set(section.code) >= _fields(Usage) | set(get_args(CallStatus))
    assert all(issubclass(kind, Event) for kind in get_args(AnyEvent))


def test_the_json_result_is_documented() -> None:
    (example,) = (fence.body for fence in page("headless.md").fences if fence.kind == "output json")
    assert set(msgspec.json.decode(example)) == _fields(RunResult)
    assert set(page("headless.md").code) >= set(get_args(Outcome))


def _tag(kind: type[msgspec.Struct]) -> str:
    return str(kind.__struct_config__.tag)


def _fields(kind: type[msgspec.Struct]) -> set[str]:
    return set(kind.__struct_fields__)


@pytest.mark.parametrize("name", TOOL_NAMES)
def test_every_tool_and_its_arguments_are_documented(name: str, tmp_path: Path) -> None:
    (tool,) = open_tools(Means(Workspace(tmp_path)), limits=full_profile(1).result_limits, names=[name])
    rows = {row[0].strip("`"): row[1] for row in page("tools.md").section(name).rows("argument")}
    fields = {field.name: field for field in msgspec.structs.fields(tool.arguments)}
    assert list(rows) == list(fields)
    for argument, field in fields.items():
        assert not field.required or rows[argument].startswith("required"), argument
    values = {value for schema in tool.spec.schema["properties"].values() for value in schema.get("enum", ())}
    assert {str(value) for value in values} <= set(code_in(" ".join(rows.values())))


def test_no_tool_is_documented_that_is_not_there() -> None:
    assert re.findall(r"^## (\w+)$", page("tools.md").prose, re.MULTILINE) == list(TOOL_NAMES)


def test_every_provider_and_its_key_variables_are_documented() -> None:
    rows = {row[0].strip("`"): row[1:] for row in page("models.md").rows("provider")}
    assert list(rows) == list(PROVIDERS)
    for name, provider in PROVIDERS.items():
        keys, address, wire = rows[name]
        assert (tuple(code_in(keys)), code_in(address), wire) == (
            provider.key_variables,
            [provider.base_url],
            provider.wire,
        )


def test_every_field_of_a_card_is_documented() -> None:
    section = page("models.md").section("The catalog")
    words = set(section.code) | set(re.findall(r"\w+", " ".join(fence.body for fence in section.fences)))
    assert words >= _fields(ModelCard) - {"provider", "name"}


def test_every_setting_is_documented_and_no_other() -> None:
    rows = {row[0].strip("`"): row[1] for row in page("configuration.md").rows("key")}
    assert list(rows) == list(KEYS)
    for name, key in KEYS.items():
        assert set(code_in(rows[name])) >= set(key.choices), name
        assert not key.variable or key.variable in page("configuration.md").section("Environment variables").code, name
        assert not key.choices or f"`{key.default}` (default)" in rows[name], name


def test_every_feature_is_documented_as_it_is_declared() -> None:
    rows = {row[0].strip("`"): row[1:] for row in page("configuration.md").rows("feature")}
    assert rows == {
        name: [feature.state, "on" if feature.default else "off", f"`{feature.variable}`", feature.line]
        for name, feature in FEATURES.items()
    }


def test_every_environment_variable_is_documented() -> None:
    named = set(re.findall(r"[A-Z][A-Z0-9_]+", " ".join([*page("configuration.md").code, *page("models.md").code])))
    missing = {name: path.name for path in SOURCES for name in _variables(path) if name not in named}
    assert not missing


def _variables(path: Path) -> set[str]:
    """Whatever looks like a variable's name: capitals with an underscore, whole."""
    texts = (node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant))
    form = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)+|PATH|PAGER|TERM|ENV|SHELLOPTS|BASHOPTS")
    return {text for text in texts if isinstance(text, str) and form.fullmatch(text)} - NOT_FOR_PEOPLE


def test_every_field_of_a_script_is_documented() -> None:
    fields = _fields(Step) | _fields(Script) | _fields(ScriptedCall) | _fields(Usage)
    assert set(page("testing.md").section("Scripts").code) >= fields


def test_what_is_always_asked_is_documented() -> None:
    names = {name for kind in _SELF_RUNNING.values() for name in kind}
    assert set(page("permissions.md").section("What runs unasked").code) >= names


def test_origins_are_documented() -> None:
    in_use = {text for path in SOURCES for text in re.findall(r'"(\w+)"', path.read_text("utf-8"))} & set(
        get_args(Origin)
    )
    assert set(page("vocabulary.md").section("In use now").code) >= in_use - {"schedule", "hook", "peer", "mcp"}


POLICY = RetryPolicy()
LIMITS = full_profile(1).result_limits


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("models.md", f"tried up to {POLICY.attempts} times"),
        ("models.md", f"reached {POLICY.connect_attempts} times"),
        ("models.md", f"waiting {POLICY.first_delay:g} s to {POLICY.longest_delay:g} s"),
        ("models.md", f"up to {POLICY.longest_retry_after:g} s"),
        ("models.md", f"OpenAI {PROVIDERS['openai'].silence:g} s, a server on this machine"),
        ("models.md", f"this machine {PROVIDERS['ollama'].silence:g} s"),
        ("models.md", f"{DEFAULT.size / 1e9:.2f} GB"),
        ("models.md", f"{DEFAULT.memory / 1e9:.0f} GB of free memory"),
        ("models.md", f"(`{SMALL.name}`, {SMALL.size / 1e9:.2f} GB) needs {SMALL.memory / 1e9:.1f} GB"),
        ("models.md", {300.0: "five minutes after"}[ServerSpec("", "", "", "", "", 1).idle_seconds]),
        ("tools.md", f"at most {LIMITS.lines:,} lines and {LIMITS.characters:,} characters"),
        ("tools.md", f"pictures over {MOST_PICTURE_BYTES >> 20} MB"),
        ("tools.md", f"a file over {WHOLE_BYTES >> 20} MB is not edited"),
        ("tools.md", f"default {DEFAULT_TIMEOUT} for a command"),
        ("tools.md", f"{ {2.0: 'two'}[GRACE] } seconds later SIGKILL"),
        ("tools.md", f"{web_fetch.MOST_BYTES >> 20} MB, text only"),
        ("configuration.md", f"up to {instructions.MOST_BYTES >> 10} KB"),
        ("configuration.md", f"at most {instructions.MOST_BYTES >> 10} KB of it"),
        ("configuration.md", f"and {instructions.MOST_TOTAL_BYTES >> 10} KB of all files together"),
        ("configuration.md", f"in turn, {instructions.MOST_DEPTH} files deep"),
        ("configuration.md", f"settings](#a-projects-own-file), up to {repository_file.MOST_BYTES >> 10} KB"),
        ("usage.md", f"up to {own_shell.MOST_SHOWN:,} characters"),
        ("usage.md", f"more than {prompt.PASTE_CHARACTERS:,} characters"),
        ("usage.md", f"{prompt.MOST_FILES} files and {prompt.MOST_CHARACTERS:,} characters"),
        ("usage.md", f"picture up to {MOST_PICTURE_BYTES >> 20} MB"),
        ("headless.md", f"the same failing call { {3: 'three'}[RepeatedFailure().most] } times"),
    ],
)
def test_numbers_are_those_of_the_code(name: str, said: str) -> None:
    assert said in " ".join(page(name).prose.split())


@pytest.mark.parametrize("model", KNOWN, ids=lambda model: model.name)
def test_the_local_models_sources_are_named(model: LocalModel) -> None:
    text = page("models.md").section("The local model").prose
    for source in model.sources:
        if isinstance(source, PartsSource):
            assert f"`{source.prefix}1` to `{source.count}`" in text
