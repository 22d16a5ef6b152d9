"""A prompt made ready: the files, folders and pictures that it names go with it, and what the person ran themselves."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from reverie.conversation.messages import ImagePart, TextPart
from reverie.conversation.shown_path import escape
from reverie.tools.workspace import is_encodable

from .attachments.files import Files, NotAttached
from .attachments.mentions import Mention, dragged_pictures, mentions, picture_paths
from .attachments.pictures import attach_picture, sees_pictures
from .desk import Desk

MOST_FILES = 20
MOST_CHARACTERS = 160_000
"""Of all files that go with one prompt."""
PASTE_CHARACTERS = 2_000
"""A longer text was hardly typed: files that it names outside the project are not added, it may be a stranger's."""
_MOST_NOTICES = 5
_KNOWN_ENDING = re.compile(
    r".\.(?:pyi?|md|txt|rst|jsonl?|toml|ya?ml|ini|cfg|conf|env|csv|log|sql|[jt]sx?|mjs|vue|go|rs|rb|java|kt|[ch]|cc|[ch]pp|"
    r"cs|swift|sh|bash|html|s?css|xml|lock|png|jpe?g|gif|webp|pdf)$",
    re.IGNORECASE,
)


class Prepared(msgspec.Struct, frozen=True):
    """A prompt as it goes to the model; `notices` are lines for the person."""

    text: str
    added: tuple[TextPart | ImagePart, ...] = ()
    notices: tuple[str, ...] = ()


def prepare(text: str, desk: Desk) -> Prepared:
    """Look for what the prompt names. Outputs of the person's own commands go first, and wait no longer."""
    looking = _Looking(text, desk)
    for mention in mentions(text, looking.is_there):
        looking.take(mention)
    for path in picture_paths(text, looking.is_there):
        looking.take_bare_picture(path)
    return Prepared(text, (*desk.own_outputs.take(), *looking.added), tuple(looking.notices()))


class _Looking:
    """What one prompt names, each once."""

    def __init__(self, text: str, desk: Desk) -> None:
        bench = desk.session.equipment.bench
        self.added: list[TextPart | ImagePart] = []
        self._desk = desk
        self._root = desk.workspace.root
        self._files = Files(desk.workspace, desk.places, bench.redactor, bench.outputs.limits)
        self._text = text
        self._pieces = desk.pasted.of(text) or ((text,) if len(text) > PASTE_CHARACTERS else ())
        self._taken: set[tuple[Path, int, int]] = set()
        self._characters = 0
        self._said: list[str] = []
        self._problems: list[str] = []

    def is_there(self, name: str) -> bool:
        """Whether a name is that of a file or folder; nothing that no path can hold is."""
        return bool(name) and "\0" not in name and is_encodable(name) and os.path.exists(self._path(name))

    def take(self, mention: Mention) -> None:
        """Add what was named after an `@`. What is not there stays text; a name of a person is not even told of."""
        if not self.is_there(mention.path):
            if self._looks_like_a_path(mention.path):
                self._problems.append(f"'@{escape(mention.written)}' is not there; it stays text")
        elif self._is_a_strangers(mention):
            self._withhold(mention)
        elif not self.take_picture(mention) and self._is_new(mention):
            self._take_file(mention)

    def take_bare_picture(self, path: str) -> None:
        """Add a picture that no `@` names. Of one that is dragged a terminal pastes the path, and nothing else."""
        mention = Mention(path, path)
        named = any(path in picture_paths(piece, self.is_there) for piece in self._pieces)
        dragged = any(path in dragged_pictures(piece, self.is_there) for piece in self._pieces)
        if named and not dragged and self._is_outside(mention):
            self._withhold(mention)
        else:
            self.take_picture(mention)

    def take_picture(self, mention: Mention) -> bool:
        """Add a picture, or say why not; whether it is one."""
        path = self._path(mention.path)
        if path.is_dir():
            return False
        try:
            picture = attach_picture(path, self._desk.workspace)
        except NotAttached as why:
            self._problems.append(str(why))
            return True
        if picture is None or not self._is_new(mention):
            return picture is not None
        model = self._desk.session.equipment.model.name
        if sees_pictures(model, self._desk.settings.catalog):
            self.added += picture.parts
            self._said.append(picture.said)
        else:
            self._problems.append(f"'{picture.name}' was not added: {model} sees no pictures; /model names others")
        return True

    def notices(self) -> Iterator[str]:
        if self._said:
            yield f"with it: {', '.join(self._said)}"
        yield from self._problems[:_MOST_NOTICES]
        if len(self._problems) > _MOST_NOTICES:
            yield f"and {len(self._problems) - _MOST_NOTICES} more names with which nothing goes"

    def _take_file(self, mention: Mention) -> None:
        name = escape(mention.path)
        if len(self._said) >= MOST_FILES:
            self._problems.append(f"'{name}' was not added: {MOST_FILES} files go with one prompt")
        else:
            self._attach(mention)

    def _is_a_strangers(self, mention: Mention) -> bool:
        """Whether only a pasted text names it, outside the project: who wrote that may want to see a private file."""
        spelled = f"@{mention.written}"
        pasted = "".join(self._pieces).count(spelled)
        return 0 < pasted >= self._text.count(spelled) and self._is_outside(mention)

    def _is_outside(self, mention: Mention) -> bool:
        return not self._desk.workspace.holds(Path(os.path.realpath(self._path(mention.path))))

    def _withhold(self, mention: Mention) -> None:
        problem = "a pasted text names it, outside the project; type its name after an @ to add it"
        self._problems.append(f"'{escape(mention.path)}' was not added: {problem}")

    def _attach(self, mention: Mention) -> None:
        try:
            attached = self._files.attach(mention)
        except NotAttached as why:
            self._problems.append(str(why))
            return
        self._characters += len(attached.part.text)
        if self._characters > MOST_CHARACTERS:
            self._problems.append(
                f"'{escape(mention.path)}' was not added: too much for one prompt; ask for it instead"
            )
            return
        self.added.append(attached.part)
        self._said.append(attached.said)

    def _path(self, name: str) -> Path:
        return self._root / os.path.expanduser(name)

    def _is_new(self, mention: Mention) -> bool:
        """Whether it was not taken yet, under this name or another."""
        key = Path(os.path.realpath(self._path(mention.path))), mention.first, mention.last
        is_new = key not in self._taken
        self._taken.add(key)
        return is_new

    def _looks_like_a_path(self, name: str) -> bool:
        """Whether somebody meant a file: `@dataclass` and `@types/node` mean none."""
        head, slash, _ = name.partition("/")
        if name.startswith(("/", "./", "../", "~/")) or (slash and os.path.isdir(self._root / head)):
            return True
        return _KNOWN_ENDING.search(name) is not None
