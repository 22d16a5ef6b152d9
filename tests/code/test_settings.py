"""Keys, values and lines of every kind of settings, and what becomes of broken and hostile ones."""

import time

import pytest

from reverie.code.settings import settings_of
from reverie.code.settings.found import MOST_KEYS

Rows = list[tuple[str, str, int]]


def read(path: str, text: str) -> Rows:
    settings = settings_of(path, text)
    assert settings is not None and settings.trouble == ""
    return [(found.key, found.value, found.line) for found in settings.settings]


def trouble(path: str, text: str) -> str:
    settings = settings_of(path, text)
    assert settings is not None
    return settings.trouble


TOML = '''\
title = "it's"  # a remark with [brackets] and key = 1
[tool.ruff]
line-length = 120
select = [
    "E",  # fake = "x"
    "[W]",
]
per-file = { "a.py" = ["E"], deep = { x = 1 } }
text = """
not = "a key"
[not.a.table]
"""
[tool."odd name".x]
on = true
when = 2026-01-02
[[source]]
name = "a"
[[source]]
name = "b"
[source.more]
k = 0x1F
'''


def test_toml() -> None:
    assert read("pyproject.toml", TOML) == [
        ("title", "it's", 1),
        ("tool", "{}", 2),
        ("tool.ruff", "{}", 2),
        ("tool.ruff.line-length", "120", 3),
        ("tool.ruff.select", '["E", "[W]"]', 4),
        ("tool.ruff.per-file", "{}", 8),
        ("tool.ruff.per-file.a.py", '["E"]', 8),
        ("tool.ruff.per-file.deep", "{}", 8),
        ("tool.ruff.per-file.deep.x", "1", 8),
        ("tool.ruff.text", 'not = "a key" [not.a.table]', 9),
        ("tool.odd name", "{}", 13),
        ("tool.odd name.x", "{}", 13),
        ("tool.odd name.x.on", "true", 14),
        ("tool.odd name.x.when", "2026-01-02", 15),
        ("source", '[{"name": "a"}, {"name": "b", "more": {"k": 31}}]', 16),
        ("source.0", "{}", 16),
        ("source.0.name", "a", 17),
        ("source.1", "{}", 18),
        ("source.1.name", "b", 19),
        ("source.1.more", "{}", 20),
        ("source.1.more.k", "31", 21),
    ]


JSON = """\
{
  // a remark
  "scripts": {"test": "vitest run", "lint": "eslint ."},
  "a": [1, true, "x"], /* two
  lines */
  "list": [{"b": null}, 3, [4]],
  "n": -1.5e3, "é\\n": "\\u00e9\\tx",
}
"""


@pytest.mark.parametrize("path", ["tsconfig.json", "x/settings.jsonc", ".eslintrc"])
def test_json_with_comments_and_trailing_commas(path: str) -> None:
    assert read(path, JSON) == [
        ("scripts", "{}", 3),
        ("scripts.test", "vitest run", 3),
        ("scripts.lint", "eslint .", 3),
        ("a", '[1, true, "x"]', 4),
        ("list", "[3]", 6),
        ("list.0", "{}", 6),
        ("list.0.b", "null", 6),
        ("list.1", "3", 6),
        ("list.2", "[4]", 6),
        ("n", "-1.5e3", 7),
        ("é\n", "é x", 7),
    ]


YAML = """\
# workflow
name: CI
on:
  push: {branches: [main, "dev"]}
env: &env
  LEVEL: 3.10
  QUIET: no
defaults: *env
jobs:
  test:
    <<: *env
    LEVEL: '4'
    steps:
      - uses: actions/checkout@v4
      - name: run
        run: |
          make check
          make docs
    nothing:
"""


def test_yaml_is_given_as_it_is_written() -> None:
    assert read(".github/workflows/ci.yml", YAML) == [
        ("name", "CI", 2),
        ("on", "{}", 3),
        ("on.push", "{}", 4),
        ("on.push.branches", '["main", "dev"]', 4),
        ("env", "{}", 5),
        ("env.LEVEL", "3.10", 6),
        ("env.QUIET", "no", 7),
        ("defaults", "{}", 8),
        ("defaults.LEVEL", "3.10", 6),
        ("defaults.QUIET", "no", 7),
        ("jobs", "{}", 9),
        ("jobs.test", "{}", 10),
        ("jobs.test.LEVEL", "4", 12),
        ("jobs.test.steps", "[]", 13),
        ("jobs.test.steps.0", "{}", 14),
        ("jobs.test.steps.0.uses", "actions/checkout@v4", 14),
        ("jobs.test.steps.1", "{}", 15),
        ("jobs.test.steps.1.name", "run", 15),
        ("jobs.test.steps.1.run", "make check make docs", 16),
        ("jobs.test.nothing", "null", 19),
        ("jobs.test.QUIET", "no", 7),
    ]


