"""package.json."""

from .declared import Declared, below, table
from .json_tables import json_tables

_SECTIONS = (
    ("dependencies", ""),
    ("devDependencies", "dev"),
    ("peerDependencies", "peer"),
    ("optionalDependencies", "optional"),
)


def read_package_json(text: str, declared: Declared) -> None:
    tables = json_tables(text)
    engines = declared.line_of('"engines"')
    for name, wanted in table(tables.get("engines")).items():
        declared.add(name, wanted, declared.line_of(f'"{name}"', engines))
    for section, group in _SECTIONS:
        start = declared.line_of(f'"{section}"')
        for name, wanted in table(tables.get(section)).items():
            declared.add(name, "" if wanted == "*" else wanted, declared.line_of(f'"{name}"', start), group)
    runner = below(tables, "packageManager")
    if isinstance(runner, str):
        name, _, version = runner.partition("@")
        declared.add(name, version.split("+")[0], declared.line_of('"packageManager"'))
