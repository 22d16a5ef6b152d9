"""The tool `search` as a small model gets it: a few words in, the few best places out, the best one with its lines."""

import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import msgspec

from reverie.conversation.access import ReadAccess
from reverie.conversation.messages import TextPart
from reverie.conversation.ports import Output, Plan, ToolResult, ToolSpec
from reverie.conversation.record import Searched
from reverie.conversation.truncation import Limits, counted, shorten_line

from .failures import CallFailed, fails, refuses
from .file_set import files_below
from .line_hits import LineFinder, Query
from .place_ranking import Place, pattern_of, rank_places, stems_of
from .specs import schema_of
from .text_file import NotText, decode
from .unread import unread_note, unread_text
from .workspace import Workspace, escape, is_encodable

_MOST_HITS = 5_000
_MOST_IN_FILE = 200
_MOST_PLACES = 4
_MOST_PLACES_OF_A_FILE = 2
_LINES_BEFORE, _LINES_AFTER = 5, 12
_HITS_OF_A_PLACE = 3
_LONGEST_LINE = 160
_TIMEOUT = 30.0


class RankedSearchArguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: str


class RankedSearchTool:
    arguments = RankedSearchArguments

    def __init__(
        self,
        workspace: Workspace,
        limits: Limits,
        *,
        environment: Mapping[str, str] = os.environ,
        timeout: float = _TIMEOUT,
    ) -> None:
        self._workspace = workspace
        self._limits = limits
        self._environment = dict(environment)
        self._timeout = timeout
        description = Path(__file__).with_name("ranked_search.md").read_text("utf-8").strip()
        self.spec = ToolSpec("search", description, schema_of(RankedSearchArguments))

    @refuses
    def plan(self, arguments: RankedSearchArguments) -> Plan:
        self._stems(arguments)
        return Plan(f"search '{escape(arguments.words)}'", ReadAccess(self._workspace.root))

    @fails
    async def run(self, arguments: RankedSearchArguments, output: Output) -> ToolResult:
        stems, root = self._stems(arguments), self._workspace.root
        files = await files_below(root, self._environment)
        names = files.names
        query = Query(pattern_of(stems), ignore_case=True, most=_MOST_HITS, most_in_file=_MOST_IN_FILE)
        found = await LineFinder(root, self._environment, self._timeout).find(query, names)
        places = _spread(rank_places(found.hits, stems))
        effect = Searched(arguments.words)
        unread = (*files.unread, *found.unread)
        remark = unread_text(self._workspace, root, unread)
        if not places:
            searched = counted(len(names) - len(found.unread), "file")
            text = f"Nothing found for '{arguments.words}' in {searched}; try other words. {remark}".rstrip()
            return ToolResult(f"nothing found{unread_note(unread)}", (TextPart(text, "tool"),), effect=effect)
        note = f"{len(found.hits):,} hits in {len({hit.path for hit in found.hits}):,} files{unread_note(unread)}"
        parts = [TextPart(self._shown(places), "repo"), *([TextPart(remark, "tool")] if remark else [])]
        return ToolResult(note, tuple(parts), effect=effect)

    def _stems(self, arguments: RankedSearchArguments) -> tuple[str, ...]:
        stems = stems_of(arguments.words) if is_encodable(arguments.words) else ()
        if not stems:
            raise CallFailed("There is no word in that to search for; give a few words that the code would use.")
        return stems

    def _shown(self, places: list[Place]) -> str:
        """The best place with the lines around it, then the hits of the next, as much as the limits take."""
        blocks = [self._block(places[0].path, self._around(places[0]))]
        size = len(blocks[0])
        for place in places[1:]:
            lines = [(hit.number, hit.line) for hit in place.hits[:_HITS_OF_A_PLACE]]
            block = self._block(place.path, lines)
            size += len(block) + 1
            if size > self._limits.characters:
                break
            blocks.append(block)
        return "\n".join(blocks)

    def _around(self, place: Place) -> list[tuple[int, str]]:
        try:
            lines = decode((self._workspace.root / place.path).read_bytes()).text.split("\n")
        except (OSError, NotText):
            return [(hit.number, hit.line) for hit in place.hits]
        first = max(1, place.best_line - _LINES_BEFORE)
        last = min(len(lines), place.best_line + _LINES_AFTER)
        return list(zip(range(first, last + 1), lines[first - 1 : last], strict=True))

    def _block(self, path: str, lines: list[tuple[int, str]]) -> str:
        shown = self._workspace.show(self._workspace.root / path)
        return shown + "\n" + "".join(f"{number}:{shorten_line(line, _LONGEST_LINE)}\n" for number, line in lines)


def _spread(places: list[Place]) -> list[Place]:
    """The best few, no more than two of one file."""
    of_file: Counter[str] = Counter()
    spread: list[Place] = []
    for place in places:
        of_file[place.path] += 1
        if of_file[place.path] <= _MOST_PLACES_OF_A_FILE:
            spread.append(place)
        if len(spread) == _MOST_PLACES:
            break
    return spread
