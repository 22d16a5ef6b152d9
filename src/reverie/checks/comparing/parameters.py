"""The text form of wanted parameters: `url!, timeout=None, *args`."""

import re

from reverie.checks.check import Wanted

from .splitting import split_top

_NAME = re.compile(r"(?P<name>[*&.]*[^\s=!:,()\[\]{}\"'`]+)(?P<required>!)?(?P<rest>.*)", re.DOTALL)
_ANNOTATION = re.compile(r"\??\s*:(?P<annotation>.*)", re.DOTALL)


def render_parameters(wanted: tuple[Wanted, ...]) -> str:
    """`url!, timeout=None`. A default that is no closed expression is left out: nothing could ever be equal to it."""
    return ", ".join(map(_render, wanted))


def _render(one: Wanted) -> str:
    mark = "!" if one.is_required else ""
    if one.default is None:
        return f"{one.name}{mark}"
    default = " ".join(one.default.split())
    is_closed = default and len(split_top(default, ",") or []) == 1
    return f"{one.name}{mark}={default}" if is_closed else f"{one.name}{mark}"


def parse_parameters(text: str) -> tuple[Wanted, ...] | None:
    """The parameters between the brackets of a call or a definition; annotations and `...` are passed over.

    None when brackets or quotes in it are not closed, or something in it is no parameter.
    """
    parts = split_top(text, ",")
    if parts is None:
        return None
    wanted = []
    for part in map(str.strip, parts):
        if part in ("", "...", "…", "*", "/"):
            continue
        one = _parse(part)
        if one is None:
            return None
        wanted.append(one)
    return tuple(wanted)


def _parse(part: str) -> Wanted | None:
    found = _NAME.fullmatch(part)
    if found is None:
        return None
    rest = found["rest"].lstrip()
    if annotation := _ANNOTATION.fullmatch(rest):
        # `timeout: 30` is a default in Ruby and a type elsewhere, so nothing is made of it.
        _, equals, default = annotation["annotation"].partition("=")
        rest = f"={default}" if equals else ""
    if rest and not rest.startswith("="):
        return None
    default = rest.removeprefix("=").strip()
    return Wanted(found["name"], default or None, found["required"] is not None)
