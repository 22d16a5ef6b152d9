"""What Tab and typing offer: slash commands, `@` and a file of the project, paths."""

import re
from collections.abc import AsyncGenerator, Iterable, Sequence

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from reverie.conversation.visible import visible_line

from .file_names import FileNames

_COMMAND = re.compile(r"/[\w-]*$")
_MENTION = re.compile(r"(?:^|\s)@(\S*)$")
_BLANK = re.compile(r"\s")
_WORD = re.compile(r"\S+$")


class InputCompleter(Completer):
    """Commands as (name, summary), the name without its slash."""

    def __init__(self, commands: Sequence[tuple[str, str]], files: FileNames) -> None:
        self._commands = commands
        self._files = files

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """What needs no disk: the commands."""
        text = document.text_before_cursor
        if _COMMAND.match(text):
            for name, summary in self._commands:
                if name.startswith(text[1:]):
                    yield Completion(f"/{name}", -len(text), display=f"/{name}", display_meta=summary)

    async def get_completions_async(
        self, document: Document, complete_event: CompleteEvent
    ) -> AsyncGenerator[Completion, None]:
        """The same, and files."""
        for command in self.get_completions(document, complete_event):
            yield command
        line = document.current_line_before_cursor
        if mention := _MENTION.search(line):
            for name in await self._files.matching(mention[1]):
                if _is_typable(name):
                    written = f'"{name}"' if _BLANK.search(name) else name
                    yield Completion(written, -len(mention[1]), display=visible_line(name))
        elif complete_event.completion_requested and (word := _WORD.search(line)) and not _COMMAND.match(line):
            for name in await self._files.beginning(word[0]):
                if _is_typable(name):
                    yield Completion(name, -len(word[0]), display=visible_line(name))


def _is_typable(name: str) -> bool:
    """Whether a name can stand in the line: one with a newline or bytes that are no text cannot."""
    return visible_line(name) == name
