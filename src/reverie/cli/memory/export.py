"""`reverie memory export`: the memory as one text, or as JSON lines that can be imported again."""

import os
import sys
from pathlib import Path

import click
import msgspec

from reverie.cli.printing import say, say_json, tell
from reverie.conversation.visible import visible
from reverie.storage.clock import system_clock

from . import options
from .opened import open_scopes


class ExportJson(msgspec.Struct, frozen=True):
    """What was written into the file `path`."""

    path: str
    facts: int
    topics: int
    masked: int
    problems: tuple[str, ...]


@click.command()
@click.option("--format", "form", type=click.Choice(["markdown", "jsonl"]), default="markdown", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="A new file; else standard output."
)
@click.option("--archived", is_flag=True, help="Also what was superseded or retired.")
@options.user
@options.as_json
def export(form: str, output: Path | None, archived: bool, user: bool, as_json: bool) -> None:
    """Write the whole memory as Markdown, or as JSON lines, which `reverie memory import` takes with all they had."""
    from reverie.memory.exporting import export_json_lines, export_markdown

    if as_json and output is None:
        raise click.UsageError("--json tells of the file that is written; name it with -o FILE")
    if output is not None and os.path.lexists(output):
        raise click.UsageError(f"'{output}' is there already; name a new file")
    with open_scopes(user=user) as scopes:
        scope = scopes.first
        make = export_markdown if form == "markdown" else export_json_lines
        made = make(scope.memory, scope.name, system_clock, archived=archived)
        if output is None:
            # `color`: else click takes what looks like a colour out of a file or pipe.
            click.echo(visible(made.text) if sys.stdout.isatty() else made.text, nl=False, color=True)
        else:
            _write_new(output, made.text.encode())
    for line in made.problems:
        tell(f"note: {line}")
    if made.masked:
        tell(f"note: {made.masked} that looked like secrets are masked; remove them from the memory's files, too")
    if as_json:
        say_json(ExportJson(str(output), made.facts, made.topics, made.masked, made.problems))
    elif output is not None:
        facts = "1 fact" if made.facts == 1 else f"{made.facts:,} facts"
        topics = "1 topic" if made.topics == 1 else f"{made.topics:,} topics"
        say([f"wrote {facts} of {topics} to '{output}'"])


def _write_new(output: Path, content: bytes) -> None:
    """Never over a file that is there; of one that could not be written whole nothing stays."""
    try:
        descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise click.ClickException(f"'{output}' cannot be written ({error.strerror}); name another file") from None
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
    except OSError as error:
        output.unlink(missing_ok=True)
        raise click.ClickException(f"'{output}' cannot be written ({error.strerror}); name another file") from None
