"""Whether what is said of a callable's parameters fits those that it has, and how surely it is meant."""

from collections.abc import Iterable

from reverie.checks.binding.names import tier_of
from reverie.checks.binding.scene import Scene
from reverie.checks.candidate import Strength
from reverie.checks.check import Wanted
from reverie.checks.comparing.values import is_same_value
from reverie.code.values import Parameter


def fits(wanted: Wanted, known: Iterable[Parameter]) -> bool:
    parameter = next((each for each in known if plain_name(each.name) == plain_name(wanted.name)), None)
    if parameter is None:
        return False
    return wanted.default is None or is_default(wanted.default, parameter)


def is_default(said: str, parameter: Parameter) -> bool:
    return parameter.default is not None and is_same_value(said, parameter.default) is True


def plain_name(name: str) -> str:
    return name.lstrip("*&.").rstrip("?")


def sure(scene: Scene, number: int) -> Strength:
    """A claim only of the one callable of that name, and of the project's own code."""
    return scene.claim if is_one(scene, number) else "mention"


def is_one(scene: Scene, number: int) -> bool:
    """Whether a piece surely is one callable of the project's own code: the only one of its name, and no plain word."""
    found = scene.callables.get(number, ())
    piece = scene.pieces[number]
    is_name = piece.is_marked or piece.shape == "call" or not piece.name.isalpha()
    return is_name and len({(one.path, one.symbol.name) for one in found}) == 1 and tier_of(found[0].path) == 0
