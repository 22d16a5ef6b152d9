"""pyproject.toml: PEP 621, dependency groups (PEP 735), Poetry, and setuptools' files of dynamic dependencies."""

from .declared import Declared, below, python_name, table, texts
from .toml_tables import TomlTables


def read_pyproject(text: str, declared: Declared) -> None:
    toml = TomlTables(text)
    _project(toml, declared)
    _groups(toml, declared)
    _poetry(toml, declared)
    _dynamic(toml, declared)
    _listed(toml, declared, ("build-system", "requires"), "build")
    for key in ("dev-dependencies",):  # uv's, before there were groups
        _listed(toml, declared, ("tool", "uv", key), "dev")


def _listed(toml: TomlTables, declared: Declared, keys: tuple[str, ...], group: str) -> None:
    """A list of requirements at these keys."""
    start = toml.line(*keys)
    for requirement in texts(below(toml.tables, *keys)):
        declared.add_requirement(requirement, declared.line_of(requirement, start), group)


def _project(toml: TomlTables, declared: Declared) -> None:
    wanted = below(toml.tables, "project", "requires-python")
    if isinstance(wanted, str):
        declared.add("python", wanted, toml.line("project", "requires-python"))
    _listed(toml, declared, ("project", "dependencies"), "")
    for extra in table(below(toml.tables, "project", "optional-dependencies")):
        _listed(toml, declared, ("project", "optional-dependencies", extra), extra)


def _groups(toml: TomlTables, declared: Declared) -> None:
    for group in table(toml.tables.get("dependency-groups")):
        _listed(toml, declared, ("dependency-groups", group), group)
    for group in table(below(toml.tables, "tool", "pdm", "dev-dependencies")):
        _listed(toml, declared, ("tool", "pdm", "dev-dependencies", group), group)


def _poetry(toml: TomlTables, declared: Declared) -> None:
    poetry = ("tool", "poetry")
    _named(toml, declared, (*poetry, "dependencies"), "")
    _named(toml, declared, (*poetry, "dev-dependencies"), "dev")
    for group in table(below(toml.tables, *poetry, "group")):
        _named(toml, declared, (*poetry, "group", group, "dependencies"), group)


def _named(toml: TomlTables, declared: Declared, keys: tuple[str, ...], group: str) -> None:
    """A table from names to ranges, to tables with a `version`, or to lists of such tables."""
    for name, given in table(below(toml.tables, *keys)).items():
        first = given[0] if isinstance(given, list) and given else given
        wanted = first if isinstance(first, str) else below(first, "version")
        declared.add(python_name(name), "" if wanted == "*" else wanted, toml.line(*keys, name), group)


def _dynamic(toml: TomlTables, declared: Declared) -> None:
    """`dynamic`: known when setuptools takes it from a file; else the build computes it."""
    dynamic = texts(below(toml.tables, "project", "dynamic"))
    line = toml.line("project", "dynamic")
    if "dependencies" in dynamic:
        files = below(toml.tables, "tool", "setuptools", "dynamic", "dependencies", "file")
        names = [files] if isinstance(files, str) else texts(files)
        if not names:
            declared.doubt = f"its dependencies are computed (line {line})"
        _from_files(declared, names)
    elif not {"requires-python", "optional-dependencies"}.isdisjoint(dynamic):
        declared.doubt = f"some of it is computed (line {line})"


def _from_files(declared: Declared, names: list[str]) -> None:
    from .reading import reader_for
    from .requirements import read_listed

    for name in names:
        path = declared.folder + name
        text = declared.other(path)
        if text is None:
            declared.doubt = f"'{name}' cannot be read"
        elif reader_for(path) is None:  # one that is found by its name is read by itself
            inner = Declared(path, text, declared.other)
            read_listed(text, inner, "")
            declared.dependencies += inner.dependencies
