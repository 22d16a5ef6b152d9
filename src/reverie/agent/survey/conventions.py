"""Conventions that a tool is set to hold a project to, each with the file that sets it."""

import re
from collections.abc import Iterator

from .python import PROJECT
from .tree import Tree, dig, keys_of
from .values import Remark
from .wording import value

_PRETTIER = ("printWidth", "tabWidth", "useTabs", "semi", "singleQuote", "trailingComma")
_VERSIONS = (
    (".python-version", "Python"),
    (".nvmrc", "Node"),
    (".node-version", "Node"),
    (".ruby-version", "Ruby"),
    ("rust-toolchain", "Rust"),
)
_CONTRIBUTING = ("CONTRIBUTING.md", "CONTRIBUTING.rst", ".github/CONTRIBUTING.md", "docs/CONTRIBUTING.md")
_COMMITLINT = (
    "commitlint.config.js",
    "commitlint.config.mjs",
    "commitlint.config.cjs",
    ".commitlintrc.json",
    ".commitlintrc",
)


def conventions(tree: Tree) -> Iterator[Remark]:
    yield from _versions(tree)
    yield from _python(tree)
    yield from _pytest(tree)
    yield from _javascript(tree)
    yield from _rust(tree)
    yield from _editors(tree)
    yield from _commits(tree)
    if file := tree.first(*_CONTRIBUTING):
        yield Remark("Rules for contributions are written down", file)


def _versions(tree: Tree) -> Iterator[Remark]:
    for file, name in _VERSIONS:
        if (found := tree.text(file).strip()) and "\n" not in found and (shown := value(found)):
            yield Remark(f"{name} {shown}", file)
    if found := value(dig(tree.toml(PROJECT), "project", "requires-python")):
        yield Remark(f"Python {found}", PROJECT)
    if found := value(dig(tree.json("package.json"), "engines", "node")):
        yield Remark(f"Node {found}", "package.json")
    if go := re.search(r"^go (\d[\w.]*)$", tree.text("go.mod"), re.MULTILINE):
        yield Remark(f"Go {go[1]}", "go.mod")


def _python(tree: Tree) -> Iterator[Remark]:
    tool = dig(tree.toml(PROJECT), "tool")
    own = tree.first("ruff.toml", ".ruff.toml")
    for name, table, key, source in (
        ("ruff", tree.toml(own) if own else dig(tool, "ruff"), "line-length", own),
        ("black", dig(tool, "black"), "line-length", ""),
        ("isort", dig(tool, "isort"), "profile", ""),
    ):
        if found := value(dig(table, key)):
            yield Remark(f"{name}: {key.replace('-', ' ')} {found}", source or f"{PROJECT}, [tool.{name}]")
    if found := value(dig(tool, "ruff", "lint", "pydocstyle", "convention")):
        yield Remark(f"Docstrings in the style of {found}", f"{PROJECT}, [tool.ruff.lint.pydocstyle]")
    if dig(tool, "mypy", "strict") is True:
        yield Remark("mypy is strict", f"{PROJECT}, [tool.mypy]")
    elif dig(tool, "mypy", "disallow_untyped_defs") is True:
        yield Remark("Every function is annotated (mypy, disallow_untyped_defs)", f"{PROJECT}, [tool.mypy]")
    elif re.search(r"^strict *= *[Tt]rue", tree.text("mypy.ini"), re.MULTILINE):
        yield Remark("mypy is strict", "mypy.ini")
    if found := value(dig(tool, "pyright", "typeCheckingMode")):
        yield Remark(f"pyright is in mode {found}", f"{PROJECT}, [tool.pyright]")
    contracts = dig(tool, "importlinter", "contracts")
    names = [name for one in contracts if (name := value(dig(one, "name")))] if isinstance(contracts, list) else []
    if names:
        yield Remark(f"Imports are checked: {'; '.join(names[:4])}", f"{PROJECT}, [tool.importlinter]")


def _pytest(tree: Tree) -> Iterator[Remark]:
    options = dig(tree.toml(PROJECT), "tool", "pytest", "ini_options") or dig(tree.toml(PROJECT), "tool", "pytest")
    source = f"{PROJECT}, [tool.pytest]"
    filters = dig(options, "filterwarnings")
    if isinstance(filters, list) and filters[:1] == ["error"]:
        yield Remark("A warning fails a test", source)
    markers = dig(options, "markers")
    found = (
        [one.partition(":")[0].strip() for one in markers if isinstance(one, str)] if isinstance(markers, list) else []
    )
    if shown := [one for one in found if re.fullmatch(r"\w+(?:\([\w, ]*\))?", one)]:
        yield Remark(f"Test markers: {', '.join(shown[:8])}", source)
    if least := value(dig(tree.toml(PROJECT), "tool", "coverage", "report", "fail_under")):
        yield Remark(f"Coverage below {least} % fails", f"{PROJECT}, [tool.coverage.report]")


