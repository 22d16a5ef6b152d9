"""Reading a memory for people: overview, search, show, log and why. Gives values; who shows them prints."""

from .finding import FactHit, find_facts
from .log import LogEntry, log
from .overview import Overview, overview
from .showing import ShownFact, ShownFacts, ShownIndex, ShownTopic, show
from .why import Change, Cited, Why, why

__all__ = [
    "Change",
    "Cited",
    "FactHit",
    "LogEntry",
    "Overview",
    "ShownFact",
    "ShownFacts",
    "ShownIndex",
    "ShownTopic",
    "Why",
    "find_facts",
    "log",
    "overview",
    "show",
    "why",
]
