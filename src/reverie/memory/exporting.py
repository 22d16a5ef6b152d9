"""A memory as one text that a person can read, or as JSON lines that lose nothing and can be imported again.

No secret is in a memory, but for one that a person wrote into a file by hand: it is masked, and that is said.
"""

from typing import Any

import msgspec

from reverie.secrets.find import find_secrets
from reverie.secrets.mask import masked
from reverie.storage.clock import Clock, instant
from reverie.storage.errors import UnusableFile

from .draft import Draft
from .exported import FORMAT, ExportedFact, ExportHeader
from .layout import archive_name, topic_name
from .placing import first_part
from .store import Memory
from .topic import Topic


class Exported(msgspec.Struct, frozen=True):
    """The whole text, and what is in it. `problems` name what could not be read; `masked` counts secrets."""

    text: str
    facts: int
    topics: int
    problems: tuple[str, ...] = ()
    masked: int = 0


class _Source(msgspec.Struct, frozen=True):
    """One file of the memory; a further part of a topic goes by the title and description of the first."""

    name: str
    title: str
    description: str
    topic: Topic


def export_json_lines(memory: Memory, scope: str, clock: Clock, *, archived: bool) -> Exported:
    """`scope` is `project` or `user`; with `archived` also what no longer holds."""
    sources, problems = _sources(memory, archived=archived)
    lines: list[bytes] = [msgspec.json.encode(ExportHeader(FORMAT, scope, instant(clock)))]
    hidden = 0
    for source in sources:
        for fact in source.topic.facts:
            plain = msgspec.to_builtins(ExportedFact(source.title, fact, source.description))
            clean, count = _masked_values(plain)
            hidden += count
            lines.append(msgspec.json.encode(clean))
    text = "".join(line.decode() + "\n" for line in lines)
    return Exported(text, len(lines) - 1, _topics(sources), problems, hidden)


def export_markdown(memory: Memory, scope: str, clock: Clock, *, archived: bool) -> Exported:
    """The topics one after another, as they stand in their files."""
    sources, problems = _sources(memory, archived=archived)
    head = f'---\nformat: {FORMAT}\ntitle: Memory\nscope: {scope}\nexported: "{instant(clock)}"\n---\n'
    parts = [head]
    for source in sources:
        said = f"{source.description}\n\n" if source.description else ""
        body = "".join(segment.text for segment in source.topic.segments).replace("\r\n", "\n").strip("\n")
        parts.append(f"\n# {source.title}\n\n{said}{body}\n")
    text, hidden = _masked("".join(parts))
    return Exported(text, sum(len(source.topic.facts) for source in sources), _topics(sources), problems, hidden)


def _sources(memory: Memory, *, archived: bool) -> tuple[list[_Source], tuple[str, ...]]:
    """The files that can be read, and lines about what cannot."""
    draft = Draft(memory.layout)
    sources: list[_Source] = []
    problems: list[str] = []
    names = [(topic_name(slug), slug, False) for slug in draft.topic_slugs()]
    names += [(archive_name(slug), slug, True) for slug in draft.archive_slugs()] if archived else []
    for name, slug, is_archive in names:
        try:
            topic = draft.archive(slug) if is_archive else draft.topic(slug)
            whole = topic if is_archive or topic is None else draft.topic(first_part(draft, slug))
        except (UnusableFile, OSError) as error:
            problems.append(f"{name} is not in it: {error}")
            continue
        if topic is not None:
            problems += (f"not in it as a fact: {line}" for line in topic.problems)
            title = (whole or topic).title or slug.replace("-", " ")
            sources.append(_Source(name, title, "" if is_archive else (whole or topic).description, topic))
    return sources, tuple(problems)


def _topics(sources: list[_Source]) -> int:
    return len({source.title for source in sources})


def _masked_values(value: Any) -> tuple[Any, int]:
    """Plain values, with each text in them masked, so that no field is forgotten."""
    match value:
        case str():
            return _masked(value)
        case dict():
            found = {key: _masked_values(one) for key, one in value.items()}
            return {key: one for key, (one, _) in found.items()}, sum(count for _, count in found.values())
        case list() | tuple():
            items = [_masked_values(one) for one in value]
            return [one for one, _ in items], sum(count for _, count in items)
    return value, 0


def _masked(text: str) -> tuple[str, int]:
    found = find_secrets(text)
    return masked(text, found), len(found)