def _javascript(tree: Tree) -> Iterator[Remark]:
    package = tree.json("package.json")
    file = tree.first(".prettierrc", ".prettierrc.json")
    settings = tree.json(file) if file else dig(package, "prettier")
    if shown := [f"{key} {value(dig(settings, key))}" for key in _PRETTIER if value(dig(settings, key))]:
        yield Remark(f"Prettier: {', '.join(shown)}", file or "package.json")
    if dig(tree.json("tsconfig.json"), "compilerOptions", "strict") is True:
        yield Remark("TypeScript is strict", "tsconfig.json")
    if file := tree.first("biome.json", "biome.jsonc"):
        yield Remark("Biome checks and formats", file)
    if file := next((name for name in tree.within("") if re.match(r"\.eslintrc|eslint\.config\.", name)), ""):
        yield Remark("ESLint has a configuration", file)
    if value(dig(package, "type")) == "module":
        yield Remark("Files are ES modules", "package.json")
    if dig(package, "workspaces") is not None or tree.has("pnpm-workspace.yaml"):
        yield Remark("Several packages in one workspace", tree.first("pnpm-workspace.yaml", "package.json"))


def _rust(tree: Tree) -> Iterator[Remark]:
    manifest = tree.toml("Cargo.toml")
    for table in (dig(manifest, "package"), dig(manifest, "workspace", "package")):
        if found := value(dig(table, "edition")):
            least = value(dig(table, "rust-version"))
            yield Remark(f"Rust edition {found}" + (f", at least Rust {least}" if least else ""), "Cargo.toml")
    for table in (dig(manifest, "lints", "rust"), dig(manifest, "workspace", "lints", "rust")):
        for name in keys_of(table):
            level = value(dig(table, name)) or value(dig(table, name, "level"))
            if level in ("forbid", "deny") and re.fullmatch(r"\w+", name):
                yield Remark(f"rustc: {level} {name}", "Cargo.toml, lints")
    file = tree.first("rustfmt.toml", ".rustfmt.toml")
    if (
        shown := [
            f"{key} {value(found)}" for key, found in tree.toml(file).items() if key.isidentifier() and value(found)
        ]
        if file
        else []
    ):
        yield Remark(f"rustfmt: {', '.join(shown[:6])}", file)


def _editors(tree: Tree) -> Iterator[Remark]:
    everywhere = re.search(r"^\[\*\]([^\[]*)", tree.text(".editorconfig"), re.MULTILINE)
    if everywhere:
        keys = "indent_style|indent_size|max_line_length|end_of_line"
        pairs = re.findall(rf"^({keys}) *= *([\w-]{{1,12}})\s*$", everywhere[1], re.MULTILINE)
        if pairs:
            yield Remark(", ".join(f"{key.replace('_', ' ')} {found}" for key, found in pairs), ".editorconfig")


def _commits(tree: Tree) -> Iterator[Remark]:
    file = ".pre-commit-config.yaml"
    hooks = re.findall(r"^\s*-?\s*id: *[\"']?([\w.-]{1,40})", tree.text(file), re.MULTILINE)
    if hooks:
        more = f" and {len(hooks) - 10} more" if len(hooks) > 10 else ""
        yield Remark(f"Before a commit: {', '.join(hooks[:10])}{more}", file)
    if hooks := [hook for name in tree.within(".husky") if (hook := value(name.removeprefix(".husky/")))]:
        yield Remark(f"Git hooks: {', '.join(hooks[:6])}", ".husky")
    if file := tree.first(*_COMMITLINT):
        yield Remark("commitlint checks commit messages", file)
    if dig(tree.toml(PROJECT), "tool", "commitizen") is not None:
        yield Remark("Commit messages follow commitizen", f"{PROJECT}, [tool.commitizen]")
    if found := value(dig(tree.toml(PROJECT), "tool", "towncrier", "directory")):
        yield Remark(f"Each change adds a news fragment in {found}", f"{PROJECT}, [tool.towncrier]")