def test_yaml_of_several_documents_numbers_the_later_ones() -> None:
    assert read("k8s.yaml", "kind: A\n---\nkind: B\nspec: {x: 1}\n") == [
        ("kind", "A", 1),
        ("1", "{}", 3),
        ("1.kind", "B", 3),
        ("1.spec", "{}", 4),
        ("1.spec.x", "1", 4),
    ]


def test_ini() -> None:
    text = "root = true\n[tox]\n; remark\nenvlist =\n    py311\n    # inner\n    lint\n"
    text += "[testenv:lint]\ncommands: ruff = x\nalone\n"
    assert read("tox.ini", text) == [
        ("root", "true", 1),
        ("tox", "{}", 2),
        ("tox.envlist", "py311 lint", 4),
        ("testenv:lint", "{}", 8),
        ("testenv:lint.commands", "ruff = x", 9),
        ("testenv:lint.alone", "", 10),
    ]


def test_dotenv() -> None:
    text = "# A=1\nexport PORT=8080 # web\nNAME='a b'\nKEY=\"two\nlines\"\nHASH=a#b\n\nEMPTY=\nnot a line\n"
    assert read("app/.env.example", text) == [
        ("PORT", "8080", 2),
        ("NAME", "a b", 3),
        ("KEY", "two lines", 4),
        ("HASH", "a#b", 6),
        ("EMPTY", "", 8),
    ]


MAKEFILE = """\
PY ?= python3
TOOLS := fmt lint
.PHONY: test $(TOOLS)
test: build  ## runs everything
\t@$(PY) -m pytest \\
\t\t-q
\tsecond line
fmt lint: ; ruff $@
%.o: %.c
\tcc $<
deps:
debug: CFLAGS = -g
$(TOOLS): more
url = http://x:1
export MODE = fast
define BLOCK
not: a target
endef
ifeq ($(OS),x)
win: all
\techo win
endif
a/b.txt: c
\ttouch $@
"""


def test_a_makefile_has_targets_and_variables() -> None:
    assert read("Makefile", MAKEFILE) == [
        ("PY", "python3", 1),
        ("TOOLS", "fmt lint", 2),
        ("test", "$(PY) -m pytest -q", 4),
        ("fmt", "ruff $@", 8),
        ("lint", "ruff $@", 8),
        ("deps", "", 11),
        ("fmt", "", 13),
        ("lint", "", 13),
        ("url", "http://x:1", 14),
        ("MODE", "fast", 15),
        ("win", "echo win", 20),
        ("a/b.txt", "touch $@", 23),
    ]


@pytest.mark.parametrize(
    ("path", "text", "why"),
    [
        ("Makefile", "include common.mk\na:\n\tb\n", "it includes 'common.mk'"),
        ("Makefile", "%: Makefile\n\tsphinx $@\n", "line 1 takes any target"),
        ("rules.mk", "$(DIRS): x\n", "line 1 names targets by '$(DIRS)'"),
        ("GNUmakefile", "$(foreach d,$(DIRS),$(eval $(call rule,$(d))))\n", "line 1 makes rules"),
        ("justfile", "import 'ci.just'\n", "it imports 'ci.just'"),
    ],
)
def test_what_other_targets_there_may_be_is_said(path: str, text: str, why: str) -> None:
    assert trouble(path, text) == why


def test_a_justfile_has_recipes_aliases_and_variables() -> None:
    text = (
        "set shell := ['bash']\nversion := '1.2'\nalias t := test\n\n"
        '# all\n[private]\n@test target="a:b" *args: build\n'
        "    @pytest {{target}}\n    more\n\nbuild:\n  cargo build\nempty:\n"
    )
    assert read("justfile", text) == [
        ("version", "1.2", 2),
        ("t", "test", 3),
        ("test", "pytest {{target}}", 7),
        ("build", "cargo build", 11),
        ("empty", "", 13),
    ]


