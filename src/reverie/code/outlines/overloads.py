"""Several signatures of one callable as one, and defaults that are not quoted."""

from collections.abc import Iterable

from reverie.code.values import Parameter

UNKNOWN = "..."
"""Stands for a default that is there but too long to be quoted; stubs write the same."""


def merged(overloads: Iterable[tuple[Parameter, ...] | None]) -> tuple[Parameter, ...] | None:
    """The parameters of several overloads as those of one callable: each that any of them has.

    One that some overload lacks, or has a default for, may be left out. None when nothing is known of one of them.
    """
    known = list(overloads)
    if not known or any(parameters is None for parameters in known):
        return None
    names: dict[str, list[Parameter]] = {}
    for parameters in known:
        for parameter in parameters or ():
            names.setdefault(parameter.name, []).append(parameter)
    return tuple(_one(found, len(known)) for found in names.values())


def _one(found: list[Parameter], overloads: int) -> Parameter:
    defaults = [parameter.default for parameter in found if parameter.default is not None]
    default = defaults[0] if defaults else UNKNOWN if len(found) < overloads else None
    annotations = {parameter.annotation for parameter in found}
    first = found[0]
    is_plain = first.kind in ("positional", "keyword")
    return Parameter(first.name, default if is_plain else None, first.kind, first.annotation * (len(annotations) == 1))
