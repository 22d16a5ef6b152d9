"""The parameters of a Python function, as they are written."""

import ast
from collections.abc import Iterator

from reverie.code.outlines.overloads import UNKNOWN
from reverie.code.values import Parameter, ParameterKind

from .source import Source


def parameters_of(arguments: ast.arguments, source: Source) -> tuple[Parameter, ...]:
    """All parameters in order, also `self`."""
    return tuple(_each(arguments, source))


def _each(arguments: ast.arguments, source: Source) -> Iterator[Parameter]:
    by_place = arguments.posonlyargs + arguments.args
    without_default = len(by_place) - len(arguments.defaults)
    for at, argument in enumerate(by_place):
        default = arguments.defaults[at - without_default] if at >= without_default else None
        yield _parameter(argument, "positional", default, source)
    if arguments.vararg is not None:
        yield _parameter(arguments.vararg, "variadic", None, source)
    for argument, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield _parameter(argument, "keyword", value, source)
    if arguments.kwarg is not None:
        yield _parameter(arguments.kwarg, "keywords", None, source)


def _parameter(argument: ast.arg, kind: ParameterKind, default: ast.expr | None, source: Source) -> Parameter:
    text = None if default is None else source.of(default) or UNKNOWN
    return Parameter(argument.arg, text, kind, source.of(argument.annotation) if argument.annotation else "")


def without_first(parameters: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
    """Those a caller gives: without `self` or `cls`."""
    return parameters[1:] if parameters and parameters[0].kind == "positional" else parameters
