"""Whether the index and the topics agree, after a person moved, removed or edited files by hand."""

from reverie.memory.draft import Draft
from reverie.memory.layout import TOPICS, Layout
from reverie.storage.errors import UnusableFile

from .pages import Pages
from .rebuilding import reachable


def disagreement(layout: Layout) -> str:
    """One thing that is wrong, in words; empty when every pointer leads somewhere and a pointer leads to every topic.

    Reads the pages of the index and the names of the topics, no topic. A page that cannot be read is not judged here.
    """
    pages = Pages(Draft(layout))
    try:
        reached = reachable(pages)
    except UnusableFile:
        return ""
    topics = set(layout.names(TOPICS))
    if missing := sorted(topics - reached):
        return f"no line of the index leads to '{missing[0]}'"
    if dangling := sorted(target for target in reached if not pages.is_there(target)):
        return f"a line of the index leads to '{dangling[0]}', which is not there"
    return ""
