"""Why a memory can be read and not written: one line, empty when nothing stands in the way."""

import os

from reverie.storage.errors import UnusableFile

from .journal import check_header
from .layout import FOLDERS, Layout


def why_read_only(layout: Layout, network: str) -> str:
    """What of the folder itself forbids writing. `network` is the kind of network file system that it lies on."""
    return (
        _not_a_folder(layout)
        or _on_network(layout, network)
        or _has_links(layout)
        or _not_permitted(layout)
        or _journal_unusable(layout)
    )


def _not_a_folder(layout: Layout) -> str:
    if os.path.lexists(layout.folder) and not layout.folder.is_dir():
        return f"'{layout.folder}' is no folder, so it holds no memory; move it away"
    return ""


def _on_network(layout: Layout, network: str) -> str:
    if not network:
        return ""
    return (
        f"'{layout.folder}' lies on a network file system ({network}), where a write can be lost, so the memory is only"
        " read; set REVERIE_HOME to a folder of this machine"
    )


def _has_links(layout: Layout) -> str:
    for name in FOLDERS:
        if (layout.folder / name).is_symlink():
            return (
                f"'{layout.folder / name}' is a link, which is not followed, and the memory is only read;"
                " put the folder itself there"
            )
    if layout.journal.is_symlink():
        return f"'{layout.journal}' is a link, which is not followed, and the memory is only read; put the file there"
    return ""


def _not_permitted(layout: Layout) -> str:
    if not layout.folder.is_dir():
        return ""
    for path in (layout.folder, *(layout.folder / name for name in FOLDERS), layout.journal):
        if path.exists() and not os.access(path, os.W_OK):
            return f"'{path}' may not be written by this user, so the memory is only read; change its permissions"
    return ""


def _journal_unusable(layout: Layout) -> str:
    try:
        check_header(layout.journal)
    except UnusableFile as error:
        return f"the memory is only read: {error}"
    except OSError as error:
        return f"the memory is only read: '{layout.journal}' cannot be read ({error.strerror or error})"
    return ""
