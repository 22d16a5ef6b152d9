"""Pictures that a prompt names, as a model is given them."""

import os
from pathlib import Path

import msgspec

from reverie.conversation.messages import ImagePart, TextPart
from reverie.models.catalog import Overrides, find_card, shipped_cards
from reverie.tools.read import MOST_PICTURE_BYTES
from reverie.tools.text_file import picture_type
from reverie.tools.workspace import PathError, Workspace, regular_status

from .files import NotAttached

_SAMPLE_BYTES = 16


class AttachedPicture(msgspec.Struct, frozen=True):
    """`said` is what the person is told."""

    name: str
    parts: tuple[TextPart | ImagePart, ...]
    said: str


def sees_pictures(model: str, overrides: Overrides) -> bool:
    """What the model's card says; of a model without one nobody knows, so it is tried."""
    card = find_card(model, overrides)
    is_known = bool(card.source) or card.full_name in shipped_cards() or "images" in overrides.get(model, {})
    return card.images or not (is_known or model.startswith("local/"))


def attach_picture(path: Path, workspace: Workspace) -> AttachedPicture | None:
    """The picture at a path, after its name; None when it is no picture. Raises `NotAttached`."""
    real = Path(os.path.realpath(path))
    shown = workspace.show(real)
    try:
        status = regular_status(real, shown)
        with real.open("rb") as file:
            media_type = picture_type(content := file.read(_SAMPLE_BYTES))
            content += file.read(MOST_PICTURE_BYTES) if media_type else b""
    except PathError as error:
        raise NotAttached(str(error)) from None
    except OSError as error:
        raise NotAttached(f"'{shown}' was not added: {error.strerror or error}") from None
    if media_type is None:
        return None
    if len(content) > MOST_PICTURE_BYTES:
        raise NotAttached(
            f"'{shown}' was not added: {status.st_size:,} bytes is more than the {MOST_PICTURE_BYTES:,} a picture may "
            "have; make a smaller copy"
        )
    parts = (TextPart(f"[the picture {shown}]", "tool"), ImagePart(media_type, content, "repo"))
    return AttachedPicture(shown, parts, f"{shown} ({-(-len(content) // 1024):,} KB)")