def test_a_dockerfile_has_what_people_speak_of() -> None:
    text = "ARG V=3.12\nFROM --platform=x python:3.12 AS base\nENV A=1 \\\n    B='two'\n"
    text += 'ENV OLD way of it\nEXPOSE 8080\nRUN x\nCMD ["a"]\n'
    assert read("Dockerfile", text) == [
        ("ARG.V", "3.12", 1),
        ("FROM", "python:3.12 AS base", 2),
        ("ENV.A", "1", 3),
        ("ENV.B", "two", 3),
        ("ENV.OLD", "way of it", 5),
        ("EXPOSE", "8080", 6),
        ("CMD", '["a"]', 8),
    ]


@pytest.mark.parametrize(
    "path", ["a.py", "README.md", "uv.lock", "package-lock.json", "pnpm-lock.yaml", "x.lock.json", "Make"]
)
def test_other_files_have_no_settings(path: str) -> None:
    assert settings_of(path, "a = 1") is None


def laughs(first: str, each: str) -> str:
    """Aliases of aliases, four times as many at each of thirty levels."""
    lines = (f"b{number}: &b{number} {each.format(f'*b{number - 1}' if number else '*a')}" for number in range(30))
    return "\n".join([first, *lines])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.toml", "a = \n"),
        ("a.toml", "a = 1" + "0" * 6000),
        ("a.toml", "a = " + "[" * 100_000),
        ("a.toml", "\n".join(f"[{'.'.join('a' * n)}]" for n in (1, 2000))),
        ("a.toml", "a = [\n" + "[\n" * 50_000),
        ("a.toml", "a\0b = 1"),
        ("a.json", ""),
        ("a.json", '{"a" 1}'),
        ("a.json", '{"a": }x'),
        ("a.json", '{"a": 1'),
        ("a.json", '{"a": 1]'),
        ("a.json", '{"a": "x'),
        ("a.json", "[" * 1_000_000),
        ("a.json", '{"a":' * 100_000),
        ("a.json", "{\0}"),
        ("a.json", "[" + "{}," * 100_000 + "]"),
        ("a.json", '{"a": "' + "x" * 10_000_000 + '"}'),
        ("a.yaml", "a: [1"),
        ("a.yaml", "- " * 500_000 + "x"),
        ("a.yaml", "[" * 500_000),
        ("a.yaml", "\n".join(" " * n + "a:" for n in range(1500))),
        ("a.yaml", "a\0b: 1"),
        ("a.yaml", "? [a, b]\n: c\n"),
        ("a.yaml", "\n".join(f"k{n}: 1" for n in range(MOST_KEYS + 1))),
        ("a.yaml", laughs("a: &a [x, x]", "[{0}, {0}, {0}, {0}]")),
        ("a.yaml", laughs("a: &a {x: 1, y: 2}", "{{p: {0}, q: {0}, r: {0}, s: {0}}}")),
        ("a.ini", "{ this is } no ini\n"),
        ("Makefile", "\n".join(f"v{n} = $(v{n + 1}) $(v{n + 1})" for n in range(200)) + "\n$(v0): x\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_and_soon(path: str, text: str) -> None:
    began = time.process_time()
    why = trouble(path, text)
    assert why and "\n" not in why
    assert time.process_time() - began < 5


@pytest.mark.parametrize("path", ["a.toml", "a.json", "a.yml", "a.ini", ".env", "Makefile", "justfile", "Dockerfile"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "\ufeff",
        "\ud800",
        "=",
        "[",
        "]",
        ":",
        "\\",
        '"',
        "- - -",
        "a: b: c",
        "\r\n\r",
        "[]\n=\n",
        "%",
        "&a *a",
    ],
)
def test_nothing_raises(path: str, text: str) -> None:
    assert settings_of(path, text) is not None


def test_an_alias_of_itself_ends() -> None:
    settings_of("a.yaml", "a: &a [*a]\nb: &b {c: *b, <<: *b}\n")


def test_values_are_one_line_of_bounded_length() -> None:
    (setting,) = settings_of(".env", f"A='{'x ' * 5000}'").settings  # type: ignore[union-attr]
    assert len(setting.value) == 4000 and setting.value.endswith("…")
