"""What is wrong with the folder of a memory and its pages: why it cannot be written, and what cannot be read."""

import contextlib
import os
import shlex
from collections.abc import Iterator

from reverie.storage.errors import NewerFormat, UnusableFile

from .draft import Draft
from .index.page import Page
from .journal import check_header
from .layout import AREAS, FOLDERS, INDEX, TOPICS, Layout, is_name

STOOD_IN_IT = "; what stood in it: "
"""Between what is told of an emptied topic and the command that shows what it held."""


def why_read_only(layout: Layout, network: str) -> str:
    """One line, empty when nothing stands in the way. `network` is the kind of network file system that it lies on."""
    return (
        _not_a_folder(layout)
        or _on_network(layout, network)
        or link_in_place(layout)
        or _not_a_file(layout)
        or _not_permitted(layout)
        or _journal_unusable(layout)
        or _index_newer(layout)
    )


def page_problems(layout: Layout) -> tuple[str, ...]:
    """What cannot be read of MEMORY.md and the areas, and the emptied topics that they name, one line each."""
    lines: list[str] = []
    for name in (INDEX, *_areas(layout)):
        try:
            lines += _emptied(layout, _read_page(layout, name))
        except UnusableFile as error:
            lines.append(str(error))
        except OSError as error:
            lines.append(f"'{layout.path(name)}' cannot be read ({error.strerror or error})")
    return tuple(lines)


def _areas(layout: Layout) -> list[str]:
    try:
        return layout.names(AREAS)
    except OSError:
        return []


def _not_a_folder(layout: Layout) -> str:
    if os.path.lexists(layout.folder) and not os.path.isdir(layout.folder):
        return f"'{layout.folder}' is no folder, so it holds no memory; move it away"
    for path in (layout.folder / name for name in FOLDERS):
        if os.path.lexists(path) and not os.path.isdir(path) and not os.path.islink(path):
            return f"'{path}' is no folder, so the memory is only read; move it away"
    return ""


def _on_network(layout: Layout, network: str) -> str:
    if not network:
        return ""
    return (
        f"'{layout.folder}' lies on a network file system ({network}), where a write can be lost, so the memory is only"
        " read; set REVERIE_HOME to a folder of this machine"
    )


def link_in_place(layout: Layout) -> str:
    """One line when something of a memory is a link: what is written there would lie outside of it."""
    for path in (*(layout.folder / name for name in FOLDERS), layout.folder / INDEX, layout.journal, layout.lock):
        if os.path.islink(path):
            return f"'{path}' is a link, which is not followed, so the memory is only read; put there what it leads to"
    return ""


def _not_a_file(layout: Layout) -> str:
    for path in (layout.folder / INDEX, layout.journal, layout.lock):
        if os.path.lexists(path) and not os.path.isfile(path):
            return f"'{path}' is no file, so the memory is only read; move it away"
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
    try:
        _read_page(layout, INDEX)
    except NewerFormat as error:
        return str(error)
    except (UnusableFile, OSError):  # broken: `page_problems` tells it
        return ""
    return ""


def emptied_topics(layout: Layout) -> tuple[str, ...]:
    """Of `page_problems` the lines about topics that were emptied; what `STOOD_IN_IT` leads to is a command."""
    return tuple(line for line in page_problems(layout) if STOOD_IN_IT in line)


def _emptied(layout: Layout, page: Page) -> Iterator[str]:
    """We remove a topic without facts, so somebody else left it so."""
    folder = shlex.quote(str(layout.folder))
    for name in (target for target in page.pointers if target.startswith(f"{TOPICS}/")):
        with contextlib.suppress(OSError):  # missing: told of the index
            if is_name(name) and not layout.path(name).lstat().st_size:
                path = layout.folder / name
                yield f"'{path}' is empty{STOOD_IN_IT}git -C {folder} log -p {shlex.quote(name)}"


def _read_page(layout: Layout, name: str) -> Page:
    """Raises UnusableFile, OSError."""
    return Page.parse(Draft(layout).text(name) or "", layout.path(name))
