"""uv.lock, poetry.lock, pdm.lock, Pipfile and Pipfile.lock."""

from .declared import Declared, Unreadable, below, python_name, table
from .json_tables import json_tables
from .toml_tables import TomlTables


def read_package_tables(text: str, declared: Declared) -> None:
    """`[[package]]` tables with a name and a version, as uv, Poetry and PDM write them."""
    toml = TomlTables(text)
    packages = toml.tables.get("package")
    if not isinstance(packages, list):
        raise Unreadable("no packages in it")
    for number, package in enumerate(packages):
        name, version = below(package, "name"), below(package, "version")
        if isinstance(name, str) and isinstance(version, str):
            line = toml.line("package", str(number), "name")
            declared.add(python_name(name), version, line, is_locked=True)


def read_pipfile(text: str, declared: Declared) -> None:
    toml = TomlTables(text)
    wanted = below(toml.tables, "requires", "python_version")
    if isinstance(wanted, str):
        declared.add("python", wanted, toml.line("requires", "python_version"))
    for section, group in (("packages", ""), ("dev-packages", "dev")):
        for name, given in table(toml.tables.get(section)).items():
            version = given if isinstance(given, str) else below(given, "version")
            declared.add(python_name(name), "" if version == "*" else version, toml.line(section, name), group)


def read_pipfile_lock(text: str, declared: Declared) -> None:
    tables = json_tables(text)
    for section, group in (("default", ""), ("develop", "dev")):
        start = declared.line_of(f'"{section}"')
        for name, given in table(tables.get(section)).items():
            version = below(given, "version")
            if isinstance(version, str):
                line = declared.line_of(f'"{name}":', start)
                declared.add(python_name(name), version.removeprefix("=="), line, group, is_locked=True)
