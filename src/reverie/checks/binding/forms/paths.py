"""Statements that a file or folder is there: "the cache lives in `src/app/cache.py`", links, lists of a folder."""

import re
from collections.abc import Iterator

from reverie.checks.binding.piece import Piece
from reverie.checks.binding.prose import PIECE
from reverie.checks.binding.scene import Scene
from reverie.checks.candidate import Candidate, Strength
from reverie.checks.check import PathIs

_IN = re.compile(r"\b(?:in|under|inside|of|from|into)(?: the)?\s*$", re.IGNORECASE)
_HOLDS = re.compile(
    r"^\W*(?:(?:folder|directory|package)\W+)?(?:holds?|contains?|has|includes?|consists? of|with)\b", re.IGNORECASE
)


_BLOB = re.compile(r"/(?P<name>[\w.-]*?)\d*/(?:blob|tree|raw)/[\w.-]+/(?P<path>[\w./-]*\w/?)")
_FOLDER = re.compile(
    rf"(?:{PIECE}|\b([a-z][\w-]+)) (?:folder|directory|subfolder|Ordner|Verzeichnis)\b|\b(?:folder|"
    rf"directory) {PIECE}"
)


def find_paths(scene: Scene) -> Iterator[Candidate]:
    yield from _plain_folders(scene)
    yield from _in_repository(scene)
    for number, piece in enumerate(scene.pieces):
        if piece.shape == "name" and number in scene.files and piece.is_marked and scene.is_open(number):
            yield scene.candidate(PathIs(scene.files[number][0]), number, "mention")
        if piece.shape != "path" or not scene.is_open(number):
            continue
        inside = _inside_folder(scene, number, piece)
        if inside:
            yield scene.candidate(PathIs(inside), number)
        elif paths := scene.files.get(number):
            also = [PathIs(path) for path in paths[1:4]]
            yield scene.candidate(PathIs(paths[0]), number, scene.claim if len(paths) == 1 else "mention", *also)
        elif _is_of_this_tree(piece, scene):
            yield scene.candidate(PathIs(piece.text.removeprefix("./")), number, _strength(scene, number, piece))


def _in_repository(scene: Scene) -> Iterator[Candidate]:
    """A link to a file of the project's own repository, on whatever branch."""
    for number, piece in enumerate(scene.pieces):
        found = _BLOB.search(piece.text) if piece.shape in ("url", "words") else None
        if found and found["name"].lower() in {title.lower().rstrip("0123456789") for title in scene.names.titles}:
            paths = scene.names.files(found["path"])
            if paths and paths[0].rstrip("/") == found["path"].rstrip("/"):
                yield scene.candidate(PathIs(paths[0]), number, "mention")


def _plain_folders(scene: Scene) -> Iterator[Candidate]:
    """ "the `guide` folder", "the docs directory", "the folder `bench`": a folder by its name alone."""
    for found in _FOLDER.finditer(scene.skeleton):
        number = int(found[1] or found[3] or -1)
        name = scene.pieces[number].text if number >= 0 else found[2]
        if number in scene.gone or "/" in name.strip("/") or not re.fullmatch(r"[\w.-]+/?", name):
            continue
        paths = [path for path in scene.names.files(f"{name.strip('/')}/") if path.endswith("/")]
        if paths and (number >= 0 or paths[0] == f"{name}/"):
            yield scene.candidate(PathIs(paths[0]), number, "mention")


def _inside_folder(scene: Scene, number: int, piece: Piece) -> str:
    """`backends/openssl holds aead.py and rsa.py`: the path of the file in that folder, when it is there."""
    if "/" in piece.text:
        return ""
    for other, paths in scene.files.items():
        gap = scene.sentence.between(other, other + 1) if other < number else scene.sentence.between(other - 1, other)
        is_inside = _HOLDS.match(gap) if other < number else _IN.search(gap)
        if is_inside and paths[0].endswith("/"):
            joined = paths[0] + piece.text
            if scene.codebase.kind_of(joined) == "file":
                return joined
    return ""


def _is_of_this_tree(piece: Piece, scene: Scene) -> bool:
    """Whether a path that is not there would be one of this project: its first folder is."""
    head = piece.text.removeprefix("./").partition("/")[0]
    if piece.text.startswith(("/", "~", "../", "@")) or any(sign in piece.text for sign in "*?$"):
        return False
    if "/" not in piece.text.rstrip("/"):
        return bool(re.search(r"\.\w+$", piece.text))
    return scene.codebase.kind_of(head) == "folder" or bool(scene.codebase.named(f"{head}/"))


def _strength(scene: Scene, number: int, piece: Piece) -> Strength:
    """A bare file name that is nowhere may be a user's own; with its folder, or said to lie there, it is ours."""
    text = piece.text.removeprefix("./")
    head, _, rest = text.partition("/")
    is_file = bool(re.search(r"\.\w{1,6}$", rest)) or text.endswith("/")
    is_sentence = len(re.findall(r"[A-Za-z]{2,}", re.sub(PIECE, "", scene.skeleton))) > 1
    is_ours = bool(rest) and is_file and scene.codebase.kind_of(head) == "folder"
    return scene.claim if is_ours and is_sentence else "mention"
