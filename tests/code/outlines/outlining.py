"""How the tests of outlines speak of what was found."""

from reverie.code.outlines import outline_of
from reverie.code.values import Outline, Parameter, Symbol


def outlined(path: str, text: str) -> Outline:
    """The outline of a text in a language that is read."""
    outline = outline_of(path, text)
    assert outline is not None
    return outline


def described(outline: Outline) -> list[str]:
    """A line for each symbol: line, kind, name, parameters, value."""
    return [_described(symbol) for symbol in outline.symbols]


def symbol_of(outline: Outline, name: str) -> Symbol:
    """The one symbol of this name."""
    (symbol,) = [symbol for symbol in outline.symbols if symbol.name == name]
    return symbol


def imported(outline: Outline) -> list[tuple[str, str, str]]:
    """Local name, module and name there of each import."""
    return [(each.local, each.module, each.name) for each in outline.imports]


def signature(symbol: Symbol) -> str:
    """The parameters as Python would write them, whatever the language."""
    assert symbol.parameters is not None
    return ", ".join(map(_parameter, symbol.parameters))


def _described(symbol: Symbol) -> str:
    parameters = "" if symbol.parameters is None else f"({signature(symbol)})"
    value = f" = {symbol.value}" if symbol.value else ""
    return f"{symbol.line} {symbol.kind} {symbol.name}{parameters}{value}"


def _parameter(parameter: Parameter) -> str:
    mark = {"positional": "", "keyword": "key ", "variadic": "*", "keywords": "**"}[parameter.kind]
    default = "" if parameter.default is None else f"={parameter.default}"
    return f"{mark}{parameter.name}{default}"
