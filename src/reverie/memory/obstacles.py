"""Why a memory can be read and not written: one line, empty when nothing stands in the way."""

import os
from contextlib import suppress

from reverie.storage.errors import NewerFormat, UnusableFile

from .index.page import Page
from .journal import check_header
from .layout import FOLDERS, INDEX, Layout
from .publish import TooLarge, read_text


def why_read_only(layout: Layout, network: str) -> str:
    """What of the folder itself forbids writing. `network` is the kind of network file system that it lies on."""
    return (
        _not_a_folder(layout)
        or _on_network(layout, network)
        or _has_links(layout)
        or _not_permitted(layout)
        or _journal_unusable(layout)
        or _index_newer(layout)
    )


def _not_a_folder(layout: Layout) -> str:
    if os.path.lexists(layout.folder) and not os.path.isdir(layout.folder):
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
    for path in (*(layout.folder / name for name in FOLDERS), layout.folder / INDEX, layout.journal, layout.lock):
        if os.path.islink(path):
            return f"'{path}' is a link, which is not followed, so the memory is only read; put there what it leads to"
    return ""


def _not_permitted(layout: Layout) -> str:
    if not os.path.isdir(layout.folder):
        return ""
    for path in (layout.folder, *(layout.folder / name for name in FOLDERS), layout.journal):
        if os.path.lexists(path) and not os.access(path, os.W_OK):
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


def _index_newer(layout: Layout) -> str:
    with suppress(OSError, UnicodeDecodeError, TooLarge):  # what is broken is said by who needs it
        try:
            Page.parse(read_text(layout, INDEX) or "", layout.folder / INDEX)
        except NewerFormat as error:
            return str(error)
    return ""
