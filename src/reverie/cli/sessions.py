"""`reverie sessions list|show|export|rm`: the sessions of the project one stands in."""

import sys
from pathlib import Path

import click

from reverie.config.places import find_places
from reverie.config.project import find_project
from reverie.conversation.visible import visible
from reverie.transcripts.errors import TranscriptError
from reverie.transcripts.session_folder import SessionFolder, SessionSummary

from .failures import one_line


def _folder() -> SessionFolder:
    places = find_places()
    project = find_project(Path.cwd(), places)
    if project.note:
        click.echo(f"note: {project.note}", err=True)
    return SessionFolder(project.folder(places) / "sessions")


def _find(beginning: str) -> tuple[SessionFolder, str]:
    with one_line(TranscriptError):
        folder = _folder()
        return folder, folder.find(beginning)


@click.group()
def sessions() -> None:
    """List, show, export and remove the sessions of this project."""


@sessions.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_sessions(as_json: bool) -> None:
    """List sessions, newest first."""
    found = list(_folder().summaries())
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(found))
    elif not found:
        click.echo("no sessions in this project yet")
    else:
        for summary in found:
            click.echo(visible(_line(summary)))


def _line(summary: SessionSummary) -> str:
    if summary.problem:
        return f"{summary.id}  cannot be read: {summary.problem}"
    turns = "1 turn" if summary.turns == 1 else f"{summary.turns} turns"
    title = f"[task of {summary.parent[:13]}] {summary.task}" if summary.task else summary.title
    return f"{summary.id}  {summary.created[:16].replace('T', ' ')}  {turns:>8}  {summary.model}  {title}"


@sessions.command()
@click.argument("session_id", metavar="ID")
def show(session_id: str) -> None:
    """Print a session as text. The beginning of its id is enough."""
    from reverie.transcripts.as_markdown import markdown_lines

    folder, found = _find(session_id)
    with one_line(TranscriptError):
        for block in markdown_lines(folder.path(found), shorten=True):
            click.echo(visible(block))


@sessions.command()
@click.argument("session_id", metavar="ID")
@click.option("--format", "form", type=click.Choice(["markdown", "jsonl"]), default="markdown", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A new file; else standard output."
)
def export(session_id: str, form: str, output: Path | None) -> None:
    """Write a whole session as Markdown or as its own JSON lines."""
    from reverie.transcripts.as_markdown import markdown_lines

    folder, found = _find(session_id)
    if output and output.exists():
        raise click.UsageError(f"'{output}' is there already; name a new file")
    with one_line(TranscriptError):
        path = folder.path(found)
        text = "\n".join(markdown_lines(path)) + "\n" if form == "markdown" else path.read_text(encoding="utf-8")
        if output:
            _write_new(output, text)
        else:
            # `color`: else click takes what looks like a colour out of a file or pipe.
            click.echo(visible(text) if sys.stdout.isatty() else text, nl=False, color=True)


def _write_new(output: Path, text: str) -> None:
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"'{output}' cannot be written ({error.strerror}); name another file") from None


@sessions.command()
@click.argument("session_ids", metavar="ID...", nargs=-1, required=True)
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def rm(session_ids: tuple[str, ...], yes: bool) -> None:
    """Delete sessions: transcript and kept outputs. This cannot be undone."""
    found = {one: folder for folder, one in map(_find, session_ids)}
    if not yes:
        click.confirm(f"Delete {', '.join(found)}?", abort=True)
    with one_line(TranscriptError):
        for one, folder in found.items():
            folder.remove(one)
            click.echo(f"deleted {one}")
