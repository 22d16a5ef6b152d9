"""What is wrong with an index, in plain words, for `doctor`."""

from collections.abc import Iterator

from reverie.memory.draft import Draft
from reverie.memory.layout import INDEX, Layout, topic_name
from reverie.storage.errors import UnusableFile

from .limits import most_in_area, root_room
from .page import Page
from .pages import Pages
from .pointer import MOST_CHARACTERS, pointer_in
from .rebuilding import reachable

_FIX = "'reverie doctor --fix' puts it right"


def problems(layout: Layout) -> list[str]:
    """One line each; empty when all is well. Only reads; must not raise but OSError."""
    draft = Draft(layout)
    pages = Pages(draft)
    found: list[str] = []
    readable: dict[str, Page] = {}
    for name in (INDEX, *layout.names("areas")):
        try:
            page = pages.page(name)
        except UnusableFile as error:
            found.append(str(error))
        else:
            if page is not None:
                readable[name] = page
    for name, page in readable.items():
        found += _of_page(layout, pages, name, page)
    if not found or len(readable) == 1 + len(layout.names("areas")):
        found += _unreachable(layout, draft, pages)
    return found


def _of_page(layout: Layout, pages: Pages, name: str, page: Page) -> Iterator[str]:
    where = layout.folder / name
    for number, line in enumerate(page.lines, 1):
        pointer = pointer_in(line)
        if pointer is None:
            continue
        if not pages.is_there(pointer.target):
            yield f"'{where}' line {number} leads to '{pointer.target}', which is not there; {_FIX}"
        if len(line.rstrip("\r\n")) > MOST_CHARACTERS and len(pointer.line()) <= MOST_CHARACTERS:
            yield f"'{where}' line {number} is longer than {MOST_CHARACTERS} characters; {_FIX}"
    yield from _too_full(layout, name, page)


def _too_full(layout: Layout, name: str, page: Page) -> Iterator[str]:
    where = layout.folder / name
    room = root_room(layout)
    if name != INDEX:
        if len(page.pointers) > most_in_area():
            yield f"'{where}' has {len(page.pointers)} lines to topics, more than {most_in_area()}; {_FIX}"
    elif page.characters_of_people > room:
        yield (
            f"'{where}' has more lines of yours than the {room // 4} tokens that a session shows; "
            "move some into a file that it names"
        )
    elif page.characters_of_pointers + page.characters_of_people > room:
        yield f"'{where}' is longer than the {room // 4} tokens that a session shows; {_FIX}"


def _unreachable(layout: Layout, draft: Draft, pages: Pages) -> Iterator[str]:
    reached = reachable(pages)
    for slug in draft.topic_slugs():
        if topic_name(slug) not in reached:
            yield f"no line of '{layout.folder / INDEX}' leads to '{topic_name(slug)}'; {_FIX}"
