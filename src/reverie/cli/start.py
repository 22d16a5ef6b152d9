"""What a session starts from, headless or with a person."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from reverie.assemble.wishes import Wishes
from reverie.config.places import Places
from reverie.config.project import Project
from reverie.config.settings import Settings

from .models_in_use import ModelInUse

if TYPE_CHECKING:
    from .run_options import RunOptions


class Start(msgspec.Struct, frozen=True):
    """All that a session starts from. `notices` are lines for the person; `prompt` is asked first."""

    wishes: Wishes
    project: Project
    places: Places
    settings: Settings
    model: ModelInUse
    notices: tuple[str, ...]
    prompt: str | None
    options: "RunOptions"
    environ: Mapping[str, str]
