"""setup.cfg: `[options]` of setuptools."""

import configparser

from .declared import Declared, Unreadable


def read_setup_cfg(text: str, declared: Declared) -> None:
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    try:
        parser.read_string(text)
    except configparser.Error as error:
        raise Unreadable(str(error).split("\n")[0]) from error
    if wanted := parser.get("options", "python_requires", fallback=None):
        declared.add("python", wanted, declared.line_of("python_requires"))
    _listed(parser, "options", "install_requires", declared, "")
    if parser.has_section("options.extras_require"):
        for extra in parser.options("options.extras_require"):
            _listed(parser, "options.extras_require", extra, declared, extra)


def _listed(parser: configparser.RawConfigParser, section: str, option: str, declared: Declared, group: str) -> None:
    value = parser.get(section, option, fallback=None) or ""
    if value.strip().startswith("file:"):
        return  # the files that it names are requirements files
    start = declared.line_of(option, declared.line_of(f"[{section}]"))
    for line in value.replace(";", " ;").split("\n"):
        bare = line.split("#")[0].strip()
        if bare:
            declared.add_requirement(bare, declared.line_of(line.split(" ;")[0].strip(), start), group)
